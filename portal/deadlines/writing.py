"""How a step of the plan, a day and a period are written, on pages and in letters."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.periods import Period, write_day


def step_words(days: int) -> str:
    """Say when a step comes: "14 dagar före sista dagen", "Sista dagen", "7 dagar efter sista dagen"."""
    if days == 0:
        return _("Sista dagen")
    if days < 0:
        words = ngettext("%(days)s dag före sista dagen", "%(days)s dagar före sista dagen", -days)
    else:
        words = ngettext("%(days)s dag efter sista dagen", "%(days)s dagar efter sista dagen", days)
    return words % {"days": abs(days)}


def letter_day(day: date, today: date) -> str:
    """Write a day as a letter does: "8 september", and the year when it is another."""
    return write_day(day) if day.year == today.year else f"{write_day(day)} {day.year}"


def letter_period(period: Period, today: date) -> str:
    """Write a period in running text: "tertial 2", and the year when it is another: "helår 2025"."""
    title = period.title[:1].lower() + period.title[1:]
    return title.removesuffix(f" {period.year}") if period.year == today.year else title
