"""The rows a figure is made of: the same facts, so that their total is the figure."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.content.figures import Figure, Unit
from portal.content.notes import Note
from portal.content.tables import Cell, Column, Row, Table
from projects.summary.facts import Facts, GrantFact, ProjectFact
from projects.summary.granted import area_key
from projects.summary.yearly import ALL_YEARS, year_key


def granted_rows(facts: Facts, line: str, column: str) -> Table | None:
    """The rows one figure of the table is made of, with the same total; None when there is no such figure."""
    if column in ("ja", "nej"):
        return _plan_rows(facts, line, column)
    projects = [
        fact
        for fact in facts.projects
        if line in ("", str(facts.line(fact.lead))) and column in ("antal", "beviljat", area_key(fact.area))
    ]
    return project_rows(facts, projects) if projects else None


def project_rows(facts: Facts, projects: list[ProjectFact]) -> Table:
    """A line for each project with its lead, area and money."""
    rows = tuple(
        Row(
            fact.name,
            {
                "lead": facts.organisations[fact.lead].short_name,
                "area": fact.area,
                "antal": Figure(1),
                "beviljat": Figure(fact.granted, Unit.TKR),
            },
            href=_project(fact.pk),
        )
        for fact in projects
    )
    heads = (
        Column("project", _("Projekt"), Unit.TEXT),
        Column("lead", _("Ansvarig"), Unit.TEXT),
        Column("area", _("Område"), Unit.TEXT),
        Column("antal", _("Antal projekt")),
        Column("beviljat", _("Beviljat tkr"), Unit.TKR),
    )
    return Table(_("Raderna bakom siffran"), heads, rows).with_total()


def _plan_rows(facts: Facts, line: str, column: str) -> Table | None:
    plans = [plan for plan in facts.plans if line in ("", str(facts.line(plan.lead)))]
    rows = []
    for plan in plans:
        count = plan.yes if column == "ja" else plan.no
        if count:
            fact = facts.by_pk.get(plan.project or 0)
            name = fact.name if fact else _("Samlat svar utan fördelning på projekt")
            notes = (Note(plan.text),) if plan.text else ()
            cells: dict[str, Cell] = {
                "lead": facts.organisations[plan.lead].short_name,
                "svar": Figure(count),
            }
            rows.append(Row(name, cells, href=_project(fact.pk) if fact else None, notes=notes))
    if not rows:
        return None
    heads = (
        Column("project", _("Projekt"), Unit.TEXT),
        Column("lead", _("Ansvarig"), Unit.TEXT),
        Column("svar", _("Svarat ja") if column == "ja" else _("Svarat nej")),
    )
    return Table(_("Raderna bakom siffran"), heads, tuple(rows)).with_total()


def _project(pk: int) -> str:
    return reverse("projects:project_detail", args=[pk])


def yearly_rows(facts: Facts, area: str, column: str) -> Table | None:
    """The grants one figure of area by year is made of; None when there is no such figure."""
    grants = [
        grant
        for grant in facts.grants
        if area in ("", facts.by_pk[grant.project].area) and column in (ALL_YEARS, year_key(grant.year))
    ]
    return _grant_rows(facts, grants) if grants else None


def _grant_rows(facts: Facts, grants: Iterable[GrantFact]) -> Table:
    rows = []
    for grant in grants:
        fact = facts.by_pk[grant.project]
        cells: dict[str, Cell] = {
            "lead": facts.organisations[fact.lead].short_name,
            "year": str(grant.year) if grant.year else _("År okänt"),
            "beviljat": Figure(grant.amount, Unit.TKR),
        }
        rows.append(Row(fact.name, cells, href=_project(fact.pk)))
    heads = (
        Column("project", _("Projekt"), Unit.TEXT),
        Column("lead", _("Ansvarig"), Unit.TEXT),
        Column("year", _("År"), Unit.TEXT),
        Column("beviljat", _("Beviljat tkr"), Unit.TKR),
    )
    return Table(_("Raderna bakom siffran"), heads, tuple(rows)).with_total()
