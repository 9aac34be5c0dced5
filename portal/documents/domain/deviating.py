"""Where the data of today say something else than a signed document: each old and new figure.

Figures of the text, and the cells of its tables and of the tables under its charts. A figure that stands in
several places of one table, or of a chart and its table, is told once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from portal.content.figures import Figure
from portal.content.live import Live
from portal.content.tables import Row, Table
from portal.documents.domain.living import changed, current_live, frozen_live, written
from portal.documents.models import Document


@dataclass(frozen=True)
class Difference:
    """``old`` is what was signed, ``new`` what the data say now, "" when they say nothing of it any more.
    ``href`` opens the rows it is made of; ``key`` is that of a figure in the text."""

    label: str
    old: str
    new: str
    href: str = ""
    key: str = ""


def differences(document: Document, *, today: date) -> list[Difference]:
    """Return where the data of ``today`` differ from a frozen document, in the order they stand in it."""
    if not document.is_frozen or not document.subject:
        return []
    then, now = frozen_live(document), current_live(document, today=today)
    found = [*_figures(document, then, now), *_tables(then, now)]
    return list(dict.fromkeys(found))


def _figures(document: Document, then: Live, now: Live) -> Iterator[Difference]:
    for each in changed(document, written(then), now):
        figure = now.figures.get(each.key)
        href = (figure.figure.href or figure.source) if figure else ""
        label = then.figures[each.key].label if each.key in then.figures else each.label
        yield Difference(label, each.old, each.new, href or "", each.key)


def _tables(then: Live, now: Live) -> Iterator[Difference]:
    for key, kept in then.tables.items():
        present = now.tables.get(key)
        yield from _cells(kept.table, present.table if present else None)
    for key, drawn in then.charts.items():
        chart = now.charts.get(key)
        yield from _cells(drawn.chart.table, chart.chart.table if chart else None)


def _cells(old: Table, new: Table | None) -> Iterator[Difference]:
    rows = {(row.key, row.label): row for row in new.all_rows} if new else {}
    before = {(row.key, row.label): row for row in old.all_rows}
    titles = {column.key: column.heading for column in old.columns[1:]}
    for name, row in before.items():
        present = rows.get(name)
        for key, title in titles.items():
            cell, other = row.cells[key], present.cells.get(key) if present else None
            if _said(cell) != _said(other):
                label = f"{old.caption}: {row.label}, {title}"
                yield Difference(label, _said(cell), _said(other), _opens(other, present))
    for name, added in rows.items():
        if name not in before:
            for key, title in titles.items():
                figure = added.cells.get(key)
                if isinstance(figure, Figure):
                    label = f"{old.caption}: {added.label}, {title}"
                    yield Difference(label, "", _said(figure), _opens(figure, added))


def _opens(cell: object, row: Row | None) -> str:
    """The page with what a cell is made of: its own, or that of what its row is about."""
    own = cell.href if isinstance(cell, Figure) else ""
    return own or (row.href if row else "") or ""


def _said(cell: object) -> str:
    if isinstance(cell, Figure):
        return cell.written
    return "" if cell is None else str(cell)
