"""The day that stands on a paper that is signed: it has been, and the terms' time had not run out."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def refuse_day(signed_on: date, *, ends: date, today: date) -> None:
    """``ends``: the first day the terms do not hold. ValidationError: a day ahead, or after their time."""
    if signed_on > today:
        raise ValidationError(_("Papperet kan inte vara undertecknat en dag som inte har varit."))
    if ends <= signed_on:
        raise ValidationError(
            _("Papperet är undertecknat efter att tiden som villkoren gäller hade gått ut.")
        )
