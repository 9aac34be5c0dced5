"""Suggested shares: exact results for the agreement of 2018, the laws over many cases, what is refused."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from funding.domain.shares import Rule, suggest, suggest_all

COUNTS = {"Kungsholmen": 70, "Norrmalm": 206, "Östermalm": 33}
CASES = 10_000


def shares(*whole: str) -> dict[str, Decimal]:
    return dict(zip(COUNTS, map(Decimal, whole), strict=True))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule.HOST_REST, shares("23", "66", "11")),
        (Rule.LARGEST_DIFFERENCE, shares("23", "66", "11")),
        (Rule.LARGEST_REMAINDER, shares("22", "67", "11")),
        (Rule.WEBSTER, shares("23", "66", "11")),
        (Rule.HUNTINGTON_HILL, shares("23", "66", "11")),
        (Rule.DHONDT, shares("23", "67", "10")),
        (Rule.ADAMS, shares("23", "66", "11")),
        (Rule.EXACT, shares("22.6537", "66.6667", "10.6796")),
    ],
)
def test_each_rule_suggests_for_the_agreement_of_2018(rule, expected):
    found = suggest(rule, COUNTS, host="Norrmalm", decimals=4 if rule is Rule.EXACT else 0)
    assert found.shares == expected


def test_steps_tell_count_exact_share_and_difference():
    (kungsholmen, *_rest) = suggest(Rule.HOST_REST, COUNTS, host="Norrmalm").steps
    assert (kungsholmen.count, kungsholmen.exact, kungsholmen.share, kungsholmen.difference) == (
        70,
        Fraction(7000, 309),
        Decimal(23),
        Fraction(107, 309),
    )


def test_all_rules_stand_side_by_side_in_the_order_offered():
    assert [one.rule for one in suggest_all(COUNTS, host="Norrmalm")] == list(Rule)


def _cases():
    chance = random.Random(2018)  # a fixed seed, so that a failure comes again
    for _case in range(CASES):
        parties = chance.randint(2, 12)
        yield {f"p{n:02}": chance.choice((0, 1, chance.randint(0, 999))) for n in range(parties)}


def test_shares_sum_to_a_hundred_whatever_the_order_of_the_parties():
    rules = list(Rule)
    for number, counts in enumerate(_cases()):
        if not any(counts.values()):
            continue
        rule, host = rules[number % len(rules)], min(counts)
        found = suggest(rule, counts, host=host).shares
        turned = suggest(rule, dict(reversed(counts.items())), host=host).shares
        assert sum(found.values()) == 100, (rule, counts)
        assert found == turned, (rule, counts)


@pytest.mark.parametrize("rule", [Rule.LARGEST_REMAINDER, Rule.EXACT])
def test_largest_remainder_is_never_a_unit_off(rule):
    for counts in _cases():
        if any(counts.values()):
            unit = Fraction(1, 100) if rule is Rule.EXACT else 1
            assert all(abs(step.difference) < unit for step in suggest(rule, counts, host="p00").steps)


@pytest.mark.parametrize("rule", [rule for rule in Rule if rule is not Rule.HOST_REST])
def test_equal_counts_differ_by_one_percent_at_most_and_the_first_by_name_is_given_it(rule):
    found = suggest(rule, {"a": 5, "b": 5, "c": 5}, host="c").shares
    assert [found[key] - min(found.values()) for key in "abc"][1:] == [0, 0]


def test_a_party_with_nobody_counted_has_no_share():
    assert {
        rule: suggest(rule, {"a": 0, "b": 3, "c": 7}, host="c").shares["a"] for rule in Rule
    } == dict.fromkeys(Rule, Decimal(0))


@pytest.mark.parametrize(
    ("counts", "host", "message"),
    [
        ({"a": 1}, "a", "En överenskommelse har minst två parter."),
        ({"a": 1, "b": 1}, "c", "Värden ska vara en av parterna."),
        ({"a": -1, "b": 1}, "a", "Ett antal kan inte vara mindre än noll."),
        ({"a": 0, "b": 0}, "a", "Ingen part har någon i underlaget, så andelar kan inte räknas fram."),
    ],
)
def test_what_gives_no_shares_is_refused_with_words(counts, host, message):
    with pytest.raises(ValidationError) as refused:
        suggest(Rule.HOST_REST, counts, host=host)
    assert refused.value.messages == [message]
