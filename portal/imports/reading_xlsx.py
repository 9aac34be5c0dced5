"""XLSX: the archive is looked through before it is unpacked, then its first sheet is read row by row."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from decimal import Decimal
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from portal.files.storing import Opener
from portal.imports.archives import look_through, not_a_workbook
from portal.imports.sheets import MAX_COLUMNS, MAX_ROWS, Sheet, SourceRow, UnreadableFile

MAX_GAP = 5_000  # blank rows after the last: what stands below that was not meant to be there


def read_xlsx(opened: Opener) -> Sheet:
    """Read the first sheet that is shown.

    Raises UnreadableFile for an archive that is no workbook, or a dangerous one.
    """
    with opened() as file:
        look_through(file)
    rows = _rows_of(opened)
    title = next(rows).cells[0]
    heading = next(rows, None)
    if heading is None:
        raise UnreadableFile(_("Filens första blad är tomt."), _("Lägg uppgifterna på det första bladet."))
    return Sheet(heading, rows, {"format": "XLSX", "sheet": title})


def _rows_of(opened: Opener) -> Iterator[SourceRow]:
    """The sheet's title as a row of its own, then its rows. The file is closed after the last."""
    with opened() as file:
        sheet = _first_sheet(file)
        yield SourceRow(0, [sheet.title])
        yield from _rows(sheet)


def _first_sheet(file: IO[bytes]) -> Any:
    with _damage_refused():
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        sheet = next((each for each in book.worksheets if each.sheet_state == "visible"), None)
    if sheet is None:
        raise not_a_workbook()
    return sheet


@contextmanager
def _damage_refused() -> Iterator[None]:
    """Turn what openpyxl, zlib and the XML parser raise over a damaged file into one refusal."""
    try:
        yield
    except UnreadableFile:
        raise
    except Exception as error:  # a dozen kinds were met when single bytes were changed
        raise not_a_workbook() from error


def _rows(sheet: Any) -> Iterator[SourceRow]:
    """Rows with their number in the sheet; the first is the heading. Blank ones are left out."""
    blank, last, count = None, 0, 0
    with _damage_refused():
        sheet.reset_dimensions()  # a file may say it is smaller than it is
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            if cells is blank:  # a gap is filled with one and the same row, perhaps a million times
                continue
            row = SourceRow(number, [_text(cell) for cell in cells])
            if row.is_blank:
                blank = cells
                continue
            count += 1
            _refuse_stray(row, last, count)
            last = number
            yield SourceRow(number, _trimmed(row.cells))


def _refuse_stray(row: SourceRow, last: int, count: int) -> None:
    """Refuse a sheet that is too long, or has a cell so far off that nobody meant it to be read."""
    if count > MAX_ROWS + 1:
        raise UnreadableFile(_("Bladet har för många rader."), _("Dela det i flera filer."), row.line)
    filled = [place for place, cell in enumerate(row.cells) if cell.strip()]
    far_down = last and row.line - last > MAX_GAP
    if far_down or filled[-1] >= MAX_COLUMNS:
        where = f"{get_column_letter(filled[0 if far_down else -1] + 1)}{row.line}"
        raise UnreadableFile(
            _("Det står något i cell %(cell)s, långt ifrån de andra uppgifterna.") % {"cell": where},
            _("Ta bort det och spara filen igen."),
            row.line,
        )


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _text(cell: Any) -> str:
    """A cell's value as somebody would have typed it. Formulas and their errors begin with ``=``."""
    value = cell.value
    if value is None:
        return ""
    if getattr(cell, "data_type", "") in ("f", "e"):
        return f"={str(getattr(value, 'text', value) or '').lstrip('=')}"
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, float):
        return _number(value)
    return unescape(str(value))  # a workbook keeps a carriage return as _x000D_


def _number(value: float) -> str:
    """Excel reckons with 15 digits and stores 17: 0.1 + 0.2 is 0.3 there too.

    Three decimals become four, so that nobody takes the point of a number for one between thousands.
    """
    digits = format(Decimal(format(value, ".15g")), "f")
    return f"{digits}0" if digits[-4:-3] == "." else digits
