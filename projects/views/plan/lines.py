"""What a project is asked for, and is asked for no longer, as lines of its plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from portal.deadlines.expecting import period_of_report
from portal.deadlines.models import ExpectedReport
from portal.deadlines.states import state_of
from portal.organisation.models import User
from portal.periods import Period
from portal.workareas import State
from projects.models import DutyWithdrawal, Project, Report, ReportDuty
from projects.views.reports.leading import lead_on


@dataclass(frozen=True)
class Line:
    """A report that is asked for. ``remove_url`` is "" where it cannot be taken away."""

    duty: ReportDuty
    state: State
    verb: str
    url: str
    remove_url: str

    @property
    def report(self) -> ExpectedReport:
        return self.duty.expected

    @property
    def period(self) -> Period:
        return period_of_report(self.duty.expected)


def duties_of(project: Project) -> list[Any]:
    """What the project is asked for, in order of its day; whether a draft is begun, or anything told."""
    reports = Report.objects.filter(duty=OuterRef("pk"))
    duties = ReportDuty.objects.filter(project=project).select_related("expected__organisation")
    return list(duties.annotate(begun=Exists(reports.drafts()), told=Exists(reports)).by_period())


def lines_of(project: Project, *, user: User, today: date, may_plan: bool) -> Iterator[Line]:
    """Every line as ``user`` meets it. One query."""
    for duty in duties_of(project):
        verb, url = lead_on(duty, user, has_draft=duty.begun)
        removable = may_plan and not duty.told and _may_go(duty.expected, today)
        remove = reverse("projects:duty_withdraw", args=[project.pk, duty.pk]) if removable else ""
        yield Line(duty, state_of(duty.expected, today=today), verb, url, remove)


def withdrawn_of(project: Project) -> list[tuple[Period, DutyWithdrawal]]:
    """What is asked for no longer, newest first."""
    rows = project.withdrawn_duties.select_related("withdrawn_by").order_by("-withdrawn_at", "-pk")
    return [(Period(row.period_kind, row.year, row.number), row) for row in rows]


def _may_go(expected: ExpectedReport, today: date) -> bool:
    return expected.state == ExpectedReport.State.AWAITED and expected.last_day >= today
