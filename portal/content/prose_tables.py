"""A table typed by hand, with ``Tabell: rubriken`` on the line above it."""

import re
from dataclasses import replace
from itertools import count

from django.utils.translation import gettext as _
from markdown_it.tree import SyntaxTreeNode

from portal.content.figures import Unit
from portal.content.notes import Note
from portal.content.papers import Prose
from portal.content.prose_inline import Inline, plain
from portal.content.prose_reading import Placed
from portal.content.runs import Footnote, Live, Run, Words
from portal.content.tables import Cell, Column, Row, Table

_CAPTION = re.compile(r"tabell\s*:\s*", re.IGNORECASE)


def caption_of(placed: list[Placed], line: int) -> str:
    """Take the caption of the table at ``line`` out of the parts before it; "" when there is none."""
    last = placed[-1] if placed else None
    if last is None or last.last < line - 2 or not isinstance(last.part, Prose):
        return ""
    first = last.part.runs[0]
    if not isinstance(first, Words) or not _CAPTION.match(first.text):
        return ""
    placed.pop()
    return _CAPTION.sub("", plain(last.part.runs), count=1).strip()


def read_table(node: SyntaxTreeNode, inline: Inline, caption: str) -> Table:
    """Return the table. A cell that is one live figure stays that figure; others are words.

    A footnote in a cell stands at the heading of its column or row: a cell of words has no place for one.
    """
    line = node.map[0] + 1 if node.map else 1
    if not caption:
        message = _("Tabellen saknar rubrik. Skriv Tabell: och rubriken på raden ovanför.")
        inline.problem(line, "table_caption", message)
    head, *rows = [_cells(each, inline) for each in node.walk() if each.type == "tr"]
    if not any(plain(cell).strip() for cell in head):
        inline.problem(line, "table_heads", _("Tabellen saknar kolumnrubriker. Skriv dem på första raden."))
    first = next(each for each in node.walk() if each.type == "tr")
    columns = [_column(*each) for each in zip(count(), head, first.children, strict=False)]
    return Table(caption, tuple(columns), tuple(_row(cells) for cells in rows))


def _cells(node: SyntaxTreeNode, inline: Inline) -> list[tuple[Run, ...]]:
    line = node.map[0] + 1 if node.map else 1
    inside = [next((each for each in cell.children if each.type == "inline"), None) for cell in node.children]
    return [inline.runs(each.children if each else (), line) for each in inside]


def _column(place: int, runs: tuple[Run, ...], node: SyntaxTreeNode) -> Column:
    """A column set to the right (``--:``) holds numbers; they are words all the same, and never summed."""
    kind = Unit.NUMBER if "right" in str(node.attrs.get("style", "")) else Unit.TEXT
    return Column(f"c{place}", plain(runs).strip(), kind, notes=_notes(runs), sums=False)


def _row(cells: list[tuple[Run, ...]]) -> Row:
    label, *others = cells
    notes, found = list(_notes(label)), {}
    for place, runs in enumerate(others, start=1):
        figure = _figure(runs)
        found[f"c{place}"] = figure or plain(runs).strip()
        notes += () if figure else _notes(runs)
    return Row(plain(label).strip(), found, notes=tuple(notes))


def _figure(runs: tuple[Run, ...]) -> Cell | None:
    """The live figure that is all there is in a cell, with the footnotes typed after it."""
    said = [run for run in runs if not isinstance(run, Footnote)]
    if len(said) != 1 or not isinstance(said[0], Live):
        return None
    figure = said[0].figure
    return replace(figure, notes=(*figure.notes, *_notes(runs)))


def _notes(runs: tuple[Run, ...]) -> tuple[Note, ...]:
    return tuple(run.note for run in runs if isinstance(run, Footnote))
