"""An activity is cancelled, or struck because it was registered by mistake; both can be undone."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from outreach.domain.recording import settle_state
from outreach.domain.refusing import COUNTS, refuse_text
from outreach.models import Activity
from portal.organisation.models import User

_State = Activity.State


def cancel(*, activity: Activity, reason: str) -> Activity:
    """Cancel what was planned, with or without a reason. ValidationError: it has been held, or is cancelled,
    or the reason points out a person."""
    if activity.state in (_State.HELD, _State.REPORTED):
        raise ValidationError(_("Aktiviteten är redan hållen och kan inte ställas in."))
    return _end(activity, reason)


def strike(*, activity: Activity, reason: str) -> Activity:
    """Take what was registered by mistake out of every figure; its counts stay in the history alone.

    ValidationError: no reason, or it is not held.
    """
    if activity.state not in (_State.HELD, _State.REPORTED):
        raise ValidationError(_("Aktiviteten är inte hållen. Ställ in den i stället."))
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv varför aktiviteten stryks.")})
    return _end(activity, reason)


@transaction.atomic
def restore(*, activity: Activity, by: User | None, now: datetime) -> Activity:
    """Undo: the activity is again what it was before it was cancelled or struck, also its counts.

    ValidationError: it is neither.
    """
    if activity.state != _State.CANCELLED:
        raise ValidationError(_("Aktiviteten är inte inställd."))
    events: Any = activity.events  # type: ignore[attr-defined]  # made by tracked()
    before = events.exclude(state=_State.CANCELLED).order_by("-pgh_id").first()
    for name in COUNTS if before else ():
        setattr(activity, name, getattr(before, name))
    activity.cancelled_reason = ""
    if before is None or before.state == _State.PLANNED or activity.day > timezone.localdate(now):
        activity.state = _State.PLANNED
    else:
        settle_state(activity, by, now)
    activity.save()
    return activity


def _end(activity: Activity, reason: str) -> Activity:
    if activity.state == _State.CANCELLED:
        raise ValidationError(_("Aktiviteten är redan inställd."))
    refuse_text(reason, field="reason")
    activity.state, activity.cancelled_reason = _State.CANCELLED, reason.strip()
    for name in COUNTS:
        setattr(activity, name, None)
    activity.full_clean(exclude=["organisation", "form", "neighbourhood", "registered_by"])
    activity.save()
    return activity
