"""What a party told before: the figures beside the boxes, and what a new report begins with."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from funding.domain.reportcontent import outcome_of, values_of
from funding.domain.reportwriting import WITH_COSTS
from funding.models import PartyDuty, PartyReport
from portal.deadlines.expecting import period_of_report
from portal.deadlines.models import ExpectedReport
from portal.periods import Period


@dataclass(frozen=True)
class Told:
    """What one report says. ``report`` is None for what nobody has told yet."""

    report: PartyReport | None = None
    period: Period | None = None
    values: Mapping[str, Any] = field(default_factory=lambda: values_of(None))

    @property
    def outcome(self) -> Decimal | None:
        return outcome_of(self.values)


def told_by(report: PartyReport | None) -> Told:
    """The values of a report whose costs and duty are at hand."""
    if report is None:
        return Told()
    return Told(report, period_of_report(report.duty.expected), values_of(report))


def history_of(duties: Collection[PartyDuty]) -> dict[int, list[Told]]:
    """Duty -> all its party has told of earlier periods, in order of time. Two queries for any number."""
    reports = PartyReport.objects.current().filter(duty__party__in={duty.party_id for duty in duties})
    rows = reports.select_related("duty__expected").prefetch_related(WITH_COSTS).order_by("pk")
    told = [told_by(each) for each in rows]
    return {duty.pk: _before(duty, told) for duty in duties}


def earlier_of(duty: PartyDuty) -> Told:
    """What the party told for the nearest earlier period."""
    before = history_of([duty])[duty.pk]
    return before[-1] if before else Told()


def opening_among(reports: Sequence[PartyReport], duty: PartyDuty) -> Told:
    """What the form of the next version begins with: the draft, or what was returned. ``reports`` are the
    duty's versions in their order."""
    drafts = [each for each in reports if each.is_draft]
    returned = duty.expected.state == ExpectedReport.State.RETURNED
    begun = drafts or (list(reports[-1:]) if returned else [])
    return told_by(begun[0]) if begun else Told()


def _before(duty: PartyDuty, told: Sequence[Told]) -> list[Told]:
    mine = period_of_report(duty.expected)
    found = [
        (each.period.ends, each.report.pk, each)
        for each in told
        if each.report and each.period
        if each.report.duty.party_id == duty.party_id and each.period.ends < mine.ends
    ]
    return [each for _ends, _pk, each in sorted(found, key=lambda one: one[:2])]
