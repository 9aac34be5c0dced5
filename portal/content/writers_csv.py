"""CSV as Swedish spreadsheets open it: UTF-8 with BOM, semicolons, CRLF, decimal comma, no thousands."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from itertools import chain, islice
from typing import Any

from portal.content.figures import Unit
from portal.content.tables import Row, Table, Text
from portal.content.writers_cells import SUSPECT, csv_text, guarded

BOM = "\ufeff"
REMEMBERED, MOST = frozenset({int, Decimal, date}), 20_000
BLOCK = 500  # rows a piece: few enough to keep memory flat, many enough not to wait for each other


def csv_lines(
    headings: Sequence[Text],
    rows: Iterable[Sequence[Any]],
    kinds: Sequence[Unit] | None = None,
    total: Sequence[Any] | None = None,
) -> Iterator[str]:
    """Yield a CSV file in pieces of whole lines, however many rows there are.

    `kinds`: a Unit for each column; a TKR column takes kronor. Without them numbers are written as they come.
    `total` comes last.
    """
    units = kinds or [Unit.TEXT] * len(headings)
    buffer = StringIO()
    buffer.write(csv_heading(headings))
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    write = _once_each()
    every = chain(rows, [] if total is None else [total])
    while block := list(islice(every, BLOCK)):
        writer.writerows(
            [[write(value, unit) for value, unit in zip(row, units, strict=True)] for row in block]
        )
        yield _taken(buffer)
    yield _taken(buffer)  # the headings, when there was no row


def _once_each() -> Callable[[Any, Unit], str]:
    """Return ``csv_text`` that writes a number or a day once: a list of many rows holds few that differ."""
    told: dict[Any, str] = {}

    def write(value: Any, unit: Unit) -> str:
        kind = type(value)
        if kind is str:
            return guarded(value) if value[:1] in SUSPECT else value
        if kind not in REMEMBERED:
            return csv_text(value, unit)
        key = (kind, value, unit)
        if (found := told.get(key)) is None:
            found = csv_text(value, unit)
            if len(told) < MOST:
                told[key] = found
        return found

    return write


def csv_heading(headings: Sequence[Text]) -> str:
    """Return what every file begins with: the BOM and the heading row."""
    buffer = StringIO()
    buffer.write(BOM)
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerow(
        [guarded(str(each)) for each in headings]
    )
    return buffer.getvalue()


def table_csv(table: Table) -> Iterator[str]:
    """Yield a table as CSV: two levels of headings as one, the total last, no footnotes."""
    headings = [column.heading for column in table.columns]
    rows = (values(table, row) for row in table.rows)
    return csv_lines(headings, rows, units(table), values(table, table.total) if table.total else None)


def values(table: Table, row: Row) -> list[Any]:
    """Return a row as the columns stand, its label first."""
    return [row.label, *(row.cells[column.key] for column in table.columns[1:])]


def units(table: Table) -> list[Unit]:
    return [column.kind for column in table.columns]


def _taken(buffer: StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
