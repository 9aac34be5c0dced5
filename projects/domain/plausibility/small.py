"""Whether a question tells of so few people that somebody could be recognised (contract, masking)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from projects.domain.plausibility.finding import Facts

#: the facts that count people; amounts, years and percentages point nobody out
PEOPLE = ("value", "total", "missing", "part", "whole", "split", "ongoing", "before")
LISTS = ("parts", "unknown", "forecasts")


def has_small(facts: Facts, *, below: int) -> bool:
    """Whether a number of people in ``facts`` is 1 to ``below`` - 1. Money is no number of people."""
    return not facts.get("money") and any(0 < number < below for number in _people(facts))


def _people(facts: Facts) -> Iterator[Decimal]:
    told = [facts[name] for name in PEOPLE if name in facts]
    told += [row[1] for name in LISTS for row in facts.get(name, ())]
    for fact in told:
        if (number := _number(fact)) is not None:
            yield number


def _number(fact: Any) -> Decimal | None:
    """The number of a fact; some facts under these names are words."""
    try:
        return Decimal(str(fact))
    except ArithmeticError:
        return None
