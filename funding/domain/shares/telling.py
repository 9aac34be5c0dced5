"""The arithmetic of a suggestion in words: a line a party, as one would check it with pen and paper."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from funding.domain.shares.divisors import DIVISORS
from funding.domain.shares.rounding import half_up
from funding.domain.shares.rules import Rule, Step, Suggestion
from portal.money import MINUS, NBSP, write_int, write_number

Words = dict[str, str]


def told(suggestion: Suggestion, names: Mapping[str, str], *, host: str) -> list[tuple[str, Decimal]]:
    """Return (what was done, the share it gave) for each party, in key order; ``names``: key -> name."""
    tell = _TELLERS.get(suggestion.rule, _quotients)
    return [
        (tell(suggestion, step, _words(suggestion, step, names), host), step.share)
        for step in suggestion.steps
    ]


def _words(suggestion: Suggestion, step: Step, names: Mapping[str, str]) -> Words:
    whole = sum(each.count for each in suggestion.steps)
    return {
        "name": names[step.key],
        "count": write_int(step.count),
        "whole": write_int(whole),
        "exact": hundredths(step.exact),
        "share": write_number(step.share),
    }


def _host_rest(suggestion: Suggestion, step: Step, words: Words, host: str) -> str:
    if step.key != host:
        return _("%(name)s: %(count)s ÷ %(whole)s = %(exact)s %%, avrundat") % words
    others = f" {MINUS} ".join(write_number(each.share) for each in suggestion.steps if each.key != host)
    return _("%(name)s, värd: 100 − %(others)s") % (words | {"others": others})


def _difference(suggestion: Suggestion, step: Step, words: Words, host: str) -> str:
    rounded = half_up(step.exact)
    moved = int(step.share) - rounded
    told = _("%(name)s: %(count)s ÷ %(whole)s = %(exact)s %%, avrundat") % words
    if not moved:
        return told
    sign = MINUS if moved < 0 else "+"
    change = {"rounded": write_int(rounded), "sign": sign, "moved": write_int(abs(moved))}
    return told + _(" %(rounded)s, störst och jämnar ut: %(sign)s%(moved)s") % change


def _remainder(suggestion: Suggestion, step: Step, words: Words, host: str) -> str:
    unit = Decimal(1).scaleb(step.share.as_tuple().exponent)  # type: ignore[arg-type]
    floor = unit * (step.exact / Fraction(unit)).__floor__()
    words = words | {"floor": write_number(floor), "unit": write_number(unit)}
    if step.share == floor:
        return _("%(name)s: %(count)s ÷ %(whole)s = %(exact)s %%, nedåt till %(floor)s") % words
    return _("%(name)s: %(count)s ÷ %(whole)s = %(exact)s %%, nedåt till %(floor)s och +%(unit)s") % words


def _quotients(suggestion: Suggestion, step: Step, words: Words, host: str) -> str:
    """Tell the last quotient that won a percent and the next that did not: no other party's next is larger
    than anybody's last."""
    units = int(step.share)
    if not step.count:
        return _("%(name)s: ingen i underlaget") % words
    following = _("nästa %(quotient)s räckte inte") % {"quotient": _quotient(suggestion.rule, step, units)}
    if not units or not DIVISORS[suggestion.rule.value](units - 1):
        return _("%(name)s: %(count)s personer, %(next)s") % (words | {"next": following})
    last = _quotient(suggestion.rule, step, units - 1)
    return _("%(name)s: den sista procenten vid %(last)s, %(next)s") % (
        words | {"last": last, "next": following}
    )


def _quotient(rule: Rule, step: Step, units: int) -> str:
    """Write count ÷ divisor = quotient, for a party that has ``units`` already."""
    square = DIVISORS[rule.value](units)
    divisor = (Decimal(square.numerator) / square.denominator).sqrt()
    if not divisor:
        return _("utan delning")
    told = divisor.quantize(Decimal("0.01")).normalize()
    quotient = (step.count / divisor).quantize(Decimal("0.0001"))
    sign = "=" if told == divisor else "≈"
    return (
        f"{write_int(step.count)}{NBSP}÷{NBSP}{write_number(told)}{NBSP}{sign}{NBSP}{write_number(quotient)}"
    )


def hundredths(exact: Fraction) -> str:
    """Write percent rounded half up to two decimals, always both: "66,67"."""
    whole = half_up(abs(exact) * 100)
    sign = MINUS if exact < 0 and whole else ""
    return f"{sign}{whole // 100},{whole % 100:02}"


_TELLERS: dict[Rule, Callable[[Suggestion, Step, Words, str], str]] = {
    Rule.HOST_REST: _host_rest,
    Rule.LARGEST_DIFFERENCE: _difference,
    Rule.LARGEST_REMAINDER: _remainder,
    Rule.EXACT: _remainder,
}
