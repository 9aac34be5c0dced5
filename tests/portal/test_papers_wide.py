"""Tables on paper: columns after their longest word, wide ones on the long side, figures that lead to their
rows, a chart's title said once."""

import io
import zipfile

import pikepdf
import pytest
from django.utils import translation
from lxml import etree
from pypdf import PdfReader

from portal.content.figures import Figure, Unit
from portal.content.laying import lay
from portal.content.laying_tables import lay_table
from portal.content.laying_widths import LANDSCAPE, PORTRAIT, fitted
from portal.content.papers import Heading, Paper, Paragraph
from portal.content.tables import Column, Row, Table
from portal.content.writers_pdf import pdf_bytes
from portal.content.writers_word import word_file
from tests.portal.papering import chart
from tests.portal.reading_papers import W
from tests.portal.test_papers_same_words import agree, page_of


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield


def wide_table(columns: int = 14, href: str | None = "/projekt/") -> Table:
    heads = [Column(f"c{n}", f"Redovisningsperiod {n}") for n in range(columns)]
    cells = {f"c{n}": Figure(1000 * n, href=href) for n in range(columns)}
    return Table("Bred tabell", (Column("name", "Namn", Unit.TEXT), *heads), (Row("Rinkeby", cells),))


def _paper(*parts) -> Paper:
    return Paper("Titel", "", parts, address="https://portalen.example")


def _column(least: int, weight: int = 0, *, number: bool = False) -> dict[str, object]:
    return {"number": number, "weight": weight or least, "least": least}


def test_a_column_is_never_narrower_than_its_longest_word():
    laid = fitted([_column(11), _column(24, 40), _column(9, number=True)])
    sign, around = laid["size"] * 0.53, 8.5
    points = [PORTRAIT * each / 1000 for each in laid["widths"]]
    assert (laid["lying"], laid["size"]) == (False, 10.0)
    assert all(one + 1 >= least * sign + around for one, least in zip(points, (11, 24, 9), strict=True))
    assert sum(laid["widths"]) == pytest.approx(1000, abs=2)


def test_a_table_lies_when_its_words_do_not_fit_standing_and_is_never_smaller_than_seven_points():
    few, many, more = ([_column(18, number=True)] * n for n in (5, 8, 30))
    assert [(fitted(each)["lying"], fitted(each)["size"]) for each in (few, many, more)] == [
        (False, 8.0), (True, 8.0), (True, 7.0),
    ]  # fmt: skip
    assert LANDSCAPE == 700.0


def test_a_heading_is_hyphenated_before_its_table_lies_down():
    columns = [_column(14, number=True) | {"narrow": 10} for _ in range(8)]
    laid = fitted(columns)
    assert (laid["lying"], laid["size"], laid["widths"]) == (False, 9.0, [125] * 8)
    assert fitted([each | {"narrow": 14} for each in columns])["lying"] is True
    table = Table(
        "T", (Column("a", "Namn", Unit.TEXT), Column("b", "Slutredovisade")), (Row("x", {"b": Figure(7)}),)
    )
    assert [each["narrow"] for each in lay_table(table)["columns"]] == [6, 9]


def test_a_narrow_column_of_words_keeps_them_whole():
    table = Table(
        "Projekt som inte är slutredovisade",
        (
            Column("name", "Projekt", Unit.TEXT),
            Column("lead", "Ansvarig", Unit.TEXT),
            Column("status", "Redovisning", Unit.TEXT),
            Column("n", "Påminnelser"),
        ),
        (
            Row(
                "Ett namn som är långt nog för två rader i tabellen",
                {"lead": "Rinkeby", "status": "Ej redovisat", "n": Figure(2)},
            ),
        ),
    )
    text = PdfReader(io.BytesIO(pdf_bytes(_paper(table)))).pages[0].extract_text()
    assert [word in text for word in ("Ansvarig", "Redovisning", "Påminnelser", "Rinkeby")] == [True] * 4


def test_a_wide_table_has_a_lying_page_of_its_own_in_the_pdf():
    made = pdf_bytes(_paper(Heading("Före"), Paragraph("Före."), wide_table(), Paragraph("Efter.")))
    pages = PdfReader(io.BytesIO(made)).pages
    shapes = [page.mediabox.width > page.mediabox.height for page in pages]
    assert shapes == [False, True, False]
    assert ["Bred tabell" in page.extract_text() for page in pages] == [False, True, False]


def test_and_in_the_word_file_with_head_and_first_page_said_once():
    made = word_file(lay(_paper(Paragraph("Före."), wide_table(), wide_table(), Paragraph("Efter."))))
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml"))
    sections = list(body.iter(f"{W}sectPr"))
    assert [each.find(f"{W}pgSz").get(f"{W}orient") for each in sections] == [None, "landscape", None]
    assert [len(each.findall(f"{W}headerReference")) for each in sections] == [2, 0, 0]
    assert [each.find(f"{W}titlePg") is not None for each in sections] == [True, False, False]


def test_wide_tables_say_the_same_three_times():
    paper = _paper(Paragraph("Före."), wide_table(), Paragraph("Efter."), wide_table(3))
    agree(paper, pdf_bytes(paper))


def test_figures_lead_to_their_rows_in_pdf_and_word():
    paper = _paper(wide_table(2))
    file = pikepdf.open(io.BytesIO(pdf_bytes(paper)))
    leads = [str(each.A.URI) for page in file.pages for each in page.get("/Annots", [])]
    assert leads == ["https://portalen.example/projekt/"] * 2
    written = zipfile.ZipFile(io.BytesIO(word_file(lay(paper))))
    assert written.read("word/document.xml").count(b"<w:hyperlink ") == 2
    assert b'Target="https://portalen.example/projekt/"' in written.read("word/_rels/document.xml.rels")


def test_without_the_portals_address_they_are_words():
    paper = Paper("Titel", "", (wide_table(2),))
    assert lay_table(wide_table(2))["rows"][0]["cells"] == [
        {"text": "Rinkeby"},
        {"text": "0"},
        {"text": "1\u00a0000"},
    ]
    file = pikepdf.open(io.BytesIO(pdf_bytes(paper)))
    assert [page.get("/Annots") for page in file.pages] == [None]
    assert b"<w:hyperlink" not in zipfile.ZipFile(io.BytesIO(word_file(lay(paper)))).read("word/document.xml")


def test_a_long_address_is_not_broken_in_a_file():
    long = "/projekt/?" + "x" * 200
    file = pikepdf.open(io.BytesIO(pdf_bytes(_paper(wide_table(1, long)))))
    assert [str(each.A.URI) for each in file.pages[0].Annots] == ["https://portalen.example" + long]


def test_the_title_of_a_chart_is_said_once_everywhere():
    paper = _paper(chart())
    said = agree(paper, pdf_bytes(paper))
    assert " ".join(said.words).count("Beviljat efter område") == 1
    assert page_of(paper).count('<span class="visually-hidden">Beviljat efter område</span>') == 1
    written = zipfile.ZipFile(io.BytesIO(word_file(lay(paper)))).read("word/document.xml").decode()
    assert '<w:tblCaption w:val="Beviljat efter område"/>' in written


def test_columns_under_one_heading_have_room_for_its_longest_word_together():
    columns = (Column("n", "Namn", Unit.TEXT), *(Column(k, k, group="Implementering") for k in ("Ja", "Nej")))
    laid = lay_table(Table("T", columns, (Row("R", {"Ja": Figure(1), "Nej": Figure(2)}),)))
    assert [each["least"] for each in laid["columns"]] == [6, 9, 9]
