"""How much of a yearly cost a stretch of time bears, by the convention the terms name.

Half-open stretches: ``ends`` is the first day after. The answer is a fraction of a year, exact, and explains
itself. Sixteen months from 1 September 2018 are 4/3 year by whole months, by tertials and by 30/360; by days
122/365 + 365/365.
"""

from calendar import isleap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.periods import period_of


class Convention(StrEnum):
    MONTHS = "months"
    DAYS = "days"
    TERTIALS = "tertials"
    THIRTY_360 = "thirty_360"


CONVENTIONS = {
    Convention.MONTHS: gettext_lazy("Hela månader"),
    Convention.DAYS: gettext_lazy("Dagar"),
    Convention.TERTIALS: gettext_lazy("Tertial"),
    Convention.THIRTY_360: gettext_lazy("30/360"),
}


@dataclass(frozen=True)
class Span:
    """A part of a year (may be more than one) and how it was found, in words."""

    years: Fraction
    words: str


def span(begins: date, ends: date, convention: Convention) -> Span:
    """Measure the half-open stretch in years.

    Raise ValidationError when it is empty, or when the convention counts whole months or tertials and the
    stretch has none such.
    """
    if ends <= begins:
        raise ValidationError(_("Tiden ska sluta efter att den har börjat."))
    return _MEASURES[convention](begins, ends)


def _months(begins: date, ends: date) -> Span:
    if begins.day != 1 or ends.day != 1:
        raise ValidationError(_("Tiden är inte hela månader. Välj dagar eller 30/360."))
    months = 12 * (ends.year - begins.year) + ends.month - begins.month
    whole = ngettext("%(count)s månad", "%(count)s månader", months) % {"count": months}
    return Span(Fraction(months, 12), _in_words(months, 12, whole, _months_of_12))


def _months_of_12(count: int) -> str:
    return ngettext("%(count)s månad av 12", "%(count)s månader av 12", count) % {"count": count}


def _in_words(count: int, year: int, whole: str, part: Callable[[int], str]) -> str:
    """Tell ``count`` of those a year has ``year`` of: more than a year as years and the part that is left."""
    years, left = divmod(count, year)
    if count <= year:
        return part(count)
    told = {"whole": whole, "years": years, "part": part(left)}
    if not left:
        return ngettext("%(whole)s, alltså %(years)s år", "%(whole)s, alltså %(years)s år", years) % told
    return (
        ngettext(
            "%(whole)s, alltså %(years)s år och %(part)s",
            "%(whole)s, alltså %(years)s år och %(part)s",
            years,
        )
        % told
    )


def _days(begins: date, ends: date) -> Span:
    """Each calendar year's days by its own length, so that 29 February costs a day like any other."""
    parts = []
    for year in range(begins.year, ends.year + 1):
        first, after = max(begins, date(year, 1, 1)), min(ends, date(year + 1, 1, 1))
        if after > first:
            parts.append(((after - first).days, 366 if isleap(year) else 365))
    words = " + ".join(_("%(days)s av %(year)s dagar") % {"days": d, "year": y} for d, y in parts)
    return Span(sum((Fraction(days, year) for days, year in parts), Fraction()), words)


def _tertials(begins: date, ends: date) -> Span:
    first, count = period_of(begins), 0
    if first.begins != begins or period_of(ends).begins != ends:
        raise ValidationError(_("Tiden är inte hela tertial. Välj månader, dagar eller 30/360."))
    while first.begins < ends:
        first, count = first.next(), count + 1
    whole = ngettext("%(count)s tertial", "%(count)s tertial", count) % {"count": count}
    return Span(Fraction(count, 3), _in_words(count, 3, whole, _tertials_of_3))


def _tertials_of_3(count: int) -> str:
    return ngettext("%(count)s tertial av 3", "%(count)s tertial av 3", count) % {"count": count}


def _thirty_360(begins: date, ends: date) -> Span:
    """Every month has 30 days; the 31st counts as the 30th, and the last of February as it stands."""
    first, last = min(begins.day, 30), min(ends.day, 30)
    days = 360 * (ends.year - begins.year) + 30 * (ends.month - begins.month) + last - first
    whole = ngettext("%(days)s dag", "%(days)s dagar", days) % {"days": days}
    return Span(Fraction(days, 360), _in_words(days, 360, whole, _days_of_360))


def _days_of_360(count: int) -> str:
    return _("%(days)s av 360 dagar") % {"days": count}


_MEASURES = {
    Convention.MONTHS: _months,
    Convention.DAYS: _days,
    Convention.TERTIALS: _tertials,
    Convention.THIRTY_360: _thirty_360,
}
