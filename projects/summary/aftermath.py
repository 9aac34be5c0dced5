"""The standing tables of targets and of implementation, by lead and by area."""

from django.utils.translation import gettext_lazy as _

from portal.content.tables import Table
from portal.workareas import Scope, StandingTable
from projects.models.following import followed_programmes
from projects.summary import goals, implementing
from projects.summary.goals import GoalFacts
from projects.summary.grouping import Line, lines_by_area, lines_by_lead
from projects.summary.implementing import ImplementationFacts


def goal_facts(scope: Scope) -> GoalFacts | None:
    """The facts of the programme asked for, or of the newest one followed."""
    programme = scope.programme or followed_programmes(scope.user).first()
    return GoalFacts(programme, scope) if programme else None


def implementation_facts(scope: Scope) -> ImplementationFacts | None:
    programme = scope.programme or followed_programmes(scope.user).first()
    return ImplementationFacts(programme, scope) if programme else None


def _goal_lines(facts: GoalFacts, slug: str) -> list[Line]:
    return lines_by_area(facts) if slug == goals.SLUG_BY_AREA else lines_by_lead(facts, of_plans=False)


def _implementation_lines(facts: ImplementationFacts, slug: str) -> list[Line]:
    if slug == implementing.SLUG_BY_AREA:
        return implementing.with_unsplit(facts, lines_by_area(facts))
    return lines_by_lead(facts, of_plans=True)


def _goals(slug: str, title: object, *, divided: bool) -> StandingTable:
    def build(scope: Scope) -> Table | None:
        facts = goal_facts(scope)
        return goals.goals_table(facts, _goal_lines(facts, slug), slug) if facts else None

    def rows(scope: Scope, line: str, column: str) -> Table | None:
        facts = goal_facts(scope)
        return goals.goals_rows(facts, _goal_lines(facts, slug), line, column) if facts else None

    intro = _("Hur många mål som är nådda, inte nådda och ej redovisade, med uträkningen bakom.")
    return StandingTable(slug, title, intro, build, rows, _programmes, divided)


def _implementing(slug: str, title: object, *, divided: bool) -> StandingTable:
    def build(scope: Scope) -> Table | None:
        facts = implementation_facts(scope)
        if facts is None:
            return None
        return implementing.implementation_table(facts, _implementation_lines(facts, slug), slug)

    def rows(scope: Scope, line: str, column: str) -> Table | None:
        facts = implementation_facts(scope)
        if facts is None:
            return None
        return implementing.implementation_rows(facts, _implementation_lines(facts, slug), line, column, slug)

    intro = _("Planer enligt tabell och text, och vad uppföljningarna fann efter 6, 12 och 24 månader.")
    return StandingTable(slug, title, intro, build, rows, _programmes, divided)


def _programmes(user):
    return list(followed_programmes(user))


TABLES = (
    _goals(goals.SLUG, _("Mål och utfall"), divided=True),
    _goals(goals.SLUG_BY_AREA, _("Mål och utfall per område"), divided=False),
    _implementing(implementing.SLUG, _("Implementering"), divided=True),
    _implementing(implementing.SLUG_BY_AREA, _("Implementering per område"), divided=False),
)
