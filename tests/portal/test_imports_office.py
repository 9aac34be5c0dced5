"""Files really made by LibreOffice: from our template, from OpenDocument, in the dialects of its CSV."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from portal.imports.headings import known_names, match
from portal.imports.kinds import kind_of
from portal.imports.matching import read_rows
from portal.imports.reading import read_sheet
from portal.imports.sheets import UnreadableFile
from portal.imports.template_xlsx import template_xlsx
from tests.offices import convert
from tests.portal.importing import Societies

pytestmark = pytest.mark.office
UTF8, WINDOWS, UTF16 = 76, 1, 65535  # the numbers of LibreOffice's character sets
SWEDISH = 1053
REPORT = {
    "År": 2026,
    "Tertial": 2,
    "Stadsdelsförvaltning": "Hägersten-Älvsjö",
    "Projektnummer": "2.2.5",
    "Deltagare hittills": 1042,
    "Kallade": 12,
    "Förbrukat hittills tkr": 1234.5,
    "Prognos helår tkr": 2000,
    "Plan för implementering": "Delvis",
    "Erfarenheter": 'Sa "hej"; och gick\nhem. 5 × 3',
    "Samverkanspartner": "Röda korset|Åsö folkhögskola",
    "Slutredovisning": "Nej",
}
ACTIVITY = {
    "Datum": date(2026, 4, 3),
    "Stadsdelsförvaltning": "Järva",
    "Form": "Torgmöte",
    "Målgrupp": "Nyanlända",
    "Kvinnor": 12,
    "Tolk": "Ja",
}
FILES = {"redovisningar": (REPORT, "[$-41D]#,##0.00"), "aktiviteter": (ACTIVITY, "0")}


def read(slug: str, content: bytes) -> list[dict]:
    """The rows as values by column key; a bad one fails the test."""
    kind = kind_of(slug) or Societies()
    sheet = read_sheet(content, set(known_names(kind)))
    found = read_rows(kind, match(sheet.heading.cells, kind), sheet.rows)
    assert found.bad == []
    return [dict(row.values) for row in found.candidates]


def filled(folder: Path, slug: str) -> Path:
    """A workbook with one row, numbers as numbers and days as days, shown as people show them."""
    cells, form = FILES[slug]
    book = Workbook()
    book.active.append(list(cells))
    book.active.append(list(cells.values()))
    for cell in book.active[2]:
        if isinstance(cell.value, float):
            cell.number_format = form
        if isinstance(cell.value, date):
            cell.number_format = "yyyy-mm-dd"
    path = folder / f"{slug}.xlsx"
    book.save(path)
    return path


def test_what_is_expected_is_what_was_meant(tmp_path):
    (report,) = read("redovisningar", filled(tmp_path, "redovisningar").read_bytes())
    assert (report["spent"], report["collaborators"]) == (
        Decimal(1234500),
        ["Röda korset", "Åsö folkhögskola"],
    )
    (activity,) = read("aktiviteter", filled(tmp_path, "aktiviteter").read_bytes())
    assert activity["day"] == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("separator", "charset", "quoted", "as_shown"),
    [
        (";", UTF8, False, True),
        (",", UTF8, True, True),
        ("\t", UTF8, False, False),
        (";", WINDOWS, False, True),
        ("\t", UTF16, True, True),
    ],
)
def test_csv_says_what_the_workbook_said(tmp_path, separator, charset, quoted, as_shown):
    books = [filled(tmp_path, slug) for slug in FILES]
    flags = f"{str(quoted).lower()},{str(as_shown).lower()}"
    options = f"{ord(separator)},34,{charset},1,,{SWEDISH},{flags}"
    made = convert(f"csv:Text - txt - csv (StarCalc):{options}", *books)
    for slug, book, file in zip(FILES, books, made, strict=True):
        assert read(slug, file.read_bytes()) == read(slug, book.read_bytes())


def test_number_as_an_english_office_shows_it_is_refused_with_both_signs(tmp_path):
    path = tmp_path / "engelsk.xlsx"
    book = Workbook()
    book.active.append(list(REPORT))
    book.active.append(list(REPORT.values()))
    book.active.cell(2, list(REPORT).index("Förbrukat hittills tkr") + 1).number_format = "[$-409]#,##0.00"
    book.save(path)
    (made,) = convert(f"csv:Text - txt - csv (StarCalc):59,34,{UTF8},1,,1033,false,true", path)
    with pytest.raises(AssertionError, match="kan läsas på flera sätt"):
        read("redovisningar", made.read_bytes())


def test_opendocument_and_back_says_the_same(tmp_path):
    books = [filled(tmp_path, slug) for slug in FILES]
    sheets = convert("ods", *books)
    for slug, book, ods, back in zip(FILES, books, sheets, convert("xlsx", *sheets), strict=True):
        with pytest.raises(UnreadableFile, match="OpenDocument"):
            read(slug, ods.read_bytes())
        assert read(slug, back.read_bytes()) == read(slug, book.read_bytes())


def test_csv_opened_and_saved_as_a_workbook_says_the_same(tmp_path):
    reports, societies = tmp_path / "redovisningar.csv", tmp_path / "foreningar.csv"
    cells = {name: str(value) for name, value in REPORT.items()}
    cells |= {"Förbrukat hittills tkr": "1234,5", "Erfarenheter": "Gick bra"}
    reports.write_text(";".join(cells) + "\n" + ";".join(cells.values()) + "\n", encoding="utf-8")
    societies.write_text("Nyckel;Bena\u0308mning\na;A\u030alvsjo\u0308\n", encoding="utf-8")
    made = convert("xlsx", reports, societies, infilter=f"CSV:59,34,{UTF8},1,,{SWEDISH},false,true")
    assert read("redovisningar", made[0].read_bytes()) == read("redovisningar", reports.read_bytes())
    assert read("foreningar", made[1].read_bytes()) == [{"key": "a", "short_name": "Ålvsjö"}]


@pytest.mark.parametrize("through", ["xlsx", "ods"])
def test_our_template_goes_through_libreoffice_and_back(tmp_path, through):
    kind, path = kind_of("redovisningar"), tmp_path / "mall.xlsx"
    row = [REPORT.get(column.heading) for column in kind.columns]
    with template_xlsx(kind, [row], {}) as file:
        path.write_bytes(file.read())
    (back,) = convert("xlsx", *convert(through, path))
    assert read(kind.slug, back.read_bytes()) == read(kind.slug, path.read_bytes())
    sheet = load_workbook(back).worksheets[0]
    assert sheet.protection.sheet
    assert [rule.type for rule in sheet.data_validations.dataValidation].count("list") >= 2
