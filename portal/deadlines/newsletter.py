"""What the day's letter tells beside the reminders: what came back, what was answered, what falls due.

A day when nothing is new brings no letter; a person gets at most one a day, and no news twice.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.deadlines.asking import about, news_for
from portal.deadlines.expecting import period_of_report
from portal.deadlines.models import DayLetter
from portal.deadlines.recipients import coordinators, letter_readers
from portal.organisation.models import User
from portal.workareas import News

if TYPE_CHECKING:
    from portal.deadlines.reminding import Due

FIRST = timedelta(days=7)  # how far back a person's first letter looks


def news_of_the_day(silent: Sequence["Due"], *, today: date, now: datetime) -> dict[User, list[News]]:
    """Each reader who has something new to hear and has not had the letter of ``today``, with the lines.

    ``silent`` are the reminders nobody could be told: the coordinators hear of them.
    """
    people = letter_readers(today)
    had = dict(DayLetter.objects.filter(user__in=people).values_list("user").annotate(last=Max("sent_at")))
    done = set(DayLetter.objects.filter(user__in=people, day=today).values_list("user", flat=True))
    chase = coordinators(today)
    found: dict[User, list[News]] = {}
    for person in people:
        if person.pk in done:
            continue
        with override(person.language):
            lines = news_for(person, had.get(person.pk, now - FIRST), today)
            if person.pk in chase:
                lines = _unreached(silent, today) + lines
        if any(line.is_new for line in lines):
            found[person] = lines
    return found


def _unreached(silent: Sequence["Due"], today: date) -> list[News]:
    known = about([one.expected.pk for one in silent], today)
    heading, where = _("Ingen att påminna"), reverse("deadlines:wheel")
    return [
        News(
            heading,
            known[one.expected.pk].title if one.expected.pk in known else str(one.expected.organisation),
            known[one.expected.pk].url if one.expected.pk in known else where,
            _("%(organisation)s har varken en person eller en funktionsbrevlåda. %(period)s.")
            % {
                "organisation": one.expected.organisation,
                "period": period_of_report(one.expected).title,
            },
        )
        for one in silent
    ]
