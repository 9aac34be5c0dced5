"""What waits about money: for whom, with which words, and never for who may not do it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.domain.accounting import check_line
from funding.domain.booking import attest
from funding.domain.cancelling import cancel_order
from funding.domain.objecting import answer_objection, object_to_line
from funding.domain.returning import return_order, send_again
from funding.todo import booking, settling
from portal.organisation.models import Role
from tests.factories.funding import party, report_cost
from tests.factories.portal import UserFactory, person
from tests.factories.settling import BOOKED_ON, SETTLED_AT, ordered, prepared, reported, settled

pytestmark = pytest.mark.django_db
TODAY = date(2019, 6, 10)


def waiting(user, today: date = TODAY):
    return [*settling.waiting(user, today), *booking.waiting(user, today)]


def told(user, today: date = TODAY) -> list[tuple[str, str]]:
    return [(item.title, item.detail) for item in waiting(user, today)]


def test_a_reported_period_waits_for_the_officer_and_the_controller():
    agreement = reported()
    expected = [(f"Avräkna {agreement}", "Tertial 1 2019. Alla parter har redovisat.")]
    assert told(person(Role.AGREEMENT_OFFICER)) == expected
    assert told(person(Role.CONTROLLER)) == expected
    assert told(person(Role.AUDITOR)) == []
    prepared(agreement)
    assert told(person(Role.AGREEMENT_OFFICER)) == []


def test_a_settled_period_that_is_reported_anew_waits_for_a_correction():
    settlement = settled()
    officer = person(Role.AGREEMENT_OFFICER)
    assert told(officer) == []
    report_cost(party(settlement.agreement, "Kungsholmen"), "10")
    assert told(officer) == [
        (
            f"Rätta avräkningen för {settlement.agreement}",
            "Tertial 1 2019. Det redovisade är ändrat sedan dess.",
        )
    ]
    settled(settlement.agreement, reason="En kostnad till.")
    assert told(officer) == []


def test_a_line_waits_for_the_partys_director_until_it_is_checked():
    settlement = prepared()
    mine = party(settlement.agreement, "Kungsholmen")
    director = person(Role.DISTRICT_DIRECTOR, mine.organisation)
    assert told(director) == [
        (f"Granska avräkningen för {settlement.agreement}", "Tertial 1 2019, raden för Kungsholmen.")
    ]
    check_line(line=settlement.lines.get(party=mine), by=director, now=SETTLED_AT)
    assert told(director) == []
    assert told(person(Role.DISTRICT_DIRECTOR)) == []


def test_an_objection_waits_for_the_officer_and_answered_for_the_party():
    settlement = prepared()
    mine = party(settlement.agreement, "Kungsholmen")
    director, officer = person(Role.DISTRICT_DIRECTOR, mine.organisation), person(Role.AGREEMENT_OFFICER)
    assert told(officer) == []
    line = settlement.lines.get(party=mine)
    objection = object_to_line(line=line, reason="Hyran är dubbel.", by=director, now=SETTLED_AT)
    assert (told(director), told(officer)) == (
        [],
        [
            (
                f"Svara på invändningen mot avräkningen för {settlement.agreement}",
                "Tertial 1 2019, Kungsholmen: Hyran är dubbel.",
            )
        ],
    )
    answer_objection(objection=objection, answer="Två lokaler.", by=officer, now=SETTLED_AT)
    assert (told(director), told(officer)) == (
        [
            (
                f"Granska avräkningen för {settlement.agreement}",
                "Tertial 1 2019, raden för Kungsholmen. Invändningen är besvarad.",
            )
        ],
        [],
    )


def test_an_order_waits_to_be_prepared_then_attested_by_another_then_booked():
    settlement = settled()
    controller, head = person(Role.CONTROLLER), person(Role.HEAD_OF_DEPARTMENT)
    name = settlement.agreement
    assert told(controller) == [(f"Upprätta bokföringsorder för {name}", "Tertial 1 2019 är avräknad.")]
    assert told(head) == []
    order = ordered(settlement, by=controller)
    detail = f"Tertial 1 2019, {order.number}. Bokföringsdatum 2019-06-03."
    assert (told(controller), told(head)) == ([], [(f"Attestera bokföringsordern för {name}", detail)])
    attest(order=order, by=UserFactory(), now=SETTLED_AT)
    assert (told(controller), told(head)) == ([(f"Notera bokfört för {name}", detail)], [])


def test_when_the_year_is_closed_it_is_told_how_an_order_leaves_and_what_is_carried():
    order = ordered()
    controller, head = person(Role.CONTROLLER), person(Role.HEAD_OF_DEPARTMENT)
    name, late = order.settlement.agreement, date(2020, 1, 1)
    gone = "attesterades inte i tid. När den är borttagen förs det som återstår över."
    assert (told(controller, late), told(head, late)) == (
        [(f"Ta bort bokföringsordern för {name}", f"{order.number} {gone}")],
        [],
    )
    attest(order=order, by=UserFactory(), now=SETTLED_AT)
    cancelled = "Året är stängt för bokföring. En makulerad order förs över."
    assert told(controller, late) == [
        (f"Notera bokfört eller makulera ordern för {name}", f"{order.number}. {cancelled}")
    ]
    cancel_order(order=order, reason="Hann inte bokföras.")
    carried = "bokfördes inte under året. Det som återstår förs över när nästa period avräknas."
    assert told(controller, late) == [(f"För över det som återstår för {name}", f"Tertial 1 2019 {carried}")]


def test_a_returned_order_waits_for_the_controller_and_sent_again_for_another():
    order = ordered()
    controller, head = person(Role.CONTROLLER), person(Role.HEAD_OF_DEPARTMENT)
    name = order.settlement.agreement
    return_order(order=order, reason="Fel ansvar.", by=head, now=SETTLED_AT)
    waits = (f"Ändra bokföringsordern för {name}", f"{order.number}. Återsänd av {head}: Fel ansvar.")
    assert (told(controller), told(head)) == ([waits], [])
    send_again(order=order, on=BOOKED_ON, by=controller, now=SETTLED_AT)
    detail = f"Tertial 1 2019, {order.number}. Bokföringsdatum 2019-06-03."
    assert (told(controller), told(head)) == ([], [(f"Attestera bokföringsordern för {name}", detail)])


@pytest.mark.parametrize("role", [Role.CONTROLLER, Role.HEAD_OF_DEPARTMENT])
def test_three_agreements_are_asked_for_as_often_as_one(role):
    user = person(role)
    waiting(user)  # how far the role reaches is read once
    asked = []
    for _ in range(2):
        for make in (reported, settled, ordered):
            make()
        with CaptureQueriesContext(connection) as found:
            waiting(user)
        asked.append(len(found))
    assert asked[0] == asked[1] > 0
