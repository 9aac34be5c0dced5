"""Tables and charts as plain data: cells with their words, their sides and the numbers of their notes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from math import ceil
from typing import Any

from portal.content.charts.pictures import described, picture
from portal.content.figures import Figure, Unit
from portal.content.laying_widths import BOLD, BROKEN, LONGEST, NARROW, WIDE, fitted
from portal.content.layout import BodyCell, BodyRow, HeadCell, body, headings
from portal.content.notes import Note
from portal.content.papers import ChartPart
from portal.content.signs import is_odd, line_of
from portal.content.tables import Cell, Column, Row, Table

Linked = Callable[[str], str]


def lay_table(table: Table, linked: Linked = lambda href: "", *, under: str = "") -> dict[str, Any]:
    """Return a table: ``heads`` and ``rows`` of cells; a row is its cells and whether it is the total.

    ``linked``: where a path of the portal leads from a file, "" for nowhere. ``under``: the title it stands
    under, which is not said again. ``name``: what the table is called where nobody reads it on the paper.
    """
    table = plain_table(table)  # first: two notes that read the same are one
    rows = body(table)
    caption, columns = str(table.caption), _columns(table, rows)
    return {
        "kind": "table",
        "name": caption,
        "caption": "" if caption == under else caption,
        "subtitle": str(table.subtitle),
        "columns": columns,
        **fitted(columns),
        "heads": [[_head(cell) for cell in row] for row in headings(table)],
        "rows": [
            {"cells": [_cell(each, linked) for each in (row.head, *row.cells)], "total": row.is_total}
            for row in rows
        ],
        "footnotes": [(number, str(note)) for number, note in table.footnotes],
        "notes": [str(note) for note in table.notes],
    }


def lay_chart(part: ChartPart, linked: Linked = lambda href: "") -> dict[str, Any]:
    """Return a chart as a picture of its own, what it shows in words, and the table under it."""
    title, words = described(part.chart)
    return {
        "kind": "chart",
        "title": line_of(title),
        "alt": line_of(part.alt or words),
        "svg": picture(part.chart),
        "table": lay_table(part.chart.table, linked, under=line_of(title)),
    }


def _columns(table: Table, rows: list[BodyRow]) -> list[dict[str, Any]]:
    """The columns; those under a heading of their own share the room its longest word takes."""
    found = [_column(column, place, rows) for place, column in enumerate(table.columns)]
    at = 0
    for head in headings(table)[0]:
        for laid in found[at : at + head.columns] if head.column is None else ():
            laid["least"] = max(laid["least"], ceil(_heading_room(head.text) / head.columns))
            laid["narrow"] = max(laid["narrow"], ceil(min(_heading_room(head.text), BROKEN) / head.columns))
        at += head.columns
    return found


def _column(column: Column, place: int, rows: list[BodyRow]) -> dict[str, Any]:
    """``number``: set to the right. ``weight``: how much room it wants, ``least``: how much its longest word
    takes, ``narrow``: the same with the heading hyphenated; in signs."""
    texts = [(row.head, *row.cells)[place] for row in rows]
    longest = max((len(each.text) + 2 * len(each.numbers) for each in texts), default=0)
    heading = _heading_room(str(column.title))
    if column.kind not in (Unit.TEXT, Unit.DATE) and place:
        room = max(longest, heading)
        return {"number": True, "weight": room, "least": room, "narrow": max(longest, min(heading, BROKEN))}
    word = max((len(word) for each in texts for word in each.text.split()), default=0)
    return {
        "number": False,
        "weight": max(NARROW, min(WIDE, longest)),
        "least": max(NARROW, min(LONGEST, max(word, heading))),
        "narrow": max(NARROW, min(LONGEST, max(word, min(heading, BROKEN)))),
    }


def _heading_room(text: str) -> int:
    """The room of a heading's longest word, in signs of the rows below: it is bold."""
    return ceil(BOLD * max((len(word) for word in text.split()), default=0))


def _head(cell: HeadCell) -> dict[str, Any]:
    laid: dict[str, Any] = {"text": cell.text, "number": _is_number(cell), "numbers": cell.numbers}
    if cell.columns > 1:
        laid["columns"] = cell.columns
    if cell.rows > 1:
        laid["rows"] = cell.rows
    return laid


def _is_number(cell: HeadCell) -> bool:
    return cell.column is not None and cell.column.kind not in (Unit.TEXT, Unit.DATE)


def _cell(cell: BodyCell, linked: Linked) -> dict[str, Any]:
    laid: dict[str, Any] = {"text": cell.text}
    if cell.href and cell.text and (link := linked(cell.href)):
        laid["link"] = link
    if cell.numbers:
        laid["numbers"] = cell.numbers
    return laid


def plain_table(table: Table) -> Table:
    """Return the table with its words as every writer has them, for one that draws from the table itself."""
    if not any(map(_is_crooked, _said(table))):
        return table
    columns = tuple(
        replace(
            each, title=line_of(str(each.title)), group=line_of(str(each.group)), notes=_notes(each.notes)
        )
        for each in table.columns
    )
    return replace(
        table,
        caption=line_of(str(table.caption)),
        subtitle=line_of(str(table.subtitle)),
        columns=columns,
        rows=tuple(map(_row, table.rows)),
        total=_row(table.total) if table.total else None,
        notes=_notes(table.notes),
    )


def _said(table: Table) -> Iterator[str]:
    """All the words of a table, but its figures."""
    yield from map(str, (table.caption, table.subtitle, *table.notes, *table.numbers))
    for column in table.columns:
        yield from map(str, (column.title, column.group))
    for row in table.all_rows:
        yield row.label
        yield from (cell for cell in row.cells.values() if isinstance(cell, str))


def _is_crooked(text: str) -> bool:
    return "\n" in text or is_odd(text) or text != text.strip()


def _titled(column: Column) -> Column:
    title, group = line_of(str(column.title)), line_of(str(column.group))
    return replace(column, title=title, group=group, notes=_notes(column.notes))


def _row(row: Row) -> Row:
    cells = {key: _plain(cell) for key, cell in row.cells.items()}
    return replace(row, label=line_of(row.label), cells=cells, notes=_notes(row.notes))


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, Figure):
        return replace(cell, notes=_notes(cell.notes)) if cell.notes else cell
    return line_of(cell) if isinstance(cell, str) else cell


def _notes(notes: tuple[Note, ...]) -> tuple[Note, ...]:
    return tuple(Note(line_of(str(note))) for note in notes)
