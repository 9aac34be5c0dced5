"""XLSX row by row in constant memory: numbers as numbers, dates as dates, no text a formula or a link."""

from collections.abc import Iterable, Sequence
from itertools import count
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.content.figures import Unit
from portal.content.tables import Table, Text
from portal.content.writers_cells import plain
from portal.content.writers_csv import units, values
from portal.content.writers_rows import LETTERS, RowSheet

ROWS = 1_048_576  # what a sheet can hold
NARROW, WIDE = 12, 40
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FORMATS: dict[str, dict[str, Any]] = {
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
    "whole": {"num_format": "#,##0"},
    "decimal": {"num_format": "#,##0.0####"},
    "percent": {"num_format": "0%"},
    "date": {"num_format": "yyyy-mm-dd"},
    "time": {"num_format": "yyyy-mm-dd hh:mm"},
    "text": {},
}


def xlsx_file(
    headings: Sequence[Text],
    rows: Iterable[Sequence[Any]],
    kinds: Sequence[Unit] | None = None,
    total: Sequence[Any] | None = None,
    *,
    about: Sequence[Text] = (),
) -> IO[bytes]:
    """Return an open file, at its beginning: a sheet with a frozen heading, rows as for `csv_lines`, the
    total in bold.

    `about`: lines for a second sheet (footnotes, how it was counted). Raise ValidationError when there are
    more rows than a sheet holds.
    """
    file = TemporaryFile()  # noqa: SIM115 - handed to the response, which closes it
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        _Sheet(book, headings, kinds or [Unit.TEXT] * len(headings)).fill(rows, total)
        if about:
            sheet = book.add_worksheet(_("Om tabellen"))
            sheet.set_column(0, 0, 2 * WIDE, book.add_format({"text_wrap": True}))
            for number, line in enumerate(about):
                sheet.write_string(number, 0, str(plain(str(line), Unit.TEXT))[:LETTERS])
    file.seek(0)
    return file


def table_xlsx(table: Table) -> IO[bytes]:
    """Return a table as XLSX, with its caption, notes and explanation on a second sheet."""
    return xlsx_file(
        [column.heading for column in table.columns],
        (values(table, row) for row in table.rows),
        units(table),
        values(table, table.total) if table.total else None,
        about=_about(table),
    )


def _about(table: Table) -> list[str]:
    numbered = [f"{number}. {note}" for number, note in table.footnotes]
    lines = [table.caption, table.subtitle, *numbered, *table.notes, *table.how]
    return [str(line) for line in lines if str(line)]


class _Sheet:
    """The first sheet of a book."""

    def __init__(self, book: Any, headings: Sequence[Text], kinds: Sequence[Unit]) -> None:
        self.sheet = book.add_worksheet(_("Tabell"), RowSheet)
        self.kinds = kinds
        self.formats = {name: book.add_format(form) for name, form in FORMATS.items()}
        self.bold = {
            name: book.add_format({**form, "bold": True, "top": 1}) for name, form in FORMATS.items()
        }
        self.sheet.freeze_panes(1, 0)
        self.sheet.repeat_rows(0)
        for column, (heading, kind) in enumerate(zip(headings, kinds, strict=True)):
            room = WIDE if kind is Unit.TEXT else NARROW
            self.sheet.set_column(column, column, max(NARROW, min(room, len(str(heading)) + 4)))
            self.sheet.write_string(0, column, str(plain(str(heading), Unit.TEXT)), self.formats["head"])

    def fill(self, rows: Iterable[Sequence[Any]], total: Sequence[Any] | None) -> None:
        self.sheet.begin_rows(self.kinds, self.formats)
        after = self.sheet.add_rows(1, map(_counted, count(1), rows))
        if total is not None:
            self.sheet.begin_rows(self.kinds, self.bold)
            self.sheet.add_rows(after, [_counted(after, total)])


def _counted(number: int, row: Sequence[Any]) -> Sequence[Any]:
    """The row, if a sheet has room for it."""
    if number >= ROWS:
        raise ValidationError(
            _("Ett kalkylblad rymmer högst %(rows)s rader. Hämta listan som CSV.") % {"rows": ROWS - 1}
        )
    return row
