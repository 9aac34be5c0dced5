"""The coordinator reviews a report: sends it back, takes it as good, checks a number against its source."""

from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import in_words, words_of
from portal.deadlines.models import ExpectedReport
from portal.deadlines.receiving import accept, lock_all, send_back
from portal.history.context import because
from portal.organisation.models import User
from projects.domain.asking import ask_about
from projects.domain.following_up import plan_follow_ups
from projects.domain.reportrows import Filed, no_reason
from projects.domain.reportwriting import copy_report, load_filed
from projects.models import OutcomeCount, Project, Report

_State = ExpectedReport.State


@transaction.atomic
def return_report(*, report: Report, reason: str, by: User, now: datetime) -> ExpectedReport:
    """Lämna tillbaka: the district gets a draft of the next version that says the same, and the reason.

    Raises ValidationError when the report is not in, is not the newest version, or nothing says why.
    """
    reason = _reason(reason, name="return_reason")
    filed = _newest(report)
    expected = send_back(expected=report.duty.expected, reason=reason, now=now)
    if not filed.draft:
        copy_report(report, version=filed.highest + 1)
    _mark_project(report, Project.ReportStatus.INCOMPLETE)
    return expected


@transaction.atomic
def accept_report(*, report: Report, by: User, now: datetime) -> ExpectedReport:
    """Granskad och godtagen: from now on the report is locked, and its answer about a plan is the project's.

    A final report that is taken as good makes the project slutredovisad. Raises ValidationError when the
    report is not in or is not the newest version.
    """
    _newest(report)
    expected = accept(expected=report.duty.expected, now=now)
    project = report.duty.project
    if report.plan and not project.programme.is_published and project.plan_in_table != report.plan:
        project.plan_in_table = report.plan
        project.save(update_fields=["plan_in_table"])
    _mark_project(report, Project.ReportStatus.REPORTED)
    if report.is_final:
        plan_follow_ups(project=project, today=timezone.localdate(now))
    return expected


@transaction.atomic
def correct_report(*, report: Report, reason: str, by: User, now: datetime) -> Report:
    """Begin a correction of what is in: a draft of the next version that says the same, with the reason.

    The figures that are in count until the correction is handed in. A draft that is there already is gone on
    from. Raises ValidationError when the report is not in, is not the newest version, or nothing says why.
    """
    reason = _reason(reason, name="correction_reason")
    filed = _newest(report)
    expected = lock_all([report.duty.expected_id])[report.duty.expected_id]
    if expected.state not in (_State.SUBMITTED, _State.ACCEPTED):
        raise ValidationError(_("Redovisningen är återlämnad. Rätta den i utkastet och lämna in igen."))
    if not filed.draft:
        return copy_report(report, version=filed.highest + 1, reason=reason)
    filed.draft.correction_reason = reason
    filed.draft.save(update_fields=["correction_reason", "changed_at"])
    return filed.draft


@transaction.atomic
def verify_count(
    *, count: OutcomeCount, value: Decimal | int | None, why: str, by: User, now: datetime
) -> OutcomeCount:
    """Note what a number is when checked against its source; the reported one stays beside it. None takes
    the check back. Raises ValidationError for a draft, a negative number, or when nothing says how.
    """
    why = tidy(why)
    if not why:
        raise ValidationError({"why": _("Skriv hur talet kontrollerades.")})
    _refuse_personal(why, name="why")
    row = (
        OutcomeCount.objects.select_for_update(of=("self",))
        .select_related("report__duty__project")
        .get(pk=count.pk)
    )
    if row.report.is_draft:
        raise ValidationError(_("Redovisningen är inte inlämnad, så den kan inte granskas."))
    if value is not None and value < 0:
        raise ValidationError({"value": words_of("outcome_not_negative")})
    checked = value is not None
    row.verified, row.verified_why = value, why if checked else ""
    row.verified_by, row.verified_at = (by, now) if checked else (None, None)
    with in_words(), because(why):
        row.save(update_fields=["verified", "verified_by", "verified_at", "verified_why"])
    ask_about([row.report.duty.project], now=now)
    return row


def _newest(report: Report) -> Filed:
    """What is stored of the duty, locked; ValidationError when ``report`` is not the newest handed in.

    The expected report is locked first, as when reports are handed in: two who act at once wait in line.
    """
    lock_all([report.duty.expected_id])
    filed = load_filed([report.duty_id]).get(report.duty_id, Filed())
    if filed.latest is None or filed.latest.pk != report.pk:
        raise ValidationError(_("Det finns en nyare version av redovisningen. Läs om sidan."))
    return filed


def _reason(text: str, *, name: str) -> str:
    reason = tidy(text)
    if not reason:
        words = (
            no_reason() if name == "correction_reason" else words_of("expected_report_returned_with_reason")
        )
        raise ValidationError({name: words})
    _refuse_personal(reason, name=name)
    return reason


def _refuse_personal(text: str, *, name: str) -> None:
    try:
        refuse_personal(text)
    except ValidationError as refusal:
        raise ValidationError({name: refusal.messages}) from refusal


def _mark_project(report: Report, status: str) -> None:
    """A final report says how the whole project is reported; one that is not says nothing of it."""
    project = report.duty.project
    if report.is_final and not project.programme.is_published and project.report_status != status:
        project.report_status = status
        project.save(update_fields=["report_status"])
