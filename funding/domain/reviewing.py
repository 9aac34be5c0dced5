"""The agreement officer reviews a party's report: returns it with a reason, or takes it as good. The party
corrects what is in by a new version."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funding.domain.reportrows import Filed, State, no_reason
from funding.domain.reportwriting import copy_report, load_filed
from funding.models import PartyReport
from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import words_of
from portal.deadlines.models import ExpectedReport
from portal.deadlines.receiving import accept, lock_all, send_back


@transaction.atomic
def return_report(*, report: PartyReport, reason: str, now: datetime) -> ExpectedReport:
    """Lämna tillbaka: the party gets a draft of the next version that says the same, and the reason.

    ValidationError when the report is not in, is not the newest version, or nothing says why.
    """
    reason = _reason(reason, name="return_reason", missing=words_of("expected_report_returned_with_reason"))
    filed = _newest(report)
    expected = send_back(expected=report.duty.expected, reason=reason, now=now)
    if not filed.draft:
        copy_report(report, version=filed.highest + 1)
    return expected


@transaction.atomic
def accept_report(*, report: PartyReport, now: datetime) -> ExpectedReport:
    """Granskad och godtagen. ValidationError when the report is not in or is not the newest version."""
    _newest(report)
    return accept(expected=report.duty.expected, now=now)


@transaction.atomic
def correct_report(*, report: PartyReport, reason: str) -> PartyReport:
    """Begin a correction of what is in: a draft of the next version that says the same, with the reason.

    The figures that are in count until the correction is handed in. A draft that is there already is gone on
    from. ValidationError when the report is not in, is not the newest version, or nothing says why.
    """
    reason = _reason(reason, name="correction_reason", missing=no_reason())
    filed = _newest(report)
    expected = lock_all([report.duty.expected_id])[report.duty.expected_id]
    if expected.state not in (State.SUBMITTED, State.ACCEPTED):
        raise ValidationError(_("Redovisningen är återlämnad. Rätta den i utkastet och lämna in igen."))
    if not filed.draft:
        return copy_report(report, version=filed.highest + 1, reason=reason)
    filed.draft.correction_reason = reason
    filed.draft.save(update_fields=["correction_reason", "changed_at"])
    return filed.draft


def _newest(report: PartyReport) -> Filed:
    """What is stored of the duty, locked; ValidationError when ``report`` is not the newest handed in."""
    lock_all([report.duty.expected_id])
    filed = load_filed([report.duty_id]).get(report.duty_id, Filed())
    if filed.latest is None or filed.latest.pk != report.pk:
        raise ValidationError(_("Det finns en nyare version av redovisningen. Läs om sidan."))
    return filed


def _reason(text: str, *, name: str, missing: str) -> str:
    reason = tidy(text)
    if not reason:
        raise ValidationError({name: missing})
    try:
        refuse_personal(reason)
    except ValidationError as refusal:
        raise ValidationError({name: refusal.messages}) from refusal
    return reason
