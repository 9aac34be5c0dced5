"""The task worker at a file: one worker a file, nothing half, and what was left behind is taken up again."""

import logging
from datetime import date, datetime
from threading import Event

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from portal.background import taking_up
from portal.background.progress import followed
from portal.history.context import acting
from portal.imports import disposing, running, undoing
from portal.imports.access import may_apply
from portal.imports.columns import ImportKind
from portal.imports.job import Job
from portal.imports.kinds import kind_of
from portal.imports.models import Batch
from portal.imports.staging.proofs import forget_old
from portal.imports.telling import why_not_applied
from portal.imports.trying import BUSY_CODE

log = logging.getLogger(__name__)
DOORS = {Job.What.CHECK: "imports:batch", Job.What.APPLY: "imports:apply", Job.What.UNDO: "imports:undo"}


@task()
def work_off(job: int) -> None:
    """What the worker is asked for: ``work``, now."""
    work(job, now=timezone.now())


def work(pk: int, *, now: datetime) -> None:
    """Do what the job asks for, as who asked for it. Nothing when another worker has it, or it is gone.

    What the sender can do something about is said on the job, and on the log what we can. When the database
    goes away the job is left as it is: it is taken up again.
    """
    job = _claimed(pk, now)
    if job is None:
        return
    person, kind = job.asked_by, kind_of(job.batch.kind)
    door = reverse(DOORS[Job.What(job.what)], args=[job.batch_id])
    with override(person.language if person else "sv"), acting(by=person, door=door):
        try:
            with followed(job):
                said = _done(job, kind, now)
        except ValidationError as refusal:
            _refused(job, refusal)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("Filen %s gick inte att arbeta med.", job.batch)
            _stop(job, _("Något gick fel hos oss och ingenting är ändrat. Försök igen."))
        else:
            _finish(job, said, now)


def _claimed(pk: int, now: datetime) -> Job | None:
    """The job, if it is this worker's to do."""
    if not Job.objects.all().claim(pk, now):
        return None
    return Job.objects.select_related("batch__file", "asked_by").get(pk=pk)


def _done(job: Job, kind: ImportKind | None, now: datetime) -> str:
    """Do it; answers why nothing came of it, in words, or "". Done before, it does nothing."""
    batch, by = job.batch, job.asked_by
    if kind is None or (by and not (by.is_active and may_apply(by, batch, kind))):
        raise ValidationError(_("Du får inte längre läsa in filer av det här slaget."))
    if job.what == Job.What.UNDO:
        undoing.undo(batch=batch, kind=kind, rest=job.rest, by=by, now=now)
        return ""
    if batch.state == Batch.State.WAITING:
        batch = running.check_again(batch=batch, kind=kind, say=lambda each: None, by=by, now=now)
    job.refresh_from_db(fields=["scope"])  # it may have been confirmed meanwhile
    hindered = batch.bad and job.scope == Batch.Scope.ALL
    if batch.state != Batch.State.CHECKED or not job.scope or (job.what == Job.What.CHECK and hindered):
        return ""
    done = running.apply(batch=batch, kind=kind, scope=job.scope, by=by, now=now)
    return why_not_applied(done, job.scope)


def _finish(job: Job, said: str, now: datetime) -> None:
    """The work is over: gone, or kept to say why nothing came of it."""
    if said:
        _stop(job, said)
    elif not Job.objects.filter(pk=job.pk, scope=job.scope).delete()[0]:
        confirmed_in_the_last_moment = Job.objects.filter(pk=job.pk)  # so once more
        taking_up.release(confirmed_in_the_last_moment, work_off.enqueue)


def _refused(job: Job, refusal: ValidationError) -> None:
    if (
        getattr(refusal, "code", None) == BUSY_CODE
    ):  # another file of its kind is before it: no fault of its own
        Job.objects.filter(pk=job.pk).update(attempts=F("attempts") - 1)
    else:
        _stop(job, refusal.messages[0])


def _stop(job: Job, said: str) -> None:
    Job.objects.filter(pk=job.pk).update(problem=said)


def take_up(*, now: datetime) -> int:
    """Let what a killed worker left behind be done again; answers how many files there were.

    One that was left behind time after time is given up, and says so to its sender.
    """
    with override("sv"):
        gave_up = _("Arbetet med filen avbröts flera gånger. Ingenting är ändrat. Försök igen.")
    return taking_up.take_up(Job.objects.all(), ask=work_off.enqueue, gave_up=gave_up, now=now)


def look(*, now: datetime) -> None:
    """Take up what is left behind, forget what nobody confirmed, and once a day dispose of what is due."""
    take_up(now=now)
    forget_old(now)
    if disposed_on.moved_to(timezone.localdate(now)):
        disposing.dispose_due(now=now)


class LastDay:
    """The last day on which this process did something: what fails is not tried again and again."""

    def __init__(self) -> None:
        self.day: date | None = None

    def moved_to(self, day: date) -> bool:
        """Whether it is another day than the last time."""
        last, self.day = self.day, day
        return day != last


disposed_on = LastDay()


def watch(stop: Event) -> None:
    """Look again and again until ``stop``."""
    taking_up.watch(stop, look)
