"""A reminder given by hand, noted beside those the clock sends: by letter, telephone, meeting or e-mail."""

from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.deadlines.models import ExpectedReport, Reminder
from portal.deadlines.words import checked
from portal.organisation.models import User

NOON = time(12)  # of a day when nobody knows the hour


@transaction.atomic
def note_reminder(
    *,
    expected: ExpectedReport,
    channel: str,
    on: date,
    by: User | None,
    today: date,
    text: str = "",
    when_text: str = "",
) -> Reminder:
    """Note that the report was asked for ``on`` a day. It moves nothing, and the plan goes on as before.

    ValidationError: no such way to remind, a day to come, or one after the report had come in.
    """
    if channel not in Reminder.Channel or channel == Reminder.Channel.AUTOMATIC:
        raise ValidationError({"channel": _("Välj hur påminnelsen gavs: brev, telefon, möte eller e-post.")})
    if on > today:
        raise ValidationError({"on": _("Skriv en dag som har varit.")})
    if was_in(expected, on):
        raise ValidationError({"on": _("Redovisningen hade redan kommit in den dagen.")})
    return Reminder.objects.create(
        expected=expected,
        channel=channel,
        sent_at=timezone.make_aware(datetime.combine(on, NOON)),
        when_text=when_text,
        text=checked(text, name="text"),
        noted_by=by,
    )


def was_in(expected: ExpectedReport, on: date) -> bool:
    """Whether the report, as it stands now, had come in before ``on``."""
    is_in = expected.state in (ExpectedReport.State.SUBMITTED, ExpectedReport.State.ACCEPTED)
    return is_in and expected.submitted_at is not None and timezone.localdate(expected.submitted_at) < on
