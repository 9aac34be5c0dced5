"""Two at the same moment, in real threads: settled once, a line checked once, an order made once."""

import pytest

from funding.domain.accounting import check_line, prepare_settlement
from funding.domain.booking import attest, prepare_order
from funding.domain.objecting import make_anew, object_to_line
from funding.domain.returning import return_order
from funding.models import BookingOrder, Objection, Settlement
from portal.database.refusals import words_of
from tests.factories.portal import UserFactory
from tests.factories.settling import BOOKED_ON, SETTLED_AT, T1, ordered, prepared, reported, settled
from tests.funding.test_signing_at_once import DONE, told
from tests.projects.test_views_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def test_a_period_is_prepared_once():
    for _ in range(ROUNDS):
        agreement, by = reported(), UserFactory()
        prepare = told(prepare_settlement, agreement=agreement, period=T1, by=by, now=SETTLED_AT)
        assert sorted(at_once(prepare, prepare)) == ["Perioden håller redan på att avräknas.", DONE]
        assert agreement.settlements.count() == 1


def test_the_last_two_lines_checked_at_once_settle_once():
    for _ in range(ROUNDS):
        settlement, by = prepared(), UserFactory()
        first, *last = settlement.lines.order_by("pk")
        check_line(line=first, by=by, now=SETTLED_AT)
        checks = [told(check_line, line=line, by=by, now=SETTLED_AT) for line in last]
        assert at_once(*checks) == [DONE, DONE]
        settlement.refresh_from_db()
        assert (settlement.state, settlement.settled_at) == (Settlement.State.SETTLED, SETTLED_AT)


def test_an_objection_and_the_last_check_at_once_leave_one_of_them():
    over = "Avräkningen är avslutad. Rätta den med en ny avräkning."
    waits = "Invändningen mot raden väntar på svar. Raden kan granskas när den är besvarad."
    for _ in range(ROUNDS):
        settlement, by = prepared(), UserFactory()
        last, *first = settlement.lines.order_by("pk")
        for line in first:
            check_line(line=line, by=by, now=SETTLED_AT)
        check = told(check_line, line=last, by=by, now=SETTLED_AT)
        objects = told(object_to_line, line=last, reason="Fel.", by=by, now=SETTLED_AT)
        answers = at_once(check, objects)
        settlement.refresh_from_db()
        is_settled = settlement.state == Settlement.State.SETTLED
        assert answers == ([DONE, over] if is_settled else [waits, DONE])
        assert Objection.objects.filter(line=last).exists() is not is_settled


def test_a_settlement_is_made_anew_once():
    over = "Avräkningen är avslutad. Rätta den med en ny avräkning."
    for _ in range(ROUNDS):
        settlement, by = prepared(), UserFactory()
        object_to_line(line=settlement.lines.first(), reason="Fel.", by=by, now=SETTLED_AT)
        anew = told(make_anew, settlement=settlement, answer="Om.", by=by, now=SETTLED_AT)
        assert sorted(at_once(anew, anew)) == [over, DONE]
        assert settlement.agreement.settlements.count() == 2


def test_a_correction_is_prepared_once():
    for _ in range(ROUNDS):
        first, by = settled(), UserFactory()
        given = {"agreement": first.agreement, "period": T1, "by": by, "now": SETTLED_AT, "reason": "Fel."}
        correct = told(prepare_settlement, **given)
        assert sorted(at_once(correct, correct)) == ["Perioden håller redan på att avräknas.", DONE]


def test_an_order_is_prepared_once_and_attested_once():
    for _ in range(ROUNDS):
        settlement, by = settled(), UserFactory()
        prepare = told(prepare_order, settlement=settlement, on=BOOKED_ON, by=by, now=SETTLED_AT)
        assert sorted(at_once(prepare, prepare)) == ["Avräkningen har redan en bokföringsorder.", DONE]
        assert BookingOrder.objects.filter(settlement=settlement).count() == 1
    order = ordered()
    attests = [told(attest, order=order, by=UserFactory(), now=SETTLED_AT) for _ in range(2)]
    assert sorted(at_once(*attests)) == ["Bokföringsordern är redan attesterad.", DONE]


def test_an_order_attested_and_returned_at_once_is_one_of_them():
    attested, returned = "Bokföringsordern är redan attesterad.", words_of("booking_order_sent_again_first")
    for _ in range(ROUNDS):
        order = ordered()
        does = told(attest, order=order, by=UserFactory(), now=SETTLED_AT)
        sends = told(return_order, order=order, reason="Fel.", by=UserFactory(), now=SETTLED_AT)
        answers = at_once(does, sends)
        order.refresh_from_db()
        assert answers == ([DONE, attested] if order.attested_at else [returned, DONE])
        assert order.is_returned is not bool(order.attested_at)
