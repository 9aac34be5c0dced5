"""The rule of booking that holds in a year: öre or whole kronor, and the last day one may book."""

from collections.abc import Iterable
from datetime import date

from funding.models import BookingRule


def rule_of(year: int) -> BookingRule:
    """Return the newest rule that began in ``year`` or before; without one, öre and 31 December."""
    found = BookingRule.objects.filter(from_year__lte=year).order_by("-from_year").first()
    return found or BookingRule(from_year=year)


def last_booking_day(year: int) -> date:
    """Return the last day on which something may be booked in ``year``."""
    return rule_of(year).last_booking_day(year)


def closed_years(years: Iterable[int], today: date) -> set[int]:
    """Return those of ``years`` in which nothing may be booked any more. One query however many."""
    rules = list(BookingRule.objects.order_by("-from_year"))
    found = set()
    for year in set(years):
        rule = next((each for each in rules if each.from_year <= year), BookingRule(from_year=year))
        if rule.last_booking_day(year) < today:
            found.add(year)
    return found
