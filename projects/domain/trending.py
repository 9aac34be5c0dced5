"""What is worked out of an indicator's values: rolling mean and index. Pure arithmetic, no ORM.

Nothing is computed across a break in how the series is counted. Every answer says in words how it was
reached, or what is missing; there is one answer for each point, in the points' order.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from portal.money import write_number
from projects.domain.indicatorperiods import Days, in_words
from projects.domain.indicatorpoints import Point, Told, broken, crossed, rounded

A_YEAR = 12
NAMED = 3  # months that are missing and named
_PARTS = (("month", 12), ("quarter", 4), ("tertial", 3))  # of which a year's mean can be made


def rolling_means(points: Sequence[Point], breaks: Sequence[date]) -> list[Told]:
    """For each month the mean of it and the eleven before, where all twelve are known and counted alike."""
    months = {_month(point): point for point in points if _month(point) is not None}
    return [_rolling(point, months, breaks) for point in points]


def _month(point: Point) -> int | None:
    """The months since year 0 that a month's value stands for; None for other times, and for changes."""
    begins = point.days.begins
    whole = point.days.precision == "month" and point.compared is None
    return begins.year * 12 + begins.month - 1 if whole else None


def _rolling(point: Point, months: dict[int | None, Point], breaks: Sequence[date]) -> Told:
    month = _month(point)
    if month is None:
        return Told(None, _("Rullande medel räknas på månader."))
    window = range(month - A_YEAR + 1, month + 1)
    known = [months[each] for each in window if each in months]
    if len(known) < A_YEAR:
        return Told(None, _lacking([each for each in window if each not in months], months))
    if day := crossed(known[0].days.reaching(point.days), breaks):
        return Told(None, broken(day))
    total = sum(each.value for each in known)
    mean = rounded(Fraction(total) / A_YEAR, [each.value for each in known])
    how = _("Medel av %(first)s till %(last)s: %(sum)s ÷ 12 = %(mean)s.") % {
        "first": in_words(known[0].written),
        "last": in_words(point.written),
        "sum": write_number(total),
        "mean": write_number(mean),
    }
    return Told(mean, how, any(each.is_preliminary for each in known))


def _lacking(missing: Sequence[int], months: dict[int | None, Point]) -> str:
    """Why twelve months cannot be had: the series begins too late, or has a hole."""
    first = min(month for month in months if month is not None)
    if max(missing) < first:
        words = _("Serien börjar %(first)s, och det behövs tolv månader.")
        return words % {"first": in_words(months[first].written)}
    holes = [month for month in missing if month > first]
    named = ", ".join(in_words(f"{month // 12}-{month % 12 + 1:02}") for month in holes[:NAMED])
    return _("Värde saknas för %(months)s.") % {"months": f"{named} …" if len(holes) > NAMED else named}


def index_numbers(points: Sequence[Point], breaks: Sequence[date], *, base_year: int | None) -> list[Told]:
    """For each value how it stands to the base year's, which is 100. Without a base year there is none."""
    if base_year is None:
        return [Told(None, _("Inget år kan vara basår."))] * len(points)
    base = _year_value(points, breaks, base_year)
    return [_index(point, base, breaks, base_year) for point in points]


def base_years(points: Sequence[Point], breaks: Sequence[date]) -> list[int]:
    """The years an index can be counted from: with a value above zero of their own, or of every part."""
    years = sorted({point.days.begins.year for point in points})
    return [year for year in years if isinstance(_year_value(points, breaks, year), Point)]


def _year_value(points: Sequence[Point], breaks: Sequence[date], year: int) -> Point | str:
    """The year as one point: its own value, or the mean of all its parts. A text says what is missing."""
    days = Days(date(year, 1, 1), date(year + 1, 1, 1))
    levels = [point for point in points if point.compared is None and point.days.begins.year == year]
    found = next((point for point in levels if point.days == days), None)
    if found is None:
        found = _mean_of_parts(levels, days)
        if found is None:
            return _unknown(levels, year)
    if day := crossed(days, breaks):
        return broken(day)
    if found.value <= 0:
        return _("Basårets värde är inte större än noll.")
    return found


def _unknown(levels: Sequence[Point], year: int) -> str:
    months = sum(point.days.precision == "month" for point in levels)
    if not months:
        return _("Basåret %(year)s saknar värde.") % {"year": year}
    return _("Basåret %(year)s har bara %(count)s av 12 månader.") % {"year": year, "count": months}


def _mean_of_parts(levels: Sequence[Point], days: Days) -> Point | None:
    for precision, count in _PARTS:
        parts = [point for point in levels if point.days.precision == precision]
        if len(parts) == count:
            values = [point.value for point in parts]
            mean = rounded(Fraction(sum(values)) / count, values)
            return Point(days, str(days.begins.year), mean, any(point.is_preliminary for point in parts))
    return None


def _index(point: Point, base: Point | str, breaks: Sequence[date], base_year: int) -> Told:
    if point.compared is not None:
        return Told(None, _("Värdet är redan en förändring."))
    if isinstance(base, str):
        return Told(None, base)
    if day := crossed(base.days.reaching(point.days), breaks):
        return Told(None, broken(day))
    index = rounded(Fraction(point.value) / Fraction(base.value) * 100)
    how = _("%(period)s: %(value)s ÷ %(base)s × 100 = %(index)s (%(year)s = 100).") % {
        "period": in_words(point.written),
        "value": write_number(point.value),
        "base": write_number(base.value),
        "index": write_number(index),
        "year": base_year,
    }
    return Told(index, how, point.is_preliminary or base.is_preliminary)
