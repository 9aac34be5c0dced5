"""The one function that splits an amount. Parts always sum to the whole, to the öre, and no lots are drawn.

Two rules for the öre that are left when every exact part has been rounded:

* a party named by the terms takes the rest, the others rounded half up (the agreement of 2018: the host);
* nobody named: the largest remainders get an öre each.

Ties go to the key that sorts first, so neither order of parties nor chance matters. A negative amount (a
credit) is split as its positive twin with the signs turned.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Generic, Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.money.units import from_ore, ore_exact


class SortableKey(Protocol):
    """What may stand for a party: a name, a number, a tuple of such; hashable, with an order."""

    def __lt__(self, other: Any, /) -> bool: ...
    def __hash__(self) -> int: ...


Key = TypeVar("Key", bound=SortableKey)


@dataclass(frozen=True)
class PartStep(Generic[Key]):
    """One party's line in the explanation, in kronor but for `share`, its part of the whole (0 to 1)."""

    key: Key
    share: Fraction
    exact: Fraction
    rounded: Decimal  # the exact part rounded to öre: half up; downwards when nobody is named for the rest
    difference: Fraction  # rounded minus exact
    moved: Decimal  # öre given (or taken, when negative) so that the parts sum to the whole
    part: Decimal  # rounded plus moved: what the party has to bear


@dataclass(frozen=True)
class RestStep(Generic[Key]):
    """The last line: the rounded parts sum to `rounded`, `left` kronor remain of `amount` and go to `to`."""

    amount: Decimal
    rounded: Decimal
    left: Decimal
    to: tuple[Key, ...]


@dataclass(frozen=True)
class Split(Generic[Key]):
    """An amount in parts, with its own explanation. `residual_to` is empty when nothing was left."""

    amount: Decimal
    parts: dict[Key, Decimal]
    residual_to: tuple[Key, ...]
    steps: tuple[PartStep[Key] | RestStep[Key], ...]  # one PartStep a key, in key order, then the RestStep


def split(
    amount: Decimal, shares: Mapping[Key, Decimal | Fraction | int], residual: Key | None = None
) -> Split[Key]:
    """Split kronor by shares of any sum (23/66/11, 70/206/33); the rest to `residual`, or by remainder.

    Keys must be of one sortable kind. Raise ValidationError when the amount is finer than the öre, a share is
    negative or no number, all shares are zero, or `residual` is no party.
    """
    weights = _weights(shares, residual)
    ore, whole = ore_exact(amount), sum(weights.values())
    sign = -1 if ore < 0 else 1
    exact = {key: abs(ore) * weight / whole for key, weight in weights.items()}
    rounded, moved = _by_remainder(exact) if residual is None else _by_residual(exact, residual)
    parts = tuple(
        PartStep(
            key=key,
            share=weights[key] / whole,
            exact=sign * exact[key] / 100,
            rounded=from_ore(sign * rounded[key]),
            difference=sign * (rounded[key] - exact[key]) / 100,
            moved=from_ore(sign * moved[key]),
            part=from_ore(sign * (rounded[key] + moved[key])),
        )
        for key in weights
    )
    to = tuple(key for key in weights if moved[key])
    of_all = sign * sum(rounded.values())
    last = RestStep(amount=from_ore(ore), rounded=from_ore(of_all), left=from_ore(ore - of_all), to=to)
    return Split(from_ore(ore), {step.key: step.part for step in parts}, to, (*parts, last))


def _weights(shares: Mapping[Key, Decimal | Fraction | int], residual: Key | None) -> dict[Key, Fraction]:
    """Return the shares in key order, which is the order ties are broken in."""
    weights = {}
    for key in sorted(shares):
        share = shares[key]
        if isinstance(share, Decimal) and not share.is_finite():
            raise ValidationError(_("Skriv andelen som ett tal."))
        if share < 0:
            raise ValidationError(_("En andel kan inte vara mindre än noll."))
        weights[key] = Fraction(share)
    if not any(weights.values()):
        raise ValidationError(_("Minst en part måste ha en andel som är större än noll."))
    if residual is not None and residual not in weights:
        raise ValidationError(_("Den som ska ta resten måste vara en av parterna."))
    return weights


def _by_remainder(exact: dict[Key, Fraction]) -> tuple[dict[Key, int], dict[Key, int]]:
    """Round down; the öre left over go one each to those who lost most."""
    rounded = {key: part.numerator // part.denominator for key, part in exact.items()}
    left = int(sum(exact.values())) - sum(rounded.values())
    order = sorted(exact, key=lambda key: rounded[key] - exact[key])  # stable: ties stay in key order
    lucky = set(order[:left])
    return rounded, {key: int(key in lucky) for key in exact}


def _by_residual(exact: dict[Key, Fraction], residual: Key) -> tuple[dict[Key, int], dict[Key, int]]:
    """Round half up; what then is left or missing is the residual's, but its part never turns sign.

    Many parties and an amount of a few öre can round up to more than the whole and beyond the residual's own
    part. Then those rounded up most get an öre less each, so that nobody is credited for somebody's cost.
    """
    rounded = {
        key: (2 * part.numerator + part.denominator) // (2 * part.denominator) for key, part in exact.items()
    }
    left = int(sum(exact.values())) - sum(rounded.values())
    moved = dict.fromkeys(exact, 0) | {residual: max(left, -rounded[residual])}
    short = moved[residual] - left
    others = [key for key in exact if key != residual]
    for key in sorted(others, key=lambda key: exact[key] - rounded[key])[:short]:
        moved[key] = -1
    return rounded, moved
