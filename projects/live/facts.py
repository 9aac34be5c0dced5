"""What a programme has to say for a document, read once each and only when it is asked for."""

from datetime import date
from decimal import Decimal
from functools import cached_property

from portal.content.figures import MASKED, Value
from portal.content.masking import Line, mask, masked_below
from portal.deadlines.models import ExpectedReport
from portal.organisation.common import COMMON_READER
from portal.workareas import Scope
from projects.domain import attaining
from projects.domain.attaining import Attained
from projects.domain.goals import PERCENT_UNIT
from projects.domain.plausibility.summing import sums_told
from projects.models import (
    Activity,
    Appropriation,
    Method,
    Network,
    NetworkMember,
    OutcomeCount,
    Programme,
    Project,
    Report,
    ReportDuty,
    chasing,
    computed,
)
from projects.models.dating import say_spans
from projects.summary.facts import ProjectFact
from projects.summary.goals import GoalFacts
from projects.summary.implementing import ImplementationFacts
from projects.summary.reports import DutyFacts

OUT = (ExpectedReport.State.AWAITED, ExpectedReport.State.RETURNED)


class ProgrammeFacts(GoalFacts, ImplementationFacts, DutyFacts):
    """The programme as it stands on ``today``, for everybody: what is handed in, granted or published."""

    def __init__(self, programme: Programme, today: date, *, unmasked: bool = False, only: str = ""):
        """``only``: the number of the one project it is about."""
        scope = Scope(COMMON_READER, today, programme, unmasked=unmasked)
        super().__init__(programme, scope)
        self.shows_small, self.only = unmasked or programme.is_published, only

    @cached_property
    def appropriations(self) -> list[Appropriation]:
        rows = Appropriation.objects.filter(programme=self.programme).select_related("committee")
        return list(rows.order_by("year", "pk"))

    @cached_property
    def details(self) -> dict[int, Project]:
        """Project -> its texts, and the words of the published account: what the other facts are made of."""
        rows = Project.objects.submitted().filter(programme=self.programme).by_number()
        rows = rows.select_related("published_account", "area")
        if self.only:
            rows = rows.filter(number=self.only)
        return {row.pk: row for row in rows.annotate(granted=computed.granted())}

    @cached_property
    def projects(self) -> list[ProjectFact]:
        return [_fact(row) for row in self.details.values()]

    @cached_property
    def readings(self) -> dict[int, str]:
        return {row.pk: row.plan_in_text for row in self.details.values()}

    @cached_property
    def reports(self) -> dict[int, list[Report]]:
        """Project -> its handed-in reports, the newest first."""
        return attaining.newest_reports(self.by_pk)

    @cached_property
    def counts(self) -> dict[int, list[OutcomeCount]]:
        """Report -> what it counts."""
        return attaining.counts_of(report for found in self.reports.values() for report in found)

    @cached_property
    def goals(self) -> dict[int, list[Attained]]:
        return attaining.held_against(attaining.targets_of(self.by_pk), self.reports, self.counts)

    def newest_counts(self, project: int) -> list[OutcomeCount]:
        """What the newest report of the project counts, in the order of the measures."""
        told = attaining.told_now(self.reports.get(project, []), self.counts)
        return sorted(told, key=lambda count: (count.measure.position, count.pk or 0))

    @cached_property
    def hidden(self) -> frozenset[int]:
        """The counts of people too small to be said, and those that would give them away."""
        if self.shows_small:
            return frozenset()
        newest = [count for pk in self.by_pk for count in self.newest_counts(pk)]
        people = [count for count in newest if count.pk and count.unit != PERCENT_UNIT]
        cells = {count.pk: None if count.counted is None else int(count.counted) for count in people}
        lines = [
            Line(whole, parts)
            for pk in self.by_pk
            for whole, parts in sums_told(self.newest_counts(pk), checked=True)
            if whole in cells and set(parts) <= cells.keys()
        ]
        return mask(cells, lines)

    def value_of(self, count: OutcomeCount) -> Value:
        """A count as it may be said."""
        value = count.counted
        if count.pk in self.hidden or (count.pk is None and value and not self._may_say(value)):
            return MASKED
        return int(value) if value is not None and value == int(value) else value

    def _may_say(self, value: Decimal) -> bool:
        return self.shows_small or value >= masked_below()

    @cached_property
    def waiting(self) -> dict[int, list[ReportDuty]]:
        """Project -> its expected reports that are not in, with their reminders counted."""
        found: dict[int, list[ReportDuty]] = {}
        for duty in self._out():
            found.setdefault(duty.project_id, []).append(duty)
        return found

    def _out(self):
        rows = ReportDuty.objects.filter(project__in=self.by_pk, expected__state__in=OUT)
        return rows.by_period().select_related("expected").annotate(reminded=chasing.reminders())

    @cached_property
    def activities(self) -> list[Activity]:
        rows = Activity.objects.filter(programme=self.programme).select_related("kind")
        return list(rows.order_by("begins", "number", "pk"))

    @cached_property
    def networks(self) -> list[Network]:
        rows = Network.objects.filter(programme=self.programme).select_related("kind")
        return list(rows.by_name())

    @cached_property
    def members(self) -> dict[int, list[NetworkMember]]:
        """Network -> its members, in their order."""
        found: dict[int, list[NetworkMember]] = {}
        rows = NetworkMember.objects.filter(network__programme=self.programme).select_related("organisation")
        for row in rows.order_by("position", "pk"):
            found.setdefault(row.network_id, []).append(row)
        return found

    @cached_property
    def methods(self) -> list[Method]:
        rows = Method.objects.filter(programme=self.programme).select_related("project")
        return list(rows.order_by("name", "pk"))

    @property
    def held(self) -> list[Activity]:
        return [each for each in self.activities if each.status == Activity.Status.HELD]

    def in_area(self, area: str) -> tuple[ProjectFact, ...]:
        return tuple(fact for fact in self.projects if fact.area == area)

    def lead_name(self, fact: ProjectFact) -> str:
        return self.organisations[fact.lead].short_name


def _fact(row: Project) -> ProjectFact:
    granted = row.granted or Decimal()  # type: ignore[attr-defined]  # annotated
    place = (row.lead_id, row.area.name)
    return ProjectFact(row.pk, row.number, row.title, *place, row.plan_in_table, row.report_status, granted)


def days_of(activity: Activity) -> str:
    """The days of an activity in words; "ej redovisat" where no source says them."""
    return say_spans(activity.dates) or ""
