"""Settlements for tests: reported, prepared, checked by all, with an order."""

from datetime import UTC, date, datetime

from funding.domain.accounting import check_line, prepare_settlement
from funding.domain.booking import prepare_order
from funding.models import Agreement, BookingOrder, Settlement
from portal.organisation.models import User
from portal.periods import Period
from tests.factories.funding import code_parts, make_agreement, party, report_cost, signed_terms
from tests.factories.portal import UserFactory

SETTLED_AT = datetime(2019, 5, 20, 9, tzinfo=UTC)
T1 = Period("tertial", 2019, 1)
BOOKED_ON = date(2019, 6, 3)


def reported(cost: str = "933333.33", shares: dict[str, str] | None = None) -> Agreement:
    """An agreement in force whose host has reported ``cost`` kronor for the first tertial of 2019."""
    made = make_agreement(shares)
    agreement = signed_terms(agreement=made, shares=shares).agreement
    report_cost(party(agreement, "Norrmalm"), cost)
    code_parts(agreement)
    return agreement


def prepared(agreement: Agreement | None = None, **given) -> Settlement:
    return prepare_settlement(
        agreement=agreement or reported(), period=T1, by=UserFactory(), now=SETTLED_AT, **given
    )


def settled(agreement: Agreement | None = None, **given) -> Settlement:
    """A settlement that every party has checked."""
    settlement = prepared(agreement, **given)
    for line in settlement.lines.order_by("pk"):
        check_line(line=line, by=UserFactory(), now=SETTLED_AT)
    settlement.refresh_from_db()
    return settlement


def ordered(settlement: Settlement | None = None, by: User | None = None) -> BookingOrder:
    return prepare_order(
        settlement=settlement or settled(), on=BOOKED_ON, by=by or UserFactory(), now=SETTLED_AT
    )
