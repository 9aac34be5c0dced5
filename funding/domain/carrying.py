"""What is debited already, and what a year that is closed left unbooked and a later settlement takes over.

Nothing is debited into another calendar year (administration.md 15). What was settled and never got an order
before the year's last booking day is carried over, once, to the next settlement of the agreement.
"""

from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from funding.domain.bookingrules import last_booking_day
from funding.models import Agreement, Settlement, SettlementLine
from portal.periods import Period

_State = Settlement.State


def of_period(agreement: Agreement, period: Period) -> QuerySet[Settlement]:
    """Return every settlement of the period, withdrawn ones too."""
    return Settlement.objects.filter(
        agreement=agreement, period_kind=period.kind, year=period.year, number=period.number
    )


def debited(agreement: Agreement, period: Period) -> dict[str, Decimal]:
    """Return what settled settlements have debited each party for the period, by organisation key.

    What they took over from another period is not of this one.
    """
    lines = SettlementLine.objects.filter(
        settlement__in=of_period(agreement, period).filter(state=_State.SETTLED)
    )
    sums = lines.values_list("party__organisation__key").annotate(Sum("remains"), Sum("carried_over"))
    return {key: remains - carried for key, remains, carried in sums}


def left_unbooked(agreement: Agreement, period: Period, today: date) -> list[Settlement]:
    """Return settled settlements of years before the period's that can no longer be booked, and nobody has
    taken over; the oldest first."""
    earlier = Settlement.objects.filter(
        agreement=agreement,
        state=_State.SETTLED,
        year__lt=period.year,
        order__isnull=True,
        carried_to__isnull=True,
    )
    return [
        each for each in earlier.order_by("year", "number", "sequence") if last_booking_day(each.year) < today
    ]


def carried(settlements: list[Settlement]) -> dict[str, Decimal]:
    """Return what ``settlements`` left to debit or credit, by organisation key; parties with nothing left
    are not there."""
    lines = SettlementLine.objects.filter(settlement__in=settlements)
    sums = lines.values_list("party__organisation__key").annotate(Sum("remains"))
    return {key: amount for key, amount in sums if amount}
