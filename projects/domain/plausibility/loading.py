"""The projects as the rules see them, read with the same few queries for one project and for thousands."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from projects.domain.plausibility.seen import Count, Seen, Told, Twin
from projects.domain.plausibility.twinning import load_twins
from projects.models import Grant, OutcomeCount, Project, PublishedAccount, Report

ACCOUNT_TEXTS = ("experience", "implementation", "status_evidence")
_PROJECT = ("pk", "number", "title", "report_status", "years_stated", "plan_in_table", "plan_in_text")
_REPORT = (
    "duty__project",
    "pk",
    "duty",
    "duty__expected__period_kind",
    "duty__expected__year",
    "duty__expected__number",
    "is_final",
    "duty__is_extra",
    "spent",
    "left_stated",
    "experience",
    "implementation",
)
_MEASURE = ("code", "name", "mode", "is_base", "is_end_state", "counts_as_success")
_COUNT = (
    "report",
    "pk",
    *(f"measure__{name}" for name in _MEASURE),
    "label",
    "unit",
    "qualifier",
    "value",
    "verified",
    "base",
    "stated_percent",
    "women",
    "men",
    "unknown",
)


def load_seen(projects: Collection[int], twins: Mapping[int, Sequence[Twin]] | None = None) -> list[Seen]:
    """Return the projects with the keys ``projects``, by number. Drafts have nothing to ask about.

    ``twins`` from ``load_twins`` where they are known already.
    """
    twins = load_twins(projects) if twins is None else twins
    found = Project.objects.submitted().filter(pk__in=projects).by_number().values_list(*_PROJECT)
    grants, texts, reports = _grants(projects), _texts(projects), _reports(projects)
    return [
        Seen(
            pk=pk,
            number=number,
            title=title,
            status=status,
            years_stated=years,
            plan_in_table=in_table,
            plan_in_text=in_text,
            grants=tuple(grants[pk]),
            texts=texts.get(pk, ()),
            reports=tuple(reports[pk]),
            twins=tuple(twins.get(pk, ())),
        )
        for pk, number, title, status, years, in_table, in_text in found
    ]


def _grants(projects: Iterable[int]) -> dict[int, list[tuple[int | None, Decimal]]]:
    found: dict[int, list[tuple[int | None, Decimal]]] = defaultdict(list)
    rows = Grant.objects.filter(project__in=projects).order_by("year", "number")
    for project, year, amount in rows.values_list("project", "year", "amount"):
        found[project].append((year, amount))
    return found


def _texts(projects: Iterable[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    rows = PublishedAccount.objects.filter(project__in=projects).values_list("project", *ACCOUNT_TEXTS)
    return {
        project: tuple((where, text) for where, text in zip(ACCOUNT_TEXTS, told, strict=True) if text)
        for project, *told in rows
    }


def _reports(projects: Iterable[int]) -> dict[int, list[Told]]:
    """Project -> its reports whose figures count, in the order of their periods."""
    rows = Report.objects.current().filter(duty__project__in=projects)
    rows = rows.order_by("duty__expected__year", "duty__expected__due_on", "pk").values_list(*_REPORT)
    told = [Told(*row) for row in rows]
    counts = _counts(each.pk for each in told)
    found: dict[int, list[Told]] = defaultdict(list)
    for each in told:
        found[each.project].append(each._replace(counts=tuple(counts[each.pk])))
    return found


def _counts(reports: Iterable[int]) -> dict[int, list[Count]]:
    found: dict[int, list[Count]] = defaultdict(list)
    rows = OutcomeCount.objects.filter(report__in=list(reports)).order_by("measure__position", "pk")
    for row in rows.values_list(*_COUNT):
        found[row[0]].append(Count(*row))
    return found
