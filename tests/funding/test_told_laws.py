"""What is told is what was done: the arithmetic in words, worked out again from the words, in many cases."""

import random
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest

from funding.domain.shares import Rule, suggest, told
from portal.money import explain, split

CASES = 10_000
NUMBER = re.compile(r"−?\d+(?:,\d+)?")


def numbers(words: str) -> list[Decimal]:
    """Return every number of a sentence; thousands stand apart by a no-break space, the names have none."""
    tight = re.sub(r"(?<=\d)\u00a0(?=\d{3})", "", words)
    return [Decimal(each.replace(",", ".").replace("−", "-")) for each in NUMBER.findall(tight)]


def cases(parties: int, cases: int = CASES) -> Iterator[dict[str, int]]:
    chance = random.Random(309)
    for _case in range(cases):
        keys = "abcdefghijkl"[: chance.randint(2, parties)]
        found = {key: chance.choice((0, chance.randint(1, 9), chance.randint(0, 999))) for key in keys}
        if any(found.values()):
            yield found


def test_the_words_of_a_split_add_up_again():
    chance = random.Random(66)
    for shares in cases(12):
        amount = Decimal(chance.randint(-(10**8), 10**8)).scaleb(-2)
        result = split(amount, shares, chance.choice([None, min(shares)]))
        *parts, last = explain(result, lambda key: f"Part {key}:")
        told_parts = [numbers(line)[-1] for line in parts]
        assert told_parts == list(result.parts.values())
        assert sum(told_parts) == amount == numbers(last)[-1 if "Resten" in last else 0]
        if "Resten" in last:
            rounded, left, whole = numbers(last)
            assert rounded + left == whole == amount


@pytest.mark.parametrize("rule", [Rule.LARGEST_DIFFERENCE, Rule.LARGEST_REMAINDER, Rule.EXACT])
def test_rounding_is_told_as_it_was_done(rule):
    for counts in cases(8, CASES // 4):
        whole = sum(counts.values())
        found = suggest(rule, counts, host="a", decimals=4 if rule is Rule.EXACT else 0)
        lines = told(found, dict.fromkeys(counts, "Part"), host="a")
        assert [share for _words, share in lines] == list(found.shares.values())
        for (words, share), count in zip(lines, counts.values(), strict=True):
            told_count, told_whole, exact, *moves = numbers(words)
            assert (told_count, told_whole) == (count, whole)
            assert abs(Fraction(exact) - Fraction(100 * count, whole)) <= Fraction(1, 200)
            assert sum(moves) == share if moves else abs(Fraction(share) - Fraction(exact)) <= Fraction(1, 2)


def test_the_host_is_told_as_a_hundred_less_the_others():
    for counts in cases(8, CASES // 4):
        found = suggest(Rule.HOST_REST, counts, host="b")
        (words, share) = told(found, dict.fromkeys(counts, "Part"), host="b")[1]
        first, *others = re.sub(r" − ", " ", words.split(": ")[1]).split()
        assert Decimal(first) - sum(Decimal(each.replace("−", "-")) for each in others) == share


@pytest.mark.parametrize("rule", [Rule.WEBSTER, Rule.HUNTINGTON_HILL, Rule.DHONDT, Rule.ADAMS])
def test_no_next_quotient_is_larger_than_any_last(rule):
    for counts in cases(6, CASES // 10):
        found = suggest(rule, counts, host="a")
        lasts, nexts = [], []
        for words, _share in told(found, dict.fromkeys(counts, "Part"), host="a"):
            of_last, _comma, of_next = words.partition("nästa")
            lasts += numbers(of_last)[-1:] if "den sista" in of_last and "delning" not in of_last else []
            nexts += numbers(of_next)[-1:] if "÷" in of_next else []
        assert not lasts or max(nexts, default=Decimal()) - min(lasts) <= Decimal("0.0001"), counts
