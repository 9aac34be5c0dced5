"""Tkr and kronor, and how numbers are written on pages and in files."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from portal import money

NB = "\u00a0"


@pytest.mark.parametrize(
    ("tkr", "kronor"),
    [("4770.5", "4770500"), ("0.00001", "0.01"), ("-396", "-396000"), ("0", "0"), ("15528", "15528000")],
)
def test_tkr_and_kronor_are_each_others_inverse(tkr, kronor):
    assert money.tkr_to_kronor(Decimal(tkr)) == Decimal(kronor)
    assert money.kronor_to_tkr(Decimal(kronor)) == Decimal(tkr)


def test_kronor_to_tkr_keeps_no_needless_zeros():
    assert [
        str(money.kronor_to_tkr(Decimal(k)))
        for k in ("15528000.00", "4770500.00", "0.01", "-0.00", "10000000")
    ] == [
        "15528",
        "4770.5",
        "0.00001",
        "0",
        "10000",
    ]


@pytest.mark.parametrize("tkr", ["0.000001", "NaN", "Infinity"])
def test_tkr_finer_than_the_ore_or_no_number_is_refused(tkr):
    with pytest.raises(ValidationError):
        money.tkr_to_kronor(Decimal(tkr))


def test_kronor_finer_than_the_ore_are_refused():
    with pytest.raises(ValidationError):
        money.kronor_to_tkr(Decimal("0.001"))


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "0"), (999, "999"), (1000, f"1{NB}000"), (1234567, f"1{NB}234{NB}567"), (-4770, f"−4{NB}770")],
)
def test_write_int(number, written):
    assert money.write_int(number) == written


@pytest.mark.parametrize(
    ("kronor", "written"),
    [
        ("15528000.5", f"15{NB}528{NB}000,50"),
        ("0", "0,00"),
        ("-0.01", "−0,01"),
        ("1E+6", f"1{NB}000{NB}000,00"),
    ],
)
def test_write_kronor(kronor, written):
    assert money.write_kronor(Decimal(kronor)) == written


@pytest.mark.parametrize(
    ("kronor", "written"),
    [
        ("4770500", f"4{NB}770,5"),
        ("15528000.00", f"15{NB}528"),
        ("0.01", "0,00001"),
        ("-396000", "−396"),
        ("0", "0"),
        ("-0", "0"),
    ],
)
def test_write_tkr_takes_kronor(kronor, written):
    assert money.write_tkr(Decimal(kronor)) == written


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (19, 40, f"19 av 40 (48{NB}%)"),  # 47,5: half up
        (1, 200, f"1 av 200 (1{NB}%)"),
        (1, 201, f"1 av 201 (0{NB}%)"),
        (32, 32, f"32 av 32 (100{NB}%)"),
        (3000, 1500, f"3{NB}000 av 1{NB}500 (200{NB}%)"),
        (-19, 40, f"−19 av 40 (−47{NB}%)"),
        (0, 0, "0 av 0"),
    ],
)
def test_write_percent(part, whole, written):
    assert money.write_percent(part, whole) == written


def test_percent_of_nothing_is_no_share():
    assert money.percent(0, 0) is None
    assert money.percent(0, 1) == 0


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Fraction(1, 2), "0,5"),
        (Fraction(1, 3), "0,3333…"),
        (Fraction(-2, 3), "−0,6666…"),
        (Fraction(12345), f"12{NB}345"),
        (Fraction(1, 100000), "0…"),
    ],
)
def test_write_fraction_shows_where_it_was_cut(number, written):
    assert money.write_fraction(number) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (15528, "15528"),
        (-15, "-15"),
        (Decimal("4770.50"), "4770,5"),
        (Decimal("-0.00001"), "-0,00001"),
        (Decimal("1E+6"), "1000000"),
        (Decimal("0E-5"), "0"),
        (0, "0"),
        (None, ""),
    ],
)
def test_csv_number(value, written):
    assert money.csv_number(value) == written


@pytest.mark.parametrize("value", [0.5, True, "15"])
def test_only_exact_numbers_are_written(value):
    with pytest.raises(TypeError):
        money.csv_number(value)


def test_not_a_number_is_not_written():
    with pytest.raises(ValidationError):
        money.write_number(Decimal("NaN"))


@pytest.mark.parametrize("text", ["1E+301", "1E-301", "0E-999999", "9" * 301])
def test_a_number_of_absurd_size_is_refused_before_it_costs_anything(text):
    with pytest.raises(ValidationError):
        money.csv_number(Decimal(text))


def test_thirty_digits_are_kept_to_the_last():
    assert money.csv_number(Decimal("1" + "0" * 40 + ".5")) == "1" + "0" * 40 + ",5"
