"""Earlier money that is not yet accounted for: what a lead was granted, and which report of it is out."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models.functions import Coalesce

from portal.deadlines.models import ExpectedReport
from portal.deadlines.states import state_of
from portal.organisation.lineage import load_lineage
from portal.periods import Period
from portal.workareas import State
from projects.models import Project, ReportDuty, computed


@dataclass(frozen=True)
class Owed:
    """A project whose report is out: the first one of them, how it stands, and how many more are late."""

    project: Project
    granted: Decimal
    period: str
    last_day: date
    state: State
    late: int


def unreported_money(lead: int, *, today: date, but: int | None = None) -> list[Owed]:
    """The projects of ``lead``, inherited ones too, that were granted money and owe a report, longest first.

    ``but``: a project left out. What stands in print is history: nobody is asked today for a report of 2003.
    Two queries however many.
    """
    done = (ExpectedReport.State.SUBMITTED, ExpectedReport.State.ACCEPTED)
    duties = (
        ReportDuty.objects.filter(
            project__lead__in=load_lineage().ancestry(lead),
            project__submitted_at__isnull=False,
            project__programme__is_published=False,
        )
        .exclude(expected__state__in=done)
        .exclude(project=but)
        .annotate(last_day=Coalesce("expected__extended_to", "expected__due_on"))
        .select_related("expected")
        .order_by("last_day", "pk")
    )
    out: dict[int, list[ReportDuty]] = {}
    for duty in duties:
        out.setdefault(duty.project_id, []).append(duty)
    projects = Project.objects.filter(pk__in=out).annotate(granted=computed.granted())
    named = {project.pk: project for project in projects.exclude(granted=None).select_related("programme")}
    return [_owed(named[pk], named[pk].granted, due, today) for pk, due in out.items() if pk in named]


def _owed(project: Project, granted: Decimal, waiting: list[ReportDuty], today: date) -> Owed:
    first = waiting[0]
    report = first.expected
    return Owed(
        project=project,
        granted=granted,
        period=Period(report.period_kind, report.year, report.number).title,
        last_day=report.last_day,
        state=state_of(report, today=today),
        late=sum(duty.expected.last_day < today for duty in waiting),
    )


def money_of(owed: list[Owed]) -> Decimal:
    """What was granted to the projects whose report is late, in kronor."""
    return sum((each.granted for each in owed if each.late), Decimal())


__all__ = ["Owed", "money_of", "unreported_money"]
