"""The nämnder's money of a programme: used by nämnd and year, set aside, and left."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.content.figures import Figure, Unit
from portal.content.live import LiveFigure, LiveTable
from portal.content.tables import Column, Row, Table
from projects.live.facts import ProgrammeFacts
from projects.live.making import Group, key_of
from projects.models import Appropriation
from projects.summary import funds
from projects.summary.funds import BUDGET, USED, funds_table

ALL = "totalt"


def figures(facts: ProgrammeFacts) -> list[LiveFigure]:
    """Used by nämnd and year, how much the nämnder differ in a year, set aside and left."""
    rows = facts.appropriations
    found = Group(_("Medel"))
    for row in rows:
        found.money(
            f"medel.forbrukat.{key_of(row.committee.as_committee)}.{row.year}",
            _("Förbrukat av %(committee)s %(year)s") % _words(row),
            row.used,
            _opened(facts, row, USED),
        )
    _sums(facts, found)
    for year in sorted({row.year for row in rows}):
        _year(found, year, [row for row in rows if row.year == year])
    return found.found


def _sums(facts: ProgrammeFacts, found: Group) -> None:
    rows = facts.appropriations
    used, budget = _sum(rows, "used"), _sum(rows, "budget")
    everything = funds.opened(facts.programme, "", USED) if used else ""
    for name in dict.fromkeys(row.committee.as_committee for row in rows):
        of_it = [row for row in rows if row.committee.as_committee == name]
        label = _("Förbrukat av %(committee)s, alla år") % {"committee": name}
        found.money(f"medel.forbrukat.{key_of(name)}.{ALL}", label, _sum(of_it, "used"))
    found.rounded("medel.forbrukat.totalt", _("Förbrukat totalt, i mnkr"), used, everything)
    found.money("medel.forbrukat.totalt-tkr", _("Förbrukat totalt"), used, everything)
    found.money("medel.budget.totalt", _("Budget totalt"), budget, funds.opened(facts.programme, "", BUDGET))
    left = None if used is None or budget is None else budget - used
    found.money("medel.kvar.totalt", _("Ej förbrukat totalt"), left)
    granted = sum((fact.granted for fact in facts.projects), Decimal())
    other = None if used is None else used - granted
    found.money("medel.annat.totalt", _("Förbrukat till annat än projekten"), other)


def _year(found: Group, year: int, rows: list[Appropriation]) -> None:
    words = {"year": year}
    found.money(f"medel.forbrukat.ar.{year}", _("Förbrukat %(year)s") % words, _sum(rows, "used"))
    used = [row.used for row in rows]
    if len(used) > 1 and None not in used:
        apart = max(used) - min(used)  # type: ignore[type-var, operator]  # none is None
        found.money(f"medel.skillnad.{year}", _("Skillnad mellan nämnderna %(year)s") % words, apart)


def tables(facts: ProgrammeFacts) -> list[LiveTable]:
    group, page = _("Medel"), funds.opened(facts.programme, "", USED)
    used = used_table(facts)
    return [LiveTable("medel.forbrukat", str(used.caption), used, group, page)]


def whole_tables(facts: ProgrammeFacts) -> list[LiveTable]:
    """What was set aside, used and granted: six queries, so built alone."""
    group, page = _("Medel"), funds.opened(facts.programme, "", USED)
    whole = funds_table(facts.programme)
    return [LiveTable("medel.namnd-ar", str(whole.caption), whole, group, page)]


def used_table(facts: ProgrammeFacts) -> Table:
    """Used money, a line for each nämnd and a column for each year."""
    rows = facts.appropriations
    years = [str(year) for year in sorted({row.year for row in rows})]
    names = dict.fromkeys(row.committee.as_committee for row in rows)
    table = Table(
        _("Förbrukade medel per nämnd och år, tkr"),
        (
            Column("committee", _("Nämnd"), Unit.TEXT),
            *(Column(year, year, Unit.TKR) for year in years),
            Column(ALL, _("Totalt"), Unit.TKR, sum_of=tuple(years)),
        ),
        tuple(
            _used_row(facts, name, years, [row for row in rows if row.committee.as_committee == name])
            for name in names
        ),
        how=(_("Beloppen är vad nämnderna själva har redovisat som förbrukat."),),
    )
    return table.with_total()


def _used_row(facts: ProgrammeFacts, name: str, years: list[str], rows: list[Appropriation]) -> Row:
    cells = {year: Figure(None, Unit.TKR) for year in years}
    cells |= {str(row.year): Figure(row.used, Unit.TKR, href=_opened(facts, row, USED)) for row in rows}
    return Row(name, {**cells, ALL: Figure(_sum(rows, "used"), Unit.TKR)}, key=key_of(name))


def _opened(facts: ProgrammeFacts, row: Appropriation, column: str) -> str:
    return funds.opened(facts.programme, f"{row.committee_id}-{row.year}", column)


def _sum(rows: Iterable[Appropriation], name: str) -> Decimal | None:
    """The sum in kronor; None when one of them is not told."""
    found = [getattr(row, name) for row in rows]
    return None if not found or None in found else sum(found, Decimal())


def _words(row: Appropriation) -> dict[str, object]:
    return {"committee": row.committee.as_committee, "year": row.year}
