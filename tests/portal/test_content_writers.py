"""CSV and XLSX: the exact bytes, and what no spreadsheet may take for a formula."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from portal.content import writers_csv, writers_xlsx
from portal.content.figures import MASKED, Figure, Share, Unit
from portal.content.notes import Note
from portal.content.tables import Column, Row, Table
from portal.content.writers import csv_response, list_response, table_response, xlsx_response
from portal.content.writers_cells import csv_text, guarded, unguarded
from portal.content.writers_csv import csv_lines, table_csv
from portal.content.writers_xlsx import table_xlsx, xlsx_file

DAY = datetime(2026, 11, 22)  # noqa: DTZ001 - a day in a file has no zone
HEADINGS = ["Projekt", "Antal", "Beviljat tkr", "Andel", "Senast"]
KINDS = [Unit.TEXT, Unit.COUNT, Unit.TKR, Unit.PERCENT, Unit.DATE]
ROWS = [
    ["2.2.2 SFI plus; del 2", 1500, Decimal("4770500.00"), Share(19, 40), date(2026, 11, 22)],
    ["=SUM(A1)", 0, Decimal("-0.01"), Share(0, 0), None],
    ["Ärla\nÖst", None, None, None, None],
    ['sa "ja"', MASKED, MASKED, MASKED, None],
]
TOTAL = ["Totalt", 1500, Decimal("4770499.99"), None, None]


def table() -> Table:
    columns = (
        Column("lead", "Stadsdelsförvaltning", Unit.TEXT),
        Column("granted", "Beviljat tkr", Unit.TKR),
        Column("yes", "Ja", group="Plan för implementering"),
    )
    note = Note("Ett gemensamt projekt.")
    rows = (
        Row("Rinkeby", {"granted": Figure(3836000, Unit.TKR), "yes": Figure(0)}, notes=(note,)),
        Row("Kista", {"granted": Figure(Decimal("2265500"), Unit.TKR), "yes": Figure(None)}),
    )
    how = ("Varje projekt räknas en gång.",)
    return Table("Beviljade medel", columns, rows, "Dåvarande", how=how).with_total()


def sheets(file) -> dict[str, list[list]]:
    book = load_workbook(BytesIO(file.read()))
    return {sheet.title: [[cell.value for cell in line] for line in sheet.iter_rows()] for sheet in book}


def test_csv_to_the_letter():
    assert "".join(csv_lines(HEADINGS, ROWS, KINDS, TOTAL)) == (
        "\ufeffProjekt;Antal;Beviljat tkr;Andel;Senast\r\n"
        '"2.2.2 SFI plus; del 2";1500;4770,5;48;2026-11-22\r\n'
        "'=SUM(A1);0;-0,00001;;\r\n"
        '"Ärla\nÖst";;;;\r\n'
        '"sa ""ja""";..;..;..;\r\n'
        "Totalt;1500;4770,49999;;\r\n"
    )


def test_csv_without_rows_has_its_headings():
    assert "".join(csv_lines(HEADINGS, [])) == "\ufeffProjekt;Antal;Beviljat tkr;Andel;Senast\r\n"


def test_csv_comes_in_pieces_and_asks_for_rows_as_it_goes():
    asked = []

    def rows():
        for number in range(3 * writers_csv.BLOCK):
            asked.append(number)
            yield [number]

    pieces = csv_lines(["n"], rows())
    assert next(pieces).count("\r\n") == writers_csv.BLOCK + 1
    assert len(asked) == writers_csv.BLOCK
    assert "".join(pieces).splitlines()[-1] == str(3 * writers_csv.BLOCK - 1)


def test_a_row_of_the_wrong_length_is_a_mistake():
    with pytest.raises(ValueError, match="zip"):
        list(csv_lines(["a", "b"], [[1]]))


