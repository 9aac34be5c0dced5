"""What somebody said about a report that has not come: noted as a promise, beside the due date."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.deadlines.models import ExpectedReport, Promise
from portal.organisation.models import User


def note_promise(
    *, expected: ExpectedReport, text: str, on: date, by: User | None, promised_for: date | None = None
) -> Promise:
    """Note what was said ``on`` a day, and the day it was promised for when one was named. Moves nothing.

    ValidationError when nothing was said, or when the promised day lies before the day of the promise.
    """
    if not text.strip():
        raise ValidationError({"text": _("Skriv vad som sades.")})
    if promised_for and promised_for < on:
        raise ValidationError({"promised_for": _("Den utlovade dagen ligger före dagen för löftet.")})
    return Promise.objects.create(
        expected=expected, noted_on=on, noted_by=by, promised_for=promised_for, text=text.strip()
    )
