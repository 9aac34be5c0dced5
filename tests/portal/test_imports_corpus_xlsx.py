"""Odd and hostile workbooks, each with its answer: the rows it holds, or words. Never anything else."""

import io
import random
import zipfile
from datetime import datetime, time

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from portal.imports import reading_xlsx
from portal.imports.archives import look_through
from portal.imports.sheets import UnreadableFile
from tests.portal.importing import answer_of, cells, read


def workbook(fill) -> bytes:
    book = Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet(*rows):
    def fill(book):
        for row in [["Nyckel", "Namn"], *rows]:
            book.active.append(list(row))

    return workbook(fill)


VALUES = [
    (1234.5, "1234.5"),
    (0.1 + 0.2, "0.3"),
    (1e20, "100000000000000000000"),
    (1e-7, "0.0000001"),
    (1.125, "1.1250"),  # three decimals, and nobody may take it for a thousand
    (12, "12"),
    (12.0, "12"),
    (-3, "-3"),
    (False, "Nej"),
    (datetime.fromisoformat("2026-11-22 14:30"), "2026-11-22 14:30:00"),
    (time(8, 30), "08:30:00"),
    ("  x ", "  x "),
    ("=SUMMA(A1)", "=SUMMA(A1)"),
    ("#N/A", "=#N/A"),
]


@pytest.mark.parametrize(("value", "text"), VALUES)
def test_workbook_cell_becomes_what_somebody_would_have_typed(value, text):
    assert cells(sheet(["a", value])) == [(2, ["a", text])]


def test_array_formula_is_shown_as_the_formula_it_is():
    def fill(book):
        book.active.append(["Nyckel", "Namn"])
        book.active["A2"] = "a"
        book.active["B2"] = ArrayFormula("B2:B3", "=SUM(1)")

    assert cells(workbook(fill)) == [(2, ["a", "=SUM(1)"])]


def test_blank_cells_at_the_end_are_left_out():
    assert cells(sheet(["a", "x", " ", None, ""])) == [(2, ["a", "x"])]


def test_sheet_that_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(reading_xlsx, "MAX_ROWS", 3)
    assert len(cells(sheet(*[["a", "x"]] * 3))) == 3
    with pytest.raises(UnreadableFile, match="för många rader"):
        cells(sheet(*[["a", "x"]] * 4))


def test_merged_cells_hold_their_value_once():
    def fill(book):
        for row in (["Nyckel", "Namn"], ["a", "x"], ["b", "y"]):
            book.active.append(row)
        book.active.merge_cells("A2:A3")

    assert read(workbook(fill))[1] == [(3, "Nyckel", "", "Cellen är tom.")]


def test_the_first_sheet_that_is_shown_is_read():
    def fill(book):
        book.active.append(["Hemligt"])
        book.active.sheet_state = "hidden"
        for row in (["Nyckel", "Namn"], ["a", "x"]):
            (book["Blad"] if "Blad" in book.sheetnames else book.create_sheet("Blad")).append(row)

    assert cells(workbook(fill)) == [(2, ["a", "x"])]


def test_blank_first_sheet_is_refused():
    with pytest.raises(UnreadableFile, match="första blad är tomt"):
        cells(workbook(lambda book: book.create_sheet("Blad").append(["Nyckel", "Namn"])))


def test_shared_strings_are_read():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Nyckel", "Namn"])
        page.write_row(1, 0, ["a", "Älvsjö"])
    assert cells(out.getvalue()) == [(2, ["a", "Älvsjö"])]


def test_workbook_that_says_it_is_smaller_than_it_is_is_read_whole():
    whole = sheet(*[["a", str(n)] for n in range(20)])
    lying = rezipped(whole, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"A1:B21", b"A1:A2"))
    assert lying != whole
    assert cells(lying) == cells(whole)


def rezipped(content: bytes, member: str, change) -> bytes:
    """The archive with one member changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == member else old.read(name))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "'
    + b"a" * 1000
    + b'">'
    + b"".join(b'<!ENTITY %c "%s">' % (ord("b") + n, b"&%c;" % (ord("a") + n) * 10) for n in range(9))
    + b"]>"
)


def endless_row(xml: bytes) -> bytes:
    noise = "".join(f'<c r="A{random.Random(n).random()}"/>' for n in range(60_000))
    return xml.replace(b"</sheetData>", f"<row>{noise}</row></sheetData>".encode())


DANGEROUS = [
    (SHEET, lambda xml: xml.replace(b"</sheetData>", b"<row>" + b"<c/>" * 5_000_000 + b"</row></sheetData>")),
    (SHEET, endless_row),
    (SHEET, lambda xml: b" " * 400_000_000),
    ("xl/styles.xml", lambda xml: b"<x>" + bytes(random.Random(1).choices(b"ab", k=9_000_000)) + b"</x>"),
]


@pytest.mark.parametrize(("member", "change"), DANGEROUS)
def test_archive_that_would_take_the_memory_is_refused(member, change):
    with pytest.raises(UnreadableFile, match="för stor när den packas upp"):
        cells(rezipped(sheet(["a", "x"]), member, change))


def test_entities_that_grow_are_refused():
    def bomb(xml):
        return ENTITIES + xml.replace(b">x<", b">&j;<")

    def in_other_letters(xml):
        return bomb(xml).decode().replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")

    for change in (bomb, in_other_letters):
        with pytest.raises(UnreadableFile, match="ingen hel Excel-arbetsbok"):
            look_through(rezipped(sheet(["a", "x"]), SHEET, change))  # before any parser sees them


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def test_opendocument_is_named():
    with pytest.raises(UnreadableFile, match="OpenDocument"):
        cells(archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"))


def test_archive_with_too_many_members_is_refused():
    with pytest.raises(UnreadableFile, match="för stor"):
        cells(archive(**{"xl/workbook.xml": b"<workbook/>"} | {f"m{n}": b"" for n in range(600)}))


def test_locked_archive_is_named():
    content = bytearray(sheet(["a", "x"]))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(signature, at + 1)) >= 0:
            content[at + place] |= 1
    with pytest.raises(UnreadableFile, match="skyddad med lösenord"):
        cells(bytes(content))


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_workbook_damaged_anywhere_is_rows_or_words():
    whole, chance = sheet(*[[f"k{n}", f"Namn {n}"] for n in range(30)]), random.Random(6)
    for _ in range(400):
        content = bytearray(whole)
        for _ in range(chance.choice([1, 3, 10])):
            content[chance.randrange(len(content))] = chance.randrange(256)
        assert answer_of(bytes(content)) is not None


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("member", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"])
def test_workbook_with_damaged_xml_is_rows_or_words(member):
    whole, chance = sheet(["a", "x"]), random.Random(7)

    def damage(xml: bytes) -> bytes:
        at = chance.randrange(len(xml))
        return xml[:at] + bytes([chance.randrange(32, 127)]) + xml[at + chance.randrange(30) :]

    for _ in range(80):
        assert answer_of(rezipped(whole, member, damage)) is not None
