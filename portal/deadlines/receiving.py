"""An expected report comes in, is sent back with a reason, or is granskad och godtagen by the coordinator."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.deadlines.models import ExpectedReport

_State = ExpectedReport.State


@transaction.atomic
def receive(*, expected: ExpectedReport, now: datetime) -> ExpectedReport:
    """Take the report in, for the first time or again. ValidationError when it is in already."""
    row = _locked(expected)
    if row.state not in (_State.AWAITED, _State.RETURNED):
        raise ValidationError(_("Redovisningen är redan inlämnad."))
    row.state, row.submitted_at, row.decided_at, row.return_reason = _State.SUBMITTED, now, None, ""
    row.save(update_fields=["state", "submitted_at", "decided_at", "return_reason"])
    return row


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


def receive_all(expected: Collection[ExpectedReport], *, now: datetime) -> None:
    """Take many in with two statements; who asks has locked them and judged whether they may come.

    One that is in already and comes in another version keeps the day it first came; what was accepted waits
    to be reviewed again.
    """
    rows = ExpectedReport.objects.filter(pk__in=[row.pk for row in expected])
    rows.filter(state=_State.ACCEPTED).update(state=_State.SUBMITTED, decided_at=None)
    waiting = rows.filter(state__in=(_State.AWAITED, _State.RETURNED))
    waiting.update(state=_State.SUBMITTED, submitted_at=now, decided_at=None, return_reason="")
