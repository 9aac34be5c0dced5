"""The pages of amending: begin, end, merge, call for renegotiation; what is shown, and to whom."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from funding.domain.drafting import draft_amendment
from funding.domain.noticing import give_notice
from funding.domain.sending import send_for_signing
from funding.models import Agreement, Notice, Terms
from portal.organisation.models import Role
from tests.factories.funding import half_open, party, signed_terms
from tests.factories.portal import OrganisationFactory, SuccessionFactory, UserFactory, person

pytestmark = pytest.mark.django_db
TODAY = date(2027, 2, 10)


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel("2027-02-10T12:00:00Z", tick=False):
        yield


def living() -> Terms:
    """Terms in force today, to the end of the year."""
    return signed_terms(begins=date(2026, 9, 1), last_day=date(2027, 12, 31))


@pytest.fixture
def terms():
    return living()


@pytest.fixture
def officer(client, terms):
    owner = OrganisationFactory(committee=True)
    Agreement.objects.filter(pk=terms.agreement_id).update(owner=owner)
    user = person(Role.AGREEMENT_OFFICER, organisation=owner)
    client.force_login(user)
    return user


def url(name: str, terms: Terms, *more: int) -> str:
    return reverse(f"funding:{name}", args=[terms.agreement_id, *more])


def director_of(terms, name: str):
    return person(Role.DISTRICT_DIRECTOR, organisation=party(terms.agreement, name).organisation)


def notice_of(terms, name="Östermalm") -> Notice:
    return give_notice(
        party=party(terms.agreement, name),
        ground="Färre nyanlända.",
        known_since=date(2027, 1, 2),
        on=date(2027, 2, 1),
        today=TODAY,
    )


def test_an_amendment_is_begun_with_the_reason_and_answers_the_notices(client, officer, terms):
    notice = notice_of(terms)
    page = client.get(url("amendment_create", terms))
    form = page.context["form"]
    assert (form["begins"].value(), form["change"].value()) == ("2027-03-01", "Färre nyanlända.")
    assert form["notices"].value() == [notice.pk]
    said = {"begins": "2027-05-01", "change": "Ny andel.", "notices": [notice.pk]}
    answer = client.post(url("amendment_create", terms), said)
    assert answer.url == url("draft_edit", terms)
    draft = Terms.objects.get(version=2)
    notice.refresh_from_db()
    assert (draft.change, notice.amendment) == ("Ny andel.", draft)


def test_an_amendment_outside_the_time_is_refused_in_words(client, officer, terms):
    answer = client.post(url("amendment_create", terms), {"begins": "2028-01-01", "change": "Ny."})
    assert answer.context["form"].errors == {
        "begins": ["Inga villkor gäller den dagen, så det finns inget att ändra."]
    }
    numbered = client.post(url("amendment_create", terms), {"begins": "2027-05-01", "change": "811218-9876"})
    assert list(numbered.context["form"].errors) == ["change"]
    assert Terms.objects.count() == 1


def test_the_second_officer_is_led_to_the_first_ones_draft(client, officer, terms):
    draft_amendment(agreement=terms.agreement, begins=date(2027, 5, 1), change="Den första.")
    answer = client.get(url("amendment_create", terms), follow=True)
    assert [str(each) for each in answer.context["messages"]] == [
        "Ett annat utkast är redan på väg. Öppna det i stället."
    ]
    page = client.get(url("agreement_detail", terms))
    assert [each.version for each in page.context["open"]] == [2]
    assert "Skriv ett tillägg" not in [str(action.title) for action in page.context["actions"]]


def test_the_agreement_is_ended_earlier(client, officer, terms):
    client.post(url("amendment_end", terms), {"last_day": "2027-06-30", "change": "Uppdraget upphör."})
    draft = Terms.objects.get(version=2)
    assert draft.valid == half_open(date(2027, 6, 1), date(2027, 6, 30))
    page = client.get(url("terms_difference", terms))
    facts = [(fact.label, fact.before, fact.after) for fact in page.context["difference"].facts]
    assert facts == [("Gäller till och med", "2027-12-31", "2027-06-30")]


def test_a_merger_is_shown_and_drafted_by_one_button(client, officer, terms):
    assert client.get(url("merger_create", terms)).status_code == 302
    heir = OrganisationFactory(short_name="Norra innerstaden")
    for name in ("Norrmalm", "Östermalm"):
        gone = party(terms.agreement, name).organisation
        SuccessionFactory(predecessor=gone, successor=heir, on=date(2027, 1, 1))
    page = client.get(url("merger_create", terms))
    assert [(line.name, line.percent) for line in page.context["merged"].lines] == [
        ("Kungsholmen", 23),
        ("Norra innerstaden", 77),
    ]
    assert Terms.objects.count() == 1
    concerns = client.get(url("agreement_detail", terms)).context["concerns"]
    assert [(words, where) for words, _state, where in concerns] == [
        ("Norrmalm, Östermalm har gått upp i en annan förvaltning.", url("merger_create", terms))
    ]
    client.post(url("merger_create", terms), {"begins": "2027-03-01"})
    assert sorted(Terms.objects.get(version=2).shares.values_list("percent", flat=True)) == [23, 77]


def test_a_director_calls_for_renegotiation_for_the_own_party_alone(client, terms):
    client.force_login(director_of(terms, "Östermalm"))
    page = client.get(url("notice_create", terms))
    offered = page.context["form"].fields["party"].queryset
    assert [str(each) for each in offered] == ["Östermalm"]
    said = {"ground": "Färre.", "known_since": "2027-01-02", "noticed_on": "2027-02-01"}
    foreign = party(terms.agreement, "Norrmalm").pk
    refused = client.post(url("notice_create", terms), said | {"party": foreign})
    assert list(refused.context["form"].errors) == ["party"]
    client.post(url("notice_create", terms), said | {"party": offered[0].pk})
    notice = Notice.objects.get()
    assert (str(notice.party), notice.noticed_on) == ("Östermalm", date(2027, 2, 1))
    shown = client.get(url("agreement_detail", terms))
    assert "Omförhandling pågår" in [str(state.word) for state in shown.context["badges"]]
    assert "Omförhandling pågår. Alla skyldigheter fortsätter" in shown.content.decode()
    assert shown.context["notices"][0]["may_withdraw"] is True


def test_host_tells_the_steering_group_and_the_party_takes_back(client, terms):
    notice = notice_of(terms)
    client.force_login(director_of(terms, "Norrmalm"))
    assert client.get(url("notice_withdraw", terms, notice.pk)).status_code == 403
    client.post(url("notice_tell", terms, notice.pk), {"steering_told_on": "2027-02-05"})
    client.force_login(director_of(terms, "Östermalm"))
    assert client.get(url("notice_tell", terms, notice.pk)).status_code == 403
    assert client.get(url("notice_answer", terms, notice.pk)).status_code == 403
    empty = client.post(url("notice_withdraw", terms, notice.pk), {"withdrawn_reason": " "})
    assert list(empty.context["form"].errors) == ["withdrawn_reason"]
    client.post(url("notice_withdraw", terms, notice.pk), {"withdrawn_reason": "Antalen steg."})
    notice.refresh_from_db()
    assert (notice.steering_told_on, notice.withdrawn_on) == (date(2027, 2, 5), TODAY)
    again = client.get(url("notice_withdraw", terms, notice.pk), follow=True)
    assert [str(each) for each in again.context["messages"]][-1:] == ["Anmälan är redan avslutad."]


def test_a_notice_is_answered_with_a_draft_that_others_do_not_see(client, officer, terms):
    notice = notice_of(terms)
    draft = draft_amendment(agreement=terms.agreement, begins=date(2027, 5, 1), change="qhemligq")
    client.post(url("notice_answer", terms, notice.pk), {"amendment": draft.pk})
    notice.refresh_from_db()
    assert notice.amendment == draft
    own = client.get(url("agreement_detail", terms))
    assert (own.context["notices"][0]["answer"], own.context["concerns"]) == (draft, [])
    client.force_login(director_of(terms, "Östermalm"))
    foreign = client.get(url("agreement_detail", terms))
    assert foreign.context["notices"][0]["answer"] is None
    assert b"qhemligq" not in foreign.content
    assert client.get(url("terms_difference", terms)).status_code == 404


def test_a_party_that_only_a_draft_lets_in_is_not_told(client, terms):
    farsta = OrganisationFactory(short_name="Farsta")
    joining = terms.agreement.parties.create(organisation=farsta)
    draft = draft_amendment(agreement=terms.agreement, begins=date(2027, 5, 1), change="Farsta går med.")
    draft.shares.create(party=joining, percent=0)
    client.force_login(person(Role.DISTRICT_DIRECTOR, organisation=farsta))
    assert client.get(url("agreement_detail", terms)).status_code == 404
    send_for_signing(terms=draft, to=terms.agreement.owner, by=UserFactory(), now=timezone.now())
    assert client.get(url("agreement_detail", terms)).status_code == 200


def test_without_an_amendment_the_page_leads_to_one_instead_of_a_box(client, officer, terms):
    notice = notice_of(terms)
    page = client.get(url("notice_answer", terms, notice.pk)).content.decode()
    doors = [f'href="{url(name, terms)}"' for name in ("amendment_create", "amendment_end")]
    assert [page.count(door) for door in doors] == [1, 1]
    told = "Det finns inget tillägg att svara med än. Skriv ett nytt, så svarar det på anmälan."
    assert (page.count(told), "<select" in page) == (1, False)
    draft_amendment(agreement=terms.agreement, begins=date(2027, 1, 1))
    page = client.get(url("notice_answer", terms, notice.pk)).content.decode()
    assert ("<select" in page, told in page) == (True, False)


def test_an_answer_of_another_agreement_is_not_offered(client, officer, terms):
    notice = notice_of(terms)
    other = living()
    foreign = draft_amendment(agreement=other.agreement, begins=date(2027, 5, 1), change="Annan.")
    refused = client.post(url("notice_answer", terms, notice.pk), {"amendment": foreign.pk})
    assert list(refused.context["form"].errors) == ["amendment"]
    assert client.get(url("notice_answer", other, notice.pk)).status_code == 404


def test_the_difference_stands_on_the_draft_and_on_a_page_of_its_own(client, officer, terms):
    draft_amendment(agreement=terms.agreement, begins=date(2027, 5, 1), change="Ny.")
    page = client.get(url("agreement_detail", terms), {"version": "2"})
    assert page.context["difference"].is_empty is True
    assert client.get(url("agreement_detail", terms)).context["difference"] is None
    alone = client.get(url("terms_difference", terms), {"version": "2"})
    assert alone.context["difference"] == page.context["difference"]
    assert client.get(url("terms_difference", terms), {"version": "1"}).status_code == 404


@pytest.mark.parametrize("name", ["amendment_create", "amendment_end", "merger_create", "notice_create"])
def test_strangers_may_not(client, terms, name):
    client.force_login(person(Role.COORDINATOR))
    assert client.get(url(name, terms)).status_code == 403
    assert client.post(url(name, terms)).status_code == 403
    client.force_login(director_of(terms, "Östermalm"))
    assert client.get(url(name, terms)).status_code == (200 if name == "notice_create" else 403)


def test_what_is_over_is_not_amended(client, officer, terms):
    with time_machine.travel("2028-01-01T12:00:00Z", tick=False):
        client.force_login(officer)
        answer = client.get(url("amendment_create", terms), follow=True)
        assert [str(each) for each in answer.context["messages"]] == [
            "Inga villkor är i kraft, så det finns inget att ändra."
        ]
        assert answer.context["actions"] == []
        assert client.get(url("notice_create", terms)).status_code == 302
