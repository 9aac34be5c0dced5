"""Two press at the same moment, in real threads: what one needs is gone by the other's; no error comes."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from funding.domain.reporting import write_draft
from funding.models import BookingOrder, PartyReport, Support
from funding.views.settlements.orders import seen
from portal.organisation.models import Role
from tests.factories.funding import party, sent_terms, signed_terms, support
from tests.factories.portal import person
from tests.factories.settling import ordered
from tests.funding.test_views_reports import NOW, TOLD, cost_type, duty_of, manager
from tests.projects.test_views_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 12


def pressing(user, *address, **typed):
    """What ``user`` is answered who posts: the status, in a browser that answers 500 as the server would."""
    browser = Client(raise_request_exception=False)
    browser.force_login(user)
    return partial(lambda: browser.post(*address, typed).status_code)


def order_page(order: BookingOrder, name: str) -> str:
    return reverse(f"funding:{name}", args=[order.settlement.agreement_id, order.settlement_id])


def test_an_order_is_taken_away_by_two():
    for _ in range(ROUNDS):
        order, user = ordered(), person(Role.CONTROLLER)
        discard = order_page(order, "order_discard")
        answers = at_once(*[pressing(user, discard) for _ in range(3)])
        assert (set(answers) <= {302, 404}, 302 in answers) == (True, True)
        assert not BookingOrder.objects.filter(pk=order.pk).exists()


def test_an_order_is_attested_and_taken_away():
    for _ in range(ROUNDS):
        order = ordered()
        answers = at_once(
            pressing(person(Role.CONTROLLER), order_page(order, "order_discard")),
            pressing(person(Role.HEAD_OF_DEPARTMENT), order_page(order, "order_attest"), sedd=seen(order)),
        )
        assert set(answers) <= {302, 404}
        left = BookingOrder.objects.filter(pk=order.pk).values_list("attested_at", flat=True)
        assert [bool(when) for when in left] in ([], [True])


def test_a_draft_report_is_thrown_away_by_two():
    cost_type()
    for _ in range(ROUNDS):
        duty = duty_of(signed_terms().agreement)
        write_draft(duty=duty, values=TOLD, by=None, now=NOW)
        where = reverse("funding:report_discard", args=[duty.party.agreement_id, duty.pk])
        user = manager(duty)
        assert at_once(*[pressing(user, where) for _ in range(3)]) == [302, 302, 302]
        assert not PartyReport.objects.filter(duty=duty).exists()


def test_a_support_is_told_to_the_committee_and_taken_away():
    for _ in range(ROUNDS):
        terms = sent_terms()
        of, secretary = party(terms.agreement, "Norrmalm"), person(Role.COMMITTEE_SECRETARY)
        support(terms, of)
        one = Support.objects.get(terms=terms)
        Support.objects.filter(pk=one.pk).update(paragraph="", delegation="4.2")
        answers = at_once(
            pressing(secretary, reverse("funding:delegation_report", args=[one.pk]), dag="2018-08-21"),
            pressing(secretary, reverse("funding:support_remove", args=[terms.agreement_id, of.pk])),
        )
        assert set(answers) <= {302, 404}
