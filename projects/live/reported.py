"""Which projects have accounted for their money, which have not, and how much they were granted."""

from collections.abc import Sequence
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.content.figures import Figure, Unit
from portal.content.live import LiveFigure, LiveTable
from portal.content.tables import Cell, Column, Row, Table
from projects.live.facts import ProgrammeFacts
from projects.live.granted import areas, leads
from projects.live.making import Group, key_of, project_page
from projects.models import OutcomeCount, Project
from projects.summary.facts import ProjectFact

_Status = Project.ReportStatus
#: status -> its word in a key, and in the plural
STATUSES = {
    _Status.REPORTED: "slutredovisade",
    _Status.NOT_REPORTED: "ej-redovisade",
    _Status.INCOMPLETE: "ofullstandiga",
    _Status.UNCLEAR: "oklara",
    _Status.RUNNING: "pagar",
}


def labels() -> dict[str, str]:
    return {
        _Status.REPORTED: _("Slutredovisade projekt"),
        _Status.NOT_REPORTED: _("Projekt utan redovisning"),
        _Status.INCOMPLETE: _("Projekt med ofullständig redovisning"),
        _Status.UNCLEAR: _("Projekt med oklar redovisning"),
        _Status.RUNNING: _("Projekt som pågår"),
    }


def heads() -> dict[str, str]:
    """What a column of each status is called."""
    return {
        _Status.REPORTED: _("Slutredovisade"),
        _Status.NOT_REPORTED: _("Ej redovisade"),
        _Status.INCOMPLETE: _("Ofullständiga"),
        _Status.UNCLEAR: _("Oklara"),
        _Status.RUNNING: _("Pågår"),
    }


def figures(facts: ProgrammeFacts) -> list[LiveFigure]:
    found = Group(_("Redovisningar"))
    for status, label in labels().items():
        mine = _of(facts.projects, status)
        key = f"redovisning.{STATUSES[_Status(status)]}"
        found.count(key, label, len(mine), _("projekt"), _list(facts, redovisning=status))
        found.money(f"{key}.beviljat", _("%(label)s: beviljat") % {"label": label}, _sum(mine))
    done, out = _of(facts.projects, _Status.REPORTED), not_reported(facts)
    found.share("redovisning.andel", _("Andel slutredovisade"), len(done), len(facts.projects))
    found.count("redovisning.saknas", _("Ej slutredovisade projekt"), len(out), _("projekt"))
    found.money("redovisning.saknas.beviljat", _("Beviljat till ej slutredovisade projekt"), _sum(out))
    split = len(told_by_sex(facts))
    label = _("Projekt som redovisar kvinnor och män")
    found.count("redovisning.kvinnor-och-man", label, split, _("projekt"))
    for area in areas(facts):
        mine = _of(facts.in_area(area), _Status.REPORTED)
        label = _("Slutredovisade, %(area)s") % {"area": area}
        found.count(f"redovisning.omrade.{key_of(area)}", label, len(mine), _("projekt"))
    _leads(facts, found, out)
    return found.found


def _leads(facts: ProgrammeFacts, found: Group, out: Sequence[ProjectFact]) -> None:
    for lead in leads(facts):
        mine = [fact for fact in out if fact.lead == lead]
        if mine:
            name = facts.organisations[lead].short_name
            key, words = f"redovisning.ansvarig.{key_of(name)}", {"lead": name}
            found.count(key, _("Ej slutredovisade, %(lead)s") % words, len(mine), _("projekt"))
            label = _("Beviljat till ej slutredovisade, %(lead)s") % words
            found.money(f"{key}.beviljat", label, _sum(mine))


def not_reported(facts: ProgrammeFacts) -> list[ProjectFact]:
    """The projects that should have accounted for their money and have not done it fully."""
    done = (_Status.REPORTED, _Status.RUNNING)
    return [fact for fact in facts.projects if fact.report_status not in done]


def told_by_sex(facts: ProgrammeFacts) -> list[ProjectFact]:
    """The projects whose newest report tells women or men by themselves."""
    return [fact for fact in facts.projects if any(map(_is_split, facts.newest_counts(fact.pk)))]


def _is_split(count: OutcomeCount) -> bool:
    return count.women is not None or count.men is not None


def tables(facts: ProgrammeFacts) -> list[LiveTable]:
    group, page = _("Redovisningar"), _list(facts)
    found = [by_lead(facts), missing(facts)]
    keys = ("redovisning.stadsdel", "redovisning.saknas")
    return [
        LiveTable(key, str(table.caption), table, group, page) for key, table in zip(keys, found, strict=True)
    ]


def by_lead(facts: ProgrammeFacts) -> Table:
    """How the projects of each lead have accounted, and what those that have not were granted."""
    used = [status for status in STATUSES if _of(facts.projects, status)]
    words = heads()
    columns = (
        Column("lead", _("Stadsdelsförvaltning"), Unit.TEXT),
        Column("projekt", _("Projekt")),
        *(Column(STATUSES[status], words[status]) for status in used),
        Column("belopp", _("Ej redovisat tkr"), Unit.TKR),
    )
    rows = tuple(_lead_row(facts, lead, used) for lead in leads(facts))
    return Table(_("Redovisningar per stadsdelsförvaltning"), columns, rows).with_total()


def _lead_row(facts: ProgrammeFacts, lead: int, used: Sequence[str]) -> Row:
    mine = [fact for fact in facts.projects if fact.lead == lead]
    out = [fact for fact in not_reported(facts) if fact.lead == lead]
    cells = {STATUSES[_Status(status)]: Figure(len(_of(mine, status))) for status in used}
    cells |= {"projekt": Figure(len(mine)), "belopp": Figure(_sum(out), Unit.TKR)}
    return Row(facts.organisations[lead].short_name, cells, key=str(lead))


def missing(facts: ProgrammeFacts) -> Table:
    """The projects that have not accounted fully: how it stands, how often they were asked, how much."""
    columns = (
        Column("project", _("Projekt"), Unit.TEXT),
        Column("lead", _("Ansvarig"), Unit.TEXT),
        Column("status", _("Redovisning"), Unit.TEXT),
        Column("reminded", _("Påminnelser")),
        Column("granted", _("Beviljat tkr"), Unit.TKR),
    )
    rows = tuple(_missing_row(facts, fact) for fact in not_reported(facts))
    return Table(_("Projekt som inte är slutredovisade"), columns, rows).with_total()


def _missing_row(facts: ProgrammeFacts, fact: ProjectFact) -> Row:
    reminded = sum(duty.reminded for duty in facts.waiting.get(fact.pk, ()))  # type: ignore[attr-defined]
    cells: dict[str, Cell] = {
        "lead": facts.lead_name(fact),
        "status": str(_Status(fact.report_status).label),
        "reminded": Figure(reminded),
        "granted": Figure(fact.granted, Unit.TKR),
    }
    return Row(fact.name, cells, href=project_page(fact.pk, "redovisningar"), key=str(fact.pk))


def _of(projects: Sequence[ProjectFact], status: str) -> list[ProjectFact]:
    return [fact for fact in projects if fact.report_status == status]


def _sum(projects: Sequence[ProjectFact]) -> Decimal:
    return sum((fact.granted for fact in projects), Decimal())


def _list(facts: ProgrammeFacts, **query: str) -> str:
    return f"{reverse('projects:project_list')}?{urlencode({'program': facts.programme.slug, **query})}"
