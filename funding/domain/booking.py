"""A settled settlement becomes a balanced booking order: prepared by one, attested by another, booked.

Two lines a party that is not the host: the host's nämnd is credited, the party's debited, each the other's
counterparty (administration.md 15). A credit turns the sides.
"""

from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funding.domain.bookingrules import last_booking_day
from funding.models import BookingLine, BookingOrder, CodePart, Settlement, SettlementLine
from portal.database.refusals import words_of
from portal.organisation.models import User
from portal.periods import Period


@transaction.atomic
def prepare_order(*, settlement: Settlement, on: date, by: User, now: datetime) -> BookingOrder:
    """Prepare the order of a settled settlement, dated ``on``.

    ValidationError: not settled, has an order already, nothing to debit or credit, a nämnd without code
    parts, or a booking date in another calendar year than the period.
    """
    row = Settlement.objects.select_for_update().get(pk=settlement.pk)
    _check(row, on)
    order = BookingOrder.objects.create(
        settlement=row,
        number=f"BO-{row.year}-{row.pk:05}",
        booking_date=on,
        prepared_by=by,
        prepared_at=now,
    )
    return write_lines(order, row)


def write_lines(order: BookingOrder, settlement: Settlement) -> BookingOrder:
    """Write the lines of an order that has none, with the code parts of today.

    ValidationError: nothing to debit or credit, no host, or a nämnd without code parts.
    """
    rows = settlement.lines.select_related("party__organisation__parent")
    lines = list(rows.order_by("party__heading_order", "party"))
    host = _host(lines)
    moved = [line for line in lines if line.party_id != host.party_id and line.remains]
    if not moved:
        raise ValidationError(_("Ingenting återstår att debitera eller kreditera."))
    codes = _codes([host, *moved])
    made = [pair for line in moved for pair in _pair(order, line, codes[line.party_id], codes[host.party_id])]
    for number, line in enumerate(made, start=1):
        line.row = number
    BookingLine.objects.bulk_create(made)
    return order


@transaction.atomic
def attest(*, order: BookingOrder, by: User, now: datetime) -> BookingOrder:
    """Attest ``order`` as it was read. ValidationError: attested already, returned, prepared anew since, or
    by the one who prepared it."""
    row = unattested(order)
    if row.prepared_at != order.prepared_at:
        raise ValidationError(changed_since())
    if row.is_returned:
        raise ValidationError(words_of("booking_order_sent_again_first"))
    if row.prepared_by_id == by.pk:
        raise ValidationError(_("Den som upprättade ordern kan inte också attestera den."))
    row.attested_by, row.attested_at = by, now
    row.save(update_fields=["attested_by", "attested_at"])
    return row


def changed_since() -> str:
    return _("Bokföringsordern har gjorts om sedan du läste den. Läs raderna igen och attestera sedan.")


def held(order: BookingOrder) -> BookingOrder:
    """Return the order, locked. ValidationError: somebody has taken it away meanwhile."""
    rows = BookingOrder.objects.select_for_update(of=["self"]).select_related("settlement")
    if (row := rows.filter(pk=order.pk).first()) is None:
        raise ValidationError(_("Bokföringsordern har tagits bort. Läs om sidan."))
    return row


def unattested(order: BookingOrder) -> BookingOrder:
    """Return the order, locked. ValidationError: it is attested."""
    row = held(order)
    if row.attested_at:
        raise ValidationError(_("Bokföringsordern är redan attesterad."))
    return row


@transaction.atomic
def discard_order(*, order: BookingOrder) -> None:
    """Take away an order that nobody has attested, so that it can be prepared anew; history keeps it.

    ValidationError: it is attested.
    """
    row = held(order)
    if row.attested_at:
        raise ValidationError(_("Bokföringsordern är attesterad. Är inget bokfört kan den makuleras."))
    row.delete()


