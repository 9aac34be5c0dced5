"""Two at the same moment, in real threads: settled once, a line checked once, an order made once."""

import pytest

from funding.domain.accounting import check_line, prepare_settlement
from funding.domain.booking import attest, prepare_order
from funding.models import BookingOrder, Settlement
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
