"""Files handed in are disposed of by the retention rule: bytes and rows go; who, when and counts stay.

What the history holds of the fields emptied here (``BatchEvent``) is append-only and cannot be removed by the
application; nor can copies in backups. Rows of a file have no history.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.database.transactions import set_for_transaction
from portal.files.models import StoredFile
from portal.files.storing import remove_bytes
from portal.history.context import act_of_its_own, acting
from portal.imports.job import Job
from portal.imports.models import DETECTED, Batch
from portal.imports.retention import RetentionRule
from portal.imports.trying import PATIENCE

STAYS = (*DETECTED, "applied_as")  # of ``detected``: how the file was read, and which receipt is its own


def due(today: date) -> QuerySet[Batch]:
    """What is to be disposed of under the rule valid today; nothing when there is none."""
    rule = RetentionRule.objects.valid_on(today)
    return _due_under(rule, today) if rule else Batch.objects.none()


def _due_under(rule: RetentionRule, today: date) -> QuerySet[Batch]:
    """Not at work, and the last act was on this day ``rule.years`` years ago, or before.

    A job that was given up is no work; a file nobody confirmed has no later act than that it came in.
    """
    after = timezone.make_aware(
        datetime.combine(_years_before(today, rule.years), time()) + timedelta(days=1)
    )
    still = Batch.objects.filter(disposed_at__isnull=True).exclude(job__problem="")
    return still.alias(last=Greatest("received_at", "applied_at", "undone_at")).filter(last__lt=after)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def dispose(*, batch: Batch, rule: RetentionRule, now: datetime) -> bool:
    """Empty the batch, and after the commit the store of its bytes; True when it was done.

    False, and nothing is done, when it is not due (any longer) or somebody is at work with it: a second
    disposal does nothing.
    """
    with transaction.atomic():
        set_for_transaction(PATIENCE)
        free = _due_under(rule, timezone.localdate(now)).select_related("file")
        found = free.select_for_update(of=("self",), skip_locked=True).filter(pk=batch.pk).first()
        if found is None:
            return False
        with act_of_its_own(_("Gallrad enligt beslut %(decision)s") % {"decision": rule.decision}):
            _empty(found, rule, now)
        transaction.on_commit(partial(_remove_bytes, found.file.sha256), robust=True)  # the next day again
    return True


def _empty(batch: Batch, rule: RetentionRule, now: datetime) -> None:
    batch.outcomes.all().delete()
    Job.objects.filter(batch=batch).delete()
    batch.detected = {name: word for name, word in batch.detected.items() if name in STAYS}
    batch.corrections, batch.problem = {}, ""
    batch.disposed_at, batch.disposed_under = now, rule
    batch.save(update_fields=["detected", "corrections", "problem", "disposed_at", "disposed_under"])


def dispose_due(*, now: datetime) -> int:
    """Dispose of all that is due; answers how many files. One query when no rule is valid."""
    today = timezone.localdate(now)
    rule = RetentionRule.objects.valid_on(today)
    if rule is None:
        return 0
    with override("sv"), acting(by=None, door="dispose_imports"):
        done = [dispose(batch=batch, rule=rule, now=now) for batch in _due_under(rule, today).order_by("pk")]
        _remove_what_was_left()
    return sum(done)


def _remove_what_was_left() -> None:
    """Bytes of what is disposed of, left by a worker that was killed or for another file that is gone now."""
    disposed = Batch.objects.filter(disposed_at__isnull=False).order_by()
    for sha256 in disposed.values_list("file__sha256", flat=True).distinct():
        if default_storage.exists(StoredFile(sha256=sha256).path):
            _remove_bytes(sha256)


def _remove_bytes(sha256: str) -> None:
    remove_bytes(sha256, is_kept=partial(_is_kept, sha256))


def _is_kept(sha256: str) -> bool:
    """Whether a stored file of these bytes is more than that of batches disposed of.

    One that nothing points at is kept: it may be on its way to what it belongs to.
    """
    disposed = Batch.objects.filter(file=OuterRef("pk"), disposed_at__isnull=False)
    held = Q()
    for holder in _holders():
        held |= Q(Exists(holder))
    return StoredFile.objects.filter(sha256=sha256).filter(~Exists(disposed) | held).exists()


def _holders() -> Iterator[QuerySet]:
    """What keeps a stored file: every foreign key there is to it, but for history and batches disposed of."""
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.many_to_many:
            continue
        model: Any = relation.related_model
        if not hasattr(model, "pgh_tracked_model"):
            rows = model._base_manager.filter(**{relation.remote_field.attname: OuterRef("pk")})
            yield rows.filter(disposed_at__isnull=True) if model is Batch else rows
