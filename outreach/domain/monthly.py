"""A month as a calendar shows it: whole weeks from Monday, each with its number, a few activities a day."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from outreach.models import Activity

FIRST, LAST = date(1990, 1, 1), date(2100, 12, 1)  # months a calendar turns to
SHOWN = 6  # activities of a day; the rest is counted and opens a list


@dataclass(frozen=True)
class Day:
    day: date
    in_month: bool
    is_today: bool
    activities: Sequence[Activity] = field(default=())
    more: int = 0


@dataclass(frozen=True)
class Week:
    number: int  # ISO 8601, as in Swedish calendars
    days: Sequence[Day]

    @property
    def is_empty(self) -> bool:
        return not any(day.activities for day in self.days)


def month_of(text: str, today: date) -> date:
    """The first day of the month written "2026-11"; of today's when it is none a calendar turns to."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return found if len(text) == 7 and FIRST <= found <= LAST else today.replace(day=1)


def month_after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def weeks_of(first: date, rows: QuerySet[Activity], *, today: date) -> list[Week]:
    """The weeks of the month that begins on ``first`` with what of ``rows`` lies in it: two queries."""
    ahead = month_after(first)
    there = rows.filter(day__gte=first, day__lt=ahead)
    counted = dict(there.order_by().values("day").annotate(n=Count("pk")).values_list("day", "n"))
    shown = _shown(there) if counted else {}
    return [
        Week(
            days[0].isocalendar().week,
            [
                Day(
                    day,
                    in_month=day.month == first.month,
                    is_today=day == today,
                    activities=shown.get(day, ()),
                    more=counted.get(day, 0) - len(shown.get(day, ())),
                )
                for day in days
            ],
        )
        for days in Calendar().monthdatescalendar(first.year, first.month)
    ]


def _shown(rows: QuerySet[Activity]) -> dict[date, list[Activity]]:
    """The first few activities of each day, in the order of the day."""
    order = [F("starts_at").asc(nulls_last=True), F("pk").asc()]
    placed = rows.annotate(place_in_day=Window(RowNumber(), partition_by=F("day"), order_by=order))
    found: dict[date, list[Activity]] = defaultdict(list)
    few = placed.filter(place_in_day__lte=SHOWN).select_related("form", "organisation")
    for activity in few.order_by("day", "place_in_day"):
        found[activity.day].append(activity)
    return found
