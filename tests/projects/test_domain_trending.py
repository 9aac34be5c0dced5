"""Rolling mean, index and goal line: exact, never across a break, and always saying how or why not."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.domain.goallines import Goal, goal_at, goal_line
from projects.domain.indicatorperiods import read_period
from projects.domain.indicatorpoints import Point
from projects.domain.trending import base_years, index_numbers, rolling_means

VALUES = st.decimals(min_value=-10_000, max_value=10_000, places=2)
POSITIVE = st.decimals(min_value=1, max_value=10_000, places=2)


def point(period, value, *, early=False):
    read = read_period(period)
    return Point(read.days, read.written, Decimal(value), early, read.compared)


def months(values, *, first=2023):
    """A value for each month from January of ``first``."""
    return [point(f"{first + n // 12}-{n % 12 + 1:02}", value) for n, value in enumerate(values)]


def numbers(told):
    return [each.value for each in told]


def words(told):
    return [each.how.replace("\u00a0", " ").replace("\u2011", "-") for each in told]


class TestRollingMean:
    def test_twelve_months_in_a_row_have_a_mean(self):
        told = rolling_means(months(range(1, 14)), [])
        assert numbers(told) == [None] * 11 + [Decimal("6.5"), Decimal("7.5")]
        assert words(told)[11] == "Medel av 2023-01 till 2023-12: 78 ÷ 12 = 6,5."
        assert words(told)[0] == "Serien börjar 2023-01, och det behövs tolv månader."

    def test_a_hole_is_named(self):
        known = months(range(14))
        del known[3], known[2]
        told = rolling_means(known, [])
        assert numbers(told) == [None] * 12
        assert words(told)[-1] == "Värde saknas för 2023-03, 2023-04."

    def test_many_holes_are_not_all_named(self):
        known = [point("2023-01", 1), point("2023-12", 1)]
        assert words(rolling_means(known, []))[-1] == "Värde saknas för 2023-02, 2023-03, 2023-04 …."

    def test_never_across_a_break(self):
        told = rolling_means(months([10] * 30), [date(2024, 1, 1)])
        assert numbers(told) == [None] * 11 + [Decimal(10)] + [None] * 11 + [Decimal(10)] * 7
        assert words(told)[12] == "Serien räknas på ett annat sätt från 2024-01-01."

    def test_a_break_inside_a_month_is_a_break(self):
        assert numbers(rolling_means(months([10] * 12), [date(2023, 6, 15)])) == [None] * 12

    def test_other_times_than_months_have_none(self):
        told = rolling_means([point("2003", 1), point("1999 till 2003-12", 1)], [])
        assert numbers(told) == [None, None]
        assert words(told) == ["Rullande medel räknas på månader."] * 2

    def test_a_mean_of_something_preliminary_is_preliminary(self):
        known = months([1] * 12)
        known[5] = point("2023-06", 1, early=True)
        assert rolling_means(known, [])[-1].is_preliminary
        assert not rolling_means(months([1] * 12), [])[-1].is_preliminary

    @given(st.lists(VALUES, min_size=12, max_size=40))
    def test_a_mean_lies_between_the_smallest_and_the_largest(self, values):
        for number, told in enumerate(rolling_means(months(values), [])):
            if number < 11:
                assert told.value is None
            else:
                window = values[number - 11 : number + 1]
                assert min(window) <= told.value <= max(window)

    @given(st.lists(VALUES, min_size=24, max_size=36), st.integers(0, 35))
    def test_no_window_reaches_over_any_break(self, values, where):
        day = date(2023 + where // 12, where % 12 + 1, 1)
        known = months(values)
        told = rolling_means(known, [day])
        for number, each in enumerate(told):
            window = known[max(number - 11, 0) : number + 1]
            over = window[0].days.begins < day < window[-1].days.ends
            assert (each.value is None) == (len(window) < 12 or over)


class TestIndex:
    def test_the_base_year_is_a_hundred(self):
        told = index_numbers([point("1999", 18994), point("2003", 12156)], [], base_year=1999)
        assert numbers(told) == [Decimal("100.0"), Decimal("64.0")]
        assert words(told)[1] == "2003: 12 156 ÷ 18 994 × 100 = 64 (1999 = 100)."

    def test_a_year_of_months_quarters_or_tertials_can_be_the_base(self):
        assert numbers(index_numbers(months([50] * 13), [], base_year=2023)) == [Decimal(100)] * 13
        quarters = [point(f"2023 K{n}", 40 * n) for n in (1, 2, 3, 4)]
        assert numbers(index_numbers(quarters, [], base_year=2023)) == [40, 80, 120, 160]
        tertials = [point(f"2023 T{n}", 10) for n in (1, 2, 3)]
        assert base_years(tertials, []) == [2023]

    @pytest.mark.parametrize(
        ("known", "breaks", "why"),
        [
            ([point("2003", 5)], [], "Basåret 1999 saknar värde."),
            ([point("1999", 0), point("2003", 5)], [], "Basårets värde är inte större än noll."),
            ([point("1999-01", 5), point("2003", 5)], [], "Basåret 1999 har bara 1 av 12 månader."),
            (
                [point("1999", 5), point("2003", 5)],
                [date(1999, 6, 1)],
                "Serien räknas på ett annat sätt från 1999-06-01.",
            ),
            (
                [point("1999", 5), point("2003", 5)],
                [date(2002, 11, 1)],
                "Serien räknas på ett annat sätt från 2002-11-01.",
            ),
            ([point("1999", 5), point("1999 till 2003", 5)], [], "Värdet är redan en förändring."),
        ],
    )
    def test_what_is_missing_is_said(self, known, breaks, why):
        told = index_numbers(known, breaks, base_year=1999)[-1]
        assert (told.value, told.how) == (None, why)

    def test_only_years_that_can_be_are_offered(self):
        known = [*months([5] * 12, first=2001), point("1999", 0), point("2000", 7), point("2003-10", 1)]
        assert base_years(known, []) == [2000, 2001]
        assert base_years(known, [date(2001, 5, 1)]) == [2000]
        assert numbers(index_numbers(known, [], base_year=None)) == [None] * 15

    @given(st.lists(POSITIVE, min_size=2, max_size=8), st.integers(1, 1000))
    def test_an_index_does_not_depend_on_the_unit(self, values, factor):
        known = [point(str(1999 + n), value) for n, value in enumerate(values)]
        larger = [point(str(1999 + n), value * factor) for n, value in enumerate(values)]
        told = numbers(index_numbers(known, [], base_year=1999))
        assert told[0] == 100
        assert told == numbers(index_numbers(larger, [], base_year=1999))


HALVING = Goal(1999, Decimal(18994), 2004, Decimal(9497))


class TestGoalLine:
    def test_half_in_five_even_steps(self):
        known = [point(str(year), 1) for year in range(1998, 2006)]
        told = goal_line(known, Goal(1999, Decimal(1000), 2004, Decimal(500)))
        assert numbers(told) == [None, 1000, 900, 800, 700, 600, 500, None]
        assert words(told)[0] == "Mållinjen börjar 1999."
        assert words(told)[-1] == "Mållinjen slutar 2004."
        assert words(told)[3] == (
            "Från 1 000 (1999) till 500 (2004) i lika stora steg. Efter 24 av 60 månader: 800."
        )

    def test_a_window_of_months_is_asked_at_its_end(self):
        told = goal_at(read_period("2002-11/2003-10").days, HALVING)
        assert told.value == Decimal("11713.0")

    def test_the_base_year_has_its_own_value_all_year(self):
        assert [goal_at(read_period(f"1999-{m:02}").days, HALVING).value for m in (1, 6, 12)] == [18994] * 3

    @given(VALUES, VALUES, st.integers(1950, 2100), st.integers(1, 30))
    def test_a_line_goes_from_its_base_to_its_goal_and_never_beyond(self, base, goal, year, length):
        line = Goal(year, base, year + length, goal)
        told = [goal_at(read_period(str(each)).days, line).value for each in range(year, year + length + 1)]
        assert (told[0], told[-1]) == (base, goal)
        assert told == sorted(told, reverse=base > goal)
