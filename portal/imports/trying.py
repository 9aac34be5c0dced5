"""What a file comes to: read, handed to the domain, kept or taken back. Checking is applying, taken back."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from portal.content.personal import hide_personal_numbers
from portal.imports import progress
from portal.imports.columns import CandidateRow, ImportKind, Problem, RowResult
from portal.imports.headings import Said, known_names, match
from portal.imports.job import Job
from portal.imports.matching import read_rows
from portal.imports.reading import read_sheet
from portal.imports.sheets import UnreadableFile
from portal.organisation.models import User

BUSY = {"55P03", "40P01"}  # waited too long for a lock; two waited for each other
BUSY_CODE = "busy"
# Longer than a page may take: a file has many statements, and may have to wait for another file.
PATIENCE = {
    "lock_timeout": "20s",
    "statement_timeout": "10min",
    "idle_in_transaction_session_timeout": "10min",
}


@dataclass(frozen=True)
class Tried:
    """How the file was read, and what became of each row in the order of the file."""

    detected: dict[str, Any]
    results: Sequence[RowResult]

    def count(self, status: str) -> int:
        return sum(result.status == status for result in self.results)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what would be done: another one when what is stored has changed meanwhile."""
        told = [
            (each.line, each.status, each.label, [vars(c) for c in each.changes]) for each in self.results
        ]
        return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()

    def may_be_kept(self, *, good_rows: bool) -> bool:
        """All or nothing; with ``good_rows`` something is enough."""
        bad = self.count("bad")
        return bad < len(self.results) if good_rows else bad == 0


class _TakenBackError(Exception):
    """Takes back what was written since the savepoint."""


@contextmanager
def alone(kind: ImportKind) -> Iterator[None]:
    """One transaction in which no other file of the same kind is checked or applied: rows never mix.

    Raises ValidationError when somebody else is in the way for too long.
    """
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                for name, value in PATIENCE.items():
                    cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
                cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"import:{kind.slug}"])
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) not in BUSY:
            raise
        message = _("Någon annan läser in eller ändrar samma uppgifter just nu. Försök igen om en stund.")
        raise ValidationError(message, code=BUSY_CODE) from error


def try_file(
    *,
    kind: ImportKind,
    content: bytes,
    by: User | None,
    now: datetime,
    said: Said | None = None,
    keep: Callable[[Tried], bool] = lambda tried: False,
) -> Tried:
    """Read ``content`` and hand its good rows to the domain; what was written stays only if ``keep`` says so.

    ``said`` is what the sender said of the file. Raises UnreadableFile when no rows can be had at all.
    """
    sheet = read_sheet(content, set(known_names(kind)))
    said = said or Said()
    progress.begin(Job.Step.READING, content.count(b"\n") if sheet.detected.get("format") == "CSV" else None)
    rows = progress.counted(sheet.rows)
    read = read_rows(kind, match(sheet.heading.cells, kind, said), rows, said.cells)
    progress.begin(Job.Step.CHECKING, len(read.candidates))
    if not read.candidates and not read.bad:
        raise UnreadableFile(_("Filen har rubriker men inga rader."), _("Fyll i minst en rad."))
    tried = Tried(sheet.detected, ())
    try:
        with transaction.atomic():
            saved = _saved(kind, read.candidates, by=by, now=now)
            told = zip(saved, read.candidates, strict=True)
            results = [*read.bad, *(_with_cells(result, row.cells) for result, row in told)]
            results.sort(key=lambda result: result.line)
            tried = Tried(sheet.detected, [_discreet(result) for result in results])
            if not keep(tried):
                raise _TakenBackError
    except _TakenBackError:
        pass
    return tried


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


def _saved(
    kind: ImportKind, rows: Sequence[CandidateRow], *, by: User | None, now: datetime
) -> Sequence[RowResult]:
    """What the domain made of the rows. What only the database can refuse comes for all of them at once."""
    if not rows:
        return ()
    try:
        with transaction.atomic():
            saved = kind.save(rows, by=by, now=now)
            connection.check_constraints()  # the deferred ones too, while there is a page to say it on
            return saved
    except ValidationError as error:
        problems = tuple(Problem("", "", message) for message in error.messages)
    except (IntegrityError, DataError):
        remedy = _("Lämna in filen igen. Hjälper det inte, hör av dig till systemförvaltaren.")
        problems = (Problem("", "", _("Raderna strider mot något som redan är sparat."), remedy),)
    return [RowResult(row.line, "bad", problems=problems) for row in rows]
