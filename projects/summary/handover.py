"""What is handed on to the city's follow-up system: reports of one period, by organisation, masked.

The districts write the same once more in that system (administration.md 18). Here stand the texts and the
figures of the reports that are handed in, and nothing of a draft or of a report that was sent back.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from portal.content.figures import MASKED, Value
from portal.content.masking import Line, mask
from portal.content.sorting import text_key
from portal.deadlines.models import ExpectedReport
from portal.organisation.lineage import load_lineage
from portal.organisation.models import Organisation, User
from portal.periods import Period
from portal.workareas import Scope
from projects import access
from projects.domain.plausibility.summing import sums_told
from projects.models import FollowUpName, OutcomeCount, OutcomeMeasure, Programme, Report

IN = (ExpectedReport.State.SUBMITTED, ExpectedReport.State.ACCEPTED)
PARTS = ("women", "men", "unknown")
PERCENT = "procent"
TOTAL, CHILDREN = "total", "children"
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Handed:
    """One report with its period and the counts it tells, in the order of the measures."""

    report: Report
    period: Period
    organisation: Organisation
    counts: tuple[OutcomeCount, ...]


class Handover:
    """The reports of a programme that are in, for one reader.

    ``internal``: only the reports whose small counts the reader may see, and those unmasked. Otherwise all
    that the reader sees, masked, unless the programme stands in print already.
    """

    def __init__(self, programme: Programme, scope: Scope, *, internal: bool = False):
        self.programme, self.user, self.today = programme, scope.user, scope.today
        self.internal = internal
        self.is_masked = not (internal or programme.is_published)

    @cached_property
    def periods(self) -> list[Period]:
        """The periods that have a report handed in, the latest first."""
        fields = [f"duty__expected__{name}" for name in ("period_kind", "year", "number")]
        found = {Period(*row) for row in self._reports().order_by().values_list(*fields)}
        return sorted(found, key=lambda period: (period.ends, period.kind), reverse=True)

    def _reports(self):
        visible = Report.objects.for_user(self.user).current()
        return visible.filter(duty__project__programme=self.programme, duty__expected__state__in=IN)

    def of(self, period: Period) -> "PeriodHandover":
        reports = self._reports().filter(
            duty__expected__period_kind=period.kind,
            duty__expected__year=period.year,
            duty__expected__number=period.number,
        )
        related = ("duty__expected__organisation", "duty__project__programme", "duty__project__lead")
        rows = [row for row in reports.select_related(*related) if self._shows(row)]
        counts = _counts(rows)
        handed = [Handed(row, period, row.duty.expected.organisation, tuple(counts[row.pk])) for row in rows]
        return PeriodHandover(self, period, handed)

    def _shows(self, report: Report) -> bool:
        return not self.internal or access.may_see_small_counts(self.user, report.duty.project)


class PeriodHandover:
    """One period's reports, their figures masked together: what one text tells another must not give away."""

    def __init__(self, handover: Handover, period: Period, handed: Iterable[Handed]):
        self.handover, self.period = handover, period
        self.handed = sorted(handed, key=_by_organisation)

    @cached_property
    def names(self) -> "Names":
        return Names(self.handover)

    @cached_property
    def sums(self) -> dict[tuple[str, int], list[OutcomeCount]]:
        """(organisation's name in the system, measure) -> the counts that are summed in the file."""
        found: dict[tuple[str, int], list[OutcomeCount]] = defaultdict(list)
        for handed in self.handed:
            name = self.names.organisation(handed.organisation.pk)
            for count in handed.counts:
                if name and not count.label and count.unit != PERCENT and count.counted is not None:
                    found[name, count.measure_id].append(count)
        return found

    @cached_property
    def hidden(self) -> frozenset[Key]:
        """The figures that are masked, in the texts and in the file together."""
        if not self.handover.is_masked:
            return frozenset()
        cells: dict[Key, int | None] = {}
        lines: list[Line[Key]] = []
        for handed in self.handed:
            for count in handed.counts:
                _lay_out(count, cells, lines)
            for whole, parts in sums_told(handed.counts, checked=True):
                lines.append(Line((whole, TOTAL), tuple((part, TOTAL) for part in parts)))
        for key, counts in self.sums.items():
            cells[key] = _whole(_sum(counts))
            lines.append(Line(key, tuple((count.pk, TOTAL) for count in counts)))
        return mask(cells, lines)

    def value(self, count: OutcomeCount, part: str = TOTAL) -> Value:
        """A figure of a report as the reader may see it; None when it is not reported."""
        number = count.counted if part == TOTAL else getattr(count, part)
        return MASKED if number is not None and (count.pk, part) in self.hidden else number

    def sum_of(self, key: tuple[str, int]) -> Value:
        """A figure of the file."""
        return MASKED if key in self.hidden else _sum(self.sums[key])


class Names:
    """What the system calls organisations and measures; what has no name there is not in the file."""

    def __init__(self, handover: Handover):
        rows = FollowUpName.objects.values_list("organisation", "measure", "name")
        known = list(rows)
        self.organisations = {organisation: name for organisation, _m, name in known if organisation}
        self.measures = {measure: name for _o, measure, name in known if measure}
        self.lineage = handover.user.reach.lineage or load_lineage()
        self.today = handover.today

    def organisation(self, key: int) -> str:
        """Its own name there, or that of who answers for it today; "" when neither has one."""
        heir = self.lineage.successor(key, on=self.today)
        return self.organisations.get(key) or self.organisations.get(heir, "")

    def measure(self, key: int) -> str:
        return self.measures.get(key, "")


def _counts(reports: Iterable[Report]) -> dict[int, list[OutcomeCount]]:
    found: dict[int, list[OutcomeCount]] = defaultdict(list)
    rows = OutcomeCount.objects.filter(report__in=[report.pk for report in reports])
    for count in rows.select_related("measure").order_by("measure__position", "pk"):
        found[count.report_id].append(count)
    return found


def _lay_out(count: OutcomeCount, cells: dict[Key, int | None], lines: list[Line[Key]]) -> None:
    """Enter a count's total, its parts by sex, and the children beside it."""
    if count.unit == PERCENT:
        return
    cells[count.pk, TOTAL] = _whole(count.counted)
    cells[count.pk, CHILDREN] = count.children
    parts = [part for part in PARTS if getattr(count, part) is not None]
    for part in parts:
        cells[count.pk, part] = getattr(count, part)
    if parts and count.counted is not None:
        lines.append(Line((count.pk, TOTAL), tuple((count.pk, part) for part in parts)))


def _sum(counts: Iterable[OutcomeCount]) -> Decimal:
    return sum((count.counted for count in counts), Decimal())


def _whole(number: Decimal | None) -> int | None:
    return None if number is None else int(number)


def _by_organisation(handed: Handed) -> tuple[Any, ...]:
    project = handed.report.duty.project
    return (
        text_key(handed.organisation.short_name),
        handed.organisation.pk,
        text_key(project.number),
        project.pk,
    )


def measures_in_use() -> list[OutcomeMeasure]:
    """The measures a report may carry, in their order."""
    return list(OutcomeMeasure.objects.in_use())


def may_open_more(user: User, handed: Iterable[Handed]) -> bool:
    """Whether the reader has the right to see small counts of any of these reports."""
    return any(access.may_see_small_counts(user, each.report.duty.project) for each in handed)
