"""What the domain answered, in the words of the file: heading, value as written there, message, remedy."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.content.outcomes import Change, Outcome, Status
from portal.content.parsing import Unreadable
from portal.imports.columns import CandidateRow, Changed, Column, ImportKind, Problem, RowResult
from portal.money import csv_number


def result(
    kind: ImportKind,
    row: CandidateRow,
    outcome: Outcome,
    *,
    in_file: Callable[[str, Any], Any],
    label: str,
    href: str,
    found: Iterable[Problem] = (),
    questions: tuple[str, ...] = (),
) -> RowResult:
    """Say what became of ``row``. ``found`` are problems of its cells, said better than the domain could.

    ``in_file`` turns a field's value of the domain into the column's own (an Organisation into its name).
    """
    if outcome.refusal:
        return RowResult(
            row.line, "bad", label, problems=(*found, *_problems(kind, row, outcome.refusal, found))
        )
    changes: Iterable[Changed] = ()
    if outcome.status == Status.CHANGED:
        changes = _changes(kind, outcome.changes, in_file)
    elif outcome.status == Status.NEW:
        changes = held(kind, row)
    return RowResult(
        row.line,
        outcome.status.value,
        label,
        href,
        changes=tuple(changes),
        questions=questions,
        record=outcome.record,
    )


def held(kind: ImportKind, row: CandidateRow) -> Iterable[Changed]:
    """What a new row holds, beside the key that names it."""
    for column in kind.columns:
        written = as_written(column, row.values.get(column.key))
        if written and column.key not in kind.key:
            yield Changed(column.heading, "", written)


def unresolved(kind: ImportKind, row: CandidateRow, key: str, error: Unreadable, value: str = "") -> Problem:
    """A cell whose words mean nothing that is stored. ``value`` is the part of a list that it is about."""
    suggestion = getattr(error, "suggestion", "")
    column = kind.column(key)
    written = value or as_written(column, row.values.get(key))
    return Problem(column.heading, written, error.message, error.remedy, suggestion)


def as_written(column: Column, value: Any) -> str:
    """A column's value as a file writes it."""
    written = "" if value is None else column.write(value)
    if written is None:  # a column that writes nothing for this value
        return ""
    if isinstance(written, list | tuple):
        return "|".join(map(str, written))
    return csv_number(written) if isinstance(written, int | Decimal) else str(written)


def _problems(
    kind: ImportKind, row: CandidateRow, refusal: ValidationError, found: Iterable[Problem]
) -> Iterable[Problem]:
    said = {problem.column for problem in found}
    columns = {column.key: column for column in kind.columns}
    for field, messages in refusal.message_dict.items():
        column = columns.get(field)
        heading = column.heading if column else ""
        if heading in said and heading:
            continue
        value = as_written(column, row.values.get(field)) if column else ""
        for message in messages:
            yield Problem(heading, value, *_in_two(message))


def _in_two(message: str) -> tuple[str, str]:
    """The message and, after its first sentence, what to do about it."""
    said, dot, remedy = message.partition(". ")
    return said + dot.strip(), remedy or _("Rätta cellen och lämna in filen igen.")


def _changes(
    kind: ImportKind, changes: Iterable[Change], in_file: Callable[[str, Any], Any]
) -> Iterable[Changed]:
    """What changed, in the order of the columns; what follows from it and has no column is left out."""
    changed = {change.field: change for change in changes}
    for column in kind.columns:
        if change := changed.get(column.key):
            old, new = (as_written(column, in_file(column.key, each)) for each in (change.old, change.new))
            yield Changed(column.heading, old, new)