def test_a_table_in_csv_has_flat_headings_and_its_total_last():
    with override("sv"):
        assert "".join(table_csv(table())) == (
            "\ufeffStadsdelsförvaltning;Beviljat tkr;Plan för implementering ja\r\n"
            "Rinkeby;3836;0\r\nKista;2265,5;\r\nTotalt;6101,5;0\r\n"
        )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+46 8 508", "'+46 8 508"),
        ("-", "'-"),
        ("@SUM", "'@SUM"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("'=1", "''=1"),
        ('"=1', "'\"=1"),
        ("a=1", "a=1"),
        ("'n Sync", "'n Sync"),
        ("", ""),
        ("1-2", "1-2"),
        (" =1", " =1"),
    ],
)
def test_a_text_starts_no_formula_and_comes_back_as_it_was(text, written):
    assert guarded(text) == written
    assert unguarded(written) == text
    assert csv_text(text, Unit.TEXT) == written


def test_an_apostrophe_that_guards_nothing_is_left_alone():
    assert unguarded("'hej") == "'hej"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (-5, Unit.COUNT, "-5"),
        (Decimal("-1234.50"), Unit.NUMBER, "-1234,5"),
        (Decimal("1234.50"), Unit.KRONOR, "1234,5"),
        (Decimal("1234.50"), Unit.TEXT, "1234,5"),
        (True, Unit.TEXT, "Ja"),
        (False, Unit.TEXT, "Nej"),
        (datetime(2026, 11, 22, 12, 17, tzinfo=UTC), Unit.DATE, "2026-11-22 13:17"),
        (Figure(Decimal("4770500"), Unit.TKR), Unit.TEXT, "4770,5"),
        (Figure(None), Unit.COUNT, ""),
        (Figure(MASKED), Unit.COUNT, ".."),
    ],
)
def test_values_as_text(value, unit, text):
    with override("sv"):
        assert csv_text(value, unit) == text


def test_xlsx_holds_numbers_as_numbers_and_text_as_text():
    found = sheets(xlsx_file(HEADINGS, ROWS, KINDS, TOTAL))
    assert list(found.values()) == [
        [
            HEADINGS,
            ["2.2.2 SFI plus; del 2", 1500, 4770.5, 0.475, DAY],
            ["'=SUM(A1)", 0, -0.00001, None, None],
            ["Ärla\nÖst", None, None, None, None],
            ['sa "ja"', "..", "..", "..", None],
            ["Totalt", 1500, 4770.49999, None, None],
        ]
    ]


def test_xlsx_has_a_frozen_bold_heading_and_reads_no_text_as_link_formula_or_number():
    texts = ["https://example.org", "=1+1", "{=1+1}", "007", "mailto:a@example.org"]
    book = load_workbook(
        xlsx_file(["Text", "Beviljat tkr"], [[text, 1000] for text in texts], [Unit.TEXT, Unit.TKR])
    )
    sheet = book.active
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert [cell.data_type for cell in sheet["A"]] == ["s"] * 6
    assert [cell.hyperlink for cell in sheet["A"]] == [None] * 6
    assert [cell.value for cell in sheet["A"]][1:] == [texts[0], "'=1+1", *texts[2:]]
    assert sheet["B2"].number_format == "#,##0"
    assert (sheet.column_dimensions["A"].width >= 12) is True


def test_xlsx_total_is_bold():
    book = load_workbook(xlsx_file(["Text", "Antal"], [["a", 1]], [Unit.TEXT, Unit.COUNT], ["Totalt", 1]))
    assert [cell.font.bold for cell in book.active["B"]] == [True, False, True]


def test_xlsx_of_a_table_says_on_a_second_sheet_what_it_is():
    with override("sv"):
        found = sheets(table_xlsx(table()))
    assert found == {
        "Tabell": [
            ["Stadsdelsförvaltning", "Beviljat tkr", "Plan för implementering ja"],
            ["Rinkeby", 3836, 0],
            ["Kista", 2265.5, None],
            ["Totalt", 6101.5, 0],
        ],
        "Om tabellen": [
            ["Beviljade medel"],
            ["Dåvarande"],
            ["1. Ett gemensamt projekt."],
            ["2. 1 uppgift är ej redovisad och ingår inte i summan."],
            ["Varje projekt räknas en gång."],
        ],
    }


def test_xlsx_keeps_what_a_spreadsheet_would_round_or_drop():
    long, many = "x" * 40_000, 12345678901234567890
    found = sheets(xlsx_file(["Text", "Antal"], [[long, many]], [Unit.TEXT, Unit.COUNT]))
    assert next(iter(found.values()))[1] == ["x" * 32_767, "12345678901234567890"]


