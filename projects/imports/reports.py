"""A file of district reports (redovisningar): one row a project and tertial, handed in as the form does it.

What a report may say is the domain's; here the row finds its project and its expected report. A period nobody
asked for becomes an extra report (contract). What comes by file is handed in, never accepted.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.content.outcomes import Outcome, Status
from portal.deadlines.models import ExpectedReport
from portal.imports.columns import CandidateRow, ImportKind, RowResult
from portal.imports.written import Written
from portal.organisation.resolving import Names
from portal.periods import Period
from projects import access
from projects.domain.candidates import RUNNERS
from projects.domain.expecting import expect_extras
from projects.domain.plausibility import say
from projects.domain.reporting import hand_in_reports
from projects.domain.reportwriting import WITH_COUNTS
from projects.imports.in_sets import ReportsInSets
from projects.imports.reportcells import Cells
from projects.imports.reportcolumns import COLUMNS
from projects.imports.reportprojects import Whose
from projects.imports.reportsheet import as_values, handed_in, to_fill_in
from projects.imports.reportwritten import written
from projects.models import Project, Question, Report, ReportDuty


class ReportFile(ImportKind):
    """``redovisningar``: key project, year and tertial."""

    slug, title = "redovisningar", _("Redovisningar")
    intro = _(
        "En redovisning på varje rad: ett projekt och en tertial. Alla antal räknas sedan projektet började. "
        "Det du läser in är inlämnat till samordnaren."
    )
    columns = COLUMNS
    key = ("year", "period", "district", "project")
    joined = ((Report, "duty__expected"),)
    in_sets = ReportsInSets()

    def may(self, user) -> bool:
        return user is None or access.may_import_reports(user)

    def may_export(self, user) -> bool:
        return user is None or access.may_export_reports(user)

    def may_read(self, user, authority: int | None) -> bool:
        return access.may_read_report_files(user, authority)

    def save(self, rows: Sequence[CandidateRow], *, by, now: datetime) -> list[RowResult]:
        today = timezone.localdate(now)
        own = access.reads_in_reports_of(by) if by else None
        whose = Whose.load((row.values["project"] for row in rows), own=own, today=today)
        read = [Cells(self, row, whose) for row in rows]
        found = [(cells, cells.project) for cells in read if cells.project]
        duties = _expected([(project, cells.period) for cells, project in found], whose, today)
        said = _said(duties)
        candidates = [
            cells.candidate(duty, said.get(duty.pk, {}))
            for (cells, _project), duty in zip(found, duties, strict=True)
        ]
        outcomes = hand_in_reports(candidates, by=by, now=now, origin=Report.Origin.FILE)
        _take_back([duty for duty, each in zip(duties, outcomes, strict=True) if each.refusal])
        return _results(read, {id(cells): each for (cells, _), each in zip(found, outcomes, strict=True)})

    def known(self, user) -> Iterable[Mapping[str, Any]]:
        return handed_in(user)

    def written(self, user) -> Written:
        return written(user)

    def to_fill_in(self, user, asked: Mapping[str, str]) -> Iterable[Mapping[str, Any]]:
        return to_fill_in(user, asked)

    def options(self, user) -> Mapping[str, Sequence[str]]:
        own = access.reads_in_reports_of(user) if user else None
        return {"district": Names.load(kinds=RUNNERS, today=timezone.localdate()).offered(own)}


def _expected(wanted: Sequence[tuple[Project, Period]], whose: Whose, today: date) -> list[ReportDuty]:
    """The duty of every row. Those that nobody expected get an extra one, the same period only once."""
    keys = [(project.pk, period.year, period.number) for project, period in wanted]
    missing = {key: row for key, row in zip(keys, wanted, strict=True) if key not in whose.duties}
    if missing:
        extras = expect_extras(list(missing.values()), today=today)
        whose.duties.update(zip(missing, extras, strict=True))
    return [whose.duties[key] for key in keys]


def _said(duties: Sequence[ReportDuty]) -> dict[int, dict[str, Any]]:
    """Duty -> what its newest handed-in report says, by column key."""
    rows = Report.objects.current().filter(duty__in=duties).prefetch_related(WITH_COUNTS)
    return as_values(rows)


def _take_back(duties: Sequence[ReportDuty]) -> None:
    """An extra duty whose row was refused was never asked for: it goes with the row."""
    extra = [duty for duty in duties if duty.is_extra]
    if extra:
        unused = ReportDuty.objects.filter(pk__in=[duty.pk for duty in extra], reports__isnull=True)
        expected = list(unused.values_list("expected", flat=True))
        unused.delete()
        ExpectedReport.objects.filter(pk__in=expected).delete()


def _results(read: Sequence[Cells], outcomes: Mapping[int, Outcome[Report]]) -> list[RowResult]:
    written = [each.record.pk for each in outcomes.values() if each.status in (Status.NEW, Status.CHANGED)]
    asked: dict[int | None, list[str]] = {}
    open_ones = Question.objects.filter(report__in=written, status=Question.Status.UNANSWERED)
    for question in open_ones.order_by("pk"):
        asked.setdefault(question.report_id, []).append(say(question.rule, question.facts))
    return [cells.result(outcomes.get(id(cells)), asked) for cells in read]
