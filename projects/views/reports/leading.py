"""Where a reader goes from an expected report, and what the link says: Redovisa, Fortsätt, Granska or Läs."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.deadlines.models import ExpectedReport
from portal.organisation.models import User
from projects import access
from projects.models import ReportDuty

_State = ExpectedReport.State


def lead_on(duty: ReportDuty, user: User, *, has_draft: bool) -> tuple[str, str]:
    """(verb, address) for ``user``; ``duty`` is read with its expected report."""
    state = duty.expected.state
    if access.may_write_report(user, duty) and state in (_State.AWAITED, _State.RETURNED):
        word = _("Fortsätt") if has_draft or state == _State.RETURNED else _("Redovisa")
        return word, _url("report_edit", duty)
    reviews = state == _State.SUBMITTED and access.may_review_reports(user)
    return _("Granska") if reviews else _("Läs"), _url("report_detail", duty)


def _url(name: str, duty: ReportDuty) -> str:
    return reverse(f"projects:{name}", args=[duty.project_id, duty.pk])
