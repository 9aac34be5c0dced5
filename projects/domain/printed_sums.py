"""Sums that stand in print beside what the stored rows give (model.md 4.8). Neither corrects the other.

A rounded sum agrees when the computed one is within two percent of it: 741 people are "omkring 750", and
15 528 tkr are "15,5 mnkr". An exact one agrees when it is the same.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from projects.models import Activity, Appropriation, Grant, PrintedSum, Programme, Project

What = PrintedSum.What
NEAR = Decimal("0.02")


@dataclass(frozen=True)
class Beside:
    """A printed sum and the computed one: people, projects or kronor. None where nothing is stored to add."""

    printed: PrintedSum
    value: Decimal | None
    whole: Decimal | None = None

    @property
    def agrees(self) -> bool:
        if self.value is None or (self.printed.whole is not None and self.whole != self.printed.whole):
            return False
        off = abs(self.value - self.printed.value)
        return off <= self.printed.value * NEAR if self.printed.is_rounded else not off


@dataclass(frozen=True)
class _Facts:
    """What is stored of a programme: its projects by area and answer, its money, and who took part."""

    reported: Counter
    projects: Counter
    plans: Counter
    granted: Decimal | None
    used: Decimal | None
    participants: int | None

    def of(self, printed: PrintedSum) -> tuple[Decimal | None, Decimal | None]:
        value, whole = _SUMS[What(printed.what)](self, printed)
        return _decimal(value), _decimal(whole)


def printed_beside_computed(programme: Programme) -> list[Beside]:
    """Return the programme's printed sums in the order they were entered, in a fixed number of queries."""
    sums = list(programme.printed_sums.select_related("area").order_by("pk"))
    if not sums:
        return []
    facts = _facts(programme)
    return [Beside(printed, *facts.of(printed)) for printed in sums]


def _facts(programme: Programme) -> _Facts:
    rows = Project.objects.submitted().filter(programme=programme).order_by()
    projects = list(rows.values_list("area", "report_status", "plan_in_text"))
    held = Activity.objects.filter(programme=programme, in_competence_programme=True)
    return _Facts(
        reported=Counter(area for area, status, _plan in projects if status == Project.ReportStatus.REPORTED),
        projects=Counter(area for area, _status, _plan in projects),
        plans=Counter(plan for _area, _status, plan in projects),
        granted=Grant.objects.filter(project__programme=programme).aggregate(sum=Sum("amount"))["sum"],
        used=Appropriation.objects.filter(programme=programme).aggregate(sum=Sum("used"))["sum"],
        participants=held.aggregate(sum=Sum("participants"))["sum"],
    )


def _in_area(found: Counter, printed: PrintedSum) -> int:
    return found[printed.area_id] if printed.area_id else found.total()


_Pair = tuple[Decimal | int | None, Decimal | int | None]
_SUMS: dict[What, Callable[[_Facts, PrintedSum], _Pair]] = {
    What.PROJECTS: lambda facts, printed: (_in_area(facts.projects, printed), None),
    What.GRANTED: lambda facts, printed: (facts.granted, None),
    What.USED: lambda facts, printed: (facts.used, None),
    What.REPORTED: lambda facts, printed: (
        _in_area(facts.reported, printed),
        _in_area(facts.projects, printed),
    ),
    What.PLAN_YES: lambda facts, printed: (facts.plans[Project.Plan.YES], None),
    What.PLAN_NO: lambda facts, printed: (facts.plans[Project.Plan.NO], None),
    What.PARTICIPANTS: lambda facts, printed: (facts.participants, None),
}


def _decimal(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
