"""Who is told of signing, who may come in at its doors, and in how many queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from funding.domain.closing import decline
from funding.todo import signing as todo
from portal.organisation.models import Role
from tests.factories.funding import make_agreement, party, sent_terms, sign_for
from tests.factories.portal import OrganisationFactory, SuccessionFactory, person
from tests.funding.test_views_signing import AHEAD, TODAY, director_of, supported, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def terms():
    return sent_terms(**AHEAD)


def test_who_waits_to_sign_is_told_and_who_has_signed_is_not(terms):
    of, director = supported(terms), director_of(terms)
    (item,) = todo.waiting(director, TODAY)
    assert (item.title, item.detail, item.url) == (
        f"Underteckna {terms.agreement}",
        f"För Norrmalm, version 1. 0 av 3 har undertecknat. Gäller från {AHEAD['begins']}.",
        url("signature_create", terms, of),
    )
    sign_for(terms, of, now=timezone.now())
    assert list(todo.waiting(director, TODAY)) == []
    assert list(todo.waiting(person(Role.DISTRICT_DIRECTOR), TODAY)) == []
    assert list(todo.waiting(person(Role.COORDINATOR), TODAY)) == []


def test_the_successors_director_signs_only_where_nobody_else_does(client, terms):
    of = supported(terms)
    heir = OrganisationFactory(short_name="Norra innerstaden")
    SuccessionFactory(predecessor=of.organisation, successor=heir, on=date(2020, 7, 1))
    director = person(Role.DISTRICT_DIRECTOR, heir)
    client.force_login(director)
    assert client.get(url("signature_create", terms, of)).status_code == 200
    director_of(terms)
    client.force_login(director)
    assert client.get(url("signature_create", terms, of)).status_code == 403


REFUSED = {
    # door: the roles that are refused
    "terms_send": set(Role) - {Role.AGREEMENT_OFFICER},
    "terms_withdraw": set(Role) - {Role.AGREEMENT_OFFICER},
    "case_join": set(Role) - {Role.AGREEMENT_OFFICER},
    "support_register": set(Role) - {Role.COMMITTEE_SECRETARY, Role.DISTRICT_DIRECTOR},
    "signature_create": set(Role) - {Role.DISTRICT_DIRECTOR},
    "paper_take_in": set(Role) - {Role.AGREEMENT_OFFICER, Role.DISTRICT_DIRECTOR},
    "terms_decline": set(Role) - {Role.DISTRICT_DIRECTOR},
}


@pytest.mark.parametrize("name", REFUSED)
def test_each_role_and_a_stranger_at_each_door(client, terms, name):
    of = supported(terms)
    where = url(name, terms, *([] if name in ("terms_send", "terms_withdraw", "case_join") else [of]))
    answers = {}
    for role in Role:
        organisation = terms.agreement.owner if role == Role.AGREEMENT_OFFICER else of.organisation
        client.force_login(person(role, organisation))
        answers[role] = client.get(where).status_code
    told = {role: 403 if role in REFUSED[name] else 200 for role in Role}
    told |= {Role.ADMINISTRATOR: 404}
    told |= {Role.AGREEMENT_OFFICER: 302} if name == "terms_send" else {}  # it is sent already
    assert answers == told
    for stranger in (Role.DISTRICT_DIRECTOR, Role.PROJECT_MANAGER):
        client.force_login(person(stranger))
        assert client.get(where).status_code == 404
    client.force_login(person(Role.AGREEMENT_OFFICER))
    assert client.get(where).status_code == 403


def test_a_director_of_one_party_does_not_act_for_another(client, terms):
    of = supported(terms)
    client.force_login(director_of(terms, "Östermalm"))
    for name in ("support_register", "signature_create", "paper_take_in", "terms_decline", "support_remove"):
        assert client.post(url(name, terms, of)).status_code == 403
    stranger = party(make_agreement({"A": "50", "B": "50"}, host="A"), "A")
    assert client.get(url("signature_create", terms, stranger)).status_code == 404


@pytest.mark.parametrize("name", ["agreement_detail", "terms_print"])
def test_pages_ask_as_often_for_three_parties_as_for_twelve(client, name):
    few = sent_terms(**AHEAD)
    many_shares = {f"Part {n}": "10" for n in range(8)} | {f"Part {n}": "5" for n in range(8, 12)}
    agreement = make_agreement(many_shares, host="Part 0")
    many = sent_terms(agreement, shares=many_shares, **AHEAD)
    for terms in (few, many):
        for share in terms.shares.select_related("party__organisation"):
            supported(terms, share.party.organisation.short_name)
            if share.percent != 11 and share.party.organisation.short_name != "Part 11":
                sign_for(terms, share.party, now=timezone.now())
    client.force_login(person(Role.COORDINATOR))
    counted = []
    for terms in (few, few, many):
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(url(name, terms)).status_code == 200
        counted.append(len(found))
    assert counted[1] == counted[2]


def test_the_start_page_asks_as_often_for_one_as_for_many(terms):
    director = director_of(terms)
    supported(terms)

    def asked():
        fresh = type(director).objects.get(pk=director.pk)
        with CaptureQueriesContext(connection) as found:
            count = len(list(todo.waiting(fresh, TODAY)))
        return count, len(found)

    one = asked()
    for _ in range(4):
        other = sent_terms(**AHEAD)
        other.agreement.parties.filter(organisation__short_name="Norrmalm").update(
            organisation=party(terms.agreement, "Norrmalm").organisation
        )
    assert (one[0], asked()) == (1, (5, one[1]))
    decline(
        terms=terms,
        party=party(terms.agreement, "Norrmalm"),
        reason="Nej.",
        by=director,
        now=timezone.now(),
    )
    assert asked() == (4, one[1])
