"""Redovisningar per status: for each lead how the expected reports stand, and the money at stake.

A project's money is all that it was granted, as long as one of its reports is not taken as good; it stands
once, however many reports are waited for.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.content.figures import Figure, Unit
from portal.content.notes import Note
from portal.content.tables import Cell, Column, Row, Table
from portal.deadlines.models import ExpectedReport
from portal.periods import Period
from projects.models import ReportDuty, chasing
from projects.summary.facts import Facts
from projects.summary.naming import opened

SLUG = "redovisningar"
_State = ExpectedReport.State
WAITS, LATE, RETURNED, SUBMITTED, ACCEPTED = "ej-inlamnade", "sena", "aterlamnade", "inlamnade", "godtagna"
ALL, MONEY = "antal", "belopp"


@dataclass(frozen=True)
class DutyFact:
    """An expected report: of which project (and its lead), how it stands, by how many days it is late."""

    pk: int
    project: int
    period: str
    state: str
    late: int

    def counts_as(self, column: str) -> bool:
        """Whether a column of the table counts it; ``belopp`` is made of those not taken as good."""
        return {
            WAITS: self.state == _State.AWAITED,
            LATE: self.late > 0,
            RETURNED: self.state == _State.RETURNED,
            SUBMITTED: self.state == _State.SUBMITTED,
            ACCEPTED: self.state == _State.ACCEPTED,
            ALL: True,
            MONEY: self.state != _State.ACCEPTED,
        }.get(column, False)


class DutyFacts(Facts):
    """The programme's facts with its expected reports."""

    @cached_property
    def duties(self) -> list[DutyFact]:
        rows = ReportDuty.objects.filter(project__in=self.by_pk).annotate(
            code=chasing.period_code(), late=chasing.days_late(self.scope.today)
        )
        values = rows.by_period().values_list("pk", "project", "code", "expected__state", "late")
        return [
            DutyFact(pk, project, _period(code), state, late) for pk, project, code, state, late in values
        ]

    def of_line(self, line: str) -> list[DutyFact]:
        """The reports of a line of the table; "" is the total."""
        leads = {pk for pk, fact in self.by_pk.items() if line in ("", str(self.line(fact.lead)))}
        return [duty for duty in self.duties if duty.project in leads]


def reports_table(facts: DutyFacts) -> Table:
    """A line for each lead, the most money at stake first."""
    lines = {facts.line(facts.by_pk[duty.project].lead) for duty in facts.duties}
    table = Table(
        _("Redovisningar per status"),
        _columns(),
        tuple(_row(facts, line) for line in lines),
        subtitle=_("Störst belopp utan godtagen redovisning först"),
        notes=_notes(facts),
        how=_how(),
    )
    keys = [column.key for column in table.columns[1:]]
    total = {key: opened(facts, SLUG, "", key) for key in keys}
    return table.ordered(MONEY, descending=True).with_total(hrefs=total)


def _columns() -> tuple[Column, ...]:
    return (
        Column("lead", _("Stadsdelsförvaltning"), Unit.TEXT),
        Column(ALL, _("Väntade")),
        Column(WAITS, _("Ej inlämnade")),
        Column(LATE, _("Sena")),
        Column(RETURNED, _("Återlämnade")),
        Column(SUBMITTED, _("Inlämnade")),
        Column(ACCEPTED, _("Godtagna")),
        Column(MONEY, _("Belopp tkr"), Unit.TKR),
    )


def _row(facts: DutyFacts, line: int) -> Row:
    duties = facts.of_line(str(line))

    def count(column: str) -> Figure:
        number = sum(duty.counts_as(column) for duty in duties)
        return Figure(number, href=opened(facts, SLUG, str(line), column) if number else None)

    money = _money(facts, duties)
    cells: dict[str, Cell] = {
        column: count(column) for column in (ALL, WAITS, LATE, RETURNED, SUBMITTED, ACCEPTED)
    }
    href = opened(facts, SLUG, str(line), MONEY) if money else None
    cells[MONEY] = Figure(money, Unit.TKR, href=href)
    return Row(facts.organisations[line].short_name, cells, key=str(line))


def _money(facts: DutyFacts, duties: list[DutyFact]) -> Decimal:
    at_stake = {duty.project for duty in duties if duty.counts_as(MONEY)}
    return sum((facts.by_pk[project].granted for project in at_stake), Decimal())


def _notes(facts: DutyFacts) -> tuple[Note, ...]:
    found = [_("Sena räknas också bland ej inlämnade eller återlämnade.")]
    if not facts.scope.user.reach.central:
        found.append(_("Tabellen visar bara projekt som din förvaltning leder eller medverkar i."))
    return tuple(Note(text) for text in found)


def _how() -> tuple[str, ...]:
    return (
        _("Varje väntad redovisning räknas en gång, hos projektets ansvariga."),
        _("Beloppet är allt som projektet beviljats, så länge någon redovisning av det inte är godtagen."),
        _("Ett projekt räknas en gång, också när flera redovisningar väntas."),
    )


def reports_rows(facts: DutyFacts, line: str, column: str) -> Table | None:
    """The reports one figure is made of; for money its projects, so that their total is the figure."""
    duties = [duty for duty in facts.of_line(line) if duty.counts_as(column)]
    if not duties:
        return None
    if column == MONEY:
        duties = list({duty.project: duty for duty in reversed(duties)}.values())[::-1]
    unit = Unit.TKR if column == MONEY else Unit.COUNT
    heads = (
        Column("project", _("Projekt"), Unit.TEXT),
        Column("lead", _("Ansvarig"), Unit.TEXT),
        Column("period", _("Period"), Unit.TEXT),
        Column(column, _("Belopp tkr") if column == MONEY else _("Redovisningar"), unit),
    )
    rows = tuple(_opened_row(facts, duty, column) for duty in duties)
    return Table(_("Raderna bakom siffran"), heads, rows).with_total()


def _opened_row(facts: DutyFacts, duty: DutyFact, column: str) -> Row:
    fact = facts.by_pk[duty.project]
    figure = Figure(fact.granted, Unit.TKR) if column == MONEY else Figure(1)
    cells: dict[str, Cell] = {
        "lead": facts.organisations[fact.lead].short_name,
        "period": duty.period,
        column: figure,
    }
    page = reverse("projects:project_detail", args=[fact.pk])
    return Row(fact.name, cells, href=f"{page}#redovisningar")


def _period(code: str) -> str:
    kind, year, number = code.split(":")
    return Period(kind, int(year), int(number)).title
