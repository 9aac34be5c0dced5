"""The day's letter: everything a person is reminded of today, in one, with a link to each."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from portal.deadlines.expecting import period_of_report
from portal.deadlines.models import ExpectedReport
from portal.organisation.models import User
from portal.periods import write_day
from portal.workareas import Expected, work_areas

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Line:
    """One report in the letter, and the step of the plan that put it there."""

    expected: ExpectedReport
    step: int


def send_digest(person: User, lines: Sequence[Line], today: date) -> bool:
    """Send the letter in Swedish. False, and a line in the log, when the post would not take it."""
    with override("sv"):
        letter = write_digest(person, lines, today)
    try:
        return letter.send() == 1
    except (OSError, SMTPException):
        log.warning("Påminnelsen till %s gick inte att skicka.", person.username, exc_info=True)
        return False


def write_digest(person: User, lines: Sequence[Line], today: date) -> EmailMessage:
    """Write the letter: one report in the subject, or how many; then a line and a link for each."""
    known = {
        expected.report: expected
        for area in work_areas()
        for expected in area.expected(person, today)
        if expected.report
    }
    told = [_told(line.expected, known.get(line.expected.pk), today) for line in lines]
    foot = _("Vill du slippa de här breven? Stäng av dem här: %(url)s") % {
        "url": home_address() + reverse("deadlines:wheel")
    }
    return EmailMessage(
        _subject(told), "\n\n".join([*("\n".join(one) for one in told), foot]), to=[person.email]
    )


def home_address() -> str:
    """Where the portal is reached from a letter: the first host that settings allow."""
    host = next((host for host in settings.ALLOWED_HOSTS if host != "*"), "127.0.0.1")
    return f"https://{host}" if settings.HTTPS else f"http://{host}:{settings.PORT}"


def _told(expected: ExpectedReport, known: Expected | None, today: date) -> tuple[str, str]:
    """What one report is called and how it stands, and the address of its page."""
    about = known.title if known else str(expected.organisation)
    words = {
        "about": about,
        "period": period_of_report(expected).title,
        "day": _day(expected.last_day, today),
    }
    late = expected.days_late(today)
    if late:
        words["late"] = ngettext("%(days)s dag sen", "%(days)s dagar sen", late) % {"days": late}
        text = _("Redovisning för %(about)s, %(period)s, skulle ha kommit %(day)s (%(late)s)")
    else:
        text = _("Redovisning för %(about)s, %(period)s, senast %(day)s")
    # A name may have been typed with line breaks: in a letter they would be headers, and lines of our own.
    return " ".join((text % words).split()), home_address() + (known.url if known else "/")


def _subject(told: Sequence[tuple[str, str]]) -> str:
    if len(told) == 1:
        return told[0][0]
    return _("%(count)s redovisningar att lämna in") % {"count": len(told)}


def _day(day: date, today: date) -> str:
    return write_day(day) if day.year == today.year else f"{write_day(day)} {day.year}"
