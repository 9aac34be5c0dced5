"""What a project is to report, and when: stored rows with fixed days, from the day the money is granted.

The year's wheel is the template (administration.md 17). A row that is there is never moved and never doubled,
whatever happens to the wheel, the grant or the project's dates. Nobody is late from the beginning: a period
whose day has passed when the money is granted is not asked for; figures are counted since the project's
start, so the next report tells of it. A period the wheel has no line for is not asked for either.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.database.refusals import words_of
from portal.deadlines.expecting import Wanted, expect_report, expect_reports, period_of_report
from portal.deadlines.models import ExpectedReport, WheelEntry
from portal.deadlines.wheel import due_day, entries_of
from portal.periods import TERTIAL, Period
from projects.domain.projecttime import periods_of
from projects.models import DutyWithdrawal, Grant, Project, ReportDuty

_OPEN = (ExpectedReport.State.AWAITED, ExpectedReport.State.RETURNED)
Key = tuple[str, int, int]


def expect_project_reports(*, project: Project, today: date, kind: str = TERTIAL) -> list[ReportDuty]:
    """Expect the reports that the project's grants lead to; answer the duties that are new.

    The last one is the final report (slutredovisning); a grant that prolongs the project passes that on to
    the new last one. A project without a grant, or whose time nobody knows, owes nothing yet.
    """
    return expect_reports_of([project.pk], today=today, kind=kind)


@transaction.atomic
def expect_reports_of(projects: Iterable[int], *, today: date, kind: str = TERTIAL) -> list[ReportDuty]:
    """``expect_project_reports`` for many projects by key, in a fixed number of statements.

    Drafts and projects of a programme that stands in print are passed over: what they did is history.
    """
    rows = list(
        Project.objects.submitted()
        .filter(pk__in=set(projects), programme__is_published=False)
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    if not rows:
        return []
    years, entries, asked = _granted_years(rows), entries_of([kind]), _asked(rows)
    wanted, last = [], {}
    for row in rows:
        due = _template(row, years, entries, kind)
        wanted += [
            (row, period, day) for period, day in due if day >= today and _key(period) not in asked[row.pk]
        ]
        if due:
            last[row.pk] = due[-1][0]
    _mark_final(last)
    return _store(wanted, last)


def _template(
    project: Project, years: dict[int, set[int]], entries: dict[tuple[str, int], WheelEntry], kind: str
) -> list[tuple[Period, date]]:
    """The project's periods that the wheel has a line for, and the wheel's days."""
    if project.pk not in years:
        return []
    periods = periods_of(project, years[project.pk], kind)
    found = ((period, entries.get((kind, period.number))) for period in periods)
    return [(period, due_day(period, entry)) for period, entry in found if entry]


@transaction.atomic
def expect_on_day(
    *,
    project: Project,
    period: Period,
    due_on: date | None,
    is_final: bool = False,
    today: date | None = None,
) -> ReportDuty:
    """Expect a report of ``period`` by a day somebody chose (a date by hand, beside the template).

    Without ``due_on`` it is the wheel's day. ValidationError when the project is still a draft, when the
    period is asked for already, when there is no day, when the day lies before the period, and when it has
    passed ``today`` (None: a day of long ago may be told).
    """
    project = _locked(project)
    if _key(period) in _asked([project], withdrawn=False)[project.pk]:
        raise ValidationError({"period": words_of("duty_once_per_period")})
    expected = expect_report(organisation=project.lead, period=period, case=project.case, due_on=due_on)
    if today is not None and expected.due_on < today:
        raise ValidationError({"due_on": _("Den dagen har redan varit. Välj en senare dag.")})
    return ReportDuty.objects.create(project=project, expected=expected, is_final=is_final)


def expect_extra(*, project: Project, period: Period, today: date) -> ReportDuty:
    """Make room for a report nobody asked for, that comes ``today``. ValidationError as ``expect_on_day``."""
    (duty,) = expect_extras([(project, period)], today=today)
    return duty


@transaction.atomic
def expect_extras(wanted: Sequence[tuple[Project, Period]], *, today: date) -> list[ReportDuty]:
    """``expect_extra`` for many, in order, in a fixed number of statements.

    An extra report cannot be late: its day is the wheel's, or the day it came if that is later. The caller
    has found that none of them is expected; the database refuses a period asked for twice.
    """
    entries = entries_of(period.kind for _project, period in wanted)
    rows = []
    for project, period in wanted:
        entry = entries.get((period.kind, period.number))
        due = due_day(period, entry) if entry else period.default_due()
        rows.append((project, period, max(due, today)))
    return _store(rows, {}, is_extra=True)


def _granted_years(projects: Sequence[Project]) -> dict[int, set[int]]:
    """The known years of each project's grants; no entry for a project that was granted nothing."""
    found: dict[int, set[int]] = defaultdict(set)
    for project, year in Grant.objects.filter(project__in=projects).values_list("project", "year"):
        found[project] |= {year} if year else set()
    return found


def _key(period: Period) -> Key:
    return period.kind, period.year, period.number


def _asked(projects: Sequence[Project], *, withdrawn: bool = True) -> dict[int, set[Key]]:
    """The periods each project is asked for; with ``withdrawn`` also those it is asked for no longer."""
    found: dict[int, set[Key]] = defaultdict(set)
    names = ("period_kind", "year", "number")
    duties = ReportDuty.objects.filter(project__in=projects)
    for project, *key in duties.values_list("project", *(f"expected__{name}" for name in names)):
        found[project].add(tuple(key))
    if withdrawn:
        gone = DutyWithdrawal.objects.filter(project__in=projects).values_list("project", *names)
        for project, *key in gone:
            found[project].add(tuple(key))
    return found


def _store(
    rows: Sequence[tuple[Project, Period, date]], last: Mapping[int, Period], *, is_extra: bool = False
) -> list[ReportDuty]:
    """Write the duties; the one of its project's ``last`` period is the final one."""
    expected = expect_reports(
        [Wanted(project.lead_id, period, project.case_id, due_on) for project, period, due_on in rows]
    )
    return ReportDuty.objects.bulk_create(
        ReportDuty(project=project, expected=each, is_extra=is_extra, is_final=last.get(project.pk) == period)
        for (project, period, _day), each in zip(rows, expected, strict=True)
    )


def _mark_final(last: Mapping[int, Period]) -> None:
    """Of what is there, a project's last period has the final report; one that is in stays what it was."""
    open_duties = ReportDuty.objects.filter(project__in=last, expected__state__in=_OPEN, is_extra=False)
    final, not_final = [], []
    for duty in open_duties.select_related("expected"):
        period, end = period_of_report(duty.expected), last[duty.project_id]
        if period == end and not duty.is_final:
            final.append(duty.pk)
        elif duty.is_final and period.ends <= end.begins:
            not_final.append(duty.pk)
    for keys, value in ((final, True), (not_final, False)):
        if keys:
            ReportDuty.objects.filter(pk__in=keys).update(is_final=value)


def _locked(project: Project) -> Project:
    row = Project.objects.select_for_update(of=("self",)).select_related("lead", "case").get(pk=project.pk)
    if row.is_draft:
        raise ValidationError(_("Projektet är ett utkast. Lämna in det först."))
    return row
