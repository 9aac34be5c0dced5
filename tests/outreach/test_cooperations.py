"""Cooperations: in words, with a function, never with a person; read by the own district and the centre."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from outreach.domain.cooperating import keep_cooperation, refuse_persons_contact
from outreach.models import Cooperation
from portal.organisation.models import Organisation, Role
from tests.factories.portal import OrganisationFactory, UserFactory, person

pytestmark = pytest.mark.django_db


def cooperation(**fields) -> Cooperation:
    known = {
        "organisation": fields.pop("organisation", None) or OrganisationFactory(),
        "partner": fields.pop("partner", None) or OrganisationFactory(association=True),
    }
    return keep_cooperation(cooperation=Cooperation(**(known | fields)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kansliet, växeln 08-508 00 000",
        "kontakt@forening.example",
        "Receptionen 08 508 25 000, öppet 07.30-16.00",
        "Diarienummer 2026/707, projekt 3.4, 164 40 Kista",
        "Den 7 oktober 2026 kom 700 000 kronor",
    ],
)
def test_a_function_is_let_through(text):
    refuse_persons_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "070-123 45 67",
        "0701234567",
        "+46 70 123 45 67",
        "0046 (0)70-1234567",
        "ring 073 123 45 67 efter 12",
        "0046701234567",
        "19121212-1212",
        "fornamn.efternamn@forening.example",
        "Åsa.Öberg@forening.example",
    ],
)
def test_a_person_is_refused(text):
    with pytest.raises(ValidationError):
        refuse_persons_contact(text)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"contact": "070-123 45 67"}, "contact"),
        ({"agreed": "Ring 070-123 45 67."}, "agreed"),
        ({"agreed": "Gäller 19121212-1212."}, "agreed"),
        ({"contact": "x" * 121}, "contact"),
        ({"begins_on": date(2026, 2, 2), "ends_on": date(2026, 2, 1)}, "__all__"),
    ],
)
def test_what_does_not_hold_is_not_kept(fields, field):
    with pytest.raises(ValidationError) as refusal:
        cooperation(**fields)

    assert list(refusal.value.message_dict) == [field]
    assert not Cooperation.objects.exists()


def test_it_is_kept_tidy():
    kept = cooperation(agreed=" Vi träffas.\r\nVarje månad. ", contact=" Kansliet ")

    assert (kept.agreed, kept.contact) == ("Vi träffas.\nVarje månad.", "Kansliet")


def test_a_pair_cooperates_once():
    first = cooperation()

    with pytest.raises(ValidationError) as refusal:
        cooperation(organisation=first.organisation, partner=first.partner)

    assert refusal.value.messages == ["Samverkan med den organisationen finns redan. Öppna den i stället."]


@pytest.mark.parametrize("kind", [Organisation.Kind.DISTRICT, Organisation.Kind.POLITICAL])
def test_a_partner_is_neither_a_district_nor_politicians(kind):
    with pytest.raises(ValidationError) as refusal:
        cooperation(partner=OrganisationFactory(kind=kind))

    assert list(refusal.value.message_dict) == ["partner"]


def test_it_is_read_by_the_own_district_and_the_centre():
    own, other = cooperation(), cooperation()

    def read_by(user):
        return set(Cooperation.objects.for_user(user))

    assert read_by(person(Role.OUTREACH_OFFICER, own.organisation)) == {own}
    assert read_by(person(Role.COORDINATOR)) == {own, other}
    assert read_by(UserFactory()) == set()


def test_what_has_ended_goes_on_no_more():
    cooperation(ends_on=date(2026, 2, 1))
    cooperation(begins_on=date(2026, 4, 1))
    always = cooperation()

    assert list(Cooperation.objects.going_on(date(2026, 3, 1))) == [always]
