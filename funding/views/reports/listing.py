"""``/overenskommelser/<id>/redovisningar/``: what the parties are to report, and what they have reported."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from funding import access
from funding.domain.reportcontent import COUNTS, outcome_of, values_of
from funding.domain.reportwriting import WITH_COSTS
from funding.models import Party, PartyDuty, PartyReport
from funding.views.agreement import AgreementPage
from funding.views.reports.content import adding_up
from portal.content.figures import Figure, Unit
from portal.content.masking_tables import mask_tables
from portal.content.tables import Column, Row, Table
from portal.content.writers import table_response
from portal.deadlines.expecting import period_of_report
from portal.deadlines.models import ExpectedReport
from portal.deadlines.states import state_of
from portal.disclosures.opening import opens_unmasked
from portal.ui.addresses import with_query
from portal.ui.exporting import FORMATS
from portal.ui.requests import Asked
from portal.workareas import State

INTERNAL = "intern"
OPEN = (ExpectedReport.State.AWAITED, ExpectedReport.State.RETURNED)


@dataclass(frozen=True)
class DutyLine:
    """A duty as the list shows it, with the newest report that is handed in (None: none is)."""

    duty: PartyDuty
    period: str
    has_begun: bool
    state: State
    url: str
    verb: str
    report: PartyReport | None


class ReportList(AgreementPage):
    """``?format=csv|xlsx`` gives the figures, small counts masked; ``?variant=intern`` as on the page."""

    template_name = "funding/report_list.html"

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        if (form := request.GET.get("format")) in FORMATS:
            internal = request.GET.get("variant") == INTERNAL
            name = f"{slugify(self.agreement.title)}-redovisningar"
            return table_response(self.figures(unmasked=internal), form, name)
        return super().get(request, *args, **kwargs)

    @cached_property
    def lines(self) -> list[DutyLine]:
        user = self.request.user
        duties = PartyDuty.objects.for_user(user).filter(party__agreement=self.agreement)
        rows = duties.select_related("expected__organisation", "party__organisation").order_by(
            "-expected__year", "-expected__number", "party__heading_order", "pk"
        )
        reports = PartyReport.objects.current().filter(duty__in=duties).prefetch_related(WITH_COSTS)
        newest = {report.duty_id: report for report in reports}
        lines = [self._line(duty, newest.get(duty.pk)) for duty in rows]
        begun = [line for line in lines if line.has_begun]
        to_come = [line for line in lines if not line.has_begun]
        nearest = sorted(to_come, key=lambda line: (line.duty.expected.year, line.duty.expected.number))
        return begun + nearest

    def _line(self, duty: PartyDuty, report: PartyReport | None) -> DutyLine:
        duty.party.agreement = self.agreement
        period = period_of_report(duty.expected)
        has_begun = period.begins <= self.today
        is_open = has_begun and duty.expected.state in OPEN
        writes = is_open and access.may_report(self.request.user, duty.party)
        name = "report_edit" if writes else "report_detail"
        return DutyLine(
            duty,
            period.title,
            has_begun,
            state_of(duty.expected, today=self.today),
            reverse(f"funding:{name}", args=[self.agreement.pk, duty.pk]),
            _("Redovisa") if writes else _("Läs"),
            report,
        )

    def figures(self, *, unmasked: bool) -> Table:
        """What is handed in, a row for each party and period. ``unmasked``: show small counts to those with
        the right to them."""
        told = [line for line in self.lines if line.report]
        table = figures_of(told)
        sums = [line for each in told if each.report for line in _adding_up(each.report)]
        (masked,) = mask_tables([table], sums=sums)
        if not unmasked:
            return masked
        user = self.request.user
        seen = [self.is_disclosed or access.may_see_small_counts(user, line.duty.party) for line in told]
        rows = tuple(
            open_row if sees else row
            for sees, open_row, row in zip(seen, table.rows, masked.rows, strict=True)
        )
        return table if all(seen) else replace(masked, rows=rows)

    @cached_property
    def is_disclosed(self) -> bool:
        """Whether a registrar has given the reader the small counts of this list (Lämna ut)."""
        return opens_unmasked(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown, printed = self.figures(unmasked=True), self.figures(unmasked=False)
        may_see = any(access.may_see_small_counts(self.request.user, party) for party in self._parties())
        params = self.request.GET
        found = {
            "lines": self.lines,
            "shown": shown if shown.rows else None,
            "printed": printed,
            "one_print": shown == printed,
            "exports": {kind: with_query(params, format=kind) for kind in ("xlsx", "csv")},
            "internal": with_query(params, format="csv", variant=INTERNAL) if may_see else "",
            "may_import": access.may_import_reports(self.request.user),
        }
        return super().get_context_data(**(found | kwargs))

    def _parties(self) -> list[Party]:
        return [line.duty.party for line in self.lines]


def figures_of(lines: Sequence[DutyLine]) -> Table:
    """The figures that are handed in, with the costs of each report together, in tkr."""
    return Table(
        caption=_("Redovisat"),
        columns=(
            Column("period", _("Period"), Unit.TEXT),
            Column("party", _("Part"), Unit.TEXT),
            Column("registered", _("Folkbokförda nyanlända 18–64"), people=True, sums=False),
            Column("women", _("Kvinnor"), people=True, sums=False),
            Column("men", _("Män"), people=True, sums=False),
            Column("children", _("Barn (under 18)"), people=True, sums=False),
            Column("outcome", _("Kostnad tkr"), Unit.TKR, sums=False),
            Column("forecast", _("Prognos helår tkr"), Unit.TKR, sums=False),
        ),
        rows=tuple(_row(line, line.report) for line in lines if line.report),
    )


def _adding_up(report: PartyReport):
    return adding_up(report.pk, {name: getattr(report, name) for name in COUNTS})


def _row(line: DutyLine, report: PartyReport) -> Row:
    cells: dict[str, Any] = {name: Figure(getattr(report, name), fact=(report.pk, name)) for name in COUNTS}
    cells["party"] = str(line.duty.party)
    cells["outcome"] = Figure(outcome_of(values_of(report)), Unit.TKR)
    cells["forecast"] = Figure(report.forecast, Unit.TKR)
    return Row(line.period, cells, href=line.url, key=str(report.pk))
