"""What a period says for a document: which reports of it are in, and what they tell of people and money."""

from datetime import date
from functools import cached_property

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.content.figures import Figure, Unit
from portal.content.live import Live, LiveFigure, LiveTable, LiveText
from portal.content.live_lazy import Lazy, by_key
from portal.content.masking_tables import mask_table
from portal.content.tables import Cell, Column, Row, Table
from portal.deadlines.models import ExpectedReport
from portal.deadlines.states import state_of
from portal.periods import Period
from projects.domain.codelist import PARTICIPANTS
from projects.live.making import Group, project_page
from projects.models import OutcomeCount, Programme, Report, ReportDuty

IN = (ExpectedReport.State.SUBMITTED, ExpectedReport.State.ACCEPTED)


class PeriodFacts:
    """The expected reports of a period of the programme; what is not handed in tells nothing."""

    def __init__(self, programme: Programme, period: Period, today: date, *, unmasked: bool):
        self.programme, self.period, self.today = programme, period, today
        self.shows_small = unmasked or programme.is_published

    @cached_property
    def duties(self) -> list[ReportDuty]:
        rows = ReportDuty.objects.filter(
            project__programme=self.programme,
            project__submitted_at__isnull=False,
            expected__period_kind=self.period.kind,
            expected__year=self.period.year,
            expected__number=self.period.number,
        )
        return list(rows.select_related("expected", "project__lead").order_by("project__number", "pk"))

    @cached_property
    def reports(self) -> dict[int, Report]:
        """Duty -> its report, of those that are in."""
        rows = Report.objects.current().filter(duty__in=self.duties, duty__expected__state__in=IN)
        return {row.duty_id: row for row in rows}

    @cached_property
    def participants(self) -> dict[int, int]:
        """Report -> how many have taken part."""
        rows = OutcomeCount.objects.filter(
            report__in=[report.pk for report in self.reports.values()], measure__code=PARTICIPANTS, label=""
        )
        return {row.report_id: int(row.counted) for row in rows if row.counted is not None}

    def is_late(self, duty: ReportDuty) -> bool:
        return duty.expected.state not in IN and duty.expected.last_day < self.today

    @cached_property
    def table(self) -> Table:
        table = _table(self)
        return table if self.shows_small else mask_table(table, below=settings.MASK_BELOW)

    @property
    def page(self) -> str:
        return f"{reverse('projects:duty_list')}?program={self.programme.slug}"


def period_live(programme: Programme, period: Period, today: date, *, unmasked: bool = False) -> Live:
    facts = PeriodFacts(programme, period, today, unmasked=unmasked)
    return Live(
        figures=Lazy({"tertial": lambda: by_key(figures(facts))}),
        tables=Lazy({"tertial": lambda: by_key([_live_table(facts)])}),
        texts=Lazy({"avsnitt": lambda: by_key([_text(facts)])}),
    )


def figures(facts: PeriodFacts) -> list[LiveFigure]:
    """How many reports are due, in, missing and late, and what those that are in tell."""
    found = Group(_("Tertialöversikt"))
    missing = [each for each in facts.duties if each.pk not in facts.reports]
    for key, label, number in (
        ("vantade", _("Väntade redovisningar"), len(facts.duties)),
        ("inlamnade", _("Inlämnade redovisningar"), len(facts.reports)),
        ("saknas", _("Redovisningar som saknas"), len(missing)),
        ("sena", _("Sena redovisningar"), sum(facts.is_late(each) for each in facts.duties)),
    ):
        noun = ngettext("redovisning", "redovisningar", number)
        found.count(f"tertial.{key}", label, number, noun, facts.page, neuter=False)
    _sums(facts, found)
    return found.found


def _sums(facts: PeriodFacts, found: Group) -> None:
    total = facts.table.total
    labels = {
        "participants": ("deltagare", _("Deltagare hittills")),
        "spent": ("forbrukat", _("Förbrukat hittills")),
        "forecast": ("prognos", _("Prognos för helåret")),
    }
    for name, (key, label) in labels.items():
        cell = total.cells[name] if total else ""
        if isinstance(cell, Figure) and cell.unit is Unit.TKR:
            found.money(f"tertial.{key}", label, cell.value, facts.page)  # type: ignore[arg-type]
        elif isinstance(cell, Figure):
            found.add(f"tertial.{key}", label, cell, "" if cell.value is None else cell.written)


def _table(facts: PeriodFacts) -> Table:
    columns = (
        Column("project", _("Projekt"), Unit.TEXT),
        Column("lead", _("Ansvarig"), Unit.TEXT),
        Column("state", _("Redovisning"), Unit.TEXT),
        Column("participants", _("Deltagare hittills"), people=True),
        Column("spent", _("Förbrukat hittills tkr"), Unit.TKR),
        Column("forecast", _("Prognos helår tkr"), Unit.TKR),
    )
    rows = tuple(_row(facts, duty) for duty in facts.duties)
    return Table(_caption(facts), columns, rows).with_total()


def _row(facts: PeriodFacts, duty: ReportDuty) -> Row:
    report = facts.reports.get(duty.pk)
    cells: dict[str, Cell] = {
        "lead": duty.project.lead.short_name,
        "state": str(state_of(duty.expected, today=facts.today).word),
        "participants": Figure(facts.participants.get(report.pk) if report else None),
        "spent": Figure(report.spent if report else None, Unit.TKR),
        "forecast": Figure(report.forecast if report else None, Unit.TKR),
    }
    return Row(str(duty.project), cells, href=project_page(duty.project_id), key=str(duty.pk))


def _caption(facts: PeriodFacts) -> str:
    return _("Redovisningar %(period)s") % {"period": facts.period.title}


def _live_table(facts: PeriodFacts) -> LiveTable:
    return LiveTable("tertial.redovisningar", _caption(facts), facts.table, _("Tertialöversikt"), facts.page)


def _text(facts: PeriodFacts) -> LiveText:
    missing = [str(each.project) for each in facts.duties if each.pk not in facts.reports]
    words = {"period": facts.period.title}
    parts = [
        _(
            "För %(period)s väntades [[figur:tertial.vantade]]. Inlämnat är [[figur:tertial.inlamnade]]. "
            "Hittills är [[figur:tertial.forbrukat]] förbrukat, och prognosen för helåret är "
            "[[figur:tertial.prognos]]."
        )
        % words,
        "[[tabell:tertial.redovisningar]]",
    ]
    if missing:
        parts.insert(
            1, _("Ännu saknas [[figur:tertial.saknas]]: %(projects)s.") % {"projects": ", ".join(missing)}
        )
    label = _("Redovisningar under perioden")
    return LiveText("avsnitt.redovisningar", label, "\n\n".join(parts), _("Avsnitt"))
