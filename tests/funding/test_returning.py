"""An order that is not right goes back with a reason, is changed and sent again; never attested meanwhile."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from funding.domain.booking import attest
from funding.domain.returning import return_order, send_again
from funding.models import BookingOrder, CodePart
from portal.organisation.models import Role
from tests.factories.portal import UserFactory, person
from tests.factories.settling import BOOKED_ON, SETTLED_AT, ordered

pytestmark = pytest.mark.django_db


def refused(call) -> dict | list:
    with pytest.raises(ValidationError) as error, transaction.atomic():
        call()
    return error.value.message_dict if hasattr(error.value, "error_dict") else error.value.messages


def returned(order: BookingOrder, reason: str = "Fel ansvar.", by=None) -> BookingOrder:
    return return_order(order=order, reason=reason, by=by or UserFactory(), now=SETTLED_AT)


def sent(order: BookingOrder, on: date = BOOKED_ON, by=None) -> BookingOrder:
    return send_again(order=order, on=on, by=by or UserFactory(), now=SETTLED_AT)


def test_a_returned_order_is_not_attested_until_it_is_sent_again():
    head = UserFactory()
    order = returned(ordered(), by=head)
    assert (order.returned_by, order.returned_at, order.return_reason) == (head, SETTLED_AT, "Fel ansvar.")
    waits = ["Bokföringsordern är återsänd. Den attesteras när den har ändrats."]
    assert refused(lambda: attest(order=order, by=head, now=SETTLED_AT)) == waits
    with pytest.raises(IntegrityError, match="booking_order_sent_again_first"), transaction.atomic():
        BookingOrder.objects.filter(pk=order.pk).update(attested_by=head, attested_at=SETTLED_AT)
    sent(order)
    assert attest(order=order, by=head, now=SETTLED_AT).attested_by == head


def test_sent_again_it_is_written_with_the_codes_and_day_of_now_and_balances():
    order = returned(ordered())
    CodePart.objects.update(responsibility="999")
    controller = UserFactory()
    again = sent(order, on=date(2019, 6, 10), by=controller)
    assert (again.booking_date, again.prepared_by, again.is_returned) == (
        date(2019, 6, 10),
        controller,
        False,
    )
    rows = list(again.lines.order_by("row").values_list("row", "responsibility", "debit", "credit"))
    assert [(row, code, str(debit), str(credit)) for row, code, debit, credit in rows] == [
        (1, "999", "214666.67", "0.00"),
        (2, "999", "0.00", "214666.67"),
        (3, "999", "102666.67", "0.00"),
        (4, "999", "0.00", "102666.67"),
    ]
    own = ["Den som upprättade ordern kan inte också attestera den."]
    assert refused(lambda: attest(order=again, by=controller, now=SETTLED_AT)) == own
    twice = returned(again, "Fel dag.")
    assert (twice.return_reason, twice.sent_again_at, twice.is_returned) == ("Fel dag.", None, True)


def test_what_is_refused_says_why():
    order = ordered()
    assert refused(lambda: returned(order, " ")) == {"reason": ["Skriv varför bokföringsordern återsänds."]}
    own = ["Den som upprättade ordern ändrar den själv, eller tar bort den."]
    assert refused(lambda: returned(order, by=order.prepared_by)) == own
    assert refused(lambda: sent(order)) == ["Bokföringsordern är inte återsänd."]
    returned(order)
    assert refused(lambda: returned(order)) == ["Bokföringsordern är redan återsänd."]
    assert refused(lambda: sent(order, on=date(2020, 1, 2))) == {
        "booking_date": ["Bokför inom 2019. En debitering får inte hamna i ett annat år."]
    }
    attest(order=sent(order), by=UserFactory(), now=SETTLED_AT)
    assert refused(lambda: returned(order)) == ["Bokföringsordern är redan attesterad."]


def test_head_returns_and_controller_sends_again(client):
    head, controller = person(Role.HEAD_OF_DEPARTMENT), person(Role.CONTROLLER)
    order = ordered(by=controller)
    page, again = (
        reverse(f"funding:{name}", args=[order.settlement.agreement_id, order.settlement_id])
        for name in ("order_return", "order_send_again")
    )
    client.force_login(controller)
    assert client.post(page, {"reason": "Fel."}).status_code == 403
    client.force_login(head)
    assert client.post(page, {"reason": ""}).status_code == 200
    client.post(page, {"reason": "Fel ansvar."})
    order.refresh_from_db()
    assert (order.is_returned, order.returned_by) == (True, head)
    assert client.post(again, {"booking_date": "2019-06-04"}).status_code == 403
    client.force_login(controller)
    client.post(again, {"booking_date": "2019-06-04"})
    order.refresh_from_db()
    assert (order.is_returned, order.booking_date) == (False, date(2019, 6, 4))
