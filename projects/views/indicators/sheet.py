"""What one indicator's page shows: its values with all that is worked out of them, in the order of time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.utils.translation import gettext as _

from projects.domain.goallines import Goal, goal_line
from projects.domain.indicatorperiods import in_words
from projects.domain.indicatorpoints import Point, Told, crossed
from projects.domain.trending import base_years, index_numbers, rolling_means
from projects.domain.valuerows import period_of
from projects.models import DefinitionBreak, IndicatorSeries, IndicatorValue


def point_of(value: IndicatorValue) -> Point:
    """A stored value as a point of its series."""
    period = period_of(value)
    return Point(period.days, value.period, value.value, value.is_preliminary, period.compared)


def goal_of(series: IndicatorSeries) -> Goal | None:
    """The series' goal line; None when it has none."""
    said = series.goal_base_year, series.goal_base_value, series.goal_year, series.goal_value
    return Goal(*said) if series.goal_year is not None else None  # type: ignore[arg-type]  # all four or none


@dataclass(frozen=True)
class Line:
    """A value of the series and what is told of it."""

    value: IndicatorValue
    point: Point
    index: Told
    mean: Told
    goal: Told | None
    break_inside: bool


class IndicatorSheet:
    """One series with its values and breaks; ``asked`` is the base year the reader wants."""

    def __init__(self, series: IndicatorSeries, *, asked: str = ""):
        self.series = series
        self.breaks: list[DefinitionBreak] = list(series.breaks.order_by("begins"))
        values = [(point_of(value), value) for value in series.values.order_by("ends", "begins", "pk")]
        self.values = sorted(values, key=lambda pair: pair[0].days.at)
        self.goal = goal_of(series)
        self.asked = asked

    @cached_property
    def points(self) -> list[Point]:
        return [point for point, _value in self.values]

    @cached_property
    def days_of_breaks(self) -> list:
        return [each.begins for each in self.breaks]

    @cached_property
    def years(self) -> list[int]:
        """The years an index can be counted from."""
        return base_years(self.points, self.days_of_breaks)

    @cached_property
    def base_year(self) -> int | None:
        """The year asked for; else the goal's, else the first that can be."""
        wanted = [self.asked, str(self.series.goal_base_year)]
        found = [year for name in wanted for year in self.years if str(year) == name]
        return next(iter(found or self.years), None)

    @cached_property
    def lines(self) -> list[Line]:
        points, breaks = self.points, self.days_of_breaks
        means = rolling_means(points, breaks)
        indexes = index_numbers(points, breaks, base_year=self.base_year)
        goals: Sequence[Told | None] = goal_line(points, self.goal) if self.goal else [None] * len(points)
        return [
            Line(value, point, index, mean, goal, crossed(point.stretch, breaks) is not None)
            for (point, value), index, mean, goal in zip(self.values, indexes, means, goals, strict=True)
        ]

    @cached_property
    def has_index(self) -> bool:
        return self.base_year is not None

    @cached_property
    def has_mean(self) -> bool:
        return any(line.mean.value is not None for line in self.lines)

    @property
    def latest(self) -> Line | None:
        return self.lines[-1] if self.lines else None

    @property
    def runs(self) -> list[list[Line]]:
        """The lines in runs that may be joined: the same sort of time, next to each other, counted alike."""
        found: list[list[Line]] = []
        ordered = sorted(self.lines, key=_sort)
        for _kind, lines in groupby(ordered, key=_sort):
            for line in lines:
                if found and self._joins(found[-1][-1], line):
                    found[-1].append(line)
                else:
                    found.append([line])
        return found

    def _joins(self, one: Line, other: Line) -> bool:
        first, second = one.point.days, other.point.days
        if _sort(one) != _sort(other) or crossed(first.reaching(second), self.days_of_breaks):
            return False
        return second.begins == first.ends or (_is_span(other) and second.at > first.at)

    def missing(self, told: Iterable[tuple[str, Told]]) -> list[str]:
        """Why values are missing, each reason once with the times it holds for."""
        reasons: dict[str, list[str]] = {}
        for period, each in told:
            if each.value is None:
                reasons.setdefault(each.how, []).append(in_words(period))
        return [f"{_times(periods)}: {why}" for why, periods in reasons.items()]


def _sort(line: Line) -> tuple[str, int, bool]:
    days = line.point.days
    return days.precision, (days.months or 0) if _is_span(line) else 0, line.point.compared is not None


def _is_span(line: Line) -> bool:
    return line.point.days.precision == "span"


def _times(periods: Sequence[str]) -> str:
    """The times in few words: one, two, or the first and the last of them."""
    if len(periods) < 3:
        return ", ".join(periods)
    words = {"first": periods[0], "last": periods[-1], "count": len(periods)}
    return _("%(first)s … %(last)s (%(count)s st)") % words
