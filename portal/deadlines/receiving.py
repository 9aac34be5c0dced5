"""A report that is in is sent back with a reason, or is granskad och godtagen by the coordinator.

That it comes in is noted by the database (``portal.deadlines.models.receivetriggers``).
"""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.deadlines.models import ExpectedReport

_State = ExpectedReport.State


@transaction.atomic
def send_back(*, expected: ExpectedReport, reason: str, now: datetime) -> ExpectedReport:
    """Return the report to its sender. ValidationError when it is not in, or nothing says why."""
    if not reason.strip():
        raise ValidationError({"return_reason": _("Skriv varför redovisningen lämnas tillbaka.")})
    row = _submitted(expected)
    row.state, row.decided_at, row.return_reason = _State.RETURNED, now, reason.strip()
    row.save(update_fields=["state", "decided_at", "return_reason"])
    return row


@transaction.atomic
def accept(*, expected: ExpectedReport, now: datetime) -> ExpectedReport:
    """Mark the report as granskad och godtagen. ValidationError when it is not in."""
    row = _submitted(expected)
    row.state, row.decided_at = _State.ACCEPTED, now
    row.save(update_fields=["state", "decided_at"])
    return row


def days_after_last_day(expected: ExpectedReport) -> int:
    """How many days after its last day the report came in, by the clock in Stockholm; 0 when in time."""
    if expected.submitted_at is None:
        return 0
    return max((timezone.localdate(expected.submitted_at) - expected.last_day).days, 0)


def _submitted(expected: ExpectedReport) -> ExpectedReport:
    row = _locked(expected)
    if row.state != _State.SUBMITTED:
        raise ValidationError(_("Redovisningen är inte inlämnad, så den kan inte granskas."))
    return row


def _locked(expected: ExpectedReport) -> ExpectedReport:
    return ExpectedReport.objects.select_for_update().get(pk=expected.pk)


def lock_all(keys: Iterable[int]) -> dict[int, ExpectedReport]:
    """The expected reports by key, locked until the transaction ends; always in the same order."""
    rows = ExpectedReport.objects.select_for_update(of=("self",)).filter(pk__in=list(keys))
    return {row.pk: row for row in rows.order_by("pk")}
