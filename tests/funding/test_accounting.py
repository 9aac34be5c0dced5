"""From reported costs to a booked order: two persons, one year, debit equals credit."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from funding.domain.accounting import check_line, prepare_settlement, withdraw_settlement
from funding.domain.booking import attest, book, prepare_order
from funding.models import BookingLine, Settlement
from portal.periods import Period
from tests.factories.funding import code_parts, party, report_cost, set_now, signed_terms
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2019, 5, 20, 9, tzinfo=UTC)
T1 = Period("tertial", 2019, 1)


def refused(call) -> list[str]:
    with pytest.raises(ValidationError) as error, transaction.atomic():
        call()
    return error.value.messages


def prepared(cost: str = "933333.33", **given) -> Settlement:
    agreement = signed_terms().agreement
    report_cost(party(agreement, "Norrmalm"), cost)
    code_parts(agreement)
    return prepare_settlement(agreement=agreement, period=T1, by=UserFactory(), now=NOW, **given)


def settled(cost: str = "933333.33") -> Settlement:
    settlement = prepared(cost)
    for line in settlement.lines.order_by("pk"):
        check_line(line=line, by=UserFactory(), now=NOW)
    settlement.refresh_from_db()
    return settlement


def lines(settlement: Settlement) -> list[tuple[str, str]]:
    rows = settlement.lines.order_by("party__organisation__short_name")
    return [(str(line.party), str(line.remains)) for line in rows]


def test_settlement_is_the_reported_cost_by_the_agreed_shares_with_its_explanation():
    settlement = prepared()
    assert lines(settlement) == [
        ("Kungsholmen", "214666.67"),
        ("Norrmalm", "-317333.34"),
        ("Östermalm", "102666.67"),
    ]
    (stretch,) = settlement.stretches.all()
    assert [step.replace("\u00a0", " ") for step in stretch.steps] == [
        "4 månader av 12",
        "Kungsholmen: 23 % är 214 666,6659 kr, avrundat 214 666,67 kr.",
        "Norrmalm: 66 % är 615 999,9978 kr, avrundat 616 000,00 kr, med resten 615 999,99 kr.",
        "Östermalm: 11 % är 102 666,6663 kr, avrundat 102 666,67 kr.",
        "De avrundade delarna blir 933 333,34 kr. Resten, −0,01 kr, läggs på Norrmalm. "
        "Summan blir 933 333,33 kr.",
    ]


def test_settled_when_every_party_has_checked_and_then_fixed():
    settlement = settled()
    assert (settlement.state, settlement.settled_at) == (Settlement.State.SETTLED, NOW)
    with pytest.raises(IntegrityError, match="a settled settlement is not changed"), transaction.atomic():
        settlement.lines.update(already_debited=Decimal(1))
    assert refused(lambda: withdraw_settlement(settlement=settlement, reason="Fel.")) == [
        "Avräkningen är avslutad. Rätta den med en ny avräkning."
    ]


def test_correction_is_a_new_settlement_with_a_reason_and_only_the_difference_remains():
    settlement = settled("1000")
    agreement = settlement.agreement
    report = report_cost(party(agreement, "Kungsholmen"), "100")
    again = {"agreement": agreement, "period": T1, "by": UserFactory(), "now": NOW}
    assert refused(lambda: prepare_settlement(**again)) == [
        "Perioden är redan avräknad. Skriv varför den rättas."
    ]
    correction = prepare_settlement(**again, reason="En kostnad till kom in.")
    assert (correction.sequence, correction.corrects, report.version) == (2, settlement, 1)
    assert lines(correction) == [("Kungsholmen", "-77.00"), ("Norrmalm", "66.00"), ("Östermalm", "11.00")]


def test_period_is_not_settled_twice_at_once_nor_without_costs():
    settlement = prepared()
    again = {"agreement": settlement.agreement, "by": UserFactory(), "now": NOW}
    assert refused(lambda: prepare_settlement(**again, period=T1)) == [
        "Perioden håller redan på att avräknas."
    ]
    assert refused(lambda: prepare_settlement(**again, period=T1.next())) == [
        "Ingen har redovisat kostnader för perioden än, så den kan inte avräknas."
    ]


def test_order_has_two_lines_a_party_each_the_others_counterparty_and_balances():
    settlement = settled()
    order = prepare_order(settlement=settlement, on=date(2019, 6, 3), by=UserFactory(), now=NOW)
    rows = order.lines.order_by("row").values_list(
        "row", "committee__short_name", "counterparty", "account", "debit", "credit"
    )
    zero, kungsholmen, ostermalm = Decimal("0.00"), Decimal("214666.67"), Decimal("102666.67")
    assert list(rows) == [
        (1, "Kungsholmen", "702", "7411", kungsholmen, zero),
        (2, "Norrmalm", "701", "3411", zero, kungsholmen),
        (3, "Östermalm", "702", "7411", ostermalm, zero),
        (4, "Norrmalm", "703", "3411", zero, ostermalm),
    ]
    first = BookingLine.objects.filter(order=order, row=1)
    with pytest.raises(IntegrityError, match="debit and credit differ"):
        set_now(lambda: first.update(debit=Decimal(1)))


def test_order_is_attested_by_another_and_booked_in_the_same_year():
    settlement, first = settled(), UserFactory()
    given = {"settlement": settlement, "by": first, "now": NOW}
    year = "Bokför inom 2019. En debitering får inte hamna i ett annat år."
    assert refused(lambda: prepare_order(**given, on=date(2020, 1, 2))) == [year]
    order = prepare_order(**given, on=date(2019, 6, 3))
    assert refused(lambda: prepare_order(**given, on=date(2019, 6, 3))) == [
        "Avräkningen har redan en bokföringsorder."
    ]
    assert refused(lambda: attest(order=order, by=first, now=NOW)) == [
        "Den som upprättade ordern kan inte också attestera den."
    ]
    assert refused(lambda: book(order=order, voucher="V1", on=date(2019, 6, 5))) == [
        "Bokföringsordern ska attesteras innan den bokförs."
    ]
    attest(order=order, by=UserFactory(), now=NOW)
    assert refused(lambda: book(order=order, voucher="V1", on=date(2020, 1, 5))) == [year]
    booked = book(order=order, voucher=" V1 ", on=date(2019, 6, 5))
    assert (booked.voucher, booked.booked_on) == ("V1", date(2019, 6, 5))


def test_order_waits_for_the_parties_and_for_code_parts():
    settlement = prepared()
    given = {"on": date(2019, 6, 3), "by": UserFactory(), "now": NOW}
    assert refused(lambda: prepare_order(settlement=settlement, **given)) == [
        "Parterna har inte granskat avräkningen än."
    ]
