"""What a file comes to: read, handed to the domain, kept or taken back. Checking is applying, taken back."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, islice
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from portal.background import progress
from portal.database.transactions import set_for_transaction
from portal.files.storing import Opener, lines_of, opener
from portal.imports.columns import ImportKind, RowResult
from portal.imports.handing_over import hand_over, refuse_all
from portal.imports.headings import Matched, Said, known_names, match
from portal.imports.job import Job
from portal.imports.matching import Read, read_rows
from portal.imports.reading import read_sheet
from portal.imports.sheets import Sheet, UnreadableFile
from portal.imports.signing import fingerprint, sign_of
from portal.imports.staging.judging import Asked, NotForSetsError
from portal.imports.staging.proving import TriedInSets, try_in_sets
from portal.organisation.models import User

LARGE = 500  # rows from which a file is looked through in sets
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

    @property
    def rows(self) -> int:
        return len(self.results)

    def count(self, status: str) -> int:
        return sum(result.status == status for result in self.results)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what would be done: another one when what is stored has changed meanwhile."""
        return fingerprint(Counter(each.status for each in self.results), map(sign_of, self.results))

    @property
    def refused(self) -> list[RowResult]:
        """The bad rows in the order of the file."""
        return [result for result in self.results if result.status == "bad"]

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
            set_for_transaction(PATIENCE)
            with connection.cursor() as cursor:
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
    content: bytes | Opener,
    by: User | None,
    now: datetime,
    said: Said | None = None,
    keep: Callable[[Tried | TriedInSets], bool] = lambda tried: False,
) -> Tried | TriedInSets:
    """Read ``content``, bytes or what opens it, and hand its good rows to the domain; what was written stays
    only if ``keep`` says so.

    ``said`` is what the sender said of the file. Raises UnreadableFile when no rows can be had at all.
    """
    said = said or Said()
    sheet, matched = _begun(kind, content, said)
    rows = iter(sheet.rows)
    first = list(islice(rows, LARGE))
    if len(first) == LARGE and kind.in_sets:
        asked, whole = (
            Asked(kind, by, now, tuple(matched.places.values())),
            replace(sheet, rows=chain(first, rows)),
        )
        with suppress(NotForSetsError):
            return try_in_sets(whole, matched, asked, said, keep)
        sheet, matched = _begun(kind, content, said)
        first, rows = [], iter(sheet.rows)
    read = read_rows(kind, matched, chain(first, rows), said.cells)
    if not read.candidates and not read.bad:
        raise UnreadableFile(_("Filen har rubriker men inga rader."), _("Fyll i minst en rad."))
    progress.begin(Job.Step.CHECKING, len(read.candidates))
    tried = Tried(sheet.detected, ())
    try:
        with transaction.atomic():
            tried = Tried(sheet.detected, _results(kind, read, by=by, now=now))
            if not keep(tried):
                raise _TakenBackError
    except _TakenBackError:
        pass
    return tried


def _begun(kind: ImportKind, content: bytes | Opener, said: Said) -> tuple[Sheet, Matched]:
    """The file's rows, each counted as it is read, and what their places mean."""
    sheet = read_sheet(content, set(known_names(kind)))
    lines = _lines(content) if sheet.detected.get("format") == "CSV" else None
    progress.begin(Job.Step.READING, lines)
    return replace(sheet, rows=progress.counted(sheet.rows)), match(sheet.heading.cells, kind, said)


def _lines(content: bytes | Opener) -> int:
    with opener(content)() as file:
        return lines_of(File(file))


def _results(kind: ImportKind, read: Read, *, by: User | None, now: datetime) -> list[RowResult]:
    try:
        with transaction.atomic():
            return hand_over(kind, read, by=by, now=now)
    except (ValidationError, IntegrityError, DataError) as error:
        return refuse_all(read, error)
