"""Implementering: what was answered in print, how the text reads, and how it went at follow-up, side by side.

"Plan för implementering" is what was promised; "infört" is said only of what a follow-up found
(administration.md, Words). An answer printed for a lead as a whole has no area: it stands on its own line.
"""

from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.content.figures import Figure, Share, Unit
from portal.content.notes import Note
from portal.content.tables import Cell, Column, Row, Table
from projects.models import FollowUp, Project
from projects.summary.facts import Facts, PlanFact, ProjectFact
from projects.summary.grouping import Line, division_in_words, projects_of, scope_note
from projects.summary.naming import opened

SLUG, SLUG_BY_AREA = "implementering", "implementering-per-omrade"
UNSPLIT = "ej-fordelat"
OVERDUE, RATE = "sena", "andel"
_Answer, _Plan = FollowUp.Answer, Project.Plan

IN_PRINT, IN_TEXT = gettext_lazy("Enligt tabellen"), gettext_lazy("Enligt texten")
AT_FOLLOW_UP = gettext_lazy("Senaste uppföljningen")
TABLE_KEYS = {"tabell-ja": "yes", "tabell-nej": "no"}
TEXT_KEYS = {"text-ja": _Plan.YES, "text-delvis": _Plan.PARTLY, "text-nej": _Plan.NO}
ANSWER_KEYS = {
    "i-drift": _Answer.RUNNING,
    "delvis": _Answer.PARTLY,
    "avslutat": _Answer.ENDED,
    "inte-infort": _Answer.NEVER,
}
KEYS = ("antal", *TABLE_KEYS, *TEXT_KEYS, *ANSWER_KEYS, OVERDUE)


class ImplementationFacts(Facts):
    """How the text of each project reads, and what its follow-ups found."""

    @cached_property
    def readings(self) -> dict[int, str]:
        rows = Project.objects.filter(programme=self.programme).values_list("pk", "plan_in_text")
        return {pk: answer for pk, answer in rows if pk in self.by_pk}

    @cached_property
    def follow_ups(self) -> dict[int, list[FollowUp]]:
        """Project -> its follow-ups, the latest last."""
        found: dict[int, list[FollowUp]] = {}
        rows = FollowUp.objects.filter(project__programme=self.programme).order_by("project", "months")
        for row in rows:
            if row.project_id in self.by_pk:
                found.setdefault(row.project_id, []).append(row)
        return found

    def latest(self, project: int) -> FollowUp | None:
        """The last answered follow-up of the project."""
        answered = [row for row in self.follow_ups.get(project, ()) if row.answer]
        return answered[-1] if answered else None

    def is_overdue(self, project: int) -> bool:
        rows = self.follow_ups.get(project, ())
        return any(not row.answer and row.due_on < self.scope.today for row in rows)


def _plans(facts: ImplementationFacts, line: Line, slug: str) -> list[PlanFact]:
    """The printed answers of a line; those given for a lead as a whole stand where the lead does."""
    if slug == SLUG:
        return [plan for plan in facts.plans if str(facts.line(plan.lead)) == line.key]
    here = {fact.pk for fact in line.projects}
    return [
        plan for plan in facts.plans if plan.project in here or (not plan.project and line.key == UNSPLIT)
    ]


def with_unsplit(facts: Facts, lines: list[Line]) -> list[Line]:
    """Lines by area, and last one for answers that were printed for a lead as a whole."""
    if all(plan.project for plan in facts.plans):
        return lines
    return [*lines, Line(UNSPLIT, _("Ej fördelat på område"), ())]


def implementation_table(facts: ImplementationFacts, lines: list[Line], slug: str) -> Table:
    """Answers in print, readings and follow-ups, a line for each of ``lines``."""
    table = Table(
        _("Plan för implementering och det som infördes"),
        _columns(_("Område") if slug == SLUG_BY_AREA else _("Stadsdelsförvaltning")),
        tuple(_row(facts, line, slug) for line in lines),
        subtitle="" if slug == SLUG_BY_AREA else division_in_words(facts),
        notes=(*scope_note(facts), *_not_followed_up(facts)),
        how=_how(),
    )
    return table.with_total(hrefs={key: opened(facts, slug, "", key) for key in KEYS} if lines else {})


def _columns(head: str) -> tuple[Column, ...]:
    return (
        Column("line", head, Unit.TEXT),
        Column("antal", _("Projekt"), export_title=_("Antal projekt")),
        Column("tabell-ja", _("Ja"), group=IN_PRINT),
        Column("tabell-nej", _("Nej"), group=IN_PRINT),
        Column("text-ja", _("Ja"), group=IN_TEXT),
        Column("text-delvis", _("Delvis"), group=IN_TEXT),
        Column("text-nej", _("Nej"), group=IN_TEXT),
        Column("i-drift", _("I drift"), group=AT_FOLLOW_UP),
        Column("delvis", _("Delvis"), group=AT_FOLLOW_UP),
        Column("avslutat", _("Avslutat"), group=AT_FOLLOW_UP),
        Column("inte-infort", _("Inte infört"), group=AT_FOLLOW_UP),
        Column(OVERDUE, _("Sena svar")),
        Column(RATE, _("I drift av uppföljda"), Unit.PERCENT, sums=True),
    )


