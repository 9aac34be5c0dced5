"""A file of tertial reports (overenskommelser): one row a party and tertial, handed in as the form does it.

What a report may say is the domain's; here the row finds its agreement, its party and its expected report. A
period in which the party was bound but that nobody asked for becomes an extra report.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding import access
from funding.domain.earlier import history_of, told_by
from funding.domain.expecting import expect_extras
from funding.domain.questioning import questions
from funding.domain.reporting import hand_in_reports
from funding.domain.reportwriting import WITH_COSTS
from funding.imports.cells import Cells
from funding.imports.columns import COLUMNS
from funding.imports.naming import Whose
from funding.imports.sheet import as_values, handed_in, to_fill_in
from funding.models import Agreement, Party, PartyDuty, PartyReport
from portal.content.outcomes import Outcome, Status
from portal.deadlines.expecting import period_of_report
from portal.deadlines.models import ExpectedReport
from portal.imports.columns import CandidateRow, ImportKind, RowResult
from portal.periods import Period


class PartyReportFile(ImportKind):
    """``overenskommelser``: key agreement, year, tertial and party."""

    slug, title = "overenskommelser", gettext_lazy("Överenskommelser, tertialredovisningar")
    intro = gettext_lazy(
        "En redovisning på varje rad: en part i en överenskommelse, och en tertial. Kostnaderna är periodens "
        "egna. Det du läser in är inlämnat till handläggaren."
    )
    columns = COLUMNS
    key = ("agreement", "year", "period", "district")

    def may(self, user) -> bool:
        return user is None or access.may_import_reports(user)

    def may_export(self, user) -> bool:
        return user is None or access.may_export_reports(user)

    def save(self, rows: Sequence[CandidateRow], *, by, now: datetime) -> list[RowResult]:
        today = timezone.localdate(now)
        own = access.reads_in_reports_of(by) if by else None
        visible = Agreement.objects.for_user(by) if by else Agreement.objects.all()
        whose = Whose.load(visible, own=own, today=today)
        read = [Cells(self, row, whose) for row in rows]
        found = [(cells, cells.party) for cells in read if cells.party]
        duties = _expected([(party, cells.period) for cells, party in found], whose, today)
        said = _said(duties)
        candidates = [
            cells.candidate(duty, said.get(duty.pk, {}))
            for (cells, _party), duty in zip(found, duties, strict=True)
        ]
        outcomes = hand_in_reports(candidates, by=by, now=now, is_file=True)
        _take_back([duty for duty, each in zip(duties, outcomes, strict=True) if each.refusal])
        asked = _asked(duties, outcomes)
        told = {id(cells): each for (cells, _party), each in zip(found, outcomes, strict=True)}
        return [cells.result(told.get(id(cells)), asked) for cells in read]

    def known(self, user) -> Iterable[Mapping[str, Any]]:
        return handed_in(user)

    def to_fill_in(self, user, asked: Mapping[str, str]) -> Iterable[Mapping[str, Any]]:
        return to_fill_in(user, asked)


def _expected(wanted: Sequence[tuple[Party, Period]], whose: Whose, today: date) -> list[PartyDuty]:
    """The duty of every row. Those that nobody expected get an extra one, the same period only once."""
    keys = [(party.pk, period.year, period.number) for party, period in wanted]
    missing = {key: row for key, row in zip(keys, wanted, strict=True) if key not in whose.duties}
    if missing:
        extras = expect_extras(list(missing.values()), today=today)
        whose.duties.update(zip(missing, extras, strict=True))
    return [whose.duties[key] for key in keys]


def _said(duties: Sequence[PartyDuty]) -> dict[int, dict[str, Any]]:
    """Duty -> what its newest handed-in report says, by column key."""
    rows = PartyReport.objects.current().filter(duty__in=duties).prefetch_related(WITH_COSTS)
    return as_values(rows)


def _take_back(duties: Sequence[PartyDuty]) -> None:
    """An extra duty whose row was refused was never asked for: it goes with the row."""
    extra = [duty.pk for duty in duties if duty.is_extra]
    if extra:
        unused = PartyDuty.objects.filter(pk__in=extra, reports__isnull=True)
        expected = list(unused.values_list("expected", flat=True))
        ExpectedReport.objects.filter(pk__in=expected).delete()


def _asked(
    duties: Sequence[PartyDuty], outcomes: Sequence[Outcome[PartyReport]]
) -> dict[int | None, tuple[str, ...]]:
    """Report -> what does not seem to agree in it, of those that were written."""
    written = [each.record.pk for each in outcomes if each.status in (Status.NEW, Status.CHANGED)]
    rows = PartyReport.objects.filter(pk__in=written).select_related("duty__expected", "duty__party")
    reports = list(rows.prefetch_related(WITH_COSTS))
    before = history_of([report.duty for report in reports]) if reports else {}
    return {report.pk: tuple(_questions(report, before[report.duty_id])) for report in reports}


def _questions(report: PartyReport, before: Sequence[Any]) -> Iterable[str]:
    told, period = told_by(report), period_of_report(report.duty.expected)
    if report.duty.is_extra:
        yield _("Ingen väntade en redovisning för den perioden. Stämmer det?")
    yield from questions(told.values, before=before, period=period, is_host=report.duty.party.is_host)
