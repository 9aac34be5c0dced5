"""The part of a year a stretch of time is, by each convention; leap days and month ends."""

from datetime import date
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from funding.domain.spanning import Convention, Span, span

TERM = date(2018, 9, 1), date(2020, 1, 1)


@pytest.mark.parametrize(
    ("convention", "expected"),
    [
        (Convention.MONTHS, Span(Fraction(4, 3), "16 månader, alltså 1 år och 4 månader av 12")),
        (Convention.DAYS, Span(Fraction(122, 365) + 1, "122 av 365 dagar + 365 av 365 dagar")),
        (Convention.TERTIALS, Span(Fraction(4, 3), "4 tertial, alltså 1 år och 1 tertial av 3")),
        (Convention.THIRTY_360, Span(Fraction(4, 3), "480 dagar, alltså 1 år och 120 av 360 dagar")),
    ],
)
def test_sixteen_months_of_the_agreement_of_2018(convention, expected):
    assert span(*TERM, convention) == expected


@pytest.mark.parametrize(
    ("begins", "ends", "years"),
    [
        (date(2024, 1, 1), date(2025, 1, 1), Fraction(1)),
        (date(2024, 2, 28), date(2024, 3, 1), Fraction(2, 366)),
        (date(2023, 2, 28), date(2023, 3, 1), Fraction(1, 365)),
        (date(2023, 12, 31), date(2024, 1, 2), Fraction(1, 365) + Fraction(1, 366)),
    ],
)
def test_days_are_counted_by_the_length_of_their_own_year(begins, ends, years):
    assert span(begins, ends, Convention.DAYS).years == years


@pytest.mark.parametrize(
    ("ends", "convention", "words"),
    [
        (date(2019, 5, 1), Convention.MONTHS, "4 månader av 12"),
        (date(2020, 1, 1), Convention.MONTHS, "12 månader av 12"),
        (date(2021, 1, 1), Convention.MONTHS, "24 månader, alltså 2 år"),
        (date(2021, 2, 1), Convention.MONTHS, "25 månader, alltså 2 år och 1 månad av 12"),
        (date(2019, 9, 1), Convention.TERTIALS, "2 tertial av 3"),
        (date(2021, 1, 1), Convention.TERTIALS, "6 tertial, alltså 2 år"),
        (date(2021, 1, 1), Convention.THIRTY_360, "720 dagar, alltså 2 år"),
    ],
)
def test_more_than_a_year_is_told_as_years_and_what_is_left(ends, convention, words):
    assert span(date(2019, 1, 1), ends, convention).words == words


def test_thirty_360_counts_the_31st_as_the_30th():
    assert span(date(2026, 1, 31), date(2026, 3, 31), Convention.THIRTY_360).years == Fraction(60, 360)


@pytest.mark.parametrize(
    ("begins", "ends", "convention", "message"),
    [
        (*reversed(TERM), Convention.DAYS, "Tiden ska sluta efter att den har börjat."),
        (TERM[0], TERM[0], Convention.DAYS, "Tiden ska sluta efter att den har börjat."),
        (
            date(2018, 9, 15),
            TERM[1],
            Convention.MONTHS,
            "Tiden är inte hela månader. Välj dagar eller 30/360.",
        ),
        (
            date(2018, 10, 1),
            TERM[1],
            Convention.TERTIALS,
            "Tiden är inte hela tertial. Välj månader, dagar eller 30/360.",
        ),
    ],
)
def test_a_stretch_the_convention_cannot_count_is_refused(begins, ends, convention, message):
    with pytest.raises(ValidationError) as refused:
        span(begins, ends, convention)
    assert refused.value.messages == [message]


def test_a_stretch_cut_in_two_has_the_years_of_both():
    middle = date(2019, 3, 15)
    whole = span(*TERM, Convention.DAYS).years
    assert (
        span(TERM[0], middle, Convention.DAYS).years + span(middle, TERM[1], Convention.DAYS).years == whole
    )
