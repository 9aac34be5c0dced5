"""The money of the example agreement: this year's first tertial settled and booked, the second one waits
for attest. Days are told from the tertial's end, never after today."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from funding.demo.fixtures import rows_of
from funding.domain.accounting import check_line, prepare_settlement
from funding.domain.booking import attest, book, prepare_order
from funding.domain.financing import keep_allowances
from funding.domain.settleable import periods_of
from funding.models import Agreement, BookingOrder, CodePart, Party, Settlement
from portal.money import tkr_to_kronor
from portal.organisation.models import User
from portal.periods import TERTIAL, Period

FILE = "exempeloverenskommelse-pengar"
VOUCHER = "70418"


def load_example_money(agreement: Agreement, now: datetime) -> None:
    """Settle the tertials of this year that are reported: the first is booked, the last waits for attest."""
    today = timezone.localdate(now)
    _add_codes(agreement)
    parties = _parties(agreement)
    amounts = {
        parties[row["part"]]: tkr_to_kronor(Decimal(row["generalschablon tkr"])) for row in rows_of(FILE)
    }
    keep_allowances(agreement=agreement, year=today.year, amounts=amounts)
    reported = {each.period for each in periods_of(agreement, today) if each.can_be_settled}
    first, second = (Period(TERTIAL, today.year, number) for number in (1, 2))
    if first in reported and first.ends + timedelta(days=60) <= today:
        _settle_and_book(agreement, first)
    if second in reported and second.ends + timedelta(days=30) <= today:
        _settle_and_prepare(agreement, second, now)


def _parties(agreement: Agreement) -> dict[str, Party]:
    rows = agreement.parties.select_related("organisation")
    return {party.organisation.key: party for party in rows}


def _add_codes(agreement: Agreement) -> None:
    """Add the codes of each party's nämnd, which may be the organisation itself."""
    parties = _parties(agreement)
    CodePart.objects.bulk_create(
        CodePart(
            committee_id=parties[row["part"]].organisation.parent_id or parties[row["part"]].organisation_id,
            responsibility=row["ansvar"],
            activity=row["verksamhet"],
            account_debit=row["konto debet"],
            account_credit=row["konto kredit"],
            project=row["projekt"],
            task=row["aktivitet"],
            counterparty=row["motpart"],
        )
        for row in rows_of(FILE)
    )


def _settle_and_book(agreement: Agreement, period: Period) -> None:
    """All of it in the two months after the period."""
    settlement = _settle(agreement, period, _after(period, 20))
    order = _order(settlement, on=_after(period, 38), now=_after(period, 33))
    attest(order=order, by=User.objects.get(username="avdelningschef"), now=_after(period, 36))
    book(order=order, voucher=VOUCHER, on=_after(period, 38).date())


def _settle_and_prepare(agreement: Agreement, period: Period, now: datetime) -> None:
    """In the last weeks: the order was prepared the day before yesterday."""
    settlement = _settle(agreement, period, now - timedelta(days=14))
    _order(settlement, on=now, now=now - timedelta(days=2))


def _settle(agreement: Agreement, period: Period, when: datetime) -> Settlement:
    """Prepare it ``when``, and let a party a day check its line."""
    officer, director = (User.objects.get(username=name) for name in ("avtalshandlaggare", "direktor"))
    settlement = prepare_settlement(agreement=agreement, period=period, by=officer, now=when)
    for days, line in enumerate(settlement.lines.select_related("party").order_by("pk"), start=3):
        by = director if line.party.is_host else None  # the others' directors have no login in the demo
        check_line(line=line, by=by, now=when + timedelta(days=days))
    settlement.refresh_from_db()
    return settlement


def _order(settlement: Settlement, *, on: datetime, now: datetime) -> BookingOrder:
    controller = User.objects.get(username="ekonom")
    return prepare_order(settlement=settlement, on=timezone.localdate(on), by=controller, now=now)


def _after(period: Period, days: int) -> datetime:
    """Return nine in the morning, so many days after the period."""
    return datetime.combine(period.last_day + timedelta(days=days), time(9), tzinfo=UTC)
