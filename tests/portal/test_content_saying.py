"""How running text says a figure."""

from decimal import Decimal

import pytest

from portal.content.saying import in_millions, in_percent, in_tkr, number_in_words, part_with_percent

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("number", "neuter", "words"),
    [
        (0, True, "inget"),
        (0, False, "ingen"),
        (1, True, "ett"),
        (1, False, "en"),
        (3, True, "tre"),
        (12, True, "tolv"),
        (13, True, "13"),
        (15528, True, f"15{NBSP}528"),
        (-2, True, "\u22122"),
    ],
)
def test_small_counts_are_words(number, neuter, words):
    assert number_in_words(number, of_neuter=neuter) == words


@pytest.mark.parametrize(
    ("kronor", "words"),
    [
        (15_528_000, f"15,5{NBSP}mnkr"),
        (18_606_000, f"18,6{NBSP}mnkr"),
        (Decimal("15550000.00"), f"15,6{NBSP}mnkr"),
        (999_999, f"999,999{NBSP}tkr"),
        (20_000_000, f"20{NBSP}mnkr"),
        (-1_250_000, f"\u22121,3{NBSP}mnkr"),
    ],
)
def test_millions_are_rounded_half_up_and_less_is_told_in_tkr(kronor, words):
    assert in_millions(kronor) == words


def test_money_and_shares():
    assert in_tkr(Decimal("4770500.00")) == f"4{NBSP}770,5{NBSP}tkr"
    assert in_percent(19, 40) == f"48{NBSP}procent"
    assert in_percent(0, 0) == "0 av 0"
    assert part_with_percent(19, 40) == f"19 (48{NBSP}procent)"
    assert part_with_percent(0, 0) == "0"
