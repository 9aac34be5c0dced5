"""What people write in cells and boxes, read exactly or refused in words."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.content.parsing import (
    Unreadable,
    read_count,
    read_date,
    read_decimal,
    read_list,
    read_optional,
    read_text,
    read_year,
    read_yes_no,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234,50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234,5", "1234.5"),
        ("1\u2009234\u202f567", "1234567"),
        ("1234.5", "1234.5"),
        ("  12 ", "12"),
        ("4 770,5 tkr", "4770.5"),
        ("300tkr", "300"),
        ("300 kr", "300"),
        ("-5", "-5"),
        ("\u22125,25", "-5.25"),
        ("+7", "7"),
        ("0", "0"),
        ("0,00001", "0.00001"),
        ("1,234", "1.234"),
        ("0.125", "0.125"),
        ("1234.125", "1234.125"),
        ("'-5", "-5"),
    ],
)
def test_number_is_read(text, number):
    assert read_decimal(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("1,234.50", "Skriv 1234,50."),
        ("1.234,50", "Skriv 1234,50."),
        ("1.234.567,00", "Skriv 1234567,00."),
        ("1.234", "Skriv 1,234 eller 1234."),
        ("-12.000 tkr", "Skriv 12,000 eller 12000."),
        ("tolv", "Skriv ett tal med siffror, till exempel 1234,50."),
        ("NaN", "Skriv ett tal med siffror, till exempel 1234,50."),
        ("inf", "Skriv ett tal med siffror, till exempel 1234,50."),
        ("1e9", "Skriv ett tal med siffror, till exempel 1234,50."),
        ("12 34", "Skriv ett tal med siffror, till exempel 1234,50."),
        ("1,2,3", "Skriv ett tal med siffror, till exempel 1234,50."),
        (",5", "Skriv ett tal med siffror, till exempel 1234,50."),
        ("5,", "Skriv ett tal med siffror, till exempel 1234,50."),
        ("٣", "Skriv ett tal med siffror, till exempel 1234,50."),
        ("--5", "Skriv ett tal med siffror, till exempel 1234,50."),
        ("1" * 30, "Kontrollera talet och dess enhet."),
        ("0,000001", "Skriv högst 5 decimaler."),
        ("=SUMMA(A1)", "Skriv det som formeln ger."),
        ("12\x00", "Skriv om texten."),
    ],
)
def test_number_is_refused_with_a_remedy(text, remedy):
    with pytest.raises(Unreadable) as refusal:
        read_decimal(text)
    assert refusal.value.remedy == remedy


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_every_number_written_in_swedish_is_read_back(number):
    assert read_decimal(f"{number:,}".replace(",", "\u00a0").replace(".", ",")) == number


@pytest.mark.parametrize(
    "reader", [read_decimal, read_count, read_date, read_yes_no, read_list, read_text, read_year]
)
@given(text=st.text(max_size=30))
def test_any_text_is_read_or_refused_never_broken(reader, text):
    said = None
    try:
        reader(text)
    except Unreadable as refusal:
        said = (refusal.message, refusal.remedy)
    assert said is None or all(said)


@pytest.mark.parametrize(
    ("text", "count"), [("0", 0), ("12", 12), ("1 200", 1200), ("12,0", 12), ("1000000", 1_000_000)]
)
def test_count_is_read(text, count):
    assert read_count(text) == count


@pytest.mark.parametrize("text", ["-1", "1,5", "x", "12 tkr"])
def test_count_is_refused(text):
    with pytest.raises(Unreadable):
        read_count(text)


@pytest.mark.parametrize("text", ["12,000", "12.000", "1234,000"])
def test_count_that_may_be_thousands_is_refused(text):
    with pytest.raises(Unreadable, match="på två sätt"):
        read_count(text)


@pytest.mark.parametrize(
    ("text", "units", "remedy"),
    [
        ("300 kr", ("tkr",), "Skriv talet i tkr."),
        ("300 tkr", ("kr",), "Skriv talet i kr."),
        ("300 kr", (), "Skriv talet utan enhet."),
    ],
)
def test_unit_that_does_not_fit_the_column_is_refused(text, units, remedy):
    with pytest.raises(Unreadable) as refusal:
        read_decimal(text, units=units)
    assert refusal.value.remedy == remedy


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "\t\r\n"])
def test_blank_is_not_reported(text):
    assert read_optional(read_count, text) is None


def test_zero_is_not_blank():
    assert read_optional(read_count, "0") == 0


@pytest.mark.parametrize(
    "text", ["2026-11-22", "20261122", "22/11 2026", "22.11.2026", " 2026-11-22 ", "2026-11-22 00:00:00"]
)
def test_date_is_read(text):
    assert read_date(text) == date(2026, 11, 22)


@pytest.mark.parametrize(("text", "remedy"), [("22/11/2026", "2026-11-22"), ("31-31-2026", "2026-11-22")])
def test_date_of_the_wrong_shape_is_refused_with_its_one_reading(text, remedy):
    with pytest.raises(Unreadable) as refusal:
        read_date(text)
    assert refusal.value.remedy == f"Skriv {remedy}."


@pytest.mark.parametrize(
    "text", ["2026-13-01", "20260230", "31.4.2026", "0000-01-01", "22/11", "٢٠٢٦-١١-٢٢", "46348"]
)
def test_date_is_refused(text):
    with pytest.raises(Unreadable):
        read_date(text)


def test_leap_day_is_a_day_in_leap_years_only():
    assert read_date("2028-02-29") == date(2028, 2, 29)
    with pytest.raises(Unreadable, match="almanackan"):
        read_date("2026-02-29")


def test_ambiguous_date_is_refused_with_both_readings():
    with pytest.raises(Unreadable) as refusal:
        read_date("04/03/2008")
    assert refusal.value.remedy == "Skriv 2008-03-04 eller 2008-04-03."


@pytest.mark.parametrize(("text", "answer"), [("Ja", True), ("j", True), ("1", True), ("x", True)])
def test_yes(text, answer):
    assert read_yes_no(text) is answer


@pytest.mark.parametrize("text", ["Nej", "N", "0", "FALSE"])
def test_no(text):
    assert read_yes_no(text) is False


def test_maybe_is_no_answer():
    with pytest.raises(Unreadable, match="Skriv Ja eller Nej"):
        read_yes_no("kanske")


def test_list_is_parted_by_bars_and_counts_once():
    assert read_list("Kista| Rinkeby ||Kista") == ["Kista", "Rinkeby"]


def test_letters_are_composed_and_hidden_marks_taken_away():
    assert read_text(" Ha\u0308gersten\u202e ") == "Hägersten"


def test_text_keeps_a_sign_it_begins_with():
    assert read_text("- först") == "- först"
    assert read_text("'=1") == "=1"


@pytest.mark.parametrize("text", ["=1+1", "a\x00b", "\ud800", "a\x1bb"])
def test_text_that_cannot_be_kept_is_refused(text):
    with pytest.raises(Unreadable):
        read_text(text)


@pytest.mark.parametrize("text", ["1989", "2101", "03", "2003,5"])
def test_year_out_of_range_is_refused(text):
    with pytest.raises(Unreadable):
        read_year(text)


def test_year_is_read():
    assert read_year("2003") == 2003
