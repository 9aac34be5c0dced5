"""What the PDF is, besides its words: standards, tags, the same bytes, and how it fails."""

import io
from datetime import date
from itertools import pairwise

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from pypdf import PdfReader

from portal.content import writers_pdf
from portal.content.papers import Heading, Paper, Paragraph
from portal.content.writers_pdf import pdf_bytes, pdf_response
from tests.portal.papering import long_paper, whole_paper


@pytest.fixture(scope="module")
def made():
    with translation.override("sv"):
        return pdf_bytes(whole_paper())


def tags(content):
    """Every tag of the file with its attributes for tables, in order."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for each in node:
                walk(each)
        elif isinstance(node, pikepdf.Dictionary) and node.get("/Type") not in ("/OBJR", "/MCR"):
            if "/S" in node:
                about = [each for each in node.get("/A", []) if each.get("/O") == "/Table"]
                scope = str(about[0].get("/Scope", "")) if about else ""
                found.append((str(node.S), scope, str(node.get("/Alt", ""))))
            walk(node.get("/K", pikepdf.Array()))

    file = pikepdf.open(io.BytesIO(content))
    walk(file.Root.StructTreeRoot)
    return found


def test_it_says_it_is_pdf_a_2a_and_pdf_ua_1_in_swedish(made):
    file = pikepdf.open(io.BytesIO(made))
    with file.open_metadata() as about:
        said = [about[f"pdfaid:{key}"] for key in ("part", "conformance")] + [about["pdfuaid:part"]]
        assert said == ["2", "A", "1"]
        assert about["dc:title"] == "Från bidrag till egen försörjning"
        assert "dc:creator" not in about
    assert file.Root.Lang == "sv-SE"
    assert file.Root.MarkInfo.Marked is True
    assert file.Root.ViewerPreferences.DisplayDocTitle is True


def test_every_row_has_its_heading_and_every_column_its_own(made):
    found = tags(made)
    assert [each[1] for each in found if each[0] == "/TH"].count("/Row") == 12
    assert {each[1] for each in found if each[0] == "/TH"} == {"/Row", "/Column"}
    assert {each[1] for each in found if each[0] == "/TD"} == {""}
    assert {other[0] for one, other in pairwise(found) if one[0] == "/TR"} == {"/TH"}


def test_the_chart_is_told_in_words(made):
    assert [each[2] for each in tags(made) if each[0] == "/Figure"] == [
        "Liggande staplar. Rinkeby 4\u00a0770,5\u00a0tkr; Kista 4\u00a0771,5\u00a0tkr; "
        "Spånga-Tensta 4\u00a0772,5\u00a0tkr; Hässelby-Vällingby 4\u00a0773,5\u00a0tkr. "
        "Samma tal står i tabellen."
    ]


def test_it_has_bookmarks_and_says_its_pages(made):
    file = PdfReader(io.BytesIO(made))
    assert [each.title for each in file.outline if not isinstance(each, list)] == [
        "Förvaltningens förslag till beslut",
        "Sammanfattning",
        "Ärendet",
        "Bilagor",
    ]
    pages = [page.extract_text() for page in file.pages]
    assert all(
        f"Sida {number} ({len(pages)})" in text.replace("\u00a0", " ") for number, text in enumerate(pages, 1)
    )
    assert all("Tjänsteutlåtande, Dnr 1.2.4-182-2013, Utkast" in text for text in pages[1:])


def test_the_heads_of_a_table_stand_on_every_page_it_goes_on_to():
    with translation.override("sv"):
        file = PdfReader(io.BytesIO(pdf_bytes(long_paper(tables=1, rows=120))))
    texts = [page.extract_text() for page in file.pages]
    rows = [text.count("Redovisat sent") > 0 for text in texts]
    assert rows == [True, True, True, False]
    assert [text.count("Andel kvinnor") for text in texts] == [1, 1, 1, 0]


def test_the_same_paper_is_the_same_file_and_another_is_not(made):
    with translation.override("sv"):
        assert pdf_bytes(whole_paper()) == made
        assert pdf_bytes(whole_paper(day=date(2026, 11, 3))) != made


def test_headings_that_skip_a_level_are_put_in_steps():
    paper = Paper(
        "Titel", "", (Heading("Djup", 5), Paragraph("Text."), Heading("Två", 2), Heading("Fyra", 4))
    )
    assert [each[0] for each in tags(pdf_bytes(paper)) if each[0].startswith("/H")] == ["/H1", "/H1", "/H2"]


def test_signs_without_a_shape_are_told_by_their_number():
    text = PdfReader(io.BytesIO(pdf_bytes(Paper("Titel 😀", "", ())))).pages[0].extract_text()
    assert "Titel [U+1F600]" in text


def test_a_paper_that_takes_too_long_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(writers_pdf, "SECONDS", 0.001)
    with translation.override("sv"), pytest.raises(ValidationError) as refused:
        pdf_bytes(whole_paper())
    assert refused.value.messages == [
        "Filen hann inte bli klar på 0.001 sekunder. Dela upp texten eller försök igen."
    ]


def test_what_typst_refuses_is_refused_in_words():
    with translation.override("sv"), pytest.raises(ValidationError) as refused:
        writers_pdf.drawn(["<svg"])
    assert refused.value.code == "typst"
    assert refused.value.messages == [
        "Filen kunde inte göras. Försök igen. Hjälper det inte, hämta dokumentet som Word."
    ]


def test_as_a_download():
    answer = pdf_response(Paper("Titel", "", ()), "titel")
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/pdf",
        'attachment; filename="titel.pdf"',
    )
