"""Personal identity numbers are refused wherever an agreement takes text: at the box, and by the domain."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from funding.domain.accounting import withdraw_settlement
from funding.domain.basis import Count, record_counts
from funding.domain.drafting import draft_amendment
from funding.domain.proposing import Proposal, propose
from funding.domain.registering import Seat
from funding.domain.supporting import register_support
from funding.forms.basis import BasisForm
from funding.forms.signing import SupportForm
from funding.models import Agreement, Clause, SteeringMember
from portal.organisation.models import Role
from tests.factories.funding import NOW, cost_type, party, sent_terms, signed_terms
from tests.factories.portal import OrganisationFactory, person
from tests.factories.settling import prepared
from tests.funding.test_views_writing import boxes

pytestmark = pytest.mark.django_db
NUMBER = "Ring Anna, 19800101-1234."
REFUSED = (
    "Texten innehåller ett personnummer. Skriv inget som pekar ut en person: inga namn, personnummer eller "
    "adresser. Skriv ”en förälder” eller ”flera unga”."
)
NAMES = ("Norrmalm", "Kungsholmen", "Östermalm")


def refused(call) -> dict | list:
    with pytest.raises(ValidationError) as error, transaction.atomic():
        call()
    return error.value.message_dict if hasattr(error.value, "error_dict") else error.value.messages


@pytest.fixture
def districts():
    return {name: OrganisationFactory(short_name=name) for name in NAMES}


@pytest.mark.parametrize(
    ("box", "among"),
    [
        ("subject", None),
        ("share_basis", None),
        ("kostnader-0-note", "kostnader"),
        ("punkter-0-text", "punkter"),
        ("punkter-0-kind", "punkter"),
        ("bemanning-0-note", "bemanning"),
        ("styrgrupp-0-position", "styrgrupp"),
    ],
)
def test_the_agreements_form_tells_it_at_the_box(client, districts, box, among):
    client.force_login(person(Role.AGREEMENT_OFFICER, organisation=OrganisationFactory(committee=True)))
    member = {"styrgrupp-TOTAL_FORMS": "1", "styrgrupp-0-role": "ledamot", "styrgrupp-0-organisation": "X"}
    page = client.post(reverse("funding:agreement_create"), boxes(districts) | member | {box: NUMBER})
    row = page.context["rows"].sets[among][0] if among else page.context["form"]
    assert row.errors == {box.rsplit("-")[-1]: [REFUSED]}
    assert not Agreement.objects.exists()


def test_an_amendments_draft_tells_it_at_what_changes(client):
    terms = signed_terms()
    owner = terms.agreement.owner
    draft_amendment(agreement=terms.agreement, begins=date(2019, 5, 1), change="Ny andel.")
    client.force_login(person(Role.AGREEMENT_OFFICER, organisation=owner))
    page = client.post(reverse("funding:draft_edit", args=[terms.agreement_id]), {"change": NUMBER})
    assert page.context["form"].errors["change"] == [REFUSED]


@pytest.mark.parametrize("box", ["source", "inclusion", "caveats"])
def test_the_basis_tells_it_at_the_box_and_by_the_domain(box):
    agreement = signed_terms().agreement
    one = party(agreement, "Norrmalm")
    days = {"begins": "2018-01-01", "last_day": "2018-01-31", "source": "Listor.", f"antal_{one.pk}": "3"}
    assert BasisForm(days | {box: NUMBER}, parties=[one]).errors == {box: [REFUSED]}
    count = Count(party=one, begins=date(2018, 1, 1), ends=date(2018, 2, 1), persons=3, source="Listor.")
    count = replace(count, **{box: NUMBER})
    assert refused(lambda: record_counts(agreement=agreement, counts=[count], now=NOW)) == {box: [REFUSED]}


def test_what_a_signature_rests_on_tells_it_at_the_box_and_by_the_domain():
    terms = sent_terms()
    sent = {"kind": "delegation", "decided_on": "2018-06-14", "delegation": NUMBER}
    assert SupportForm(sent).errors == {"delegation": [REFUSED]}
    given = {"terms": terms, "party": party(terms.agreement, "Norrmalm"), "by": None, "today": NOW.date()}
    for name in ("delegation", "number"):
        text = {"paragraph": "12", name: NUMBER}
        assert refused(lambda text=text: register_support(**given, **text, decided_on=date(2018, 6, 14))) == {
            name: [REFUSED]
        }


def test_the_domain_names_where_it_stands(districts):
    host, *others = districts.values()
    proposal = Proposal(
        seats=[Seat(host, is_host=True), *map(Seat, others)],
        percents={host: 66, others[0]: 23, others[1]: 11},
        costs=[(cost_type(), 1, NUMBER)],
        begins=date(2018, 9, 1),
        last_day=date(2019, 12, 31),
        convention="months",
        change=NUMBER,
        rows={
            Clause: [{"number": 1, "kind": "x", "text": "y"}, {"number": 2, "kind": "x", "text": NUMBER}],
            SteeringMember: [{"role": "x", "organisation": NUMBER}],
        },
    )
    agreement = Agreement(title="T", owner=OrganisationFactory(committee=True))
    assert refused(lambda: propose(agreement=agreement, proposal=proposal)) == {
        "change": [REFUSED],
        "__all__": [f"personal: {REFUSED}", f"Punkt 2: {REFUSED}", f"Ledamot i styrgruppen 1: {REFUSED}"],
    }
    agreement = Agreement(title="T", subject=NUMBER, owner=OrganisationFactory(committee=True))
    assert refused(lambda: propose(agreement=agreement, proposal=proposal)) == {"subject": [REFUSED]}
    signed = signed_terms().agreement
    assert refused(lambda: draft_amendment(agreement=signed, begins=date(2019, 5, 1), change=NUMBER)) == {
        "change": [REFUSED]
    }


def test_what_a_settlement_is_taken_back_for():
    settlement = prepared()
    assert refused(lambda: withdraw_settlement(settlement=settlement, reason=NUMBER)) == {"reason": [REFUSED]}
