"""What the page about an agreement shows of one version: parties, basis, costs, amounts, clauses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from funding.domain.amounts import Amount, Refused, amount_under, residual_of, shared, time_of
from funding.domain.basis import basis_for, counted, newer_than
from funding.domain.shares import RULES, Rule, hundredths, suggest, told
from funding.domain.shares.rounding import half_up
from funding.domain.spanning import Convention
from funding.models import Agreement, BasisCount, CostLine, Party, Terms, TermsShare
from portal.money import Split, explain, write_fraction, write_number


@dataclass(frozen=True)
class PartyLine:
    """A party as the page shows it. ``count`` None: not counted. Amounts in kronor, None while nothing is
    shared."""

    party: Party
    percent: Decimal
    count: int | None
    total_count: int
    per_year: Decimal | None
    whole: Decimal | None
    windows: tuple[int | None, ...]

    @property
    def share(self) -> str:
        """Return the agreed share as it is written: "66", "33,3333"."""
        return write_number(self.percent)

    @property
    def exact(self) -> str:
        """Return the counted share, two decimals, or "" when nobody is counted."""
        if self.count is None or not self.total_count:
            return ""
        return hundredths(Fraction(100 * self.count, self.total_count))


@dataclass(frozen=True)
class Sheet:
    """One version with all that belongs to it, read once."""

    agreement: Agreement
    terms: Terms
    shares: Sequence[TermsShare]
    costs: Sequence[CostLine]
    basis: Sequence[BasisCount]

    @cached_property
    def yearly(self) -> Decimal:
        return sum((line.amount for line in self.costs), Decimal())

    @cached_property
    def per_year(self) -> Split[str] | None:
        return shared(self.yearly, self.terms, self.shares)

    @cached_property
    def amount(self) -> Amount | Refused | None:
        convention = Convention(self.terms.convention)
        return amount_under(convention, yearly=self.yearly, terms=self.terms, shares=self.shares)

    @cached_property
    def is_measured(self) -> bool:
        return isinstance(self.amount, Amount)

    @cached_property
    def rested_on(self) -> list[BasisCount]:
        return basis_for(self.terms, self.basis)

    @cached_property
    def newer(self) -> list[BasisCount]:
        return newer_than(self.terms, self.basis)

    @cached_property
    def windows(self) -> list[tuple[date, date]]:
        """Return the windows counted in, (first day, last day), in order of time."""
        found = sorted({(row.begins, row.ends) for row in self.rested_on})
        return [(begins, ends - timedelta(days=1)) for begins, ends in found]

    @cached_property
    def total_count(self) -> int:
        return sum(self.counts.values())

    @cached_property
    def counts(self) -> dict[str, int]:
        return counted(self.rested_on, [share.party for share in self.shares])

    @cached_property
    def window_totals(self) -> list[int]:
        columns = zip(*(line.windows for line in self.lines), strict=True)
        return [sum(each or 0 for each in column) for column in columns]

    @cached_property
    def percent_total(self) -> str:
        return write_number(sum((share.percent for share in self.shares), Decimal()))

    @cached_property
    def lines(self) -> list[PartyLine]:
        """Return the parties in the order of the heading."""
        return [self._line(share) for share in self.shares]

    def _line(self, share: TermsShare) -> PartyLine:
        key = share.party.organisation.key
        mine = [row for row in self.rested_on if row.party_id == share.party_id]
        whole = self.amount.split.parts[key] if isinstance(self.amount, Amount) else None
        return PartyLine(
            party=share.party,
            percent=share.percent,
            count=self.counts[key] if mine else None,
            total_count=self.total_count,
            per_year=self.per_year.parts[key] if self.per_year else None,
            whole=whole,
            windows=tuple(self._in_window(mine, begins, last) for begins, last in self.windows),
        )

    def _in_window(self, mine: list[BasisCount], begins: date, last: date) -> int | None:
        found = [row.persons for row in mine if (row.begins, row.ends) == (begins, last + timedelta(days=1))]
        return sum(found) if found else None

    @cached_property
    def names(self) -> dict[str, str]:
        return {share.party.organisation.key: str(share.party) for share in self.shares}

    @property
    def steps(self) -> list[str]:
        """Return how the amount for the whole time was split, sentence by sentence."""
        return explain(self.amount.split, self.names.__getitem__) if isinstance(self.amount, Amount) else []

    @property
    def yearly_steps(self) -> list[str]:
        return explain(self.per_year, self.names.__getitem__) if self.per_year else []

    @property
    def rule_name(self) -> Any:
        """Return the name of the rule the shares followed; "" when they were agreed without one."""
        return RULES[Rule(self.terms.rule)][0] if self.terms.rule in RULES else ""

    @property
    def rule_text(self) -> Any:
        return RULES[Rule(self.terms.rule)][1] if self.terms.rule in RULES else ""

    @cached_property
    def share_steps(self) -> list[tuple[str, str]]:
        """Return how the rule came to the shares, when the counts still give exactly those agreed."""
        agreed = {share.party.organisation.key: share.percent for share in self.shares}
        host = residual_of(self.terms, self.shares)
        if self.terms.rule not in RULES or not self.total_count or len(agreed) < 2:
            return []
        places = max(-int(share.normalize().as_tuple().exponent) for share in agreed.values())
        found = suggest(
            Rule(self.terms.rule),
            self.counts,
            host=host,
            decimals=places if self.terms.rule == Rule.EXACT else 0,
        )
        if found.shares != agreed:
            return []
        return [(line, write_number(share)) for line, share in told(found, self.names, host=host)]

    @property
    def rounded_sum(self) -> int | None:
        """Return what the counted shares sum to when each is rounded by itself, where that is not 100."""
        if not self.total_count:
            return None
        found = sum(half_up(Fraction(100 * count, self.total_count)) for count in self.counts.values())
        return found if found != 100 else None

    @property
    def span_years(self) -> str:
        return write_fraction(self.amount.span.years) if isinstance(self.amount, Amount) else ""

    @property
    def first_day(self) -> date:
        return time_of(self.terms)[0]

    @property
    def last_day(self) -> date:
        return time_of(self.terms)[1] - timedelta(days=1)

    @property
    def months(self) -> int | None:
        """Return how many months the time is; None when it is not whole months."""
        begins, ends = time_of(self.terms)
        if begins.day != 1 or ends.day != 1:
            return None
        return 12 * (ends.year - begins.year) + ends.month - begins.month


def sheet_of(agreement: Agreement, terms: Terms) -> Sheet:
    """Read what the page shows of ``terms``: three queries, however many parties."""
    shares = terms.shares.select_related("party__organisation").order_by("party__heading_order", "pk")
    return Sheet(
        agreement=agreement,
        terms=terms,
        shares=list(shares),
        costs=list(terms.costs.select_related("kind").order_by("kind__position", "pk")),
        basis=list(agreement.basis.select_related("party__organisation").order_by("begins", "ends", "pk")),
    )
