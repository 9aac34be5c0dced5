"""Days as sources tell them: a day, a month, a term or a year, a stretch of them, or several. Pure reading.

Written ``2003-10-27/2003-10-28|2003-12-05``, ``2003-05/2003-06``, ``2003-hösten``, ``2002/2003``. What is not
known is never guessed: "May 2003" stays a month, and is sorted by its first day.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from portal.periods import FIRST_YEAR, LAST_YEAR, add_months

DAY, MONTH, TERM, YEAR = "day", "month", "term", "year"
SPRING, AUTUMN = "våren", "hösten"
PART, RANGE = "|", "/"
MOST_PARTS = 20

Day = tuple[date, date, str]  # first day, first day after, precision


@dataclass(frozen=True)
class Span:
    """A stretch of days, half-open, as exact as it is known."""

    begins: date
    ends: date
    precision: str

    @property
    def last_day(self) -> date:
        return self.ends - timedelta(days=1)

    @property
    def term(self) -> tuple[int, str] | None:
        """(year, SPRING or AUTUMN) when all of it lies in one half year; else None."""
        first, last = _term_of(self.begins), _term_of(self.last_day)
        return first if first == last else None


def read_spans(text: str) -> list[Span]:
    """Read what somebody wrote, parts apart by ``|``, ``;`` or a new line; an empty text is unknown: [].

    Raises ValidationError, with an example, for what cannot be read, and for parts out of order.
    """
    parts = [part.strip() for part in re.split(r"[|;\n]", text) if part.strip()]
    if len(parts) > MOST_PARTS:
        raise ValidationError(_("Högst %(most)s datum. Skriv resten i anteckningen.") % {"most": MOST_PARTS})
    spans = [_span(part) for part in parts]
    if any(after.begins < before.ends for before, after in pairwise(spans)):
        raise ValidationError(_("Datumen går in i varandra. Skriv dem i ordning, det tidigaste först."))
    return spans


def write_spans(spans: Sequence[Span]) -> str:
    """Write as it is stored and exported; ``read_spans`` reads it back."""
    return PART.join(_written(span) for span in spans)


def say_spans(text: str | None) -> str | None:
    """Say stored days in words: "27–28 oktober 2003 och 5 december 2003"; None when they are not known."""
    said = [_said(span) for span in read_spans(text)] if text else []
    if len(said) < 2:
        return "".join(said) or None
    return _("%(first)s och %(last)s") % {"first": ", ".join(said[:-1]), "last": said[-1]}


def term_name(term: tuple[int, str]) -> str:
    """Name a term: "Vårterminen 2003"."""
    name = _("Vårterminen %(year)s") if term[1] == SPRING else _("Höstterminen %(year)s")
    return name % {"year": term[0]}


def term_days(term: tuple[int, str]) -> tuple[date, date]:
    """Return the first day of a term and the first day after it: half a year, the portal's own cut."""
    begins = date(term[0], 1 if term[1] == SPRING else 7, 1)
    return begins, add_months(begins, 6)


def _term_of(day: date) -> tuple[int, str]:
    return day.year, SPRING if day.month <= 6 else AUTUMN


def _span(part: str) -> Span:
    first, slash, last = (piece.strip() for piece in part.partition(RANGE))
    begins, ends, precision = _day(first)
    if slash:
        last_begins, ends, last_precision = _day(last)
        if last_precision != precision or last_begins <= begins:
            words = _("%(part)s går inte att läsa: skriv det tidigaste först, och båda lika noga.")
            raise ValidationError(words % {"part": part})
    return Span(begins, ends, precision)


def _day(text: str) -> Day:
    for pattern, read in _READERS:
        if found := re.fullmatch(pattern, text, re.IGNORECASE):
            try:
                return read(*found.groups())
            except ValueError:
                break
    words = _("”%(text)s” går inte att läsa som datum. %(example)s")
    example = _("Skriv till exempel 2026-10-27, 2026-10, 2026-hösten eller 2026.")
    raise ValidationError(words % {"text": text[:40], "example": example})


def _checked(year: str) -> int:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise ValueError(year)
    return int(year)


def _exact(year: str, month: str, day: str) -> Day:
    begins = date(_checked(year), int(month), int(day))
    return begins, begins + timedelta(days=1), DAY


def _month(year: str, month: str) -> Day:
    begins = date(_checked(year), int(month), 1)
    return begins, add_months(begins, 1), MONTH


def _term(year: str, name: str) -> Day:
    season = SPRING if name.lower().startswith("v") else AUTUMN
    return *term_days((_checked(year), season)), TERM


def _year(year: str) -> Day:
    begins = date(_checked(year), 1, 1)
    return begins, add_months(begins, 12), YEAR


_READERS: tuple[tuple[str, Callable[..., Day]], ...] = (
    (r"([0-9]{4})-([0-9]{2})-([0-9]{2})", _exact),
    (r"([0-9]{4})-([0-9]{2})", _month),
    (r"([0-9]{4})[- ](våren|hösten|vår|höst|vt|ht)", _term),
    (r"(våren|hösten|vår|höst|vt|ht) ?([0-9]{4})", lambda name, year: _term(year, name)),
    (r"([0-9]{4})", _year),
)

_LENGTHS = {DAY: 0, MONTH: 1, TERM: 6, YEAR: 12}


def _last(span: Span) -> date:
    """Return where the last day, month, term or year of the span begins."""
    return add_months(span.ends, -_LENGTHS[span.precision]) if span.precision != DAY else span.last_day


def _written(span: Span) -> str:
    ends = (span.begins, _last(span))
    return RANGE.join(dict.fromkeys(_code(day, span.precision) for day in ends))


def _code(day: date, precision: str) -> str:
    if precision == TERM:
        return f"{day.year}-{_term_of(day)[1]}"
    return day.isoformat()[: {DAY: 10, MONTH: 7, YEAR: 4}[precision]]


def _said(span: Span) -> str:
    first, last = span.begins, _last(span)
    if span.precision == DAY:
        return _days(first, last)
    if span.precision == TERM:
        return _pair(_season(first), _season(last))
    if span.precision == YEAR:
        return _pair(str(first.year), str(last.year))
    if first.year == last.year and first != last:
        return f"{format_date(first, 'F')}–{format_date(last, 'F Y')}"
    return _pair(format_date(first, "F Y"), format_date(last, "F Y"))


def _days(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month) and first != last:
        return f"{first.day}–{format_date(last, 'j F Y')}"
    if first.year == last.year and first != last:
        return f"{format_date(first, 'j F')}–{format_date(last, 'j F Y')}"
    return _pair(format_date(first, "j F Y"), format_date(last, "j F Y"))


def _pair(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"


def _season(day: date) -> str:
    words = _("våren %(year)s") if _term_of(day)[1] == SPRING else _("hösten %(year)s")
    return words % {"year": day.year}
