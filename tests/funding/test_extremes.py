"""Shares, costs and amounts at their extremes: refused or handled in words by form and domain."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from funding.domain.drafting import draft_first
from funding.domain.settling import TermsInForce, settle
from funding.domain.spanning import Convention
from funding.models import Agreement, Allowance, Settlement
from portal.organisation.models import Role
from tests.factories.funding import content, cost_type, make_agreement, party
from tests.factories.portal import OrganisationFactory, person
from tests.factories.settling import ordered, reported, settled
from tests.funding.test_views_writing import boxes, errors

pytestmark = pytest.mark.django_db
NO_NUMBER = "Det är inget tal. Skriv ett tal med siffror, till exempel 1234,50."
TOO_LARGE = "Beloppet är för stort. Skriv det i tusental kronor (tkr)."
A_SHARE = "En andel är mellan 0 och 100 procent."
SHARES = {
    "NaN": NO_NUMBER,
    "1e5": NO_NUMBER,
    "ett": NO_NUMBER,
    "1000000000000": "Talet är för stort. Kontrollera det.",
    "-1": A_SHARE,
    "101": A_SHARE,
    "0,0000001": "Talet har för många decimaler. Skriv högst 5 decimaler.",
}
AMOUNTS = {
    "NaN": NO_NUMBER,
    "1e5": NO_NUMBER,
    "ett": NO_NUMBER,
    "1000000000000": TOO_LARGE,
    "-1": "Beloppet kan inte vara mindre än noll.",
}


@pytest.fixture
def write(client):
    """Send the form of a new agreement with one box changed; return the page."""
    client.force_login(person(Role.AGREEMENT_OFFICER, organisation=OrganisationFactory(committee=True)))
    districts = {name: OrganisationFactory(short_name=name) for name in ("Norrmalm", "Kungsholmen", "Farsta")}
    return lambda box, text: client.post(reverse("funding:agreement_create"), boxes(districts) | {box: text})


@pytest.mark.parametrize("text", SHARES)
def test_a_share_that_is_none_is_refused_by_the_form(write, text):
    page = write("parter-1-percent", text)
    assert (page.status_code, errors(page)) == (200, [SHARES[text]])
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("text", AMOUNTS)
def test_a_cost_that_is_none_is_refused_by_the_form(write, text):
    page = write("kostnader-0-amount", text)
    assert (page.status_code, errors(page)) == (200, [AMOUNTS[text]])


@pytest.mark.parametrize(("text", "kronor"), [("0,00001", "0.01"), ("999999999,99999", "999999999999.99")])
def test_the_least_and_the_largest_cost_are_kept(write, text, kronor):
    assert write("kostnader-0-amount", text).status_code == 302
    assert Agreement.objects.get().terms.get().costs.get().amount == Decimal(kronor)


@pytest.mark.parametrize("text", AMOUNTS)
def test_an_allowance_that_is_none_is_refused_by_the_form(client, text):
    agreement = make_agreement()
    client.force_login(person(Role.CONTROLLER))
    box = f"part_{party(agreement, 'Norrmalm').pk}"
    page = client.post(reverse("funding:allowance_edit", args=[agreement.pk, 2019]), {box: text})
    assert page.status_code == 404 or page.context["form"].errors == {box: [AMOUNTS[text]]}
    assert not Allowance.objects.exists()


@pytest.mark.parametrize(
    "text", ["NaN", "101", "ett", "2019-02-29", "0000-00-00", "9999-12-31", "-1", "10" * 40]
)
@pytest.mark.parametrize("name", ["order_create", "order_book"])
def test_a_day_of_booking_that_is_none_is_refused_by_the_form(client, name, text):
    settlement = settled() if name == "order_create" else ordered().settlement
    client.force_login(person(Role.CONTROLLER))
    page = client.post(
        reverse(f"funding:{name}", args=[settlement.agreement_id, settlement.pk]),
        {"booking_date": text, "booked_on": text, "voucher": "V 1"},
    )
    assert (page.status_code, page.context["form"].is_valid()) == (200, False)


@pytest.mark.parametrize("text", ["NaN", "2019-4", "0-0", "9999-1", "-1--1", "2019-1e0", ""])
def test_a_period_that_is_none_is_refused_by_the_form(client, text):
    agreement = reported()
    client.force_login(person(Role.CONTROLLER))
    page = client.post(reverse("funding:settlement_create", args=[agreement.pk]), {"period": text})
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["period"])
    assert not Settlement.objects.exists()


@pytest.mark.parametrize("percent", ["NaN", "Infinity", "1e12", "-1", "101"])
def test_a_share_that_is_none_is_refused_by_the_domain(percent):
    agreement = make_agreement()
    given = content(agreement, {"Kungsholmen": percent, "Norrmalm": "66", "Östermalm": "11"})
    with pytest.raises(ValidationError):
        draft_first(agreement=agreement, content=given)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1e12", "-1", "0.001"])
def test_a_cost_that_is_none_is_refused_by_the_domain(amount):
    agreement = make_agreement()
    with pytest.raises(ValidationError):
        draft_first(agreement=agreement, content=content(agreement, costs={cost_type(): Decimal(amount)}))


@pytest.mark.parametrize("convention", Convention)
@pytest.mark.parametrize("cost", ["0.01", "1", "999999999999.99"])
def test_twelve_parties_and_a_leap_day_of_its_own_sum_to_the_cost(cost, convention):
    shares = dict.fromkeys("ABCDEFGHIJK", Decimal("8.333333")) | {"L": Decimal("8.333337")}
    days = [date(2020, 1, 1), date(2020, 2, 29), date(2020, 3, 1), date(2020, 5, 1)]
    terms = [
        TermsInForce(number, first, after, shares, "A", convention)
        for number, (first, after) in enumerate(pairwise(days))
    ]
    found = settle(
        begins=days[0], ends=days[-1], own_costs={"A": Decimal(cost)}, terms=terms, already_debited={}
    )
    assert [(one.begins, one.ends) for one in found.stretches] == list(pairwise(days))
    assert sum(one.cost for one in found.stretches) == Decimal(cost)
    assert sum(one.share_of_cost for one in found.parties) == Decimal(cost)
    assert (len(found.parties), sum(one.remains for one in found.parties)) == (12, 0)
    assert all(one.share_of_cost >= 0 for one in found.parties)
