"""The day's letter: what a person is reminded of and what has happened, in one, with a link to each.

One letter a person and day. It is written in the person's own language, and each step of the plan has words
of its own (``ReminderStep``); where the back office has written none, the portal's are used.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from smtplib import SMTPException
from typing import Protocol

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from portal.deadlines.access import may_report
from portal.deadlines.expecting import period_of_report
from portal.deadlines.models import ExpectedReport, ReminderStep
from portal.deadlines.optout import home_address, stop_address
from portal.deadlines.placeholders import fill
from portal.deadlines.writing import letter_day, letter_period
from portal.organisation.models import User
from portal.workareas import Expected, News

log = logging.getLogger(__name__)
MOST_SHEETS = 5  # attached to one letter


@dataclass(frozen=True)
class Line:
    """One report in the letter, and the step of the plan that put it there."""

    expected: ExpectedReport
    step: ReminderStep


@dataclass(frozen=True)
class Letter:
    """A letter before it is written. ``person`` is None when it goes to an organisation's own mailbox."""

    to: str
    person: User | None = None
    lines: tuple[Line, ...] = ()
    news: tuple[News, ...] = ()

    @property
    def language(self) -> str:
        return self.person.language if self.person else "sv"


class About(Protocol):
    """What the work areas say of the reports, in the language that is active."""

    def __call__(self, reports: Sequence[int], today: date) -> Mapping[int, Expected]: ...


def send_letter(letter: Letter, about: About, today: date) -> bool:
    """Send it. False, and a line in the log, when the post would not take it."""
    with override(letter.language):
        message = write_letter(letter, about([line.expected.pk for line in letter.lines], today), today)
    try:
        return message.send() == 1
    except (OSError, SMTPException):
        log.warning("Brevet till %s gick inte att skicka.", letter.person or letter.to, exc_info=True)
        return False


def write_letter(letter: Letter, known: Mapping[int, Expected], today: date) -> EmailMessage:
    """Write the letter: the reports to hand in, then what has happened, then how to be rid of letters."""
    told = [_told(line, known.get(line.expected.pk), letter.person, today) for line in letter.lines]
    parts = [f"{text}\n{url}" for _subject, text, url in told] + _news(letter.news)
    headers = {}
    if letter.person:
        stop = stop_address(letter.person)
        parts.append(_foot(stop))
        headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = EmailMessage(_subject(told, letter.news), "\n\n".join(parts), to=[letter.to], headers=headers)
    for line in letter.lines[:MOST_SHEETS]:
        _attach_sheet(message, known.get(line.expected.pk))
    return message


def _attach_sheet(message: EmailMessage, known: Expected | None) -> None:
    sheet = known.sheet() if known and known.sheet else None
    if sheet:
        message.attach(sheet.name, sheet.content, sheet.kind)


def _told(line: Line, known: Expected | None, person: User | None, today: date) -> tuple[str, str, str]:
    """The subject and words of one report, and the address of its page."""
    values = _values(line.expected, known, today)
    english = get_language() == "en"
    step = line.step
    subject = (step.subject_en if english else step.subject) or _own_subject(line.expected, today)
    text = (step.text_en if english else step.text) or _own_text(line.expected, today)
    url = home_address() + (_page(line.expected, known, person) if known else "/")
    # A name may have been typed with line breaks: in a letter they would be headers.
    return " ".join(fill(subject, values).split()), fill(text, values).strip(), url


def _page(expected: ExpectedReport, known: Expected, person: User | None) -> str:
    """The report itself for those who write it; for the director, where it is followed."""
    writes = person is None or may_report(person, expected)
    return known.url if writes else known.follow_url or known.url


def _values(expected: ExpectedReport, known: Expected | None, today: date) -> dict[str, str]:
    late = expected.days_late(today)
    found = {
        "projekt": known.title if known else str(expected.organisation),
        "ansvarig": str(expected.organisation),
        "period": letter_period(period_of_report(expected), today),
        "senast": letter_day(expected.last_day, today),
        "dagar": ngettext("%(days)s dag", "%(days)s dagar", late) % {"days": late},
        "frågor": _filled(known),
    }
    return {name: " ".join(value.split()) for name, value in found.items()}


def _filled(known: Expected | None) -> str:
    """Say "6 frågor, 4 redan ifyllda"; nothing when the work area does not know."""
    progress = known.filled() if known and known.filled else None
    if not progress or not progress.asked:
        return ""
    asked = ngettext("%(n)s fråga", "%(n)s frågor", progress.asked) % {"n": progress.asked}
    done = ngettext("%(n)s redan ifylld", "%(n)s redan ifyllda", progress.done) % {"n": progress.done}
    return f"{asked}, {done}"


def _own_subject(expected: ExpectedReport, today: date) -> str:
    if expected.days_late(today):
        return _("Redovisning för {projekt}, {period}, skulle ha kommit {senast}")
    return _("Redovisning för {projekt}, {period}, senast {senast}")


def _own_text(expected: ExpectedReport, today: date) -> str:
    if expected.days_late(today):
        return _(
            "Redovisning för {projekt}, {period}, skulle ha kommit {senast} och är {dagar} sen. "
            "Öppna: {frågor}"
        )
    return _("Redovisning för {projekt}, {period}, senast {senast}. Öppna: {frågor}")


def _news(news: Sequence[News]) -> list[str]:
    """Each heading with its lines, in the order they came."""
    home = home_address()
    return [
        "\n".join([str(heading).upper(), *(_one(item, home) for item in items)])
        for heading, items in groupby(news, key=lambda item: str(item.heading))
    ]


def _one(item: News, home: str) -> str:
    words = " ".join(f"{item.title}. {item.detail}".split())
    return f"- {words}\n  {home}{item.url}"


def _foot(stop: str) -> str:
    own = home_address() + reverse("letters:own")
    return "\n".join(
        [
            _("Vill du slippa de här breven? Stäng av dem här: %(url)s") % {"url": stop},
            _("Språk och val: %(url)s") % {"url": own},
        ]
    )


def _subject(told: Sequence[tuple[str, str, str]], news: Sequence[News]) -> str:
    if len(told) == 1:
        return told[0][0]
    if told:
        return _("%(count)s redovisningar att lämna in") % {"count": len(told)}
    new = sum(item.is_new for item in news)
    return ngettext("Dagens brev: %(n)s nyhet", "Dagens brev: %(n)s nyheter", new) % {"n": new}
