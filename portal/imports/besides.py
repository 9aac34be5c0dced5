"""What the domain would refuse in rows that cannot be read whole: told with the rest, not the next time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction

from portal.imports.columns import CandidateRow, ImportKind, Problem, RowResult
from portal.imports.matching import Read
from portal.organisation.models import User


class _TakenBackError(Exception):
    """Takes back what was only tried."""


def also_refused(kind: ImportKind, read: Read, *, by: User | None, now: datetime) -> Sequence[RowResult]:
    """The bad rows, with what the domain refuses in the cells of them that could be read.

    A row is tried without its unreadable cells, as if the file had no such column, and nothing of it stays.
    Only what is said of a cell that stands there and can be read is taken over: the rest may be because of
    what could not.
    """
    if not read.partial:
        return read.bad
    tried: list[RowResult] = []
    try:
        with transaction.atomic():
            tried += kind.save(read.partial, by=by, now=now)
            raise _TakenBackError
    except _TakenBackError:
        found = {row.line: (row, result) for row, result in zip(read.partial, tried, strict=True)}
    except (ValidationError, IntegrityError, DataError):
        return read.bad
    return [_with_more(kind, bad, *found[bad.line]) if bad.line in found else bad for bad in read.bad]


def _with_more(kind: ImportKind, bad: RowResult, row: CandidateRow, tried: RowResult) -> RowResult:
    said = {problem.column for problem in bad.problems}
    places = [column.heading for column in kind.columns]
    more = [
        replace(problem, cell=row.cells[problem.column])
        for problem in tried.problems
        if problem.column not in said and row.cells.get(problem.column, "").strip()
    ]
    if not more:
        return bad
    together: list[Problem] = sorted([*bad.problems, *more], key=lambda each: places.index(each.column))
    return replace(bad, problems=tuple(together))
