"""Masking of the tables of one page: what may leave the house of figures that count people.

Give all tables a reader sees together in one call: what one table hides another could tell. Compute totals
first, mask last. Words (explanations, descriptions of charts) must be made from the masked table.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from django.utils.translation import gettext_lazy as _

from portal.content.figures import MASKED, Figure, Share
from portal.content.masking import BELOW, Line, mask
from portal.content.notes import Note
from portal.content.tables import Cell, Row, Table

WHY = Note(
    _(
        "”..” betyder att talet är så litet att någon kan kännas igen. Ibland döljs ett tal till, så att det "
        "inte går att räkna ut. Behöver du uppgiften? Fråga registratorn."
    )
)
Place: TypeAlias = tuple[int, int, str]  # table, row, column
TOTAL_ROW = "total"


def mask_tables(
    tables: Sequence[Table], *, sums: Iterable[Line[Hashable]] = (), below: int = BELOW
) -> list[Table]:
    """Return the tables with people counted 1 to `below` - 1 hidden, and what else could give them away.

    Cells of two tables are taken for the same when their `fact` is, or else their row's key, column's key
    and number. ``sums`` are those that no table shows as one but a reader knows of, by facts. Masked figures
    lose their link, a table that was `ordered` is ordered anew (a place among others tells a size), and a
    note says why.
    """
    page = _Page.of(tables)
    page.lines.extend(page.known(sums))
    hidden = mask(page.cells, page.lines, below)
    return [_masked(table, number, page, hidden, below) for number, table in enumerate(tables)]


def mask_table(table: Table, *, below: int = BELOW) -> Table:
    """Return one table masked, for a page that shows no other about the same people."""
    return mask_tables([table], below=below)[0]


@dataclass(frozen=True)
class _Page:
    """All counts of people on a page: what each place says, the numbers, and the sums that bind them."""

    facts: dict[Place, Hashable]
    cells: dict[Hashable, int | None]
    lines: list[Line[Hashable]]

    @classmethod
    def of(cls, tables: Sequence[Table]) -> "_Page":
        facts: dict[Place, Hashable] = {}
        cells: dict[Hashable, int | None] = {}
        for number, table in enumerate(tables):
            for place, fact, value in _counts(number, table):
                facts[place] = fact
                cells[fact] = value
        lines = [line for number, table in enumerate(tables) for line in _lines(number, table, facts)]
        return cls(facts, cells, lines)

    def known(self, sums: Iterable[Line[Hashable]]) -> Iterator[Line[Hashable]]:
        """Yield the sums whose every fact is on the page. Where two places differ the first is meant."""
        found: dict[Hashable, Hashable] = {}
        for cell in self.cells:
            found.setdefault(cell[0] if isinstance(cell, tuple) else cell, cell)
        for line in sums:
            if line.total in found and all(part in found for part in line.parts):
                yield Line(found[line.total], tuple(found[part] for part in line.parts))


def _counts(number: int, table: Table) -> Iterator[tuple[Place, Hashable, int | None]]:
    """Yield every count of people: its place, what it says, its number."""
    same: Counter[Hashable] = Counter()
    for y, row in enumerate(table.all_rows):
        for column in table.columns[1:]:
            cell = row.cells[column.key]
            if not column.people or not isinstance(cell, Figure) or isinstance(cell.value, Share):
                continue
            value = cell.value if isinstance(cell.value, int) else None
            said = (TOTAL_ROW if row is table.total else row.key or row.label, column.key)
            same[said, value] += 1  # two rows of one table with the same label are two facts
            implied = (said, same[said, value])
            yield (number, y, column.key), (implied if cell.fact is None else cell.fact, value), value


def _lines(number: int, table: Table, facts: dict[Place, Hashable]) -> Iterator[Line[Hashable]]:
    """Yield the sums of a table: along its rows where a column is a sum of others, and down to its total."""
    last = len(table.rows)
    for column in table.columns[1:]:
        for y in range(len(table.all_rows) if column.sum_of else 0):
            yield from _line(facts, (number, y, column.key), [(number, y, key) for key in column.sum_of])
        if column.people and table.total:
            yield from _line(
                facts, (number, last, column.key), [(number, y, column.key) for y in range(last)]
            )


def _line(facts: dict[Place, Hashable], total: Place, parts: list[Place]) -> Iterator[Line[Hashable]]:
    if total in facts:
        yield Line(facts[total], tuple(facts.get(part, part) for part in parts))


def _masked(table: Table, number: int, page: _Page, hidden: frozenset[Hashable], below: int) -> Table:
    columns = {column.key: column for column in table.columns[1:]}

    def is_hidden(y: int, row: Row, key: str) -> bool:
        if page.facts.get((number, y, key)) in hidden and (number, y, key) in page.facts:
            return True
        small = columns[key].people and _has_small_part(row.cells[key], below)
        return small or any(is_hidden(y, row, of) for of in columns[key].gives_away)

    rows = []
    for y, row in enumerate(table.all_rows):
        cells = {
            key: _without(row.cells[key]) if is_hidden(y, row, key) else row.cells[key] for key in row.cells
        }
        rows.append(replace(row, cells=cells))
    if rows == list(table.all_rows):
        return table
    total = rows.pop() if table.total else None
    result = replace(table, rows=tuple(rows), total=total, notes=(*table.notes, WHY))
    order = table.order
    return result.ordered(order.key, descending=order.descending) if order else result


def _has_small_part(cell: Cell, below: int) -> bool:
    """Say whether a share gives away a small count: of those it counts, or of the others."""
    if not isinstance(cell, Figure) or not isinstance(cell.value, Share):
        return False
    part, whole = cell.value
    return any(1 <= number < below for number in (part, whole, whole - part))


def _without(cell: Cell) -> Cell:
    return replace(cell, value=MASKED, href=None) if isinstance(cell, Figure) else cell
