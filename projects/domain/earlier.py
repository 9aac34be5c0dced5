"""What was told of a project before: the figures beside the boxes, and what a new report begins with."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from portal.deadlines.expecting import period_of_report
from portal.deadlines.models import ExpectedReport
from portal.periods import Period
from projects.domain.reportcontent import CountValues, counts_of, plain_of
from projects.domain.reportwriting import WITH_COUNTS
from projects.models import Report, ReportDuty

#: an answer that holds until it is changed; a figure is always told anew
LASTING = ("plan", "collaborators")


@dataclass(frozen=True)
class Told:
    """What one report says. ``report`` is None for what nobody has told yet."""

    report: Report | None = None
    period: Period | None = None
    plain: dict[str, Any] = field(default_factory=lambda: plain_of(None))
    counts: dict[str, CountValues] = field(default_factory=dict)


def told_by(report: Report | None) -> Told:
    """The values of a report whose counts and duty are at hand."""
    if report is None:
        return Told()
    period = period_of_report(report.duty.expected)
    return Told(report, period, plain_of(report), counts_of(report.counts.all()))


def earlier_of(duties: Collection[ReportDuty]) -> dict[int, Told]:
    """Duty -> what the project told for the nearest earlier period. Two queries for any number."""
    reports = Report.objects.current().filter(duty__project__in={duty.project_id for duty in duties})
    told = [
        told_by(each)
        for each in reports.select_related("duty__expected").prefetch_related(WITH_COUNTS).order_by("pk")
    ]
    return {duty.pk: _nearest(duty, told) for duty in duties}


def opening_of(duty: ReportDuty, earlier: Told) -> Told:
    """What the form of the duty's next version begins with: the draft, what was returned, or what lasts."""
    reports = duty.reports.select_related("duty__expected").prefetch_related(WITH_COUNTS).order_by("version")
    return opening_among(list(reports), duty, earlier)


def opening_among(reports: list[Report], duty: ReportDuty, earlier: Told) -> Told:
    """The same, with the duty's versions at hand in their order."""
    drafts = [each for each in reports if each.is_draft]
    returned = duty.expected.state == ExpectedReport.State.RETURNED
    begun = drafts or (reports[-1:] if returned else [])
    if begun:
        return told_by(begun[0])
    lasting = {name: earlier.plain[name] for name in LASTING}
    return Told(plain=plain_of(None) | lasting | {"is_final": ends_in(duty)})


def ends_in(duty: ReportDuty) -> bool:
    """Whether the project ends in the period, so that this is its last report."""
    ends = duty.project.ends_on
    return duty.is_final or (ends is not None and ends < period_of_report(duty.expected).ends)


def _nearest(duty: ReportDuty, told: list[Told]) -> Told:
    mine = period_of_report(duty.expected)
    before = [
        (each.period.ends, each.report.pk, each)
        for each in told
        if each.report and each.period
        if each.report.duty.project_id == duty.project_id and each.period.ends < mine.ends
    ]
    return max(before, key=lambda found: found[:2])[2] if before else Told()
