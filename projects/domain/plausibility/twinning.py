"""Reports that tell the same figures as another project's: found by what became of the people they count.

How many took part differs between two projects even when the outcomes were copied (2.1.9 and 2.3.8 in print),
so only the outcomes are compared: not the groups they are part of, nor sums of them.
"""

from collections import defaultdict
from collections.abc import Collection, Container, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from projects.domain.plausibility.seen import EXACT, ONGOING, PERCENT_UNIT, Twin
from projects.models import OutcomeCount, Project, Report

#: so many figures above zero must be the same before chance is ruled out: small numbers often meet
ENOUGH = 4
#: so many twins of one project are named, however many there are
MOST = 5
SUMS = ("annan-forsorjning", "sjalvforsorjande", "utan-forsorjningsstod", "intervjuade", "ovrigt", ONGOING)
_PROJECT = "report__duty__project"
_WHOSE = (_PROJECT, f"{_PROJECT}__number", f"{_PROJECT}__programme", "report")
# a newer version that is in: asked for each count by its index, where a list of reports made a slow plan
_LATER = Report.objects.submitted().filter(
    duty=OuterRef("report__duty"), version__gt=OuterRef("report__version")
)
PRACTICE = "praktik"  # a group that others are part of, and an outcome itself


Told = tuple[int, tuple[str, ...], tuple[Decimal, ...]]  # programme, names and values


class _Signature(NamedTuple):
    """What a project's newest report says became of people, in the order of the measures."""

    project: int
    number: str
    programme: int
    report: int
    names: tuple[str, ...]
    values: tuple[Decimal, ...]

    @property
    def told(self) -> Told:
        return self.programme, self.names, self.values


def load_twins(projects: Collection[int]) -> dict[int, list[Twin]]:
    """Project -> the other projects of its programme whose newest report tells the same outcomes.

    Of ``projects``, and of those that are found to be their twins: the same is asked about both. Held in
    memory are only those that tell what one of ``projects`` tells, however many the programme has.
    """
    wanted = {found.told for found in _newest(_signatures(report__duty__project__in=projects))}
    if not wanted:
        return {}
    programmes = Project.objects.filter(pk__in=projects).order_by().values("programme")
    everybody = _signatures(report__duty__project__programme__in=programmes)
    alike: dict[Any, list[_Signature]] = defaultdict(list)
    for found in _newest(everybody, wanted):
        alike[found.told].append(found)
    asked = set(projects)
    groups = [
        group for group in alike.values() if len(group) > 1 and asked & {each.project for each in group}
    ]
    return {mine.project: _twins(mine, group) for group in groups for mine in group}


def _twins(mine: _Signature, group: Sequence[_Signature]) -> list[Twin]:
    """The first few of the others: a file with the same figures on every row is not all its pairs."""
    others = [other for other in group[: MOST + 1] if other.project != mine.project]
    return [_twin(other) for other in others[:MOST]]


def _twin(other: _Signature) -> Twin:
    return Twin(other.project, other.number, other.report, tuple(zip(other.names, other.values, strict=True)))


def _newest(rows: QuerySet, wanted: Container[Told] | None = None) -> list[_Signature]:
    """The newest report of every project that tells enough, if it is among ``wanted`` (None: whatever)."""
    newest: dict[int, _Signature] = {}
    for project, number, programme, report, names, values in rows.iterator(chunk_size=2000):
        # Later periods overwrite earlier ones.
        newest.pop(project, None)
        found = _Signature(project, number, programme, report, tuple(names), tuple(values))
        if wanted is None or found.told in wanted:
            newest[project] = found
    return list(newest.values())


def _signatures(**among: Any) -> QuerySet:
    """Every report ``among`` those of the filter that tells enough, in the order of periods."""
    told = Coalesce("verified", "value")
    return (
        OutcomeCount.objects.annotate(number=told)
        .filter(
            ~Exists(_LATER),
            report__submitted_at__isnull=False,
            number__gt=0,
            qualifier=EXACT,
            **among,
        )
        .exclude(unit=PERCENT_UNIT)
        .exclude(Q(measure__code__in=SUMS) | Q(measure__is_base=True) & ~Q(measure__code=PRACTICE))
        .order_by("report__duty__expected__year", "report__duty__expected__due_on", "report")
        .values_list(*_WHOSE)
        .annotate(
            names=ArrayAgg("measure__name", order_by=("measure__position", "pk")),
            values=ArrayAgg("number", order_by=("measure__position", "pk")),
            tells=Count("pk"),
        )
        .filter(tells__gte=ENOUGH)
        .values_list(*_WHOSE, "names", "values")
    )
