"""Cells into values: every row that can be read becomes a candidate; every other says what is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from portal.content.parsing import Unreadable, read_text
from portal.imports.columns import CandidateRow, Column, ImportKind, Problem, RowResult
from portal.imports.headings import Matched
from portal.imports.sheets import SourceRow

SHOWN = 120  # characters of a bad value that are shown back


@dataclass
class Read:
    """What a file came to: rows that can be handed to the domain, and rows that cannot.

    ``partial``: what can be read of bad rows that have all they must have.
    """

    candidates: list[CandidateRow] = field(default_factory=list)
    bad: list[RowResult] = field(default_factory=list)
    partial: list[CandidateRow] = field(default_factory=list)


def read_rows(
    kind: ImportKind,
    matched: Matched,
    rows: Iterable[SourceRow],
    corrected: Mapping[int, Mapping[str, str]] | None = None,
) -> Read:
    """Read every row; the same key twice in the file is a problem of the later row.

    ``corrected``: line -> column key -> what is read instead of what stands there.
    """
    read = Read()
    seen: dict[tuple, int] = {}
    for row in rows:
        cells = _cells(matched, row, (corrected or {}).get(row.line, {}))
        values, problems = _values(cells)
        partial = bool(problems) and all(column.key in values for column in cells if column.required)
        problems = _without_heading(matched, row) + problems
        key = tuple(values.get(name) for name in kind.key)
        if not problems and all(part is not None for part in key):
            if key in seen:
                problems.append(_doubled(kind, key, seen[key]))
            seen.setdefault(key, row.line)
        if problems:
            read.bad.append(RowResult(row.line, "bad", problems=tuple(problems)))
        if partial or not problems:
            written = {column.heading: cell for column, cell in cells.items()}
            found = read.partial if problems else read.candidates
            found.append(CandidateRow(row.line, values, written))
    return read


def _cells(matched: Matched, row: SourceRow, corrected: Mapping[str, str]) -> dict[Column, str]:
    return {
        column: corrected.get(column.key, row.cells[place] if place < len(row.cells) else "")
        for place, column in matched.places.items()
    }


def _values(cells: Mapping[Column, str]) -> tuple[dict[str, Any], list[Problem]]:
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for column, cell in cells.items():
        try:
            values[column.key] = _value(column, cell)
        except Unreadable as refusal:
            said = Problem(column.heading, cell[:SHOWN], refusal.message, refusal.remedy, cell=cell)
            problems.append(said)
    return values, problems


def _value(column: Column, cell: str) -> Any:
    text = read_text(cell)
    if text:
        return column.read(cell)  # reads it itself: our apostrophe is taken away once
    if column.required and not column.may_be_blank:
        raise Unreadable(_("Cellen är tom."), _("Fyll i %(heading)s.") % {"heading": column.heading})
    return None


def _without_heading(matched: Matched, row: SourceRow) -> list[Problem]:
    """Nothing in a file is passed over in silence: a cell under no heading is a problem of its row."""
    for place, cell in enumerate(row.cells):
        if cell.strip() and place not in matched.places and place not in matched.dropped:
            message = _("Cellen står i en kolumn utan rubrik.")
            remedy = _("Ta bort cellen. Står det ett skiljetecken i en text? Sätt texten inom citattecken.")
            return [Problem("", cell[:SHOWN], message, remedy)]
    return []


def _doubled(kind: ImportKind, key: tuple, first: int) -> Problem:
    names = [kind.column(name).heading for name in kind.key]
    message = _("Samma %(names)s står redan på rad %(line)s.") % {"names": ", ".join(names), "line": first}
    return Problem(names[-1], str(key[-1])[:SHOWN], message, _("Ta bort den ena raden."))
