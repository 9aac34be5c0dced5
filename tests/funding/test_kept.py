"""What is sent, signed, settled or attested stays so, also for who writes SQL as the application."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from funding.domain.booking import attest, book
from funding.models import BookingOrder
from portal.organisation.models import Role
from tests.factories.funding import sent_terms, sign_all, signed_terms
from tests.factories.portal import UserFactory, person
from tests.factories.settling import SETTLED_AT, ordered

pytestmark = pytest.mark.django_db
TERMS, SIGNED = "terms_sent_are_fixed", "signed_stays"
KIND, SETTLED, ATTESTED = "cost_kind_is_used", "settlement_is_fixed", "booking_order_attested_stays"
SENT = {
    "funding_agreement SET title = 'Annan'": TERMS,
    "funding_agreement SET subject = 'Annat', age_from = 1": TERMS,
    "funding_agreement SET key = 'annan'": TERMS,
    "funding_party SET is_host = NOT is_host": TERMS,
    "funding_termsshare SET percent = percent + 0": TERMS,
    "funding_costline SET amount = 1": TERMS,
    "funding_costtype SET name = 'Annat'": KIND,
    "funding_costtype SET code = 'annat'": KIND,
    "funding_terms SET submitted_at = '2001-01-01'": TERMS,
    "funding_terms SET valid = '[2018-01-01,2030-01-01)'": TERMS,
    "funding_signature SET name = 'Annan'": SIGNED,
    "funding_support SET paragraph = '99'": SIGNED,
}
BOUND = SENT | {
    "funding_terms SET state = 'withdrawn', signed_at = NULL, closed_at = now(), closed_reason = 'x'": TERMS,
    "funding_terms SET state = 'for_signing', signed_at = NULL": TERMS,
    "funding_terms SET signed_at = '2001-01-01'": TERMS,
    "funding_terms SET force = '[2018-09-01,2030-01-01)'": TERMS,
    "funding_terms SET force = '[2018-10-01,2020-01-01)'": TERMS,
    "funding_terms SET force = 'empty'": TERMS,
}
BOOKED = {
    "UPDATE funding_settlement SET year = 2020": SETTLED,
    "UPDATE funding_settlement SET is_final = NOT is_final": SETTLED,
    "UPDATE funding_bookingorder SET booking_date = '2020-01-01'": ATTESTED,
    "UPDATE funding_bookingorder SET attested_by_id = NULL, attested_at = NULL, voucher = '', "
    "booked_on = NULL": ATTESTED,
    "UPDATE funding_bookingorder SET voucher = 'annat'": ATTESTED,
    "UPDATE funding_bookingline SET debit = 2 * debit, credit = 2 * credit": ATTESTED,
    "UPDATE funding_bookingline SET counterparty = '999'": ATTESTED,
    "DELETE FROM funding_bookingline": ATTESTED,
    "DELETE FROM funding_bookingorder": ATTESTED,
}


def refused(statement: str) -> str:
    """Run it as the application; return the name of what refused it, "" when nothing did."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError as error:
        return error.__cause__.diag.constraint_name
    return ""


def test_terms_out_for_signing_stay_with_all_that_is_signed():
    sign_all(sent_terms(), but="Östermalm")
    assert {statement: refused(f"UPDATE {statement}") for statement in SENT} == SENT


def test_terms_that_bind_stay_in_force_and_signed():
    signed_terms()
    assert {statement: refused(f"UPDATE {statement}") for statement in BOUND} == BOUND
    assert refused("DELETE FROM funding_signature") == SIGNED
    assert refused("DELETE FROM funding_support") == SIGNED


def test_what_binds_is_cut_where_an_amendment_begins():
    signed_terms()
    assert refused("UPDATE funding_terms SET force = '[2018-09-01,2019-05-01)'") == ""


def test_what_was_never_sent_may_be_changed():
    terms = sent_terms()
    terms.agreement.terms.update(state="withdrawn", closed_at=SETTLED_AT, closed_reason="Fel.")
    assert refused("UPDATE funding_agreement SET title = 'Annan'") == ""
    assert refused("UPDATE funding_party SET is_host = NOT is_host") == ""
    assert refused("UPDATE funding_costtype SET name = 'Annat'") == ""
    assert refused("UPDATE funding_terms SET state = 'draft', closed_at = NULL, closed_reason = ''") == TERMS


def test_what_is_attested_and_booked_stays():
    order = attest(order=ordered(), by=UserFactory(), now=SETTLED_AT)
    book(order=order, voucher="V 1", on=date(2019, 6, 5))
    assert {statement: refused(statement) for statement in BOOKED} == BOOKED


def test_an_order_nobody_has_attested_may_be_taken_away():
    order = ordered()
    BookingOrder.objects.get(pk=order.pk).delete()
    assert not BookingOrder.objects.exists()


def test_the_back_office_is_told_in_words(client):
    kind = signed_terms().costs.get().kind
    client.force_login(person(Role.ADMINISTRATOR))
    page = f"/admin/funding/costtype/{kind.pk}/change/"
    answer = client.post(
        page, {"code": "annat", "name": "Annat", "heading": "x", "position": "1"}, follow=True
    )
    kind.refresh_from_db()
    assert (answer.status_code, kind.code) == (200, "personal")
    assert "Slaget står i villkor som är skickade eller undertecknade." in answer.content.decode()
    same = {"code": "personal", "name": "personal", "heading": "Ny rubrik", "position": "3"}
    assert client.post(page, same).status_code == 302
