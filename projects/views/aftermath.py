"""What one project's page shows of its targets, of what remained, and of where the work comes from."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from portal.organisation.models import User
from portal.periods import Period
from portal.workareas import State
from projects import access
from projects.domain.attaining import Attained, attained
from projects.domain.following_up import days_overdue, is_open_to_answers
from projects.domain.goals import State as Reached
from projects.domain.goals import target_in_words
from projects.models import Application, CityGoal, Commission, FollowUp, Project, Report
from projects.states import commission_state, follow_up_state, goal_state


@dataclass(frozen=True)
class Goal:
    """A target as a part of the page. ``arithmetic`` is "" when the reader may not see so few people."""

    attained: Attained
    hidden: bool
    today: date

    @property
    def target(self):
        return self.attained.target

    @property
    def wanted(self) -> str:
        return target_in_words(self.target)

    @property
    def state(self) -> State:
        """A target of at least so much whose day is still to come is not missed: it is not reached yet."""
        code, target = self.attained.attainment.state, self.target
        may_come = (
            target.direction == target.Direction.AT_LEAST and target.due_on and target.due_on > self.today
        )
        return goal_state("not_yet" if code == Reached.NOT_MET and may_come else code)

    @property
    def arithmetic(self) -> str:
        return ".." if self.hidden else self.attained.attainment.arithmetic

    @property
    def sentence(self) -> str:
        if self.hidden:
            return _("Talet är så litet att någon kan kännas igen. Behöver du uppgiften? Fråga registratorn.")
        return self.attained.attainment.sentence

    @property
    def source(self) -> str:
        """Which report it is held against."""
        report = self.attained.report
        if report is None:
            return _("Ingen redovisning är inlämnad än.")
        duty = report.duty.expected
        period = Period(duty.period_kind, duty.year, duty.number).title
        return _("Underlag: redovisningen för %(period)s.") % {"period": period}


@dataclass(frozen=True)
class Followed:
    """A follow-up as a line of the page."""

    row: FollowUp
    state: State | None
    days_late: int
    may_answer: bool


class Aftermath:
    """One project for one reader on one day, loaded with a fixed number of queries."""

    def __init__(self, project: Project, *, user: User, today: date):
        self.project, self.user, self.today = project, user, today
        self.may_set_targets = access.may_set_targets(user, project)

    @cached_property
    def goals(self) -> list[Goal]:
        sees = access.may_see_small_counts(self.user, self.project)
        found = attained([self.project.pk]).get(self.project.pk, [])
        return [Goal(each, hidden=each.is_small and not sees, today=self.today) for each in found]

    @cached_property
    def city_goals(self) -> list[CityGoal]:
        return list(CityGoal.objects.filter(goal_links__project=self.project).newest_first())

    @cached_property
    def commissions(self) -> list[tuple[Commission, State | None]]:
        rows = Commission.objects.filter(links__project=self.project).select_related("given_by")
        return [(row, commission_state(self._code(row))) for row in rows.order_by("-given_on", "pk")]

    def _code(self, row: Commission) -> str:
        return "overdue" if row.days_late(self.today) else row.state

    @cached_property
    def follow_ups(self) -> list[Followed]:
        may = access.may_answer_follow_up(self.user, self.project)
        rows = self.project.follow_ups.order_by("months")
        return [self._followed(row, may) for row in rows]

    def _followed(self, row: FollowUp, may: bool) -> Followed:
        late = days_overdue(row, today=self.today)
        state = follow_up_state(row.answer or ("overdue" if late else "ahead"))
        return Followed(row, state, late, may and is_open_to_answers(row, today=self.today))

    @cached_property
    def reported_plan(self) -> Report | None:
        """The newest report handed in that answers the question of a plan."""
        told = Report.objects.current().filter(duty__project=self.project).exclude(plan="")
        return told.select_related("duty__expected").order_by("-duty__expected__due_on", "-pk").first()

    @cached_property
    def applied_plan(self) -> str:
        """What the latest granted application said of how it is to be implemented."""
        rows = Application.objects.filter(project=self.project, state=Application.State.GRANTED)
        found = rows.exclude(implementation_plan="").order_by("-submitted_at")
        return found.values_list("implementation_plan", flat=True).first() or ""
