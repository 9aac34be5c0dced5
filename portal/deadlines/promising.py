"""What was said about a report that has not come: promises, excuses, and questions taken one step up.

All of it is noted beside the due date, and moves nothing.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.deadlines.models import ExpectedReport, Promise
from portal.deadlines.words import checked
from portal.organisation.models import User


def note_promise(
    *,
    expected: ExpectedReport,
    text: str,
    on: date,
    by: User | None,
    promised_for: date | None = None,
    today: date | None = None,
    when_text: str = "",
) -> Promise:
    """Note what was promised ``on`` a day, and the day it was promised for when one was named.

    ValidationError when nothing was said, when the promised day lies before the day of the promise, or when
    that day (with ``today``) is still to come.
    """
    if promised_for and promised_for < on:
        raise ValidationError({"promised_for": _("Den utlovade dagen ligger före dagen för löftet.")})
    said = {"promised_for": promised_for, "when_text": when_text}
    return _note(expected, Promise.Kind.PROMISE, text, on, by, today, said)


def note_excuse(
    *,
    expected: ExpectedReport,
    text: str,
    on: date,
    by: User | None,
    today: date | None = None,
    when_text: str = "",
) -> Promise:
    """Note why the report has not come, as it was explained. Refuses as ``note_promise``."""
    return _note(expected, Promise.Kind.EXCUSE, text, on, by, today, {"when_text": when_text})


def escalate(
    *, expected: ExpectedReport, chief: str, text: str, on: date, by: User | None, today: date | None = None
) -> Promise:
    """Note that the question went to the stadsdelsdirektör or förvaltningschef. Refuses as ``note_promise``,
    and when nobody says to whom."""
    if chief not in Promise.Chief:
        raise ValidationError({"chief": _("Välj vem frågan lyfts till.")})
    return _note(expected, Promise.Kind.ESCALATION, text, on, by, today, {"chief": chief})


@transaction.atomic
def withdraw_promise(*, promise: Promise, on: date, today: date | None = None) -> Promise:
    """Note that the promise was taken back ``on`` a day. ValidationError: it is no promise, it is taken back
    already, or the day lies before it was given or after today."""
    row = Promise.objects.select_for_update().get(pk=promise.pk)
    if row.kind != Promise.Kind.PROMISE or row.withdrawn_on:
        raise ValidationError(_("Det finns inget löfte att ta tillbaka."))
    if on < row.noted_on:
        raise ValidationError({"on": _("Löftet kan inte tas tillbaka innan det gavs.")})
    _check_past(on, today)
    row.withdrawn_on = on
    row.save(update_fields=["withdrawn_on"])
    return row


def _note(
    expected: ExpectedReport,
    kind: str,
    text: str,
    on: date,
    by: User | None,
    today: date | None,
    said: dict,
) -> Promise:
    said["text"] = checked(text, name="text", missing=_("Skriv vad som sades."))
    _check_past(on, today)
    return Promise.objects.create(expected=expected, kind=kind, noted_on=on, noted_by=by, **said)


def _check_past(on: date, today: date | None) -> None:
    if today is not None and on > today:
        raise ValidationError({"on": _("Skriv en dag som har varit.")})
