"""Who was to attest a booking order returns it (återsänder) with a reason; it is changed and sent again."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funding.domain.booking import same_year, unattested, write_lines
from funding.domain.reasoning import given
from funding.models import BookingOrder
from portal.history.context import because
from portal.organisation.models import User


@transaction.atomic
def return_order(*, order: BookingOrder, reason: str, by: User, now: datetime) -> BookingOrder:
    """Return it. ValidationError: no reason, attested, returned already, or by the one who prepared it."""
    why = given(reason, name="reason", missing=_("Skriv varför bokföringsordern återsänds."))
    row = unattested(order)
    if row.is_returned:
        raise ValidationError(_("Bokföringsordern är redan återsänd."))
    if row.prepared_by_id == by.pk:
        raise ValidationError(_("Den som upprättade ordern ändrar den själv, eller tar bort den."))
    row.returned_by, row.returned_at, row.return_reason, row.sent_again_at = by, now, why, None
    with because(why):
        row.save(update_fields=["returned_by", "returned_at", "return_reason", "sent_again_at"])
    return row


@transaction.atomic
def send_again(*, order: BookingOrder, on: date, by: User, now: datetime) -> BookingOrder:
    """Date a returned order ``on``, write its lines anew with the code parts of today, and send it to attest.

    Who does it has prepared it, and so does not attest it. ValidationError: it is not returned, another
    calendar year, or a nämnd without code parts.
    """
    row = unattested(order)
    if not row.is_returned:
        raise ValidationError(_("Bokföringsordern är inte återsänd."))
    same_year(row.settlement, on, "booking_date")
    row.lines.all().delete()
    row.booking_date, row.prepared_by, row.prepared_at, row.sent_again_at = on, by, now, now
    row.save(update_fields=["booking_date", "prepared_by", "prepared_at", "sent_again_at"])
    return write_lines(row, row.settlement)
