"""The arithmetic of a settlement: actual cost, by stretch of the terms, by share, less what is debited.

Pure: nothing is read or written. Kronor to the öre; stretches and parts always sum to the whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from funding.domain.spanning import Convention, Span, span
from portal.money import Split, split


@dataclass(frozen=True)
class TermsInForce:
    """What one version says of a stretch: half-open days, percent per party, who takes the rest."""

    key: int
    begins: date
    ends: date
    shares: Mapping[str, Decimal]
    residual: str
    convention: Convention = Convention.MONTHS


@dataclass(frozen=True)
class StretchAccount:
    """One stretch: the time it is, its part of the cost, and how that was split between the parties."""

    terms: TermsInForce
    begins: date
    ends: date
    span: Span
    cost: Decimal
    split: Split[str]


@dataclass(frozen=True)
class PartyAccount:
    """A party's line in kronor; ``remains`` below zero is to be credited.

    ``own_cost`` is what it has borne of the cost itself, ``carried_over`` what an earlier year left unbooked,
    ``rounding`` what whole kronor added to the parts of the stretches.
    """

    party: str
    share_of_cost: Decimal
    already_debited: Decimal
    own_cost: Decimal = Decimal()
    carried_over: Decimal = Decimal()
    rounding: Decimal = Decimal()

    @property
    def remains(self) -> Decimal:
        return self.share_of_cost - self.own_cost - self.already_debited + self.carried_over


@dataclass(frozen=True)
class Account:
    """The settlement of a period, with all that explains it."""

    cost: Decimal
    stretches: tuple[StretchAccount, ...]
    parties: tuple[PartyAccount, ...]


def settle(
    *,
    begins: date,
    ends: date,
    own_costs: Mapping[str, Decimal],
    terms: Sequence[TermsInForce],
    already_debited: Mapping[str, Decimal],
    carried_over: Mapping[str, Decimal] | None = None,
    whole_kronor_but: str | None = None,
) -> Account:
    """Settle the half-open period. The cost is spread over its stretches by time when terms change inside it.

    ``own_costs``: what each party has borne; they are together the cost that is shared.
    ``already_debited``: what earlier settlements of the same period debited, per party, in kronor.
    ``carried_over``: what an earlier year left unbooked. ``whole_kronor_but``: every party but this one
    bears whole kronor, and this one, who is debited by nobody, the öre.
    ValidationError: a day of the period has no terms in force, or two.
    """
    pieces = _pieces(begins, ends, terms)
    spans = [span(first, after, _convention(pieces, one)) for one, first, after in pieces]
    cost = sum(own_costs.values(), Decimal())
    costs = split(cost, {n: measured.years for n, measured in enumerate(spans)}).parts
    stretches = tuple(
        StretchAccount(one, first, after, spans[n], costs[n], split(costs[n], one.shares, one.residual))
        for n, (one, first, after) in enumerate(pieces)
    )
    exact = _sums(stretches)
    shares = exact if whole_kronor_but is None else in_whole_kronor(exact, own_costs, whole_kronor_but)
    return Account(cost, stretches, _lines(exact, shares, own_costs, already_debited, carried_over or {}))


def _pieces(begins: date, ends: date, terms: Sequence[TermsInForce]) -> list[tuple[TermsInForce, date, date]]:
    """Cut the period where the terms change, in order of time."""
    found, day = [], begins
    for one in sorted(terms, key=lambda each: each.begins):
        first, after = max(begins, one.begins), min(ends, one.ends)
        if first >= after:
            continue
        if first != day:
            raise ValidationError(_gap(day, first))
        found.append((one, first, after))
        day = after
    if day != ends:
        raise ValidationError(_gap(day, ends))
    return found


def _gap(day: date, other: date) -> str:
    words = {"day": min(day, other).isoformat()}
    return _("Det finns inte precis ett villkor i kraft den %(day)s, så perioden kan inte avräknas.") % words


def _convention(pieces: Sequence[tuple[TermsInForce, date, date]], one: TermsInForce) -> Convention:
    """Return the terms' own convention; stretches that cut a month or a tertial are counted in days."""
    cuts_month = any(first.day != 1 or after.day != 1 for _terms, first, after in pieces)
    if len(pieces) > 1 and one.convention is Convention.TERTIALS:
        return Convention.DAYS if cuts_month else Convention.MONTHS
    return Convention.DAYS if cuts_month and one.convention is Convention.MONTHS else one.convention


def _sums(stretches: Sequence[StretchAccount]) -> dict[str, Decimal]:
    """Return each party's share of the cost, over all stretches."""
    found: dict[str, Decimal] = {}
    for stretch in stretches:
        for party, part in stretch.split.parts.items():
            found[party] = found.get(party, Decimal()) + part
    return found


def in_whole_kronor(
    shares: Mapping[str, Decimal], own_costs: Mapping[str, Decimal], but: str
) -> dict[str, Decimal]:
    """Return the shares so that what is left of them above the own costs is whole kronor, the sum unchanged:
    ``but`` takes what is left, öre included."""
    whole = sum(shares.values(), Decimal())
    kronor = whole.to_integral_value(ROUND_FLOOR)
    borne = dict(shares) if but in shares else {**shares, but: Decimal()}
    if not kronor:
        return dict.fromkeys(borne, Decimal()) | {but: whole}
    # One krona stands as one öre, so that the one rule of splitting holds for kronor too.
    found = {party: part.scaleb(2) for party, part in split(kronor.scaleb(-2), borne, but).parts.items()}
    ore = {party: own_costs.get(party, Decimal()) % 1 for party in found if party != but}
    found = {party: part + ore.get(party, Decimal()) for party, part in found.items()}
    return found | {but: found[but] + whole - kronor - sum(ore.values(), Decimal())}


def _lines(
    exact: Mapping[str, Decimal],
    shares: Mapping[str, Decimal],
    own_costs: Mapping[str, Decimal],
    already_debited: Mapping[str, Decimal],
    carried_over: Mapping[str, Decimal],
) -> tuple[PartyAccount, ...]:
    """Return a line for who shares the cost, has borne, was debited or has something carried over; by key."""
    nothing = Decimal()
    return tuple(
        PartyAccount(
            party,
            shares.get(party, nothing),
            already_debited.get(party, nothing),
            own_costs.get(party, nothing),
            carried_over.get(party, nothing),
            shares.get(party, nothing) - exact.get(party, nothing),
        )
        for party in sorted({*exact, *own_costs, *already_debited, *carried_over})
    )


def yearly_budget(yearly: Decimal, begins: date, ends: date, convention: Convention) -> tuple[Decimal, Span]:
    """Return what a yearly cost in kronor is for the half-open period, to the öre (half up), and its span."""
    measured = span(begins, ends, convention)
    ore = Fraction(yearly) * measured.years * 100
    return Decimal((2 * ore.numerator + ore.denominator) // (2 * ore.denominator)).scaleb(-2), measured
