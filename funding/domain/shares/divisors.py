"""Divisor methods: units are handed out one at a time to whoever has the strongest claim.

A claim is count / divisor(units so far). They differ only in the divisor, which decides how small parties
are treated: Adams favours them, D'Hondt the large ones, Webster and Huntington-Hill lie between. The weakness
of a claim, the divisor squared over the count squared, is compared as a fraction, so that Huntington-Hill's
square roots stay exact.
"""

from collections.abc import Callable
from fractions import Fraction
from heapq import heapify, heapreplace

from funding.domain.shares.rounding import Units

#: units a party has -> the square of the divisor for its next; 0 is a claim that nothing outbids
Divisor = Callable[[int], Fraction]

DIVISORS: dict[str, Divisor] = {
    "webster": lambda units: Fraction((2 * units + 1) ** 2, 4),
    "huntington_hill": lambda units: Fraction(units * (units + 1)),
    "dhondt": lambda units: Fraction((units + 1) ** 2),
    "adams": lambda units: Fraction(units**2),
}


def hand_out(counts: dict[str, int], whole: int, divisor: Divisor) -> Units:
    """Hand out ``whole`` units. A party that counts nobody gets none; of equal claims the larger count's
    comes first, then the first by key."""
    units = dict.fromkeys(sorted(counts), 0)
    claims = [(divisor(0) / count**2, -count, key) for key, count in counts.items() if count]
    heapify(claims)
    for _unit in range(whole):
        _weakness, less, key = claims[0]
        units[key] += 1
        heapreplace(claims, (divisor(units[key]) / less**2, less, key))
    return units
