"""Mål och utfall: how many targets are met, not met and not reported, by lead and by area.

A target counts once, with its project's accountable lead. Targets are counted, not people: nothing is masked
but the arithmetic behind a figure, which tells of people.
"""

from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.content.figures import Figure, Share, Unit
from portal.content.notes import Note
from portal.content.tables import Cell, Column, Row, Table
from projects.domain.attaining import Attained, attained, tally
from projects.domain.goals import STATE_WORDS, State, target_in_words
from projects.summary.facts import Facts, ProjectFact
from projects.summary.grouping import Line, division_in_words, projects_of, scope_note
from projects.summary.naming import opened

SLUG, SLUG_BY_AREA = "mal", "mal-per-omrade"
ALL, RATE = "antal", "andel"
KEYS = {
    "natt": State.MET,
    "inte-natt": State.NOT_MET,
    "ej-redovisat": State.NOT_REPORTED,
    "ej-matbart": State.NOT_MEASURABLE,
}
HIDDEN = gettext_lazy(
    "Talen är så små att någon kan kännas igen. De står på projektets sida för den som får se dem."
)


class GoalFacts(Facts):
    """The programme's targets and how they stand, beside its other facts."""

    @cached_property
    def goals(self) -> dict[int, list[Attained]]:
        """Project -> its targets, of the projects the reader may see."""
        return attained(fact.pk for fact in self.projects)

    def goals_of(self, projects: tuple[ProjectFact, ...]) -> list[Attained]:
        return [each for fact in projects for each in self.goals.get(fact.pk, ())]


def goals_table(facts: GoalFacts, lines: list[Line], slug: str) -> Table:
    """Targets by state, a line for each of ``lines`` that has any."""
    head = _("Område") if slug == SLUG_BY_AREA else _("Stadsdelsförvaltning")
    shown = [line for line in lines if facts.goals_of(line.projects)]
    table = Table(
        _("Mål och utfall"),
        (
            Column("line", head, Unit.TEXT),
            Column(ALL, _("Antal mål")),
            Column("natt", _("Nådda")),
            Column("inte-natt", _("Inte nådda")),
            Column("ej-redovisat", _("Ej redovisade")),
            Column("ej-matbart", _("Går inte att mäta")),
            Column(RATE, _("Nådda av alla mål"), Unit.PERCENT, sums=True),
        ),
        tuple(_row(facts, line, slug) for line in shown),
        subtitle="" if slug == SLUG_BY_AREA else division_in_words(facts),
        notes=(*scope_note(facts), *_without(facts)),
        how=_how(),
    )
    states = tally([goal for line in shown for goal in facts.goals_of(line.projects)])
    there = [key for key, state in KEYS.items() if states[state]]  # what is none has no rows to open
    return table.with_total(
        hrefs={key: opened(facts, slug, "", key) for key in (ALL, *there)} if shown else {}
    )


def _row(facts: GoalFacts, line: Line, slug: str) -> Row:
    goals = facts.goals_of(line.projects)
    states = tally(goals)

    def figure(key: str, value: int) -> Figure:
        return Figure(value, href=opened(facts, slug, line.key, key) if value else None)

    cells = {key: figure(key, states[state]) for key, state in KEYS.items()}
    cells[ALL] = figure(ALL, len(goals))
    cells[RATE] = Figure(Share(states[State.MET], len(goals)), Unit.PERCENT)
    return Row(line.name, cells, notes=line.notes, key=line.key)


def goals_rows(facts: GoalFacts, lines: list[Line], line: str, column: str) -> Table | None:
    """The targets one figure is made of, with their arithmetic; None when there is no such figure."""
    projects = projects_of(lines, line)
    if projects is None or column not in (ALL, *KEYS):
        return None
    rows = [
        _goal_row(facts, fact, each)
        for fact in projects
        for each in facts.goals.get(fact.pk, ())
        if column == ALL or each.attainment.state == KEYS[column]
    ]
    if not rows:
        return None
    heads = (
        Column("project", _("Projekt"), Unit.TEXT),
        Column("lead", _("Ansvarig"), Unit.TEXT),
        Column("goal", _("Mål"), Unit.TEXT),
        Column("outcome", _("Utfall"), Unit.TEXT),
        Column("state", _("Så gick det"), Unit.TEXT),
        Column(ALL, _("Antal mål")),
    )
    hidden = any(_is_hidden(facts, each) for fact in projects for each in facts.goals.get(fact.pk, ()))
    notes = (Note(HIDDEN),) if hidden else ()
    return Table(_("Raderna bakom siffran"), heads, tuple(rows), notes=notes).with_total()


def _goal_row(facts: GoalFacts, fact: ProjectFact, each: Attained) -> Row:
    arithmetic = ".." if _is_hidden(facts, each) else each.attainment.arithmetic
    note = (Note(each.target.note),) if each.target.note else ()
    cells: dict[str, Cell] = {
        "lead": facts.organisations[fact.lead].short_name,
        "goal": target_in_words(each.target),
        "outcome": arithmetic or _("ej redovisat"),
        "state": str(STATE_WORDS[each.attainment.state]),
        ALL: Figure(1),
    }
    href = f"{reverse('projects:project_detail', args=[fact.pk])}#h-mal"
    return Row(fact.name, cells, href=href, notes=note, key=str(each.target.pk))


def _is_hidden(facts: GoalFacts, each: Attained) -> bool:
    """Small counts are masked here for everybody; what already stands in print is not."""
    return each.is_small and not facts.programme.is_published


def _without(facts: GoalFacts) -> tuple[Note, ...]:
    count = sum(fact.pk not in facts.goals for fact in facts.projects)
    return (Note(_("%(n)s projekt har inget mål i siffror.") % {"n": count}),) if count else ()


def _how() -> tuple[str, ...]:
    return (
        _("Varje mål räknas en gång, hos den som ansvarar för projektet."),
        _("Målet jämförs med den senaste inlämnade redovisningen. Kontrollerat värde går före redovisat."),
        _("Ett mål i procent jämförs med det exakta bråket, inte med den avrundade procenten."),
        _("Prognoser och planer är inga utfall. Ej redovisat räknas aldrig som noll."),
    )
