"""Stretches, whole kronor, what is final, and what a closed year left unbooked: a settlement as stored."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from funding.domain.accounting import check_line, prepare_settlement, withdraw_settlement
from funding.domain.booking import attest, discard_order, prepare_order
from funding.domain.bookingrules import last_booking_day
from funding.domain.cancelling import cancel_order
from funding.domain.drafting import draft_amendment, read_content, write_draft
from funding.domain.sending import send_for_signing
from funding.domain.settleable import periods_of, to_correct
from funding.models import Agreement, BookingOrder, BookingRule, Settlement
from portal.periods import Period
from tests.factories.funding import (
    NOW as SIGNED_AT,
)
from tests.factories.funding import code_parts, party, report_cost, set_now, sign_all, signed_terms
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2019, 5, 20, 9, tzinfo=UTC)
NEXT_YEAR = datetime(2019, 1, 20, 9, tzinfo=UTC)
T3_2018, T1 = Period("tertial", 2018, 3), Period("tertial", 2019, 1)


def refused(call) -> list[str]:
    with pytest.raises(ValidationError) as error, transaction.atomic():
        call()
    return error.value.messages


def prepared(agreement: Agreement, period: Period = T1, now: datetime = NOW, **given) -> Settlement:
    return prepare_settlement(agreement=agreement, period=period, by=UserFactory(), now=now, **given)


def settled(settlement: Settlement, now: datetime = NOW) -> Settlement:
    for line in settlement.lines.order_by("pk"):
        check_line(line=line, by=UserFactory(), now=now)
    settlement.refresh_from_db()
    return settlement


def lines(settlement: Settlement, *fields: str) -> dict[str, tuple[str, ...]]:
    rows = settlement.lines.order_by("party__organisation__short_name")
    return {str(row.party): tuple(str(getattr(row, field)) for field in fields) for row in rows}


def amended(agreement: Agreement, begins: date, shares: dict[str, str]) -> None:
    """Sign an amendment with other shares from ``begins``."""
    draft = draft_amendment(agreement=agreement, begins=begins, change="Nya andelar.")
    agreed = {party(agreement, name): Decimal(part) for name, part in shares.items()}
    written = read_content(draft)
    draft = write_draft(terms=draft, content=type(written)(**{**vars(written), "shares": agreed}))
    send_for_signing(terms=draft, to=agreement.owner, by=UserFactory(), now=SIGNED_AT)
    draft.refresh_from_db()
    sign_all(draft)


@pytest.fixture
def agreement() -> Agreement:
    return signed_terms().agreement


def test_terms_that_change_inside_the_tertial_are_stored_by_stretch(agreement):
    amended(agreement, date(2019, 3, 1), {"Kungsholmen": "50", "Norrmalm": "40", "Östermalm": "10"})
    report_cost(party(agreement, "Norrmalm"), "1000.01")
    settlement = prepared(agreement)
    names = {each.pk: str(each) for each in agreement.parties.all()}
    assert [
        (each.begins, each.ends, str(each.cost), [(names[pk], share, part) for pk, share, part in each.parts])
        for each in settlement.stretches.order_by("begins")
    ] == [
        (
            date(2019, 1, 1),
            date(2019, 3, 1),
            "500.01",
            [("Kungsholmen", "23", "115.00"), ("Norrmalm", "66", "330.01"), ("Östermalm", "11", "55.00")],
        ),
        (
            date(2019, 3, 1),
            date(2019, 5, 1),
            "500.00",
            [("Kungsholmen", "50", "250.00"), ("Norrmalm", "40", "200.00"), ("Östermalm", "10", "50.00")],
        ),
    ]
    assert lines(settlement, "share_of_cost", "remains") == {
        "Kungsholmen": ("365.00", "365.00"),
        "Norrmalm": ("530.01", "-470.00"),
        "Östermalm": ("105.00", "105.00"),
    }


def test_only_the_days_in_force_of_a_tertial_are_settled(agreement):
    amended(agreement, date(2019, 9, 1), {"Kungsholmen": "50", "Norrmalm": "40", "Östermalm": "10"})
    report_cost(party(agreement, "Norrmalm"), "300", year=2018, number=3)
    stretch = prepared(agreement, T3_2018).stretches.get()
    assert (stretch.begins, stretch.ends) == (date(2018, 9, 1), date(2019, 1, 1))
    report_cost(party(agreement, "Norrmalm"), "300", year=2018, number=2)
    assert refused(lambda: prepared(agreement, Period("tertial", 2017, 3))) == [
        "Ingen har redovisat kostnader för perioden än, så den kan inte avräknas."
    ]


def test_in_whole_kronor_the_host_takes_the_ore_and_the_rounding_is_told(agreement):
    BookingRule.objects.create(from_year=2019, whole_kronor=True)
    report_cost(party(agreement, "Norrmalm"), "933333.33")
    settlement = prepared(agreement)
    assert lines(settlement, "share_of_cost", "rounding") == {
        "Kungsholmen": ("214667.00", "0.33"),
        "Norrmalm": ("615999.33", "-0.66"),
        "Östermalm": ("102667.00", "0.33"),
    }
    assert settlement.whole_kronor


def test_lines_that_are_not_the_cost_are_refused_by_the_database(agreement):
    report_cost(party(agreement, "Norrmalm"), "100")
    settlement = prepared(agreement)
    with pytest.raises(IntegrityError, match="lines of a settlement do not sum"):
        set_now(
            lambda: Settlement.objects.filter(pk=settlement.pk).update(cost=99), lambda: _touch(settlement)
        )


def _touch(settlement: Settlement) -> None:
    settlement.lines.filter(party__is_host=True).update(checked_at=NOW)


def test_a_settled_settlement_keeps_its_cost(agreement):
    report_cost(party(agreement, "Norrmalm"), "100")
    settlement = settled(prepared(agreement))
    with pytest.raises(IntegrityError, match="a settled settlement is not changed"), transaction.atomic():
        Settlement.objects.filter(pk=settlement.pk).update(cost=99)


def test_only_the_last_of_a_year_is_final(agreement):
    for number in (1, 3):
        report_cost(party(agreement, "Norrmalm"), "100", number=number)
    assert refused(lambda: prepared(agreement, final=True)) == [
        "Slutlig är bara årets sista avräkning. De andra är preliminära."
    ]
    last = Period("tertial", 2019, 3)
    november, december = (datetime(2019, month, day, 9, tzinfo=UTC) for month, day in ((11, 30), (12, 1)))
    assert refused(lambda: prepared(agreement, last, november, final=True)) == [
        "Den slutliga avräkningen görs från och med den 2019-12-01. Den här är preliminär."
    ]
    assert prepared(agreement, last, december, final=True).is_final


def test_an_agreement_that_ends_in_the_year_is_final_when_its_last_period_is_over():
    agreement = signed_terms(last_day=date(2019, 8, 31)).agreement
    report_cost(party(agreement, "Norrmalm"), "100", number=2)
    last = Period("tertial", 2019, 2)
    august, september = (datetime(2019, month, day, 9, tzinfo=UTC) for month, day in ((8, 31), (9, 1)))
    assert refused(lambda: prepared(agreement, last, august, final=True)) == [
        "Den slutliga avräkningen görs från och med den 2019-09-01. Den här är preliminär."
    ]
    assert prepared(agreement, last, september, final=True).is_final


def test_what_a_closed_year_left_is_carried_over_once_and_comes_back_when_withdrawn(agreement):
    report_cost(party(agreement, "Norrmalm"), "1000", year=2018, number=3)
    report_cost(party(agreement, "Norrmalm"), "100", year=2019, number=1)
    late = settled(prepared(agreement, T3_2018, NEXT_YEAR), NEXT_YEAR)
    first = prepared(agreement)
    expected = {
        "Kungsholmen": ("23.00", "0.00", "230.00", "253.00"),
        "Norrmalm": ("66.00", "0.00", "-340.00", "-374.00"),
        "Östermalm": ("11.00", "0.00", "110.00", "121.00"),
    }
    fields = ("share_of_cost", "already_debited", "carried_over", "remains")
    assert lines(first, *fields) == expected
    withdraw_settlement(settlement=first, reason="Fel.")
    late.refresh_from_db()
    assert late.carried_to is None
    again = settled(prepared(agreement))
    assert lines(again, *fields) == expected
    late.refresh_from_db()
    assert late.carried_to == again
    assert refused(
        lambda: prepare_order(settlement=late, on=date(2018, 12, 30), by=UserFactory(), now=NOW)
    ) == ["Det som återstod är fört över till en senare avräkning och bokförs där."]


def test_a_correction_of_what_took_over_counts_only_its_own_period_as_debited(agreement):
    report_cost(party(agreement, "Norrmalm"), "1000", year=2018, number=3)
    report_cost(party(agreement, "Norrmalm"), "100", year=2019, number=1)
    settled(prepared(agreement, T3_2018, NEXT_YEAR), NEXT_YEAR)
    settled(prepared(agreement))
    report_cost(party(agreement, "Kungsholmen"), "10", year=2019, number=1)
    correction = prepared(agreement, reason="En kostnad till.")
    assert lines(correction, "already_debited", "carried_over", "remains") == {
        "Kungsholmen": ("23.00", "0.00", "-7.70"),
        "Norrmalm": ("-34.00", "0.00", "6.60"),
        "Östermalm": ("11.00", "0.00", "1.10"),
    }


def test_nothing_is_carried_while_the_year_is_open_or_the_order_is_there(agreement):
    report_cost(party(agreement, "Norrmalm"), "1000", year=2018, number=3)
    report_cost(party(agreement, "Norrmalm"), "100", year=2019, number=1)
    code_parts(agreement)
    in_time = datetime(2018, 12, 10, 9, tzinfo=UTC)
    before = settled(prepared(agreement, T3_2018, in_time), in_time)
    prepare_order(settlement=before, on=date(2018, 12, 20), by=UserFactory(), now=in_time)
    assert lines(prepared(agreement), "carried_over") == dict.fromkeys(
        ("Kungsholmen", "Norrmalm", "Östermalm"), ("0.00",)
    )


@pytest.mark.parametrize("is_attested", [False, True])
def test_what_an_order_did_not_move_in_time_is_carried_over_when_the_order_is_gone(agreement, is_attested):
    report_cost(party(agreement, "Norrmalm"), "1000", year=2018, number=3)
    report_cost(party(agreement, "Norrmalm"), "100", year=2019, number=1)
    code_parts(agreement)
    in_time = datetime(2018, 12, 10, 9, tzinfo=UTC)
    before = settled(prepared(agreement, T3_2018, in_time), in_time)
    order = prepare_order(settlement=before, on=date(2018, 12, 20), by=UserFactory(), now=in_time)
    if is_attested:
        attest(order=order, by=UserFactory(), now=in_time)
        cancel_order(order=order, reason="Hann inte bokföras.")
    else:
        discard_order(order=order)
    after = prepared(agreement)
    before.refresh_from_db()
    assert (before.carried_to, lines(after, "carried_over")) == (
        after,
        {"Kungsholmen": ("230.00",), "Norrmalm": ("-340.00",), "Östermalm": ("110.00",)},
    )


def test_last_booking_day_follows_the_newest_rule_and_february():
    assert last_booking_day(2019) == date(2019, 12, 31)
    BookingRule.objects.create(from_year=2019, last_month=12, last_day=20)
    BookingRule.objects.create(from_year=2021, last_month=2, last_day=31)
    assert [last_booking_day(year) for year in (2018, 2019, 2020, 2021, 2024)] == [
        date(2018, 12, 31),
        date(2019, 12, 20),
        date(2020, 12, 20),
        date(2021, 2, 28),
        date(2024, 2, 29),
    ]


def test_order_after_the_last_booking_day_is_refused_and_one_unattested_may_be_discarded(agreement):
    BookingRule.objects.create(from_year=2019, last_month=12, last_day=20)
    report_cost(party(agreement, "Norrmalm"), "100")
    code_parts(agreement)
    settlement = settled(prepared(agreement))
    given = {"settlement": settlement, "by": UserFactory(), "now": NOW}
    assert refused(lambda: prepare_order(**given, on=date(2019, 12, 21))) == [
        "Sista bokföringsdag för året är den 2019-12-20."
    ]
    discard_order(order=prepare_order(**given, on=date(2019, 12, 20)))
    assert BookingOrder.objects.count() == 0
    order = attest(order=prepare_order(**given, on=date(2019, 12, 20)), by=UserFactory(), now=NOW)
    assert refused(lambda: discard_order(order=order)) == [
        "Bokföringsordern är attesterad. Är inget bokfört kan den makuleras."
    ]


def test_periods_tell_what_is_reported_missing_settled_and_changed(agreement):
    report_cost(party(agreement, "Norrmalm"), "100")
    settled(prepared(agreement))
    report_cost(party(agreement, "Kungsholmen"), "10")
    found = periods_of(agreement, date(2019, 6, 1))
    assert [(each.period.year, each.period.number) for each in found] == [(2019, 2), (2019, 1), (2018, 3)]
    assert [(each.cost, each.is_changed, each.can_be_settled) for each in found] == [
        (None, False, False),
        (Decimal("110.00"), True, False),
        (None, False, False),
    ]


def changes(agreement: Agreement) -> tuple[str, list[tuple[Period, str]]]:
    """What the list of periods says of the first tertial of 2019, and what waits for a correction."""
    line = next(each for each in periods_of(agreement, date(2019, 6, 1)) if each.period == T1)
    waiting = to_correct(Agreement.objects.all())
    return line.why_changed, [
        (Period(each.period_kind, each.year, each.number), why) for each, why in waiting
    ]


def test_costs_that_move_between_parties_wait_for_a_correction_though_the_sum_is_the_same(agreement):
    host, other = (
        report_cost(party(agreement, "Norrmalm"), "100"),
        report_cost(party(agreement, "Kungsholmen"), "0"),
    )
    settled(prepared(agreement))
    assert changes(agreement) == ("", [])
    host.costs.update(amount=90)
    other.costs.update(amount=10)
    why = "Det redovisade är ändrat sedan dess."
    assert changes(agreement) == (why, [(T1, why)])
    settled(prepared(agreement, reason="Kostnaden bars av en annan."))
    assert changes(agreement) == ("", [])


@pytest.mark.parametrize(
    ("begins", "kungsholmen", "why"),
    [
        (date(2019, 3, 1), "50", "Villkoren för perioden är ändrade sedan dess."),
        (date(2019, 3, 1), "23", ""),  # the same shares all the time: nothing moves
        (date(2019, 5, 1), "50", ""),  # after the period
    ],
)
def test_an_amendment_that_begins_before_what_is_settled_waits_for_a_correction(
    agreement, begins, kungsholmen, why
):
    report_cost(party(agreement, "Norrmalm"), "1000")
    settled(prepared(agreement))
    shares = {"Kungsholmen": kungsholmen, "Norrmalm": str(89 - int(kungsholmen)), "Östermalm": "11"}
    amended(agreement, begins, shares)
    assert changes(agreement) == (why, [(T1, why)] if why else [])
    if why:
        settled(prepared(agreement, reason="Tillägget gäller från mars."))
        assert changes(agreement) == ("", [])
