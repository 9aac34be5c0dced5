"""The account of a year, or of an agreement's whole term: what each party has borne, period by period."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from funding.domain.computing import budget_between, terms_between
from funding.models import Agreement, Party, Settlement, SettlementLine
from portal.periods import Period


@dataclass(frozen=True)
class PeriodAccount:
    """What settled settlements say of a period, in kronor; ``settlement`` is the newest, a correction."""

    period: Period
    settlement: Settlement
    cost: Decimal
    shares: dict[int, Decimal]

    def share(self, party: Party) -> Decimal:
        return self.shares.get(party.pk, Decimal())


@dataclass(frozen=True)
class TermAccount:
    """Periods in order, the parties that have a part in them, and what each was to debit and is booked."""

    periods: Sequence[PeriodAccount]
    parties: Sequence[Party]
    budget: Decimal
    debited: dict[int, Decimal]
    booked: dict[int, Decimal]

    @property
    def cost(self) -> Decimal:
        return sum((each.cost for each in self.periods), Decimal())

    @property
    def left(self) -> Decimal:
        """What is left of the budget."""
        return self.budget - self.cost

    def share(self, party: Party) -> Decimal:
        return sum((each.share(party) for each in self.periods), Decimal())


def account_of_term(agreement: Agreement, year: int | None) -> TermAccount:
    """Sum the settled settlements of ``year``, or of all years for None.

    A correction replaces what it corrects: its lines hold the whole share, and remain only the difference.
    """
    settled = Settlement.objects.filter(agreement=agreement, state=Settlement.State.SETTLED)
    rows = list((settled.filter(year=year) if year else settled).order_by("year", "number", "sequence"))
    newest = {(each.period_kind, each.year, each.number): each for each in rows}
    lines = list(
        SettlementLine.objects.filter(settlement__in=rows).select_related(
            "party__organisation", "settlement__order"
        )
    )
    parties = {line.party_id: line.party for line in lines}
    return TermAccount(
        periods=[_period(each, lines) for each in newest.values()],
        parties=sorted(parties.values(), key=lambda each: (each.heading_order, each.pk)),
        budget=_budget(agreement, year),
        debited=_sum(lines),
        booked=_sum([line for line in lines if _is_booked(line.settlement)]),
    )


def years_of(agreement: Agreement) -> list[int]:
    """Return the years that have a settled settlement, the newest first."""
    settled = Settlement.objects.filter(agreement=agreement, state=Settlement.State.SETTLED)
    return list(settled.order_by("-year").values_list("year", flat=True).distinct())


def _period(settlement: Settlement, lines: Sequence[SettlementLine]) -> PeriodAccount:
    mine = [line for line in lines if line.settlement_id == settlement.pk]
    return PeriodAccount(
        Period(settlement.period_kind, settlement.year, settlement.number),
        settlement,
        settlement.cost,
        {line.party_id: line.share_of_cost for line in mine},
    )


def _sum(lines: Sequence[SettlementLine]) -> dict[int, Decimal]:
    """Return what is debited each party of its own periods: what was carried over is of an earlier one."""
    found: dict[int, Decimal] = {}
    for line in lines:
        found[line.party_id] = found.get(line.party_id, Decimal()) + line.remains - line.carried_over
    return found


def _is_booked(settlement: Settlement) -> bool:
    order = getattr(settlement, "order", None)
    return bool(order and order.booked_on)


def _budget(agreement: Agreement, year: int | None) -> Decimal:
    signed = agreement.terms.signed().order_by("force")
    ends = [each.force for each in signed]
    if not ends:
        return Decimal()
    first, after = min(each.lower for each in ends), max(each.upper for each in ends)
    if year:
        first, after = max(first, first.replace(year, 1, 1)), min(after, after.replace(year + 1, 1, 1))
    if first >= after:
        return Decimal()
    return sum(budget_between(terms_between(agreement, first, after), first, after).values(), Decimal())
