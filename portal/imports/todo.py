"""Files that a person handed in and is not done with: at work, to look through, to put right."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.imports.access import may_read_in
from portal.imports.kinds import kind_of
from portal.imports.models import Batch
from portal.organisation.models import User
from portal.workareas import State, TodoItem

MOST = 5  # files named one by one; the rest stand under Läs in fil
REMEMBERED = timedelta(days=30)  # a file left longer is told of there alone


def todo(user: User, today: date) -> Iterable[TodoItem]:
    """A line for each of the newest files, one query; none for who reads no files in."""
    if not may_read_in(user):
        return
    done = [*Batch.RECEIPTS, Batch.State.DISCARDED]
    own = Batch.objects.for_user(user).filter(received_by=user, received_at__date__gte=today - REMEMBERED)
    rows = own.exclude(state__in=done)
    for batch in rows.select_related("file", "job").order_by("-pk")[:MOST]:
        if kind := kind_of(batch.kind):
            detail, state = _standing(batch)
            title = f"{kind.title}: {batch.file.name}"
            url = reverse("imports:batch", args=[batch.pk])
            yield TodoItem(title, detail, url, state, since=batch.received_at)


def _standing(batch: Batch) -> tuple[str, State]:
    job = getattr(batch, "job", None)
    if job and not job.problem:
        return _("Arbetet med filen pågår. Du kan lämna den."), State(_("I arbete"), "wait", "info")
    if batch.state == Batch.State.CHECKED and not batch.bad:
        return _("Filen är granskad. Läs in den eller släng den."), State(_("Granskad"), "wait", "info")
    return _("Något i filen behöver rättas innan den läses in."), State(_("Att rätta"), "warn", "warn")
