"""Periods: their days, titles and due dates, over year ends and leap days."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from portal.periods import (
    HALF_YEAR,
    KINDS,
    QUARTER,
    TERTIAL,
    YEAR,
    DueDay,
    Period,
    add_months,
    period_of,
    periods_in,
)


@pytest.mark.parametrize(
    ("period", "title", "written", "begins", "ends", "due"),
    [
        (
            Period(TERTIAL, 2026, 1),
            "Tertial 1 2026",
            "1 januari–30 april",
            (2026, 1, 1),
            (2026, 5, 1),
            (2026, 5, 8),
        ),
        (
            Period(TERTIAL, 2026, 2),
            "Tertial 2 2026",
            "1 maj–31 augusti",
            (2026, 5, 1),
            (2026, 9, 1),
            (2026, 9, 8),
        ),
        (
            Period(TERTIAL, 2026, 3),
            "Helår 2026",
            "1 september–31 december",
            (2026, 9, 1),
            (2027, 1, 1),
            (2027, 1, 15),
        ),
        (
            Period(QUARTER, 2002, 1),
            "Kvartal 1 2002",
            "1 januari–31 mars",
            (2002, 1, 1),
            (2002, 4, 1),
            (2002, 4, 8),
        ),
        (
            Period(QUARTER, 2002, 4),
            "Kvartal 4 2002",
            "1 oktober–31 december",
            (2002, 10, 1),
            (2003, 1, 1),
            (2003, 1, 15),
        ),
        (
            Period(HALF_YEAR, 2024, 1),
            "Halvår 1 2024",
            "1 januari–30 juni",
            (2024, 1, 1),
            (2024, 7, 1),
            (2024, 7, 8),
        ),
        (
            Period(HALF_YEAR, 2024, 2),
            "Halvår 2 2024",
            "1 juli–31 december",
            (2024, 7, 1),
            (2025, 1, 1),
            (2025, 1, 15),
        ),
        (Period(YEAR, 2024), "År 2024", "1 januari–31 december", (2024, 1, 1), (2025, 1, 1), (2025, 1, 15)),
    ],
)
def test_period_knows_its_days_and_words(period, title, written, begins, ends, due):
    with override("sv"):
        assert (period.title, str(period), period.written) == (title, title, written)
    assert (period.begins, period.ends) == (date(*begins), date(*ends))
    assert period.last_day == date(*ends) - timedelta(days=1)
    assert period.default_due() == date(*due)


def test_days_follow_the_readers_language():
    with override("en"):
        assert Period(TERTIAL, 2026, 2).written == "1 May–31 August"


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        (2, "Tertial 2 2026 (1 maj–31 augusti), senast 8 september"),
        (3, "Helår 2026 (1 september–31 december), senast 15 januari 2027"),
    ],
)
def test_heading_names_the_due_day_and_its_year_when_it_is_another(number, heading):
    period = Period(TERTIAL, 2026, number)
    with override("sv"):
        assert period.heading(period.default_due()) == heading


@pytest.mark.parametrize(
    ("kind", "year", "number", "words"),
    [
        (TERTIAL, 2026, 4, "Tertial 4 finns inte. Välj ett tal från 1 till 3."),
        (TERTIAL, 2026, 0, "Tertial 0 finns inte. Välj ett tal från 1 till 3."),
        (YEAR, 2026, 2, "År 2 finns inte. Välj ett tal från 1 till 1."),
        (TERTIAL, 1899, 1, "Året ska vara mellan 1900 och 2200."),
        (TERTIAL, 10**30, 1, "Året ska vara mellan 1900 och 2200."),
        ("week", 2026, 1, "Okänd sorts period."),
    ],
)
def test_a_period_that_does_not_exist_is_refused(kind, year, number, words):
    with override("sv"), pytest.raises(ValidationError) as refusal:
        Period(kind, year, number)
    assert refusal.value.messages == [words]


def test_period_of_an_unknown_kind_is_refused():
    with pytest.raises(ValidationError):
        period_of(date(2026, 1, 1), "week")


@pytest.mark.parametrize(
    ("day", "kind", "period"),
    [
        (date(2026, 4, 30), TERTIAL, Period(TERTIAL, 2026, 1)),
        (date(2026, 5, 1), TERTIAL, Period(TERTIAL, 2026, 2)),
        (date(2026, 12, 31), TERTIAL, Period(TERTIAL, 2026, 3)),
        (date(2027, 1, 1), TERTIAL, Period(TERTIAL, 2027, 1)),
        (date(2024, 2, 29), QUARTER, Period(QUARTER, 2024, 1)),
        (date(2024, 7, 1), HALF_YEAR, Period(HALF_YEAR, 2024, 2)),
        (date(2024, 12, 31), YEAR, Period(YEAR, 2024)),
    ],
)
def test_period_of_a_day(day, kind, period):
    assert period_of(day, kind) == period


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_day_of_eight_years_lies_in_exactly_one_period(kind):
    periods = list(periods_in(date(2023, 1, 1), date(2031, 1, 1), kind))
    assert len(periods) == 8 * 12 // KINDS[kind].months
    day = date(2023, 1, 1)
    for period in periods:
        while period.contains(day):
            assert period_of(day, kind) == period
            day += timedelta(days=1)
        assert day == period.ends
        assert not period.contains(period.begins - timedelta(days=1))
        assert len({period_of(date(*month, 1), kind) for month in period.months}) == 1
    assert day == date(2031, 1, 1)
    assert sorted(set(periods)) == periods


def test_next_and_previous_cross_the_year():
    last, first = Period(TERTIAL, 2026, 3), Period(TERTIAL, 2027, 1)
    assert (last.next(), first.previous()) == (first, last)
    assert Period(TERTIAL, 2026, 1).next() == Period(TERTIAL, 2026, 2)


def test_months_spanned():
    assert Period(TERTIAL, 2026, 2).months == ((2026, 5), (2026, 6), (2026, 7), (2026, 8))
    assert Period(YEAR, 2024).months == tuple((2024, month) for month in range(1, 13))


def test_sixteen_months_from_september_are_four_tertials():
    assert list(periods_in(date(2018, 9, 1), date(2020, 1, 1))) == [
        Period(TERTIAL, 2018, 3),
        Period(TERTIAL, 2019, 1),
        Period(TERTIAL, 2019, 2),
        Period(TERTIAL, 2019, 3),
    ]
    assert list(periods_in(date(2018, 9, 1), date(2020, 1, 2)))[-1] == Period(TERTIAL, 2020, 1)


@pytest.mark.parametrize("ends", [date(2020, 1, 1), date(2019, 1, 1)])
def test_an_empty_stretch_has_no_periods(ends):
    assert list(periods_in(date(2020, 1, 1), ends)) == []


@pytest.mark.parametrize(("year", "due"), [(2024, date(2024, 2, 29)), (2026, date(2026, 2, 28))])
def test_a_due_day_of_29_february_is_the_28th_in_other_years(year, due):
    days = [DueDay(2, 29), DueDay(8, 31), DueDay(12, 31)]
    assert Period(TERTIAL, year, 1).default_due(days) == due
    assert Period(TERTIAL, year, 3).default_due(days) == date(year, 12, 31)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), -48, date(2020, 2, 29)),
        (date(2026, 11, 22), 2, date(2027, 1, 22)),
        (date(2027, 1, 1), -1, date(2026, 12, 1)),
        (date(2027, 1, 1), 0, date(2027, 1, 1)),
    ],
)
def test_add_months(day, months, then):
    assert add_months(day, months) == then
