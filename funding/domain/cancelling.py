"""An attested booking order that was never booked is cancelled (makuleras), so that its money is not stuck.

What it was to move can then be ordered anew or, when the year is closed, is carried over to the agreement's
next settlement (carrying.py). The history keeps the order and why it went.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funding.domain.booking import held
from funding.domain.reasoning import given
from funding.models import BookingOrder
from portal.history.context import because


@transaction.atomic
def cancel_order(*, order: BookingOrder, reason: str) -> None:
    """Cancel it. ValidationError: no reason, booked already, or attested by nobody, so that it is simply
    taken away."""
    why = given(reason, name="reason", missing=_("Skriv varför bokföringsordern makuleras."))
    row = held(order)
    if row.booked_on:
        raise ValidationError(_("Bokföringsordern är bokförd. Rätta med en ny avräkning."))
    if row.attested_at is None:
        raise ValidationError(_("Ingen har attesterat bokföringsordern. Ta bort den i stället."))
    with because(why):
        row.cancel_reason = why
        row.save(update_fields=["cancel_reason"])
        row.delete()
