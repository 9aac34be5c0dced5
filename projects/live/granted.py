"""What was granted: to how many projects, per area, per year and per lead."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.content.charts import bar_chart
from portal.content.live import LiveChart, LiveFigure, LiveTable
from portal.content.sorting import text_key
from portal.content.tables import Table
from projects.live.facts import ProgrammeFacts
from projects.live.making import Group, key_of, table_page
from projects.summary import granted, yearly
from projects.summary.facts import ProjectFact
from projects.summary.naming import opened

GRANTED, COUNT = "beviljat", "antal"


def figures(facts: ProgrammeFacts) -> list[LiveFigure]:
    found = Group(_("Beviljade medel"))
    whole = _sum(facts.projects)
    page = opened(facts, granted.SLUG, "", GRANTED) if whole else ""
    counted = opened(facts, granted.SLUG, "", COUNT) if facts.projects else ""
    found.count("beviljat.projekt", _("Projekt som fått medel"), len(facts.projects), _("projekt"), counted)
    leads = len({fact.lead for fact in facts.projects})
    noun = ngettext("ansvarig", "ansvariga", leads)
    found.count("beviljat.ansvariga", _("Ansvariga för projekten"), leads, noun, page, neuter=False)
    found.rounded("beviljat.totalt", _("Beviljat totalt, i mnkr"), whole, page)
    found.money("beviljat.totalt-tkr", _("Beviljat totalt"), whole, page)
    _years(facts, found)
    _areas(facts, found)
    _leads(facts, found)
    return found.found


def _years(facts: ProgrammeFacts, found: Group) -> None:
    sums: dict[str, Decimal] = {}
    for grant in facts.grants:
        key = yearly.year_key(grant.year)
        sums[key] = sums.get(key, Decimal()) + grant.amount
    for key in sorted(sums):
        label = _("Beviljat, år okänt") if key == yearly.UNKNOWN else _("Beviljat %(year)s") % {"year": key}
        found.money(f"beviljat.ar.{key}", label, sums[key], opened(facts, yearly.SLUG, "", key))


def _areas(facts: ProgrammeFacts, found: Group) -> None:
    for area in areas(facts):
        mine, words = facts.in_area(area), {"area": area}
        page = opened(facts, granted.SLUG, "", granted.area_key(area))
        key = f"beviljat.omrade.{key_of(area)}"
        found.money(
            key, _("Beviljat, %(area)s") % words, _sum(mine), opened(facts, yearly.SLUG, area, "totalt")
        )
        found.count(f"{key}.projekt", _("Projekt, %(area)s") % words, len(mine), _("projekt"), page)


def _leads(facts: ProgrammeFacts, found: Group) -> None:
    for lead in leads(facts):
        mine = [fact for fact in facts.projects if fact.lead == lead]
        name = facts.organisations[lead].short_name
        key, words = f"beviljat.ansvarig.{key_of(name)}", {"lead": name}
        page = opened(facts, granted.SLUG, str(lead), GRANTED) if _sum(mine) else ""
        found.money(key, _("Beviljat, %(lead)s") % words, _sum(mine), page)
        count = opened(facts, granted.SLUG, str(lead), COUNT)
        found.count(f"{key}.projekt", _("Projekt, %(lead)s") % words, len(mine), _("projekt"), count)


def tables(facts: ProgrammeFacts) -> list[LiveTable]:
    group = _("Beviljade medel")
    by_lead, by_year = granted.granted_table(facts), yearly.yearly_table(facts)
    return [
        LiveTable("beviljat.stadsdel", str(by_lead.caption), by_lead, group, table_page(facts, granted.SLUG)),
        LiveTable("beviljat.omrade-ar", str(by_year.caption), by_year, group, table_page(facts, yearly.SLUG)),
    ]


def charts(facts: ProgrammeFacts) -> list[LiveChart]:
    """Area by year as bars; nothing where nothing is granted."""
    if not facts.grants:
        return []
    table = yearly.yearly_table(facts)
    parts = [column.key for column in table.columns[1:-1]]
    shown = parts if len(parts) <= 3 else [yearly.ALL_YEARS]
    chart = bar_chart(table, name="beviljat-omrade-ar", parts=shown, total=yearly.ALL_YEARS)
    page = table_page(facts, yearly.SLUG)
    label = str(table.caption)
    return [LiveChart("beviljat.omrade-ar", label, chart, _alt(table), _("Beviljade medel"), page)]


def _alt(table: Table) -> str:
    """What the bars show, in words."""
    bars = ", ".join(f"{row.label} {row.cells[yearly.ALL_YEARS].written} tkr" for row in table.rows)  # type: ignore[union-attr]
    return _("Liggande staplar, en för varje område: %(bars)s.") % {"bars": bars}


def areas(facts: ProgrammeFacts) -> list[str]:
    """The areas that occur, in Swedish order."""
    return sorted({fact.area for fact in facts.projects}, key=text_key)


def leads(facts: ProgrammeFacts) -> list[int]:
    found = {fact.lead for fact in facts.projects}
    return sorted(found, key=lambda lead: text_key(facts.organisations[lead].short_name))


def _sum(projects: list[ProjectFact] | tuple[ProjectFact, ...]) -> Decimal:
    return sum((fact.granted for fact in projects), Decimal())
