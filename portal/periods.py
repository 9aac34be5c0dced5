"""The year cut into tertials, quarters, half years or whole: when a period begins, ends and is due.

Periods are half-open (`ends` is the first day after) and shown with their last day. What kinds there are is
data: most reports follow the tertial, 2002 had quarters. The third tertial is a period in files but its page
says "Helår": the year ends in the verksamhetsberättelse (the city's rules for follow-up, "the year's wheel").
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FIRST_YEAR, LAST_YEAR = 1900, 2200


class DueDay(NamedTuple):
    """The day of a year when something is due, `years_later` than the period's own year."""

    month: int
    day: int
    years_later: int = 0


class Kind(NamedTuple):
    """A way to cut the year: months a period, its name, a title and a default due day for each."""

    months: int
    name: str | Promise
    titles: Sequence[str | Promise]
    due: Sequence[DueDay]


TERTIAL, QUARTER, HALF_YEAR, YEAR = "tertial", "quarter", "half_year", "year"
_YEAR_END = DueDay(1, 15, years_later=1)
KINDS: dict[str, Kind] = {
    TERTIAL: Kind(
        months=4,
        name=gettext_lazy("Tertial"),
        titles=[gettext_lazy("Tertial %(number)s %(year)s")] * 2 + [gettext_lazy("Helår %(year)s")],
        due=[DueDay(5, 8), DueDay(9, 8), _YEAR_END],
    ),
    QUARTER: Kind(
        months=3,
        name=gettext_lazy("Kvartal"),
        titles=[gettext_lazy("Kvartal %(number)s %(year)s")] * 4,
        due=[DueDay(4, 8), DueDay(7, 8), DueDay(10, 8), _YEAR_END],
    ),
    HALF_YEAR: Kind(
        months=6,
        name=gettext_lazy("Halvår"),
        titles=[gettext_lazy("Halvår %(number)s %(year)s")] * 2,
        due=[DueDay(7, 8), _YEAR_END],
    ),
    YEAR: Kind(months=12, name=gettext_lazy("År"), titles=[gettext_lazy("År %(year)s")], due=[_YEAR_END]),
}


@dataclass(frozen=True, order=True)
class Period:
    """One period: `kind` a key of KINDS, `number` from 1. ValidationError for one that does not exist."""

    kind: str
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValidationError(_("Okänd sorts period."))
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            words: dict[str, object] = {"first": FIRST_YEAR, "last": LAST_YEAR}
            raise ValidationError(_("Året ska vara mellan %(first)s och %(last)s.") % words)
        if not 1 <= self.number <= self._a_year:
            words = {"kind": KINDS[self.kind].name, "number": self.number, "last": self._a_year}
            raise ValidationError(
                _("%(kind)s %(number)s finns inte. Välj ett tal från 1 till %(last)s.") % words
            )

    def __str__(self) -> str:
        return self.title

    @property
    def begins(self) -> date:
        return date(self.year, (self.number - 1) * KINDS[self.kind].months + 1, 1)

    @property
    def ends(self) -> date:
        """The first day after the period."""
        return add_months(self.begins, KINDS[self.kind].months)

    @property
    def last_day(self) -> date:
        return self.ends - timedelta(days=1)

    @property
    def months(self) -> tuple[tuple[int, int], ...]:
        """The (year, month) pairs the period spans."""
        first = self.begins.month
        return tuple((self.year, month) for month in range(first, first + KINDS[self.kind].months))

    @property
    def title(self) -> str:
        """What a page calls the period: "Tertial 2 2026", "Helår 2026"."""
        return str(KINDS[self.kind].titles[self.number - 1]) % {"number": self.number, "year": self.year}

    @property
    def written(self) -> str:
        """The days, both of them in the period: "1 maj–31 augusti"."""
        return f"{write_day(self.begins)}–{write_day(self.last_day)}"

    def heading(self, due: date) -> str:
        """Return "Tertial 2 2026 (1 maj–31 augusti), senast 8 september", with another year if it is."""
        day = write_day(due) if due.year == self.year else f"{write_day(due)} {due.year}"
        return _("%(title)s (%(days)s), senast %(due)s") % {
            "title": self.title,
            "days": self.written,
            "due": day,
        }

    def default_due(self, days: Sequence[DueDay] | None = None) -> date:
        """Return the day its report is due, by `days` (one for each period) or its kind's own."""
        due = (days or KINDS[self.kind].due)[self.number - 1]
        return _clamped(self.year + due.years_later, due.month, due.day)

    def contains(self, day: date) -> bool:
        return self.begins <= day < self.ends

    def next(self) -> "Period":
        return period_of(self.ends, self.kind)

    def previous(self) -> "Period":
        return period_of(self.begins - timedelta(days=1), self.kind)

    @property
    def _a_year(self) -> int:
        return 12 // KINDS[self.kind].months


def period_of(day: date, kind: str = TERTIAL) -> Period:
    """Return the period a day lies in."""
    if kind not in KINDS:
        raise ValidationError(_("Okänd sorts period."))
    return Period(kind, day.year, (day.month - 1) // KINDS[kind].months + 1)


def periods_in(begins: date, ends: date, kind: str = TERTIAL) -> Iterator[Period]:
    """Yield the periods that share a day with the half-open stretch, in order; none when it is empty."""
    if begins >= ends:
        return
    period = period_of(begins, kind)
    while period.begins < ends:
        yield period
        period = period.next()


def add_months(day: date, months: int) -> date:
    """Return the same day of another month, or that month's last day where there is none (31 January + 1)."""
    years, month = divmod(day.month - 1 + months, 12)
    return _clamped(day.year + years, month + 1, day.day)


def write_day(day: date) -> str:
    """Return a day without its year, in the reader's language: "8 september"."""
    return format_date(day, "j F")


def _clamped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
