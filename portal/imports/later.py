"""What is put off to the task worker: a file too large to be read while somebody waits for the page."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from portal.files.storing import Content, head_of, lines_of, refuse_size, sha256_of, size_of
from portal.imports import running
from portal.imports.columns import ImportKind
from portal.imports.job import Job
from portal.imports.models import Batch
from portal.imports.reading import ZIP
from portal.imports.trying import alone
from portal.imports.working import work_off
from portal.organisation.models import User

PACKED = 4  # a workbook is a packed archive: its rows take about a fourth of a CSV file's


def weight(content: Content) -> float:
    """How much of a page's patience the file takes; 1.0 is all of it."""
    if head_of(content).startswith(ZIP):
        return PACKED * size_of(content) / settings.IMPORT_AT_ONCE_BYTES
    rows = lines_of(content) / settings.IMPORT_AT_ONCE_ROWS
    return max(rows, size_of(content) / settings.IMPORT_AT_ONCE_BYTES)


def is_large(batch: Batch) -> bool:
    """Whether a file that was received is worked with in the background."""
    packed = PACKED if batch.detected.get("format") == "XLSX" else 1
    return (
        batch.rows > settings.IMPORT_AT_ONCE_ROWS or packed * batch.file.size > settings.IMPORT_AT_ONCE_BYTES
    )


def receive_later(*, kind: ImportKind, name: str, content: Content, by: User | None, now: datetime) -> Batch:
    """Store the file; the worker checks it. The same file applied before answers with that batch.

    Raises ValidationError when the file is empty or too large to store.
    """
    refuse_size(content)
    if earlier := running.applied_before(kind, sha256_of(content), by):
        return earlier
    with transaction.atomic():
        batch = running.new_batch(kind=kind, name=name, content=content, by=by, now=now)
        ask(batch=batch, what=Job.What.CHECK, by=by, now=now)
    return batch


def check_later(
    *, batch: Batch, kind: ImportKind, say: Callable[[Batch], None], by: User | None, now: datetime
) -> Batch:
    """``running.check_again`` for a large file: what was said is kept now, the worker checks."""
    with alone(kind):
        batch = running.still_open(batch)
        say(batch)
        batch.state, batch.problem = Batch.State.WAITING, ""
        batch.save()
        ask(batch=batch, what=Job.What.CHECK, by=by, now=now)
    return batch


def ask(
    *,
    batch: Batch,
    what: Job.What,
    by: User | None,
    now: datetime,
    scope: str = "",
    rest: bool = False,
) -> Job:
    """Ask the worker for one thing. Asked for already, and not given up, nothing is asked for again."""
    asked = {"what": what, "scope": scope, "rest": rest, "asked_at": now, "asked_by": by}
    with transaction.atomic():
        job, is_new = Job.objects.select_for_update().get_or_create(batch=batch, defaults=asked)
        if not is_new and not job.has_stopped(now):
            return job
        for name, value in {**asked, **Job.ANEW}.items():
            setattr(job, name, value)
        job.save()
    work_off.enqueue(job.pk)
    return job


def ask_again(*, batch: Batch, by: User | None, now: datetime) -> None:
    """Ask anew for what has stopped; nothing when nothing has."""
    job = Job.objects.filter(batch=batch).first()
    if job and job.has_stopped(now):
        ask(batch=batch, what=Job.What(job.what), by=by, now=now, scope=job.scope, rest=job.rest)


def apply_later(*, batch: Batch, scope: str, by: User | None, now: datetime) -> bool:
    """Leave a confirmed file to the worker, if it is large or not checked yet; False when it is neither.

    One that is being checked is applied straight after, when nothing stands in the way. Asked for twice, it
    is done once. ValidationError: an unknown scope.
    """
    running.refuse_scope(scope)
    if batch.state == Batch.State.WAITING:
        checking = Job.objects.filter(batch=batch, what=Job.What.CHECK, problem="")
        if not checking.update(scope=scope):
            ask(batch=batch, what=Job.What.CHECK, by=by, now=now, scope=scope)
        return True
    if batch.state != Batch.State.CHECKED or not is_large(batch):
        return False
    ask(batch=batch, what=Job.What.APPLY, by=by, now=now, scope=scope)
    return True