@transaction.atomic
def book(*, order: BookingOrder, voucher: str, on: date) -> BookingOrder:
    """Note voucher number and date. ValidationError: not attested, booked already, or another year."""
    row = held(order)
    if row.attested_at is None:
        raise ValidationError(_("Bokföringsordern ska attesteras innan den bokförs."))
    if row.voucher:
        raise ValidationError(_("Bokföringsordern är redan bokförd."))
    if not voucher.strip():
        raise ValidationError({"voucher": _("Skriv verifikationsnumret.")})
    same_year(row.settlement, on, "booked_on")
    row.voucher, row.booked_on = voucher.strip(), on
    row.save(update_fields=["voucher", "booked_on"])
    return row


def _check(settlement: Settlement, on: date) -> None:
    if settlement.state != Settlement.State.SETTLED:
        raise ValidationError(_("Parterna har inte granskat avräkningen än."))
    if BookingOrder.objects.filter(settlement=settlement).exists():
        raise ValidationError(_("Avräkningen har redan en bokföringsorder."))
    if settlement.carried_to_id:
        raise ValidationError(_("Det som återstod är fört över till en senare avräkning och bokförs där."))
    same_year(settlement, on, "booking_date")


def same_year(settlement: Settlement, on: date, name: str) -> None:
    """No debit into another calendar year (administration.md 15): ValidationError about ``name``."""
    if on.year != settlement.year:
        words = {"year": settlement.year}
        raise ValidationError(
            {name: _("Bokför inom %(year)s. En debitering får inte hamna i ett annat år.") % words}
        )
    last = last_booking_day(settlement.year)
    if on > last:
        told = {"day": last.isoformat()}
        raise ValidationError({name: _("Sista bokföringsdag för året är den %(day)s.") % told})


def _host(lines: list[SettlementLine]) -> SettlementLine:
    """The newest host: after a merger inside the period both the one before and its successor have a line."""
    host = max((line for line in lines if line.party.is_host), key=lambda line: line.party_id, default=None)
    if host is None:
        raise ValidationError(_("Avräkningen saknar en värd att kreditera."))
    return host


def _codes(lines: list[SettlementLine]) -> dict[int, CodePart]:
    """Return each party's code parts: those of its nämnd, which may be the organisation itself."""
    bodies = {
        line.party_id: line.party.organisation.parent_id or line.party.organisation_id for line in lines
    }
    found = {part.committee_id: part for part in CodePart.objects.select_related("committee").all()}
    missing = [str(line.party) for line in lines if bodies[line.party_id] not in found]
    if missing:
        raise ValidationError(
            _("Koddelar saknas för %(who)s. Be ekonomen lägga in dem.") % {"who": ", ".join(missing)}
        )
    return {party: found[body] for party, body in bodies.items()}


def _pair(order: BookingOrder, line: SettlementLine, party: CodePart, host: CodePart) -> list[BookingLine]:
    amount = abs(line.remains)
    debits = line.remains > 0
    period = Period(line.settlement.period_kind, line.settlement.year, line.settlement.number)
    text = f"{line.settlement.agreement}, {period.title}"[:200]
    return [
        _line(order, party, host, amount, debit=debits, text=text, cost=True),
        _line(order, host, party, amount, debit=not debits, text=text, cost=False),
    ]


def _line(
    order: BookingOrder,
    own: CodePart,
    other: CodePart,
    amount: Decimal,
    *,
    debit: bool,
    text: str,
    cost: bool,
) -> BookingLine:
    return BookingLine(
        order=order,
        committee=own.committee,
        responsibility=own.responsibility,
        activity=own.activity,
        account=own.account_debit if cost else own.account_credit,
        project=own.project,
        task=own.task,
        counterparty=other.counterparty,
        debit=amount if debit else Decimal(),
        credit=Decimal() if debit else amount,
        text=text,
        support=_("Avräkning %(number)s") % {"number": order.settlement_id},
    )
