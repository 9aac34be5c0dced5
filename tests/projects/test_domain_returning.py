"""Money that goes back: what it is called, how much, and the order of its days."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from portal.organisation.models import Organisation
from projects.domain.returning import (
    announce_return,
    kind_for,
    receive_return,
    returned_text,
    withdraw_return,
)
from tests.factories.chase import RepaymentFactory
from tests.factories.portal import OrganisationFactory
from tests.factories.projects import GrantFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)
DAY = date(2026, 5, 12)


@pytest.fixture
def project():
    return GrantFactory(amount=Decimal("100000.00")).project


def announce(project, **given):
    said = {"on": DAY, "reason": "Blev över.", "by": None, "today": TODAY, "amount": Decimal("40000.00")}
    return announce_return(project=project, **(said | given))


def refusal(act, *args, **given) -> dict[str, list[str]] | list[str]:
    with pytest.raises(ValidationError) as no:
        act(*args, **given)
    return no.value.message_dict if hasattr(no.value, "error_dict") else no.value.messages


@pytest.mark.parametrize("kind", Organisation.Kind)
def test_only_external_bodies_are_claimed_from(kind):
    """administration.md 13: committees of one city are one legal person."""
    external = {"agency", "region", "municipality", "voluntary", "company"}
    expected = "claim" if kind in external else "return"
    assert kind_for(OrganisationFactory(kind=kind)) == expected


def test_announced_is_not_yet_back(project):
    done = announce(project)
    assert (done.kind, done.amount, done.announced_on, done.received_on, done.withdrawn_on) == (
        "return",
        Decimal("40000.00"),
        DAY,
        None,
        None,
    )


@pytest.mark.parametrize("amount", [Decimal("0"), Decimal("-1"), Decimal("100000.01")])
def test_no_more_than_was_granted(project, amount):
    assert list(refusal(announce, project, amount=amount)) == ["amount"]
    assert announce(project, amount=Decimal("100000.00")).amount == Decimal("100000.00")


def test_the_same_money_does_not_go_back_twice(project):
    announce(project, amount=Decimal("80000.00"))
    assert refusal(announce, project) == {
        "amount": ["Skriv ett belopp större än noll och högst 20 tkr, som är kvar av det beviljade."]
    }


def test_a_reason_and_a_day_that_has_been(project):
    assert refusal(announce, project, reason=" ") == {"reason": ["Skriv varför medlen ska tillbaka."]}
    assert refusal(announce, project, on=date(2026, 5, 21)) == {"on": ["Skriv en dag som har varit."]}


def test_received_or_withdrawn_once(project):
    came = receive_return(repayment=announce(project), on=TODAY, today=TODAY)
    assert (came.received_on, came.amount) == (TODAY, Decimal("40000.00"))
    kept = withdraw_return(repayment=announce(project), on=TODAY, reason="Behövs.", today=TODAY)
    assert (kept.withdrawn_on, kept.reason) == (TODAY, "Blev över.\nÅtertaget: Behövs.")
    for one in (came, kept):
        assert refusal(receive_return, repayment=one, on=TODAY, today=TODAY) == [
            "Återföringen är redan avslutad."
        ]


def test_not_before_it_was_announced(project):
    assert refusal(receive_return, repayment=announce(project), on=date(2026, 5, 11), today=TODAY) == {
        "on": ["Dagen ligger före den dag då det meddelades."]
    }


def test_what_comes_has_an_amount(project):
    unknown = announce(project, amount=None)
    assert refusal(receive_return, repayment=unknown, on=TODAY, today=TODAY) == {
        "amount": ["Skriv hur mycket som kom in."]
    }
    came = receive_return(repayment=unknown, on=TODAY, today=TODAY, amount=Decimal("1000.00"))
    assert came.amount == Decimal("1000.00")


def test_in_running_text():
    rows = [
        RepaymentFactory.build(amount=Decimal("40000.00")),
        RepaymentFactory.build(amount=Decimal("1500.00"), received_on=TODAY),
        RepaymentFactory.build(kind="claim", withdrawn_on=TODAY),
        RepaymentFactory.build(announced_on=None),
    ]
    assert [returned_text([row]) for row in rows] == [
        "Återföring av medel (40 tkr) meddelades den 12 maj 2026. Medlen har inte kommit in.",
        "Återföring av medel (1,5 tkr) meddelades den 12 maj 2026 och togs emot den 20 maj 2026.",
        "Återkrav meddelades den 12 maj 2026 men drogs tillbaka den 20 maj 2026.",
        "",
    ]
