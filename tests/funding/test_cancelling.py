"""An order that was attested and never booked is cancelled with a reason, and kept in history."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from funding.domain.booking import attest, book, prepare_order
from funding.domain.cancelling import cancel_order
from funding.models import BookingLine, BookingOrder
from portal.organisation.models import Role
from tests.factories.portal import UserFactory, person
from tests.factories.settling import BOOKED_ON, SETTLED_AT, ordered

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> BookingOrder:
    return attest(order=ordered(), by=UserFactory(), now=SETTLED_AT)


def refused(call) -> dict | list:
    with pytest.raises(ValidationError) as error, transaction.atomic():
        call()
    return error.value.message_dict if hasattr(error.value, "error_dict") else error.value.messages


def test_what_it_was_to_move_can_be_ordered_anew(order):
    cancel_order(order=order, reason=" Fel bokföringsdag. ")
    assert (BookingOrder.objects.count(), BookingLine.objects.count()) == (0, 0)
    kept = BookingOrder.pgh_event_model.objects.filter(pgh_obj_id=order.pk).order_by("pgh_id")
    assert list(kept.values_list("pgh_label", "cancel_reason"))[-2:] == [
        ("update", "Fel bokföringsdag."),
        ("delete", "Fel bokföringsdag."),
    ]
    again = prepare_order(settlement=order.settlement, on=BOOKED_ON, by=UserFactory(), now=SETTLED_AT)
    assert (again.lines.count(), again.attested_at) == (4, None)


def test_what_is_refused_says_why(order):
    assert refused(lambda: cancel_order(order=order, reason=" ")) == {
        "reason": ["Skriv varför bokföringsordern makuleras."]
    }
    assert refused(lambda: cancel_order(order=order, reason="Anna 19800101-1234."))["reason"][0].startswith(
        "Texten innehåller ett personnummer."
    )
    assert refused(lambda: cancel_order(order=ordered(), reason="Fel.")) == [
        "Ingen har attesterat bokföringsordern. Ta bort den i stället."
    ]
    book(order=order, voucher="V 1", on=date(2019, 6, 5))
    assert refused(lambda: cancel_order(order=order, reason="Fel.")) == [
        "Bokföringsordern är bokförd. Rätta med en ny avräkning."
    ]


def test_the_database_lets_no_attested_order_go_without_a_reason_nor_a_booked_one(order):
    with (
        pytest.raises(IntegrityError, match="an attested booking order is not changed"),
        transaction.atomic(),
    ):
        order.delete()
    book(order=order, voucher="V 1", on=date(2019, 6, 5))
    with pytest.raises(IntegrityError, match="booking_order_cancelled_unbooked"), transaction.atomic():
        BookingOrder.objects.filter(pk=order.pk).update(cancel_reason="Fel.")


def test_the_controller_cancels_it_on_its_page_and_says_that_nothing_is_booked(client, order):
    page, shown = (
        reverse(f"funding:{name}", args=[order.settlement.agreement_id, order.settlement_id])
        for name in ("order_cancel", "order_detail")
    )
    client.force_login(person(Role.CONTROLLER))
    assert page in [action.url for action in client.get(shown).context["actions"]]
    refused = client.post(page, {"reason": "Hann inte bokföras."})
    assert refused.context["form"].errors == {
        "is_unbooked": ["Är ordern bokförd, notera verifikationsnumret i stället."]
    }
    done = client.post(page, {"reason": "Hann inte bokföras.", "is_unbooked": "on"}, follow=True)
    assert [str(each) for each in done.context["messages"]] == [
        "Bokföringsordern är makulerad. Historiken har den kvar."
    ]
    assert (done.context["order"], done.context["is_closed"]) == (None, True)
    history = client.get(reverse("funding:agreement_history", args=[order.settlement.agreement_id]))
    assert "Hann inte bokföras." in history.content.decode()
