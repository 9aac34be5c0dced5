"""Budget, outcome, forecast and deviation of an agreement's year so far, with cause and action as reported.

administration.md 16: the deviation is told in kronor and percent, above zero when the year costs less than
budgeted; the general allowance of each party stands as its financing, so that what is not financed shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from funding.domain.amounts import shared
from funding.domain.computing import budget_between, terms_between
from funding.domain.reported import costs_by_kind, newest_reports
from funding.models import Agreement, Allowance, CostType, Party, PartyReport, Terms
from portal.periods import Period, periods_in


@dataclass(frozen=True)
class KindLine:
    """A type of cost, in kronor: the year's budget, that so far, and the outcome (None: not reported)."""

    kind: CostType
    year: Decimal
    so_far: Decimal
    outcome: Decimal | None

    @property
    def left(self) -> Decimal:
        """What is left of the budget so far; below zero it is overdrawn."""
        return self.so_far - (self.outcome or Decimal())


@dataclass(frozen=True)
class Financing:
    """A party's year, in kronor: its share of the year's cost, and its allowance (None: not registered)."""

    party: Party
    share: Decimal
    allowance: Decimal | None

    @property
    def unfinanced(self) -> Decimal | None:
        """What the allowance does not cover; zero when it covers all."""
        return None if self.allowance is None else max(self.share - self.allowance, Decimal())


@dataclass(frozen=True)
class FollowUp:
    """The year up to and with ``period``. ``forecast`` None: nobody gave one."""

    period: Period
    lines: Sequence[KindLine]
    forecast: Decimal | None
    told: Sequence[PartyReport]
    financing: Sequence[Financing]

    @property
    def budget(self) -> Decimal:
        return sum((line.year for line in self.lines), Decimal())

    @property
    def budget_so_far(self) -> Decimal:
        return sum((line.so_far for line in self.lines), Decimal())

    @property
    def outcome(self) -> Decimal:
        return sum((line.outcome or Decimal() for line in self.lines), Decimal())

    @property
    def left_so_far(self) -> Decimal:
        return self.budget_so_far - self.outcome

    @property
    def deviation(self) -> Decimal | None:
        """Budget less forecast, in kronor."""
        return None if self.forecast is None else self.budget - self.forecast

    @property
    def deviation_percent(self) -> Decimal | None:
        """The deviation in percent of the budget, one decimal; None when there is nothing to compare."""
        if self.deviation is None or not self.budget:
            return None
        return (100 * self.deviation / self.budget).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def unfinanced(self) -> Decimal:
        return sum((each.unfinanced or Decimal() for each in self.financing), Decimal())


def follow_up(agreement: Agreement, period: Period) -> FollowUp:
    """Read the year of ``period`` up to and with it."""
    first, after = date(period.year, 1, 1), date(period.year + 1, 1, 1)
    terms = terms_between(agreement, first, after)
    until = list(periods_in(first, period.ends, period.kind))
    reports = newest_reports(agreement, until)
    lines = _lines(budget_between(terms, first, after), budget_between(terms, first, period.ends), reports)
    of_period = [each for each in reports if each.duty.expected.number == period.number]
    given = [each.forecast for each in of_period if each.forecast is not None]
    forecast = sum(given, Decimal()) if given else None
    cost = forecast if forecast is not None else sum((line.year for line in lines), Decimal())
    told = [each for each in of_period if each.cause or each.action]
    return FollowUp(period, lines, forecast, told, financing_of(agreement, period.year, terms, cost))


def financing_of(agreement: Agreement, year: int, terms: Sequence[Terms], cost: Decimal) -> list[Financing]:
    """Return each party's share of the year's ``cost`` by the newest of ``terms``, beside its allowance."""
    if not terms:
        return []
    shares = sorted(terms[-1].shares.all(), key=lambda each: (each.party.heading_order, each.party_id))
    parts = shared(cost, terms[-1], shares)
    allowances = dict(Allowance.objects.filter(agreement=agreement, year=year).values_list("party", "amount"))
    return [
        Financing(
            share.party,
            parts.parts[share.party.organisation.key] if parts else Decimal(),
            allowances.get(share.party_id),
        )
        for share in shares
    ]


def _lines(
    year: dict[CostType, Decimal], so_far: dict[CostType, Decimal], reports: Sequence[PartyReport]
) -> list[KindLine]:
    outcome = costs_by_kind(reports)
    kinds = sorted({*year, *outcome}, key=lambda kind: (kind.position, kind.pk))
    nothing = Decimal()
    return [
        KindLine(kind, year.get(kind, nothing), so_far.get(kind, nothing), outcome.get(kind))
        for kind in kinds
    ]