def test_xlsx_takes_any_sign_that_text_can_hold():
    odd = "a\x00b\x1f\ufffe\U0001f600‮c"
    (rows,) = sheets(xlsx_file(["Text"], [[odd]])).values()
    assert rows[1][0].endswith("‮c")


def test_more_rows_than_a_sheet_holds_are_refused_with_words(monkeypatch):
    monkeypatch.setattr(writers_xlsx, "ROWS", 3)
    assert len(next(iter(sheets(xlsx_file(["n"], [[1], [2]])).values()))) == 3
    with override("sv"), pytest.raises(ValidationError) as refusal:
        xlsx_file(["n"], [[1], [2], [3]])
    assert refusal.value.messages == ["Ett kalkylblad rymmer högst 2 rader. Hämta listan som CSV."]


def test_csv_response_streams_an_attachment():
    response = csv_response("beviljade medel åäö", csv_lines(["Antal"], [[1]]))
    assert response.streaming
    assert b"".join(response.streaming_content) == b"\xef\xbb\xbfAntal\r\n1\r\n"
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''beviljade%20medel%20%C3%A5%C3%A4%C3%B6.csv"
    )
    assert response["X-Content-Type-Options"] == "nosniff"


def test_what_fails_before_the_first_piece_is_no_half_file():
    def rows():
        raise ValidationError("nej")
        yield []

    with pytest.raises(ValidationError):
        csv_response("x", csv_lines(["n"], rows()))


def test_xlsx_response_is_an_attachment_of_the_whole_file():
    response = xlsx_response("medel", xlsx_file(["Antal"], [[1]], [Unit.COUNT]))
    body = b"".join(response.streaming_content)
    assert int(response["Content-Length"]) == len(body)
    assert load_workbook(BytesIO(body)).active["A2"].value == 1
    assert response["Content-Disposition"] == 'attachment; filename="medel.xlsx"'
    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_and_a_list_answer_in_both_forms(form):
    for response in (table_response(table(), form, "medel"), list_response(form, "medel", ["n"], [[1]])):
        assert response["Content-Disposition"] == f'attachment; filename="medel.{form}"'
        assert b"".join(response.streaming_content)


@pytest.mark.parametrize(
    "text",
    [
        "<r>x</r>",
        "<r><t>=1</t></r>",
        "</t></is></c>",
        "&amp;",
        "_x0041_",
        " a ",
        "a\x07b",
        "x\n",
        "]]>",
        "å" * 40_000,
    ],
)
def test_text_is_text_to_the_letter_in_a_workbook(text):
    read = sheets(xlsx_file(["A", "B"], [[text, 1]]))["Tabell"]
    assert [read[0], *([unescape(a), b] for a, b in read[1:])] == [["A", "B"], [text[:32_767], 1]]


def test_many_rows_are_one_sheet_with_its_total_last():
    rows = [[f"rad {n}", n, Decimal(n) / 4, date(2026, 11, 22)] for n in range(1, 1202)]
    kinds = [Unit.TEXT, Unit.COUNT, Unit.NUMBER, Unit.DATE]
    read = sheets(xlsx_file(["a", "b", "c", "d"], rows, kinds, ["Totalt", 7, None, None]))["Tabell"]
    assert len(read) == 1203
    assert read[1] == ["rad 1", 1, 0.25, DAY]
    assert read[1201:] == [["rad 1201", 1201, 300.25, DAY], ["Totalt", 7, None, None]]


def test_same_number_of_another_kind_is_written_as_its_own_kind():
    rows = [[1000, 1000], [True, 1], [Decimal("1000"), Decimal("1000.00")], [1.0, 1]]
    kinds = [Unit.TEXT, Unit.TKR]
    assert "".join(csv_lines(["a", "b"], rows, kinds)).splitlines()[1:] == [
        "1000;1",
        "Ja;0,001",
        "1000;1",
        "1.0;0,001",
    ]
    assert sheets(xlsx_file(["a", "b"], rows, kinds))["Tabell"][1:] == [
        [1000, 1],
        ["Ja", 0.001],
        [1000, 1],
        ["1.0", 0.001],
    ]