def _row(facts: ImplementationFacts, line: Line, slug: str) -> Row:
    plans = _plans(facts, line, slug)
    values = {key: len(_chosen(facts, line.projects, key)) for key in KEYS if key not in TABLE_KEYS}
    values |= {key: sum(getattr(plan, answer) for plan in plans) for key, answer in TABLE_KEYS.items()}
    cells: dict[str, Cell] = {
        key: Figure(value, href=opened(facts, slug, line.key, key) if value else None)
        for key, value in values.items()
    }
    answered = sum(values[key] for key in ANSWER_KEYS)
    cells[RATE] = Figure(Share(values["i-drift"], answered), Unit.PERCENT)
    return Row(line.name, cells, notes=line.notes, key=line.key)


def _chosen(facts: ImplementationFacts, projects: tuple[ProjectFact, ...], column: str) -> list[ProjectFact]:
    """The projects a column counts."""
    if column in TEXT_KEYS:
        return [fact for fact in projects if facts.readings[fact.pk] == TEXT_KEYS[column]]
    if column in ANSWER_KEYS:
        wanted = ANSWER_KEYS[column]
        return [fact for fact in projects if (row := facts.latest(fact.pk)) and row.answer == wanted]
    if column == OVERDUE:
        return [fact for fact in projects if facts.is_overdue(fact.pk)]
    return list(projects) if column == "antal" else []


def implementation_rows(
    facts: ImplementationFacts, lines: list[Line], line: str, column: str, slug: str
) -> Table | None:
    """The projects one figure is made of; None when there is no such figure."""
    if column in TABLE_KEYS:
        return _plan_rows(facts, lines, line, column, slug)
    projects = projects_of(lines, line)
    chosen = _chosen(facts, projects or (), column)
    if not chosen:
        return None
    heads = (
        Column("project", _("Projekt"), Unit.TEXT),
        Column("lead", _("Ansvarig"), Unit.TEXT),
        Column("area", _("Område"), Unit.TEXT),
        Column("reading", _("Enligt texten"), Unit.TEXT),
        Column("answer", _("Senaste uppföljningen"), Unit.TEXT),
        Column("antal", _("Antal projekt")),
    )
    rows = tuple(_project_row(facts, fact) for fact in chosen)
    return Table(_("Raderna bakom siffran"), heads, rows).with_total()


def _project_row(facts: ImplementationFacts, fact: ProjectFact) -> Row:
    latest = facts.latest(fact.pk)
    reading = facts.readings[fact.pk]
    cells: dict[str, Cell] = {
        "lead": facts.organisations[fact.lead].short_name,
        "area": fact.area,
        "reading": str(_Plan(reading).label) if reading else _("ej redovisat"),
        "answer": _told(latest) if latest else _("inget svar"),
        "antal": Figure(1),
    }
    return Row(fact.name, cells, href=_page(fact.pk), key=str(fact.pk))


def _told(row: FollowUp) -> str:
    words = {"answer": row.get_answer_display(), "months": row.months}
    return _("%(answer)s, efter %(months)s månader") % words


def _plan_rows(
    facts: ImplementationFacts, lines: list[Line], line: str, column: str, slug: str
) -> Table | None:
    wanted = [each for each in lines if line in ("", each.key)]
    rows = []
    for plan in (plan for each in wanted for plan in _plans(facts, each, slug)):
        count = getattr(plan, TABLE_KEYS[column])
        fact = facts.by_pk.get(plan.project or 0)
        if count:
            name = fact.name if fact else _("Samlat svar utan fördelning på projekt")
            cells: dict[str, Cell] = {
                "lead": facts.organisations[plan.lead].short_name,
                "antal": Figure(count),
            }
            notes = (Note(plan.text),) if plan.text else ()
            rows.append(Row(name, cells, href=_page(fact.pk) if fact else None, notes=notes))
    if not rows:
        return None
    heads = (
        Column("project", _("Projekt"), Unit.TEXT),
        Column("lead", _("Ansvarig"), Unit.TEXT),
        Column("antal", _("Svarat ja") if column == "tabell-ja" else _("Svarat nej")),
    )
    return Table(_("Raderna bakom siffran"), heads, tuple(rows)).with_total()


def _not_followed_up(facts: ImplementationFacts) -> tuple[Note, ...]:
    if facts.follow_ups:
        return ()
    return (Note(_("Inget av programmets projekt följs upp 6, 12 och 24 månader efter slutet.")),)


def _how() -> tuple[str, ...]:
    return (
        _("Enligt tabellen: svaret som det är publicerat. Enligt texten: så som texten kan läsas."),
        _("Uppföljningen sker 6, 12 och 24 månader efter slutet. Projektets senaste svar räknas."),
        _("I drift: infört och i drift. Delvis: delvis infört. Avslutat: infört men avslutat."),
        _("I drift av uppföljda: de som är införda och i drift, av dem som har svarat minst en gång."),
        _("Sena svar: minst en uppföljning har passerat sin dag utan svar."),
    )


def _page(pk: int) -> str:
    return f"{reverse('projects:project_detail', args=[pk])}#h-plan"
