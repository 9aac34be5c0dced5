"""Rows that could be read are handed to the domain; what it answers is said beside the cells as they came."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from portal.content.personal import hide_personal_numbers
from portal.imports.besides import also_refused
from portal.imports.columns import ImportKind, Problem, RowResult
from portal.imports.matching import Read
from portal.organisation.models import User


def hand_over(kind: ImportKind, read: Read, *, by: User | None, now: datetime) -> list[RowResult]:
    """What the domain made of the rows, with those that could not be read, in the order of the file.

    Raises what the database raises, and the domain's ValidationError, when it is about all of them.
    """
    saved = _saved(kind, read, by=by, now=now)
    told = (_with_cells(result, row.cells) for result, row in zip(saved, read.candidates, strict=True))
    bad = also_refused(kind, read, by=by, now=now)
    results = sorted([*bad, *told], key=lambda result: result.line)
    return [_discreet(result) for result in results]


def refuse_all(read: Read, error: ValidationError | IntegrityError | DataError) -> list[RowResult]:
    """Every row refused for what only all of them together could be: what only the database can refuse."""
    if isinstance(error, ValidationError):
        problems = tuple(Problem("", "", message) for message in error.messages)
    else:
        remedy = _("Lämna in filen igen. Hjälper det inte, hör av dig till systemförvaltaren.")
        problems = (Problem("", "", _("Raderna strider mot något som redan är sparat."), remedy),)
    refused = [RowResult(row.line, "bad", problems=problems) for row in read.candidates]
    results = sorted([*read.bad, *refused], key=lambda result: result.line)
    return [_discreet(result) for result in results]


def _saved(kind: ImportKind, read: Read, *, by: User | None, now: datetime) -> list[RowResult]:
    if not read.candidates:
        return []
    with transaction.atomic():
        saved = kind.save(read.candidates, by=by, now=now)
        connection.check_constraints()  # the deferred ones too, while there is a page to say it on
        return saved


def _with_cells(result: RowResult, cells: Mapping[str, str]) -> RowResult:
    if result.status != "bad":
        return result
    problems = (replace(each, cell=cells.get(each.column, "")) for each in result.problems)
    return replace(result, problems=tuple(problems))


def _discreet(result: RowResult) -> RowResult:
    """What is refused is kept with the receipt: a personal identity number must not be kept with it."""
    if result.status != "bad":
        return result
    problems = tuple(
        replace(each, value=hide_personal_numbers(each.value), cell=hide_personal_numbers(each.cell))
        for each in result.problems
    )
    return replace(result, label=hide_personal_numbers(result.label), problems=problems)
