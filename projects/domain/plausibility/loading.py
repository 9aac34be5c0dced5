"""The projects as the rules see them, read with the same few queries for one project and for thousands."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Sum

from projects.domain.plausibility.seen import Count, Seen, Told
from projects.models import Grant, OutcomeCount, Project, PublishedAccount, Report

ACCOUNT_TEXTS = ("experience", "implementation", "status_evidence")


def load_seen(projects: Collection[int]) -> list[Seen]:
    """Return the projects with the keys ``projects``, by number. Drafts have nothing to ask about."""
    found = Project.objects.submitted().filter(pk__in=projects).by_number()
    years = _grant_years(projects)
    granted = dict(
        Grant.objects.filter(project__in=projects).values_list("project").annotate(Sum("amount")).order_by()
    )
    texts = _texts(projects)
    reports = _reports(projects)
    return [
        Seen(
            pk=project.pk,
            number=project.number,
            title=project.title,
            programme=project.programme_id,
            status=project.report_status,
            years_stated=project.years_stated,
            plan_in_table=project.plan_in_table,
            plan_in_text=project.plan_in_text,
            grant_years=years[project.pk],
            granted=granted.get(project.pk),
            texts=texts.get(project.pk, ()),
            reports=tuple(reports[project.pk]),
        )
        for project in found
    ]


def _grant_years(projects: Iterable[int]) -> dict[int, tuple[int | None, ...]]:
    found: dict[int, tuple[int | None, ...]] = defaultdict(tuple)
    rows = Grant.objects.filter(project__in=projects).order_by("year", "number")
    for project, year in rows.values_list("project", "year"):
        found[project] = (*found[project], year)
    return found


def _texts(projects: Iterable[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    rows = PublishedAccount.objects.filter(project__in=projects).values_list("project", *ACCOUNT_TEXTS)
    return {
        project: tuple((where, text) for where, text in zip(ACCOUNT_TEXTS, told, strict=True) if text)
        for project, *told in rows
    }


def _reports(projects: Iterable[int]) -> dict[int, list[Told]]:
    """Project -> its reports whose figures count, in the order of their periods."""
    rows = (
        Report.objects.current()
        .filter(duty__project__in=projects)
        .select_related("duty__expected")
        .order_by("duty__expected__year", "duty__expected__due_on", "pk")
    )
    reports = list(rows)
    counts = _counts([report.pk for report in reports])
    found: dict[int, list[Told]] = defaultdict(list)
    for report in reports:
        found[report.duty.project_id].append(_told(report, tuple(counts[report.pk])))
    return found


def _told(report: Report, counts: tuple[Count, ...]) -> Told:
    expected = report.duty.expected
    texts = (("experience", report.experience), ("implementation", report.implementation))
    return Told(
        pk=report.pk,
        duty=report.duty_id,
        kind=expected.period_kind,
        year=expected.year,
        number=expected.number,
        is_final=report.is_final,
        is_extra=report.duty.is_extra,
        origin=report.origin,
        spent=report.spent,
        left_stated=report.left_stated,
        plan=report.plan,
        texts=tuple((where, text) for where, text in texts if text),
        counts=counts,
    )


def _counts(reports: Iterable[int]) -> dict[int, list[Count]]:
    found: dict[int, list[Count]] = defaultdict(list)
    rows = OutcomeCount.objects.filter(report__in=reports).select_related("measure").order_by("pk")
    for row in rows:
        found[row.report_id].append(_count(row))
    return found


def _count(row: Any) -> Count:
    measure = row.measure
    return Count(
        pk=row.pk,
        code=measure.code,
        name=measure.name,
        value=row.counted,
        label=row.label,
        unit=row.unit,
        qualifier=row.qualifier,
        of=row.base_id,
        stated_percent=row.stated_percent,
        women=row.women,
        men=row.men,
        unknown=row.unknown,
        mode=measure.mode,
        is_base=measure.is_base,
        is_end_state=measure.is_end_state,
        counts_as_success=measure.counts_as_success,
        by_sex=measure.by_sex,
    )
