"""The stretch of time a page is about: the last twelve months, a year or a tertial; always whole months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

LATEST = "senaste"
OFFERED_YEARS = 5


@dataclass(frozen=True)
class Window:
    """``begins`` and ``ends`` are the first days of months, ``ends`` of the first month after."""

    key: str
    title: str
    begins: date
    ends: date

    @cached_property
    def months(self) -> list[date]:
        found = [self.begins]
        while (following := after(found[-1])) < self.ends:
            found.append(following)
        return found

    @property
    def last_month(self) -> date:
        return self.months[-1]


def after(month: date, *, by: int = 1) -> date:
    """The first day of the month so many months after ``month``."""
    years, index = divmod(month.month - 1 + by, 12)
    return date(month.year + years, index + 1, 1)


def latest(today: date) -> Window:
    """The month of ``today`` and the eleven before it."""
    ends = after(today.replace(day=1))
    begins = after(ends, by=-12)
    words = {"first": month_in_words(begins), "last": month_in_words(after(ends, by=-1))}
    return Window(LATEST, _("De senaste 12 månaderna (%(first)s–%(last)s)") % words, begins, ends)


def year(number: int) -> Window:
    title = _("År %(year)s") % {"year": number}
    return Window(str(number), title, date(number, 1, 1), date(number + 1, 1, 1))


def tertial(of: int, number: int) -> Window:
    begins = date(of, 4 * number - 3, 1)
    title = _("Tertial %(number)s %(year)s") % {"number": number, "year": of}
    return Window(f"{of}-t{number}", title, begins, after(begins, by=4))


def offered(today: date, first: date | None) -> list[Window]:
    """The windows to choose between, the newest first: back to ``first``, some years at most."""
    oldest = max(first.year if first else today.year, today.year - OFFERED_YEARS + 1)
    found = [latest(today)]
    for number in range(today.year, oldest - 1, -1):
        begun = [each for each in (3, 2, 1) if tertial(number, each).begins <= today]
        found += [year(number), *(tertial(number, each) for each in begun)]
    return found


def chosen(windows: Sequence[Window], key: str) -> Window:
    """The window called ``key``; the first when there is none."""
    return next((each for each in windows if each.key == key), windows[0])


def parts(window: Window) -> list[Window]:
    """What a window is cut into: a year into tertials, anything else into months."""
    if window.key == str(window.begins.year):
        return [tertial(window.begins.year, number) for number in (1, 2, 3)]
    return [Window(f"{month:%Y-%m}", month_in_words(month), month, after(month)) for month in window.months]


def month_in_words(month: date) -> str:
    return format_date(month, "F Y")
