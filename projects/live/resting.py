"""Which figures a changed row is behind, told by the page that a figure opens: that of its project, or the
rows of a standing table, by line and column as ``projects.summary.naming.opened`` writes them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.db.models import Model
from django.urls import reverse

from portal.history.reading import UPDATED, Happening
from portal.organisation.models import Organisation
from portal.periods import Period
from portal.workareas import Behind
from projects.models import Activity, Appropriation, Area, Grant, OutcomeCount, Project, Report
from projects.summary import activities, funds, goals, granted, reports, yearly

# which changes of a row change a figure; of the other models every change does
_SAID: dict[type[Model], set[str]] = {
    Grant: {"project", "year", "amount"},
    Project: {"programme", "lead", "area", "submitted_at", "plan_in_table", "plan_in_text"},
    Activity: {"programme", "status", "dates", "kind", "in_competence_programme", "participants"},
    Appropriation: {"programme", "committee", "year", "budget", "used"},
}
_OF_REPORTS = (reports.SLUG, goals.SLUG, goals.SLUG_BY_AREA)


@dataclass(frozen=True)
class Rows:
    """What the changes are of, each by its key."""

    reports: Mapping[int, Report]
    projects: Mapping[int, Project]
    areas: Mapping[int, Area]
    committees: Mapping[int, Organisation]


@dataclass(frozen=True)
class Reached:
    """The lines and columns of the standing tables whose figures a change is behind, by the table."""

    page: str
    tables: Mapping[str, tuple[set[str], set[str] | None]]

    def opens(self, href: str) -> bool:
        """Whether the figure that opens ``href`` is one of them. No columns named: any."""
        parts = urlsplit(href)
        if self.page and parts.path == self.page:
            return True
        query = {key: values[0] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
        for slug, (lines, columns) in self.tables.items():
            if parts.path == reverse("summaries:rows", args=[slug]):
                column = query.get("kolumn", "")
                return query.get("rad") in {"", *lines} and (columns is None or column in columns)
        return False


def told_of(changes: Sequence[Happening]) -> list[Behind]:
    """Return for each change what it is called and which pages open figures made of it. Four queries."""
    rows = _read(changes)
    return [_told(each, rows) for each in changes]


def _read(changes: Sequence[Happening]) -> Rows:
    keys = {key for each in changes if (key := _report_key(each))}
    told = Report.objects.filter(pk__in=keys).select_related("duty__project", "duty__expected")
    found = {row.pk: row for row in told}
    wanted = set(_values(changes, Grant, "project_id")) | set(_values(changes, Project, "pgh_obj_id"))
    projects = Project.objects.in_bulk(wanted)
    projects |= {row.duty.project_id: row.duty.project for row in found.values()}
    areas = {*_values(changes, Project, "area_id"), *(row.area_id for row in projects.values())}
    committees = set(_values(changes, Appropriation, "committee_id"))
    return Rows(found, projects, Area.objects.in_bulk(areas), Organisation.objects.in_bulk(committees))


def _report_key(change: Happening) -> int | None:
    if change.model is Report:
        return change.event.pgh_obj_id
    return change.event.report_id if change.model is OutcomeCount else None


def _values(changes: Sequence[Happening], model: type[Model], name: str) -> Iterator[Any]:
    """The values of a field, before and after, in the changes of ``model``."""
    for change in changes:
        if change.model is model:
            yield from {getattr(row, name) for row in (change.event, change.before) if row} - {None}


def _told(change: Happening, rows: Rows) -> Behind:
    if not _counts(change):
        return Behind()
    if change.model is Appropriation:
        return _of_money(change, rows)
    if change.model is Activity:
        return _of_activity(change)
    report = rows.reports.get(_report_key(change) or 0)
    key = change.event.project_id if change.model is Grant else change.event.pgh_obj_id
    project = report.duty.project if report else rows.projects.get(key)
    if project is None:
        return Behind()
    name = f"{project}, {_period(report)}" if report else str(project)
    page = reverse("projects:project_detail", args=[project.pk])
    return Behind(name, Reached(page, _tables(change, project, rows)).opens)


def _counts(change: Happening) -> bool:
    said = _SAID.get(change.model)
    if said is None or change.event.pgh_label != UPDATED or change.before is None:
        return True
    return any(field.name in said for field, _old, _new in change.changed())


def _period(report: Report) -> str:
    expected = report.duty.expected
    return Period(expected.period_kind, expected.year, expected.number).title


def _of_money(change: Happening, rows: Rows) -> Behind:
    keys = [(row.committee_id, row.year) for row in (change.event, change.before) if row]
    committee = rows.committees.get(keys[0][0])
    if committee is None:
        return Behind()
    lines = {f"{key}-{year}" for key, year in keys}
    name = f"{committee.as_committee} {keys[0][1]}"
    return Behind(name, Reached("", {funds.SLUG: (lines, {funds.BUDGET, funds.USED})}).opens)


def _of_activity(change: Happening) -> Behind:
    told = [row for row in (change.event, change.before) if row and row.status == Activity.Status.HELD]
    if not told:
        return Behind()  # only what was held is counted
    lines = {activities.line_of(row.dates) for row in told}
    columns = {"aktiviteter", "deltagare"}
    if any(row.in_competence_programme for row in told):
        columns.add("kompetens")
    page = reverse("projects:activity_detail", args=[change.event.pgh_obj_id])
    return Behind(change.event.title, Reached(page, {activities.SLUG: (lines, columns)}).opens)


def _tables(change: Happening, project: Project, rows: Rows) -> dict[str, tuple[set[str], set[str] | None]]:
    of = partial(_values, [change])
    areas = {project.area_id, *of(Project, "area_id")}
    names = {rows.areas[key].name for key in areas if key in rows.areas}
    leads = {str(key) for key in (project.lead_id, *of(Project, "lead_id"))}
    if change.model is Grant:
        told = {yearly.year_key(row.year) for row in (change.event, change.before) if row}
        years = {yearly.ALL_YEARS, *told}
        return {yearly.SLUG: (names, years), granted.SLUG: (leads, {"beviljat"})}
    if change.model is Project:
        return {yearly.SLUG: (names, None), granted.SLUG: (leads, None)}
    return dict.fromkeys(_OF_REPORTS, (leads | names, None))
