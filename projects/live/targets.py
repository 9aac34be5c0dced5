"""Targets against outcome, and plans for implementation: how many of each, per area and per lead."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.content.charts import bar_chart
from portal.content.figures import Figure
from portal.content.live import LiveChart, LiveFigure, LiveTable
from portal.content.tables import Cell, Row, Table
from projects.domain.attaining import tally
from projects.domain.goals import State
from projects.live.facts import ProgrammeFacts
from projects.live.granted import areas
from projects.live.making import Group, key_of, table_page
from projects.models import Project
from projects.summary import goals, implementing
from projects.summary.goals import goals_rows, goals_table
from projects.summary.grouping import Line, lines_by_area, lines_by_lead
from projects.summary.implementing import implementation_table, with_unsplit
from projects.summary.naming import opened

STATES = {"natta": State.MET, "inte-natta": State.NOT_MET, "ej-redovisade": State.NOT_REPORTED}
STATES |= {"ej-matbara": State.NOT_MEASURABLE}
_Plan = Project.Plan
READINGS = {"ja": _Plan.YES, "delvis": _Plan.PARTLY, "nej": _Plan.NO}


def figures(facts: ProgrammeFacts) -> list[LiveFigure]:
    """How many targets there are and how they stand."""
    found = Group(_("Mål och utfall"))
    words = {
        "natta": _("Nådda mål"),
        "inte-natta": _("Mål som inte är nådda"),
        "ej-redovisade": _("Mål vars utfall inte är redovisat"),
        "ej-matbara": _("Mål som inte går att mäta"),
    }
    states = tally(each for held in facts.goals.values() for each in held)
    total = sum(states.values())
    page = opened(facts, goals.SLUG, "", goals.ALL) if total else ""
    found.count("mal.antal", _("Mål i siffror"), total, _("mål"), page)
    found.count("mal.projekt", _("Projekt med mål i siffror"), len(facts.goals), _("projekt"))
    for key, state in STATES.items():
        found.count(f"mal.{key}", words[key], states[state], _("mål"))
    found.share("mal.andel-natta", _("Andel nådda mål"), states[State.MET], total)
    for area in areas(facts):
        here = tally(each for fact in facts.in_area(area) for each in facts.goals.get(fact.pk, ()))
        label = _("Nådda mål, %(area)s") % {"area": area}
        found.count(f"mal.omrade.{key_of(area)}", label, here[State.MET], _("mål"))
    return found.found


def plan_figures(facts: ProgrammeFacts) -> list[LiveFigure]:
    """Plans for implementation, as the table answers and as the texts read."""
    found = Group(_("Plan för implementering"))
    yes, no = sum(plan.yes for plan in facts.plans), sum(plan.no for plan in facts.plans)
    silent = len(facts.projects) - yes - no
    found.count("plan.ja", _("Plan för implementering: ja"), yes, _("projekt"))
    found.count("plan.nej", _("Plan för implementering: nej"), no, _("projekt"))
    found.count("plan.utan-svar", _("Plan för implementering: inget svar"), silent, _("projekt"))
    found.share("plan.andel", _("Andel med plan för implementering"), yes, len(facts.projects))
    answers = [*facts.readings.values()]
    for key, answer in READINGS.items():
        label = _("Plan enligt texten: %(answer)s") % {"answer": answer.label.lower()}
        found.count(f"plan.text.{key}", label, answers.count(answer), _("projekt"))
    return found.found


def tables(facts: ProgrammeFacts) -> list[LiveTable]:
    by_area = goals_table(facts, lines_by_area(facts), goals.SLUG_BY_AREA)
    each = _each(facts)
    group, page = _("Mål och utfall"), table_page(facts, goals.SLUG_BY_AREA)
    found = [LiveTable("mal.omrade", _("Mål och utfall per område"), by_area, group, page)]
    if each:
        label = _("Mål och utfall, projekt för projekt")
        found.append(LiveTable("mal.projekt", label, replace(each, caption=label), group, page))
    return found


def _each(facts: ProgrammeFacts) -> Table | None:
    """Target by target, in the order of the projects' numbers; without what a paper has no use for."""
    table = goals_rows(facts, lines_by_area(facts), "", goals.ALL)
    if table is None:
        return None
    order = {fact.name: place for place, fact in enumerate(facts.projects)}
    rows = sorted(table.rows, key=lambda row: order.get(row.label, 0))
    return replace(table, rows=tuple(rows), total=None).without("lead", goals.ALL)


def _plan_table(facts: ProgrammeFacts, lines: list[Line], slug: str) -> Table:
    """Without the follow-ups' columns where nobody follows up."""
    table = implementation_table(facts, lines, slug)
    followed = (*implementing.ANSWER_KEYS, implementing.OVERDUE, implementing.RATE)
    return table if facts.follow_ups else table.without(*followed)


def plan_tables(facts: ProgrammeFacts) -> list[LiveTable]:
    found = (
        (implementing.SLUG, "plan.stadsdel", lines_by_lead(facts, of_plans=True)),
        (implementing.SLUG_BY_AREA, "plan.omrade", with_unsplit(facts, lines_by_area(facts))),
    )
    group = _("Plan för implementering")
    labels = (_("Implementering per stadsdelsförvaltning"), _("Implementering per område"))
    return [
        LiveTable(key, label, _plan_table(facts, lines, slug), group, table_page(facts, slug))
        for (slug, key, lines), label in zip(found, labels, strict=True)
    ]


def charts(facts: ProgrammeFacts) -> list[LiveChart]:
    """Targets by area: met, not met, not reported."""
    if not any(facts.goals.values()):
        return []
    table = goals_table(facts, lines_by_area(facts), goals.SLUG_BY_AREA)
    chart = bar_chart(table, name="mal-omrade", parts=("natt", "inte-natt", "ej-redovisat"), total=goals.ALL)
    bars = ", ".join(_bar(row) for row in table.rows)
    alt = _("Liggande staplar, en för varje område: %(bars)s.") % {"bars": bars}
    group, page = _("Mål och utfall"), table_page(facts, goals.SLUG_BY_AREA)
    return [LiveChart("mal.omrade", _("Mål och utfall per område"), chart, alt, group, page)]


def _bar(row: Row) -> str:
    met, total = (cell.value if isinstance(cell, Figure) else 0 for cell in _counts(row))
    number = total if isinstance(total, int) else 0
    text = ngettext("%(area)s %(met)s av %(n)s mål nått", "%(area)s %(met)s av %(n)s mål nådda", number)
    return text % {"area": row.label, "met": met, "n": total}


def _counts(row: Row) -> tuple[Cell, Cell]:
    return row.cells["natt"], row.cells[goals.ALL]
