"""A table laid out in cells for a template, a paper or a Word file: only the looks are left to decide."""

from dataclasses import dataclass
from datetime import date

from portal.content.figures import Figure, Unit
from portal.content.notes import Note
from portal.content.tables import Cell, Column, Row, Table


@dataclass(frozen=True)
class HeadCell:
    """A heading. `column` is None for one that stands above a group of columns."""

    text: str
    columns: int
    rows: int
    column: Column | None
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class BodyCell:
    """A cell. `state`: "text", "value", "zero", "unreported" or "masked"; `numbers`: its footnotes."""

    text: str
    column: Column
    state: str = "text"
    href: str | None = None
    numbers: tuple[int, ...] = ()

    @property
    def is_number(self) -> bool:
        return self.column.kind not in (Unit.TEXT, Unit.DATE)


@dataclass(frozen=True)
class BodyRow:
    """A row: its heading cell, the others, and whether it is the total."""

    head: BodyCell
    cells: tuple[BodyCell, ...]
    is_total: bool


def headings(table: Table) -> list[list[HeadCell]]:
    """Return one row of headings, or two when columns are grouped; neighbours of one group share a cell."""
    grouped, numbers = any(column.group for column in table.columns), table.numbers
    top, below = [], []
    for column in table.columns:
        if not column.group:
            top.append(_heading(column, numbers, 2 if grouped else 1))
            continue
        below.append(_heading(column, numbers, 1))
        if top and top[-1].column is None and top[-1].text == str(column.group):
            top[-1] = HeadCell(top[-1].text, top[-1].columns + 1, 1, None)
        else:
            top.append(HeadCell(str(column.group), 1, 1, None))
    return [top, below] if below else [top]


def body(table: Table) -> list[BodyRow]:
    """Return the rows, the total last."""
    numbers = table.numbers
    return [_row(table, row, numbers) for row in table.all_rows]


def _heading(column: Column, numbers: dict[Note, int], rows: int) -> HeadCell:
    return HeadCell(str(column.title), 1, rows, column, _numbers(column.notes, numbers))


def _row(table: Table, row: Row, numbers: dict[Note, int]) -> BodyRow:
    head = BodyCell(row.label, table.columns[0], "text", row.href, _numbers(row.notes, numbers))
    cells = tuple(_cell(row.cells[column.key], column, numbers) for column in table.columns[1:])
    return BodyRow(head, cells, row is table.total)


def _cell(cell: Cell, column: Column, numbers: dict[Note, int]) -> BodyCell:
    if isinstance(cell, Figure):
        return BodyCell(cell.written, column, cell.state, cell.href, _numbers(cell.notes, numbers))
    return BodyCell(cell.isoformat() if isinstance(cell, date) else cell, column)


def _numbers(notes: tuple[Note, ...], numbers: dict[Note, int]) -> tuple[int, ...]:
    return tuple(numbers[note] for note in notes)
