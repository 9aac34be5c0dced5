"""Reports as rows of a file: those that are handed in, and those that are to be filled in."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from portal.content.texts import as_number
from portal.database.functions import NaturalKey
from portal.deadlines.models import ExpectedReport, WheelEntry
from portal.imports.cells import TERTIALS
from portal.organisation.models import User
from portal.organisation.resolving import Names, Span
from portal.periods import Period
from projects.access import reads_in_reports_of
from projects.domain.candidates import RUNNERS
from projects.domain.codelist import PARTICIPANTS
from projects.domain.reportcontent import CountValues, counts_of
from projects.domain.reportwriting import WITH_COUNTS
from projects.imports.reportcolumns import DEVIATION, MEASURES, SPLIT, join_deviation
from projects.imports.reportprojects import tertial
from projects.models import Project, Report, ReportDuty

PLAIN = ("spent", "left_stated", "forecast", "plan", "implementation", "experience", "further_work")
_ABOUT = ("duty__expected", "duty__project__lead", "duty__project__programme")
_NONE = CountValues()


def handed_in(user: User | None) -> Iterator[dict[str, Any]]:
    """The reports whose figures count, by column key, in order of programme, number and period.

    What stands only in print has no such report; a project manager takes out what the own district reads in.
    """
    names = _names()
    rows = current(user).select_related(*_ABOUT)
    for report in rows.prefetch_related(WITH_COUNTS).iterator(chunk_size=1000):
        yield _key_of(report.duty, names) | values_of(report)


def current(user: User | None) -> QuerySet[Report]:
    """The rows of ``handed_in``, in order."""
    rows = Report.objects.current().exclude(origin=Report.Origin.PRINT)
    return _of(rows, user, "duty__project", "duty__expected")


def to_fill_in(user: User | None, asked: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The reports that are not in: each project's next one, or all of the one project asked for.

    What was returned stands with what it said, to be put right.
    """
    names, project = _names(), asked.get("projekt", "")
    rows = _of(
        ReportDuty.objects.filter(expected__in=ExpectedReport.objects.outstanding()),
        user,
        "project",
        "expected",
    )
    if project:
        rows = rows.filter(project=as_number(project) or 0)
    else:
        first = Window(RowNumber(), partition_by="project", order_by=["expected__due_on", "pk"])
        rows = rows.annotate(place=first).filter(place=1)
    duties = list(rows.select_related("expected", "project__lead", "project__programme"))
    returned = [duty.pk for duty in duties if duty.expected.state == ExpectedReport.State.RETURNED]
    said = Report.objects.current().filter(duty__in=returned).prefetch_related(WITH_COUNTS)
    before = {report.duty_id: values_of(report) for report in said}
    for duty in duties:
        yield _key_of(duty, names) | {"is_final": duty.is_final} | before.get(duty.pk, {})


def values_of(report: Report) -> dict[str, Any]:
    """What a report says by column key; a column it says nothing of is None or blank."""
    counts = counts_of(report.counts.all())
    split = counts.get(PARTICIPANTS, _NONE)
    return {
        PARTICIPANTS: split.total,
        **{key: getattr(split, name) for name, key in SPLIT.items()},
        **{code: counts.get(code, _NONE).total for code in MEASURES},
        **{name: getattr(report, name) for name in PLAIN},
        DEVIATION: join_deviation(report.cause, report.action),
        "collaborators": report.collaborators,
        "is_final": report.is_final,
    }


def _of(rows: QuerySet, user: User | None, project: str, expected: str) -> QuerySet:
    """Those of ``rows`` that the user may see and whose period a file can name, in order."""
    rows = rows.filter(**{f"{expected}__period_kind": WheelEntry.Kind.TERTIAL})
    seen = (Project.objects.for_user(user) if user else Project.objects.all()).submitted()
    own = reads_in_reports_of(user) if user and not user.reach.central else None
    if own is not None:
        seen = seen.filter(lead__in=own)
    return rows.filter(**{f"{project}__in": seen}).order_by(
        f"{project}__programme",
        NaturalKey(f"{project}__number"),
        F(f"{expected}__year"),
        F(f"{expected}__number"),
    )


def _key_of(duty: ReportDuty, names: Names) -> dict[str, Any]:
    expected, project = duty.expected, duty.project
    period = tertial(expected.year, expected.number)
    return {
        "year": expected.year,
        "period": expected.number,
        "district": _written(project, period, names),
        "project": project.number,
    }


def _written(project: Project, period: Period, names: Names) -> str:
    """The administration that answered for the project when the period ended: so it reads back."""
    heir = names.lineage.successor(project.lead_id, on=period.last_day)
    return names.write(names.by_pk.get(heir, project.lead), Span(period.begins, period.last_day))


def written_names(leads: Iterable[int], periods: Iterable[tuple[int, int]]) -> dict[str, str]:
    """What ``_written`` says of every lead in every period: "lead:year:tertial:" -> name."""
    names, found, spans = _names(), {}, [tertial(*each) for each in periods if each[1] in TERTIALS]
    for lead, period in product(leads, spans):
        heir = names.lineage.successor(lead, on=period.last_day)
        answers = names.by_pk.get(heir) or names.by_pk[lead]
        name = names.write(answers, Span(period.begins, period.last_day))
        found[f"{lead}:{period.year}:{period.number}:"] = name
    return found


def _names(today: date | None = None) -> Names:
    return Names.load(kinds=RUNNERS, today=today or timezone.localdate())


def as_values(rows: Iterable[Report]) -> dict[int, dict[str, Any]]:
    """Duty -> what its newest report says by column key, of reports read with their counts."""
    return {report.duty_id: values_of(report) for report in rows}
