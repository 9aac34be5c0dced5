"""What the Word file is, besides its words: styles, footnotes, table heads, language, no names."""

import io
import re
import zipfile

import pytest
from django.utils import translation
from docx import Document
from lxml import etree

from portal.content.papers import Paper, Prose
from portal.content.runs import Words
from portal.content.writers_word import word_bytes
from tests.portal.papering import whole_paper

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def made():
    with translation.override("sv"):
        return word_bytes(whole_paper())


def part(content, name):
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def tree(content, name):
    return etree.fromstring(part(content, name).encode())


def test_headings_lists_and_captions_are_styles(made):
    used = {each.style.name for each in Document(io.BytesIO(made)).paragraphs}
    assert used >= {
        "Title",
        "Subtitle",
        "Heading 1",
        "Heading 2",
        "List Number",
        "List Bullet 2",
        "Caption",
        "Quote",
    }


def test_every_part_is_xml_and_every_relation_leads_somewhere(made):
    file = zipfile.ZipFile(io.BytesIO(made))
    for name in file.namelist():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(file.read(name))
    relations = tree(made, "word/_rels/document.xml.rels")
    inside = {f"word/{each.get('Target')}" for each in relations if each.get("TargetMode") != "External"}
    assert inside - set(file.namelist()) == set()
    asked = set(re.findall(r'r:(?:id|embed)="(\w+)"', part(made, "word/document.xml")))
    assert asked - {each.get("Id") for each in relations} == set()


def test_footnotes_are_footnotes_and_the_same_one_is_said_again_by_its_number(made):
    notes = tree(made, "word/footnotes.xml")
    assert [each.get(f"{W}id") for each in notes] == ["-1", "0", "1", "2"]
    body = tree(made, "word/document.xml")
    assert [each.get(f"{W}id") for each in body.iter(f"{W}footnoteReference")] == ["1", "2"]
    fields = [each.get(f"{W}instr").strip() for each in body.iter(f"{W}fldSimple")]
    assert fields == ["NOTEREF _Fotnot2 \\f \\h"]
    assert "_Fotnot2" in [each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")]


def test_the_head_rows_of_a_table_repeat_and_no_row_breaks(made):
    tables = [
        each
        for each in tree(made, "word/document.xml").iter(f"{W}tbl")
        if each.find(f".//{W}tblHeader") is not None
    ]
    assert [len(list(each.iter(f"{W}tblHeader"))) for each in tables] == [2, 2]
    rows = [row for each in tables for row in each.iter(f"{W}tr")]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [each.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") for each in tables] == [
        "Beviljade medel per stadsdelsförvaltning",
        "Beviljat efter område",
    ]


def test_every_row_fills_its_table(made):
    for table in tree(made, "word/document.xml").iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.iter(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
            assert sum(1 if span is None else int(span.get(f"{W}val")) for span in spans) == columns


def test_the_picture_has_words(made):
    assert 'descr="Liggande staplar. Rinkeby' in part(made, "word/document.xml")
    assert zipfile.ZipFile(io.BytesIO(made)).read("word/media/image1.png")[:4] == b"\x89PNG"


def test_it_is_swedish_and_names_nobody(made):
    about = Document(io.BytesIO(made)).core_properties
    assert (about.title, about.language) == ("Från bidrag till egen försörjning", "sv-SE")
    assert (about.author, about.last_modified_by, about.comments, about.keywords) == ("", "", "", "")
    assert 'w:lang w:val="sv-SE"' in part(made, "word/styles.xml")


def test_contents_are_a_field_that_is_filled_when_the_file_opens(made):
    assert 'TOC \\o "1-3" \\h \\z \\u' in part(made, "word/document.xml")
    assert "<w:updateFields/>" in part(made, "word/settings.xml")
    without = word_bytes(Paper("Titel", "", ()))
    assert "TOC \\o" not in part(without, "word/document.xml")
    assert "updateFields" not in part(without, "word/settings.xml")


def test_pages_say_their_number(made):
    for name in ("word/header1.xml", "word/header2.xml"):
        fields = [each.get(f"{W}instr").strip() for each in tree(made, name).iter(f"{W}fldSimple")]
        assert fields == ["PAGE", "NUMPAGES"]
    assert "Tjänsteutlåtande, Dnr 1.2.4-182-2013, Utkast" in part(made, "word/header2.xml")


def test_the_same_paper_is_the_same_file(made):
    with translation.override("sv"):
        assert word_bytes(whole_paper()) == made


def test_a_path_is_a_link_only_where_the_address_of_the_portal_is_known():
    parts = (Prose((Words("här", href="/projekt/"), Words("ont", href="javascript:alert(1)"))),)
    assert "hyperlink" not in part(word_bytes(Paper("T", "", parts)), "word/document.xml")
    told = word_bytes(Paper("T", "", parts, address="https://portal.stad/"))
    relations = tree(told, "word/_rels/document.xml.rels")
    assert [each.get("Target") for each in relations if each.get("TargetMode")] == [
        "https://portal.stad/projekt/"
    ]
