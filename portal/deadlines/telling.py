"""The ready sentences for a committee's paper, worked out from a report's ledger. Plain values in, text out.

"Trots tre påminnelser, den senaste den 4 november 2003, har slutredovisning inte kommit in."
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

AWAITED, RETURNED, SUBMITTED, ACCEPTED = "awaited", "returned", "submitted", "accepted"

_WORDS = (
    gettext_lazy("en"),
    gettext_lazy("två"),
    gettext_lazy("tre"),
    gettext_lazy("fyra"),
    gettext_lazy("fem"),
    gettext_lazy("sex"),
    gettext_lazy("sju"),
    gettext_lazy("åtta"),
    gettext_lazy("nio"),
    gettext_lazy("tio"),
    gettext_lazy("elva"),
    gettext_lazy("tolv"),
)


@dataclass(frozen=True, order=True)
class Moment:
    """A day; ``words`` are written instead where the source knows no day ("våren 2002")."""

    on: date
    words: str = ""

    @property
    def written(self) -> str:
        return self.words or the_day(self.on)


@dataclass(frozen=True)
class Word:
    """A promise: when it was given, the day it was for, and when it was taken back."""

    given: Moment
    promised_for: date | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True)
class Chase:
    """All that is known of a report's chase. ``what`` is the report in the middle of a sentence:
    "slutredovisning", "redovisningen för tertial 2 2026". ``state`` is one of the four above."""

    what: str
    last_day: date
    state: str = AWAITED
    reminders: Sequence[Moment] = ()
    promises: Sequence[Word] = ()
    escalated: Sequence[tuple[str, date]] = ()  # ("stadsdelsdirektören", the day)
    extended_from: date | None = None  # the day before an extension moved it
    came_on: date | None = None
    reviewed_on: date | None = None  # sent back, or taken as good


def committee_text(chase: Chase, *, today: date) -> str:
    """Say how the report stands and what was done to get it, in one to five sentences."""
    parts = [_standing(chase, today), _extension(chase)]
    if chase.state in (AWAITED, RETURNED):
        since = chase.reviewed_on if chase.state == RETURNED else None
        promises = [one for one in chase.promises if since is None or one.given.on > since]
        escalated = [one for one in chase.escalated if since is None or one[1] > since]
        parts += [_promises(promises), _escalations(escalated)]
    return " ".join(part for part in parts if part)


def in_words(count: int) -> str:
    """Write a number as running text does: in letters up to twelve."""
    return str(_WORDS[count - 1]) if 1 <= count <= len(_WORDS) else str(count)


def the_day(day: date) -> str:
    """Write a day in running text: "den 4 november 2003"."""
    return _("den %(day)s") % {"day": format_date(day, "j F Y")}


def reminded(reminders: Sequence[Moment]) -> str:
    """Say how often: "en påminnelse den 4 november 2003", "tre påminnelser, den senaste ...,"; or ""."""
    if not reminders:
        return ""
    words = {"count": in_words(len(reminders)), "day": max(reminders).written}
    return (
        ngettext(
            "%(count)s påminnelse %(day)s",
            "%(count)s påminnelser, den senaste %(day)s,",
            len(reminders),
        )
        % words
    )


def _standing(chase: Chase, today: date) -> str:
    if chase.state == ACCEPTED:
        return _("%(came)s och är granskad och godtagen.") % {"came": _came(chase, goes_on=True)}
    if chase.state == SUBMITTED:
        return _("%(came)s. Den är ännu inte granskad.") % {"came": _came(chase)}
    if chase.state == RETURNED:
        return _returned(chase)
    words = {"what": chase.what, "What": capfirst(chase.what), "day": the_day(chase.last_day)}
    if today <= chase.last_day:
        return _("%(What)s ska komma in senast %(day)s.") % words
    if not chase.reminders:
        return _("%(What)s har inte kommit in. Sista dagen var %(day)s.") % words
    words["reminders"] = reminded(chase.reminders)
    return _("Trots %(reminders)s har %(what)s inte kommit in.") % words


def _came(chase: Chase, *, goes_on: bool = False) -> str:
    """Say when it came, how late, and after how many reminders; a comma closes that when the text goes on."""
    came = chase.came_on or chase.last_day
    text = _("%(What)s kom in %(day)s") % {"What": capfirst(chase.what), "day": the_day(came)}
    if late := (came - chase.last_day).days if came > chase.last_day else 0:
        text += ", " + ngettext("%(days)s dag för sent", "%(days)s dagar för sent", late) % {
            "days": in_words(late)
        }
    before = [one for one in chase.reminders if one.on <= came]
    if late and before:
        text += " " + ngettext("efter %(count)s påminnelse", "efter %(count)s påminnelser", len(before)) % {
            "count": in_words(len(before))
        }
    return f"{text}," if late and goes_on else text


def _returned(chase: Chase) -> str:
    back = chase.reviewed_on or chase.last_day
    words = {"came": _came(chase, goes_on=True), "day": the_day(back)}
    first = _("%(came)s men lämnades tillbaka %(day)s.") % words
    since = [one for one in chase.reminders if one.on > back]
    if not since:
        return f"{first} {_('Den har inte kommit in igen.')}"
    again = _("Trots %(reminders)s har den inte kommit in igen.") % {"reminders": reminded(since)}
    return f"{first} {again}"


def _extension(chase: Chase) -> str:
    if chase.extended_from is None:
        return ""
    words = {"old": the_day(chase.extended_from), "new": the_day(chase.last_day)}
    return _("Uppskov beviljades från %(old)s till %(new)s.") % words


def _promises(promises: Sequence[Word]) -> str:
    if not promises:
        return ""
    last = max(promises, key=lambda one: one.given)
    words = {
        "count": in_words(len(promises)),
        "given": last.given.written,
        "day": the_day(last.promised_for) if last.promised_for else "",
    }
    if last.promised_for:
        told = ngettext(
            "Den utlovades %(given)s till %(day)s.",
            "Den har utlovats %(count)s gånger, senast %(given)s till %(day)s.",
            len(promises),
        )
    else:
        told = ngettext(
            "Den utlovades %(given)s.",
            "Den har utlovats %(count)s gånger, senast %(given)s.",
            len(promises),
        )
    taken_back = (
        _("Löftet togs tillbaka %(day)s.") % {"day": the_day(last.withdrawn_on)} if last.withdrawn_on else ""
    )
    return f"{told % words} {taken_back}".strip()


def _escalations(escalated: Sequence[tuple[str, date]]) -> str:
    if not escalated:
        return ""
    chief, on = max(escalated, key=lambda one: one[1])
    return _("Frågan lyftes till %(chief)s %(day)s.") % {"chief": chief, "day": the_day(on)}
