"""The rules offered for shares (issue of the agreements), by name, each with its arithmetic told.

Shares are percent. The rule that was chosen, or that none was, is stored with the terms; a suggestion never
changes what is signed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.domain.shares.divisors import DIVISORS, hand_out
from funding.domain.shares.rounding import (
    Units,
    host_takes_rest,
    largest_remainder,
    largest_takes_difference,
)


class Rule(StrEnum):
    HOST_REST = "host_rest"
    LARGEST_DIFFERENCE = "largest_difference"
    LARGEST_REMAINDER = "largest_remainder"
    WEBSTER = "webster"
    HUNTINGTON_HILL = "huntington_hill"
    DHONDT = "dhondt"
    ADAMS = "adams"
    EXACT = "exact"


#: what a rule is called and what it does, in the order a page offers them
RULES = {
    Rule.HOST_REST: (
        gettext_lazy("Värden tar resten"),
        gettext_lazy("De andra avrundas till närmaste hela procent, värden får det som är kvar."),
    ),
    Rule.LARGEST_DIFFERENCE: (
        gettext_lazy("Störst tar skillnaden"),
        gettext_lazy("Alla avrundas till närmaste hela procent, den största jämnar ut till 100."),
    ),
    Rule.LARGEST_REMAINDER: (
        gettext_lazy("Största rest (Hamilton)"),
        gettext_lazy("Alla avrundas nedåt, de procent som är kvar går till dem som förlorade mest."),
    ),
    Rule.WEBSTER: (
        gettext_lazy("Webster (Sainte-Laguë)"),
        gettext_lazy("Procenten delas ut en i taget, antalet delas med 0,5, 1,5, 2,5 …"),
    ),
    Rule.HUNTINGTON_HILL: (
        gettext_lazy("Huntington-Hill"),
        gettext_lazy("Procenten delas ut en i taget, antalet delas med roten ur n gånger n + 1."),
    ),
    Rule.DHONDT: (
        gettext_lazy("D'Hondt (Jefferson)"),
        gettext_lazy("Procenten delas ut en i taget, antalet delas med 1, 2, 3 …; gynnar stora parter."),
    ),
    Rule.ADAMS: (
        gettext_lazy("Adams"),
        gettext_lazy("Procenten delas ut en i taget, antalet delas med 0, 1, 2 …; gynnar små parter."),
    ),
    Rule.EXACT: (
        gettext_lazy("Exakt med decimaler"),
        gettext_lazy("Andelen skrivs med decimaler, den sista decimalen jämnas ut efter största rest."),
    ),
}


@dataclass(frozen=True)
class Step:
    """One party's line: its count, its exact share and its suggested one, in percent."""

    key: str
    count: int
    exact: Fraction
    share: Decimal

    @property
    def difference(self) -> Fraction:
        """Suggested minus exact, in percentage points."""
        return Fraction(self.share) - self.exact


@dataclass(frozen=True)
class Suggestion:
    """What a rule suggests. The shares sum to exactly 100; ``steps`` are in key order."""

    rule: Rule
    shares: dict[str, Decimal]
    steps: tuple[Step, ...]


def suggest(rule: Rule, counts: Mapping[str, int], *, host: str, decimals: int = 0) -> Suggestion:
    """Suggest shares in percent of persons counted per party, with ``decimals`` (EXACT: at least two).

    Raise ValidationError: fewer than two parties, a host that is no party, a negative count, or nobody
    counted at all.
    """
    _check(counts, host)
    if rule is Rule.EXACT:
        decimals = max(decimals, 2)
    unit = Decimal(1).scaleb(-decimals)
    units = _units(rule, dict(counts), host, 100 * 10**decimals)
    total = sum(counts.values())
    steps = tuple(
        Step(key, counts[key], Fraction(100 * counts[key], total), units[key] * unit)
        for key in sorted(counts)
    )
    return Suggestion(rule, {step.key: step.share for step in steps}, steps)


def suggest_all(counts: Mapping[str, int], *, host: str, decimals: int = 4) -> list[Suggestion]:
    """Suggest by every rule, side by side; ``decimals`` are those of the exact one."""
    return [suggest(rule, counts, host=host, decimals=decimals if rule is Rule.EXACT else 0) for rule in Rule]


def _units(rule: Rule, counts: dict[str, int], host: str, whole: int) -> Units:
    total = sum(counts.values())
    exact = {key: Fraction(whole * count, total) for key, count in counts.items()}
    if rule is Rule.HOST_REST:
        return host_takes_rest(exact, whole, host)
    if rule is Rule.LARGEST_DIFFERENCE:
        return largest_takes_difference(exact, whole)
    if rule in (Rule.LARGEST_REMAINDER, Rule.EXACT):
        return largest_remainder(exact, whole)
    return hand_out(counts, whole, DIVISORS[rule.value])


def _check(counts: Mapping[str, int], host: str) -> None:
    if len(counts) < 2:
        raise ValidationError(_("En överenskommelse har minst två parter."))
    if host not in counts:
        raise ValidationError(_("Värden ska vara en av parterna."))
    if any(count < 0 for count in counts.values()):
        raise ValidationError(_("Ett antal kan inte vara mindre än noll."))
    if not any(counts.values()):
        raise ValidationError(_("Ingen part har någon i underlaget, så andelar kan inte räknas fram."))
