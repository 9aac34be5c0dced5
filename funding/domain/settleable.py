"""Which periods of an agreement can be settled: in force, with reported costs and no settlement yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet

from funding.models import ActualCost, Agreement, PartyDuty, PartyReport, Settlement, Terms
from portal.periods import TERTIAL, Period, periods_in


@dataclass(frozen=True)
class PeriodLine:
    """A period: what is reported of it (None: nothing), who has not reported, its settlements in order."""

    period: Period
    cost: Decimal | None
    missing: Sequence[str]
    settlements: Sequence[Settlement]

    @property
    def alive(self) -> Settlement | None:
        """Return the settlement that says how the period stands: the newest that is not withdrawn."""
        found = [each for each in self.settlements if each.state != Settlement.State.WITHDRAWN]
        return found[-1] if found else None

    @property
    def is_changed(self) -> bool:
        """Whether what is reported now differs from what was settled: it waits for a correction."""
        alive = self.alive
        settled = alive is not None and alive.state == Settlement.State.SETTLED
        return bool(settled and alive and self.cost is not None and self.cost != alive.cost)

    @property
    def can_be_settled(self) -> bool:
        return self.cost is not None and self.alive is None


def periods_of(agreement: Agreement, today: date) -> list[PeriodLine]:
    """Return the periods in which the agreement has been in force, the newest first. Four queries."""
    forces = list(agreement.terms.signed().values_list("force", flat=True))
    periods = {
        period
        for force in forces
        for period in periods_in(force.lower, force.upper, TERTIAL)
        if period.begins <= today
    }
    costs, missing, settlements = _costs(agreement), _missing(agreement), _settlements(agreement)
    return [
        PeriodLine(
            each,
            costs.get((each.year, each.number)),
            missing.get((each.year, each.number), []),
            settlements.get((each.year, each.number), []),
        )
        for each in sorted(periods, reverse=True)
    ]


def _costs(agreement: Agreement) -> dict[tuple[int, int], Decimal]:
    """Sum the actual costs of the newest handed-in report of each duty, by year and number."""
    newest = (
        PartyReport.objects.submitted()
        .filter(duty__party__agreement=agreement, duty__expected__period_kind=TERTIAL)
        .order_by("duty", "-version")
        .distinct("duty")
    )
    rows = ActualCost.objects.filter(report__in=list(newest.values_list("pk", flat=True)))
    found: dict[tuple[int, int], Decimal] = {}
    for year, number, amount in rows.values_list(
        "report__duty__expected__year", "report__duty__expected__number", "amount"
    ):
        found[year, number] = found.get((year, number), Decimal()) + amount
    return found


def _missing(agreement: Agreement) -> dict[tuple[int, int], list[str]]:
    """Name those whose report is expected and not handed in, by year and number."""
    duties = PartyDuty.objects.filter(party__agreement=agreement, expected__period_kind=TERTIAL).exclude(
        pk__in=PartyReport.objects.submitted().values("duty")
    )
    found: dict[tuple[int, int], list[str]] = {}
    for duty in duties.select_related("expected", "party__organisation").order_by("party__heading_order"):
        found.setdefault((duty.expected.year, duty.expected.number), []).append(str(duty.party))
    return found


def _settlements(agreement: Agreement) -> dict[tuple[int, int], list[Settlement]]:
    rows = agreement.settlements.filter(period_kind=TERTIAL).select_related("order")
    found: dict[tuple[int, int], list[Settlement]] = {}
    for each in rows.order_by("sequence"):
        found.setdefault((each.year, each.number), []).append(each)
    return found


def to_settle(agreements: QuerySet[Agreement], today: date) -> list[tuple[Agreement, Period]]:
    """Return the ended periods that every party of ``agreements`` has reported, that have a cost and no
    settlement; the oldest first. Three queries, however many agreements."""
    in_view = agreements.filter(terms__state=Terms.State.SIGNED).distinct()
    duties = PartyDuty.objects.filter(party__agreement__in=in_view, expected__period_kind=TERTIAL)
    in_reports = PartyReport.objects.submitted().filter(duty=OuterRef("pk"))
    rows = duties.annotate(is_in=Exists(in_reports), has_cost=Exists(in_reports.filter(costs__isnull=False)))
    told: dict[tuple[int, int, int], list[tuple[bool, bool]]] = {}
    for key, year, number, is_in, has_cost in rows.values_list(
        "party__agreement", "expected__year", "expected__number", "is_in", "has_cost"
    ):
        told.setdefault((key, year, number), []).append((is_in, has_cost))
    done = set(
        Settlement.objects.exclude(state=Settlement.State.WITHDRAWN)
        .filter(agreement__in=in_view, period_kind=TERTIAL)
        .values_list("agreement", "year", "number")
    )
    known = Agreement.objects.in_bulk({key for key, _year, _number in told})
    found = [
        (known[key], Period(TERTIAL, year, number))
        for (key, year, number), each in told.items()
        if (key, year, number) not in done
        and all(is_in for is_in, _cost in each)
        and any(cost for _is_in, cost in each)
    ]
    return sorted(
        [(one, period) for one, period in found if period.ends <= today],
        key=lambda each: (each[1], each[0].pk),
    )
