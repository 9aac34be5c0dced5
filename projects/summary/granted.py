"""Beviljade medel per stadsdelsförvaltning: the table a city council once received, from stored rows alone.

Every project counts once, with its accountable lead; the money is the sum of its grants, extensions too
(model.md invariants 1 and 2). Equal to the published table of source 003, part 1.3.
"""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.content.figures import Figure, Unit
from portal.content.notes import Note
from portal.content.sorting import text_key
from portal.content.tables import Column, Row, Table
from portal.workareas import Scope
from projects.summary.facts import Facts
from projects.summary.naming import line_notes, opened

SLUG = "beviljade-medel"
PROJECTS, PLAN = gettext_lazy("Antal projekt"), gettext_lazy("Plan för implementering")


def area_key(area: str) -> str:
    return f"omrade-{area}"


def columns(areas: list[str]) -> tuple[Column, ...]:
    """Heading columns of the table; the areas that occur stand in Swedish order."""
    counts = [Column(area_key(area), area, group=PROJECTS, export_title=area) for area in areas]
    return (
        Column("lead", _("Stadsdelsförvaltning"), Unit.TEXT),
        *counts,
        Column("antal", _("Totalt"), group=PROJECTS, export_title=_("Antal projekt")),
        Column("beviljat", _("Beviljat tkr"), Unit.TKR),
        Column("ja", _("Ja"), group=PLAN),
        Column("nej", _("Nej"), group=PLAN),
    )


def granted_table(facts: Facts) -> Table:
    """Projects per area, granted money and plans for implementation, a line for each lead, largest first."""
    areas = sorted({fact.area for fact in facts.projects}, key=text_key)
    lines = {facts.line(fact.lead) for fact in facts.projects}
    table = Table(
        _("Beviljade medel och plan för implementering"),
        columns(areas),
        tuple(_row(facts, areas, line) for line in lines),
        subtitle=_subtitle(facts.scope),
        notes=_notes(facts),
        how=_how(facts),
    )
    keys = [column.key for column in table.columns[1:]]
    total = {key: opened(facts, SLUG, "", key) for key in keys}
    return table.ordered("beviljat", descending=True).with_total(hrefs=total)


def _row(facts: Facts, areas: list[str], line: int) -> Row:
    projects = [fact for fact in facts.projects if facts.line(fact.lead) == line]
    plans = [fact for fact in facts.plans if facts.line(fact.lead) == line]

    def figure(key: str, value: int | Decimal, unit: Unit = Unit.COUNT) -> Figure:
        return Figure(value, unit, href=opened(facts, SLUG, str(line), key) if value else None)

    cells = {
        area_key(area): figure(area_key(area), sum(fact.area == area for fact in projects)) for area in areas
    }
    cells |= {
        "antal": figure("antal", len(projects)),
        "beviljat": figure("beviljat", sum((fact.granted for fact in projects), Decimal()), Unit.TKR),
        "ja": figure("ja", sum(plan.yes for plan in plans)),
        "nej": figure("nej", sum(plan.no for plan in plans)),
    }
    name = facts.organisations[line].short_name
    return Row(name, cells, notes=line_notes(facts, line, projects), key=str(line))


def _subtitle(scope: Scope) -> str:
    if scope.division == "nu":
        return _("Nuvarande stadsdelsförvaltningar, störst belopp först")
    return _("Dåvarande stadsdelsförvaltningar, störst belopp först")


def _notes(facts: Facts) -> tuple[Note, ...]:
    said = sum(plan.yes + plan.no if plan.project is None else 0 for plan in facts.plans)
    answered = said + sum(plan.yes + plan.no for plan in facts.plans if plan.project)
    found = []
    if missing := len(facts.projects) - answered:
        found.append(_("Plan för implementering saknar ja eller nej för %(n)s projekt.") % {"n": missing})
    if not facts.scope.user.reach.central:
        found.append(_("Tabellen visar bara projekt som din förvaltning leder eller medverkar i."))
    return tuple(Note(text) for text in found)


def _how(facts: Facts) -> tuple[str, ...]:
    return (
        _("Varje projekt räknas en gång, hos den som är ansvarig."),
        _("Beloppet är summan av projektets beslut om medel, också förlängningar. Inget är avrundat."),
        _("%(projects)s projekt och %(grants)s beslut om medel ingår.")
        % {"projects": len(facts.projects), "grants": len(facts.grants)},
        _("0 betyder att inga sådana projekt finns."),
    )
