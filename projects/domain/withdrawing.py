"""Stop asking for a report that was asked for by mistake: before its day, with a reason, for good."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.content.texts import refuse_personal, tidy
from portal.deadlines.expecting import period_of_report
from portal.deadlines.models import ExpectedReport
from portal.history.context import because
from portal.organisation.models import User
from projects.models import DutyWithdrawal, ReportDuty


@transaction.atomic
def withdraw_duty(*, duty: ReportDuty, reason: str, by: User | None, now: datetime) -> DutyWithdrawal:
    """Take the expected report away; its history is kept, and no later grant brings it back.

    When it was the final report, the last one that is left becomes it. ValidationError when nothing says why,
    when it has come in or been returned, when its last day has passed (then it is chased), and when somebody
    has begun to write it.
    """
    reason = tidy(reason)
    if not reason:
        raise ValidationError({"reason": _("Skriv varför redovisningen inte ska begäras.")})
    refuse_reason(reason)
    expected = ExpectedReport.objects.select_for_update().get(pk=duty.expected_id)
    _refuse_state(duty, expected, now)
    period = period_of_report(expected)
    withdrawn = DutyWithdrawal.objects.create(
        project=duty.project,
        period_kind=period.kind,
        year=period.year,
        number=period.number,
        due_on=expected.due_on,
        reason=reason,
        withdrawn_by=by,
        withdrawn_at=now,
    )
    with because(reason):
        ReportDuty.objects.filter(pk=duty.pk).delete()
        expected.delete()
        if duty.is_final:
            _pass_on_final(duty)
    return withdrawn


def refuse_reason(reason: str) -> None:
    """Refuse a reason that points out a person. ValidationError {"reason": messages}."""
    try:
        refuse_personal(reason)
    except ValidationError as refusal:
        raise ValidationError({"reason": refusal.messages}) from refusal


def _refuse_state(duty: ReportDuty, expected: ExpectedReport, now: datetime) -> None:
    if expected.state != ExpectedReport.State.AWAITED:
        raise ValidationError(_("Redovisningen har kommit in och kan inte tas bort."))
    if expected.last_day < timezone.localdate(now):
        raise ValidationError(_("Sista dagen har passerat. Redovisningen kan inte tas bort, bara lämnas in."))
    if duty.reports.exists():
        raise ValidationError(
            _("Den som ska redovisa har börjat skriva. Be dem slänga utkastet, och ta bort raden sedan.")
        )


def _pass_on_final(duty: ReportDuty) -> None:
    left = ReportDuty.objects.filter(project=duty.project_id, is_extra=False)
    last = left.exclude(expected__state=ExpectedReport.State.ACCEPTED).by_period().last()
    if last is not None and not left.filter(is_final=True).exists():
        ReportDuty.objects.filter(pk=last.pk).update(is_final=True)
