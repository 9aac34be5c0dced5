"""XLSX: the archive is looked through before it is unpacked, then its first sheet is read row by row."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from portal.imports.sheets import MAX_COLUMNS, MAX_ROWS, Sheet, SourceRow, UnreadableFile

MAX_MEMBERS = 500
MAX_UNPACKED = 300 * 1024 * 1024
MAX_GAP = 5_000  # blank rows in a row: a stray cell far down


def read_xlsx(content: bytes) -> Sheet:
    """Read the first sheet. Raises UnreadableFile for an archive that is no workbook, or a dangerous one."""
    _look_through(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
    except (InvalidFileException, KeyError, ValueError, IndexError, zipfile.BadZipFile, OSError) as error:
        raise _not_a_workbook() from error
    rows = _rows(sheet)
    heading = next(rows, None)
    if heading is None:
        raise UnreadableFile(_("Filens första blad är tomt."), _("Lägg uppgifterna på det första bladet."))
    return Sheet(heading, rows, {"format": "XLSX", "sheet": sheet.title})


def _look_through(content: bytes) -> None:
    """Refuse what is no workbook and what unpacks to far more than it says, before reading any of it."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _not_a_workbook() from error
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile(_("Filen är skyddad med lösenord."), _("Ta bort lösenordet och spara igen."))
    if "xl/workbook.xml" not in {member.filename for member in members}:
        raise _not_a_workbook()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise UnreadableFile(
            _("Filen blir för stor när den packas upp."), _("Spara bara det blad som ska lämnas in.")
        )


def _not_a_workbook() -> UnreadableFile:
    return UnreadableFile(
        _("Filen är ingen hel Excel-arbetsbok."),
        _("Öppna den i Excel, spara den som .xlsx och lämna in den igen."),
    )


def _rows(sheet: Any) -> Iterator[SourceRow]:
    """Rows with their number in the sheet; the first is the heading. Blank ones are left out."""
    gap = 0
    try:
        for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
            row = SourceRow(number, [_text(cell) for cell in cells])
            gap = gap + 1 if row.is_blank else 0
            if gap > MAX_GAP:
                return
            if number > MAX_ROWS + 1:
                raise UnreadableFile(_("Bladet har för många rader."), _("Dela det i flera filer."), number)
            if gap == 0:
                yield SourceRow(number, _trimmed(row.cells))
    except (KeyError, ValueError, SyntaxError, zipfile.BadZipFile, OSError, EOFError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise _not_a_workbook() from error


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
        return f"={str(value).lstrip('=')}"
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f").removesuffix(".0")
    return str(value)
