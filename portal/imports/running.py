"""A file's way: received, checked, applied. Checking and applying are the same code; checking rolls back."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.files.storing import read_file, store_file
from portal.history.context import because
from portal.imports.columns import ImportKind, Problem, RowResult
from portal.imports.headings import known_names, match
from portal.imports.matching import read_rows
from portal.imports.models import Batch, RowOutcome
from portal.imports.reading import read_sheet
from portal.imports.sheets import UnreadableFile
from portal.organisation.models import Organisation, User

Results = list[RowResult]


class RollBack(Exception):
    """Takes back what a check or a refused file wrote."""


@transaction.atomic
def receive(*, kind: ImportKind, name: str, content: bytes, by: User | None, now: datetime) -> Batch:
    """Store the file and check it. The same file applied before answers with that batch, unchanged.

    Raises ValidationError when the file is empty or too large to store.
    """
    if earlier := _applied_before(kind, content, by):
        return earlier
    stored = store_file(name=name, content=content, by=by)
    batch = Batch.objects.create(
        kind=kind.slug,
        file=stored,
        authority=authority_of(by),
        received_at=now,
        received_by=by,
        state=Batch.State.CHECKED,
    )
    check(batch, kind, by=by, now=now)
    return batch


def check(batch: Batch, kind: ImportKind, *, by: User | None, now: datetime) -> None:
    """Find out what the file would do, and keep the answer with the batch. Nothing else is written."""
    try:
        _keep(batch, _tried(batch, kind, by=by, now=now))
    except UnreadableFile as problem:
        batch.problem = f"{problem.message} {problem.remedy}".strip()
        batch.detected = batch.detected | {"unknown": problem.unknown, "line": problem.line or 1}
        batch.state = Batch.State.UNREADABLE
        batch.save()


@transaction.atomic
def apply(*, batch: Batch, kind: ImportKind, scope: str, by: User | None, now: datetime) -> Batch:
    """Apply a checked file: all rows or nothing, or with scope "goda" the rows that can be read.

    A second confirm does nothing. A file that is refused (scope is everything and a row is bad, or nothing
    can be read) comes back checked anew, not applied. Raises ValidationError when there is nothing to apply.
    """
    _one_at_a_time(kind)
    batch = Batch.objects.select_for_update(of=("self",)).select_related("file").get(pk=batch.pk)
    if batch.state == Batch.State.APPLIED:
        return batch
    if batch.state != Batch.State.CHECKED:
        raise ValidationError(_("Filen går inte att läsa in. Lämna in en rättad fil."))
    if _applied_before(kind, read_file(batch.file), by):
        raise ValidationError(_("Filen är redan inläst."))
    with because(_("Inläst ur %(name)s, kvitto %(batch)s") % {"name": batch.file.name, "batch": batch.pk}):
        results = _saved(batch, kind, scope, by=by, now=now)
    _keep(batch, results)
    if _refused(results, scope):
        return batch
    batch.state, batch.scope, batch.applied_at, batch.applied_by = Batch.State.APPLIED, scope, now, by
    batch.save()
    return batch


def _saved(batch: Batch, kind: ImportKind, scope: str, *, by: User | None, now: datetime) -> Results:
    results: Results = []
    try:
        with transaction.atomic():
            results = _results(batch, kind, by=by, now=now)
            if _refused(results, scope):
                raise RollBack
    except RollBack:
        pass
    return results


def _refused(results: Sequence[RowResult], scope: str) -> bool:
    bad = sum(result.status == "bad" for result in results)
    return bad == len(results) or (bad > 0 and scope != Batch.Scope.GOOD)


def _tried(batch: Batch, kind: ImportKind, *, by: User | None, now: datetime) -> Results:
    results: Results = []
    try:
        with transaction.atomic():
            results = _results(batch, kind, by=by, now=now)
            raise RollBack
    except RollBack:
        return results


def _results(batch: Batch, kind: ImportKind, *, by: User | None, now: datetime) -> Results:
    """Read the file and hand its good rows to the domain, inside the caller's transaction."""
    sheet = read_sheet(read_file(batch.file), set(known_names(kind)))
    matched = match(sheet.heading.cells, kind, dropped=batch.dropped_columns)
    batch.detected = sheet.detected
    read = read_rows(kind, matched, sheet.rows)
    if not read.candidates and not read.bad:
        raise UnreadableFile(_("Filen har rubriker men inga rader."), _("Fyll i minst en rad."))
    try:
        saved = kind.save(read.candidates, by=by, now=now) if read.candidates else []
    except ValidationError as error:
        # What only the database can refuse comes for the file as a whole (somebody was a second earlier).
        saved = [_bad(row.line, error) for row in read.candidates]
    return sorted([*read.bad, *saved], key=lambda result: result.line)


def _bad(line: int, error: ValidationError) -> RowResult:
    problems = tuple(Problem("", "", message) for message in error.messages)
    return RowResult(line, "bad", problems=problems)


def _keep(batch: Batch, results: Results) -> None:
    """Store what became of each row, and the counts."""
    batch.outcomes.all().delete()
    RowOutcome.objects.bulk_create(
        [
            RowOutcome(
                batch=batch,
                line=result.line,
                status=result.status,
                label=result.label[:200],
                href=result.href,
                details=[asdict(each) for each in (*result.problems, *result.changes)],
                questions=list(result.questions),
            )
            for result in results
        ],
        batch_size=1000,
    )
    for status in ("new", "changed", "unchanged", "bad"):
        setattr(batch, status, sum(result.status == status for result in results))
    batch.problem, batch.state = "", Batch.State.CHECKED
    batch.save()


def _applied_before(kind: ImportKind, content: bytes, by: User | None) -> Batch | None:
    """The batch of the same file already applied, if the sender may see it."""
    applied = Batch.objects.filter(
        kind=kind.slug, file__sha256=hashlib.sha256(content).hexdigest(), state=Batch.State.APPLIED
    )
    return (applied.for_user(by) if by else applied).order_by("-applied_at").first()


def _one_at_a_time(kind: ImportKind) -> None:
    """Two files of one kind wait for each other, so that their rows do not mix."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"import:{kind.slug}"])


def authority_of(user: User | None) -> Organisation | None:
    """The administration whose file it is: that of the sender's first role of today."""
    if user is None:
        return None
    held = (
        user.assignments.valid_on(timezone.localdate()).select_related("organisation").order_by("pk").first()
    )
    return held.organisation if held else None
