"""Load what targets are held against, for many projects at once, and tell how each stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from portal.content.masking import masked_below
from projects.domain.goals import Attainment, State, measure_target
from projects.models import OutcomeCount, OutcomeMeasure, Report, Target


@dataclass(frozen=True)
class Attained:
    """A project's target and how it stands. ``report`` is the newest report handed in, None when none is."""

    target: Target
    attainment: Attainment
    report: Report | None = None

    @property
    def is_small(self) -> bool:
        """Whether the arithmetic tells of so few people that somebody can be recognised."""
        part, whole = self.attainment.numerator, self.attainment.denominator
        numbers = [part, whole, None if part is None or whole is None else whole - part]
        return any(number is not None and 0 < number < masked_below() for number in numbers)


def attained(projects: Iterable[int]) -> dict[int, list[Attained]]:
    """Every target of ``projects`` (keys) and how it stands, in a fixed number of queries.

    Held against the newest report that is handed in. What is counted period by period is summed over all
    the project's reports; what is cumulative, or the latest, stands in the newest.
    """
    targets = targets_of(projects)
    reports = newest_reports(each.project_id for each in targets)
    return held_against(targets, reports, counts_of(report for each in reports.values() for report in each))


def targets_of(projects: Iterable[int]) -> list[Target]:
    rows = Target.objects.filter(project__in=list(projects)).select_related("measure", "base")
    return list(rows.order_by("project", "pk"))


def held_against(
    targets: Iterable[Target], reports: dict[int, list[Report]], counts: dict[int, list[OutcomeCount]]
) -> dict[int, list[Attained]]:
    """How each target stands, project by project; ``reports`` and ``counts`` as the functions below."""
    result: dict[int, list[Attained]] = defaultdict(list)
    for target in targets:
        project = target.project_id
        if project is None:  # a target of an application is not among those asked for
            continue
        told = reports.get(project, [])
        attainment = measure_target(target, told_now(told, counts))
        result[project].append(Attained(target, attainment, told[0] if told else None))
    return dict(result)


def tally(found: Iterable[Attained]) -> dict[State, int]:
    """How many targets stand how."""
    states = [each.attainment.state for each in found]
    return {state: states.count(state) for state in State}


def newest_reports(projects: Iterable[int | None]) -> dict[int, list[Report]]:
    """The reports whose figures count, of each project, the newest first."""
    rows = (
        Report.objects.current()
        .filter(duty__project__in=set(projects))
        .select_related("duty__expected")
        .order_by("-duty__expected__due_on", "-duty__expected__year", "-duty__expected__number", "-pk")
    )
    found: dict[int, list[Report]] = defaultdict(list)
    for report in rows:
        found[report.duty.project_id].append(report)
    return found


def counts_of(reports: Iterable[Report]) -> dict[int, list[OutcomeCount]]:
    found: dict[int, list[OutcomeCount]] = defaultdict(list)
    keys = [report.pk for report in reports]
    for count in OutcomeCount.objects.filter(report__in=keys).select_related("measure").order_by("pk"):
        found[count.report_id].append(count)
    return found


def told_now(reports: list[Report], counts: dict[int, list[OutcomeCount]]) -> list[OutcomeCount]:
    """The newest report's counts, with those counted period by period summed over all reports."""
    if not reports:
        return []
    newest, *older = (counts.get(report.pk, []) for report in reports)
    return [_summed(count, older) if _is_per_period(count) else count for count in newest]


def _is_per_period(count: OutcomeCount) -> bool:
    return count.measure.mode == OutcomeMeasure.Mode.PER_PERIOD and count.unit != "procent"


def _summed(count: OutcomeCount, older: list[list[OutcomeCount]]) -> OutcomeCount:
    """One count that stands for the same measure in all reports; not reported anywhere is nowhere zero."""
    same = [
        each
        for earlier in older
        for each in earlier
        if each.measure_id == count.measure_id and each.label == count.label and each.counted is not None
    ]
    if not same or count.counted is None:
        return count
    value = sum((each.counted for each in same), Decimal()) + count.counted
    sure = {each.qualifier for each in (count, *same)}
    qualifier = sure.pop() if len(sure) == 1 else OutcomeCount.Qualifier.ABOUT
    return OutcomeCount(
        measure=count.measure, label=count.label, unit=count.unit, value=value, qualifier=qualifier
    )
