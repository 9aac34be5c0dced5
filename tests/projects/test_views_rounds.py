"""Rounds in the browser: opened, proposed while one types, decided nämnd by nämnd, printed and reported."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from portal.organisation.models import Role
from projects.models import Allocation, Application, CommitteeDecision, DecisionRound, Grant
from projects.summary.decisionlist import decision_list
from tests.factories.applications import (
    AllocationFactory,
    AssessmentFactory,
    CommitteeDecisionFactory,
    asking,
    round_of_two,
)
from tests.factories.portal import OrganisationFactory, person
from tests.factories.projects import DecisionRoundFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db
LIST = "/projekt/beslutstillfallen/"


@pytest.fixture
def coordinator(client):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


@pytest.fixture
def two():
    """(round, first nämnd, second nämnd), 300 tkr each for 2026."""
    return round_of_two(budget="300000.00")


def page(round):
    return f"{LIST}{round.pk}/"


def boxes(client, round, **typed):
    """The proposals as the page holds them, with what is ``typed`` on top; ``box`` names a box."""
    proposals = client.get(page(round)).context["proposals"]
    sent = {
        cell.name: cell.text for entry in proposals.entries for cell in entry.cells if not cell.is_settled
    }
    sent |= {f"skal_{entry.application.pk}": entry.reason for entry in proposals.entries}
    return sent | {"seen": proposals.seen} | typed


def box(application, committee, year=2026):
    return f"b_{application.pk}_{committee.pk}_{year}"


def left(response):
    return {
        (str(each.balance.committee), each.balance.year): each.left
        for each in response.context["proposals"].left
    }


def test_a_round_is_opened_with_its_committees(client, coordinator):
    programme, committee = ProgrammeFactory(), OrganisationFactory(committee=True)
    told = {
        "programme": programme.pk,
        "number": "3",
        "apply_by": "2026-10-18",
        "decided_on": "",
        "directions": "Fler i arbete.",
        "committees": [committee.pk],
    }
    response = client.post(f"{LIST}nytt/", told | {"committees": []})
    assert response.context["form"].errors["committees"] == [
        "Välj minst en nämnd. Den beslutar om sina egna medel."
    ]
    response = client.post(f"{LIST}nytt/", told)
    found = DecisionRound.objects.get()
    assert (response.url, found.number, found.apply_by) == (page(found), 3, date(2026, 10, 18))
    assert [row.committee for row in found.committees.all()] == [committee]
    response = client.post(f"{LIST}nytt/", told)
    assert response.context["form"].errors["number"] == [
        "Programmet har redan ett beslutstillfälle med det numret."
    ]


def test_a_committee_gets_its_meeting_and_stays_once_it_has_amounts(client, coordinator, two):
    round, first, second = two
    AllocationFactory(application=asking(round, assessed=True), committee=first)
    path = f"{page(round)}andra/"
    seen = client.get(path).context["form"]["seen"].value()
    told = {
        "number": round.number,
        "apply_by": "",
        "decided_on": "",
        "directions": "",
        "committees": [first.pk, second.pk],
        f"mote_{first.pk}": "2026-12-08",
        f"mote_{second.pk}": "",
        "seen": seen,
    }
    response = client.post(path, told | {"committees": [second.pk]})
    assert "A-nämnden har redan belopp eller beslut" in response.context["form"].errors["committees"][0]
    assert client.post(path, told).status_code == 302
    assert round.committees.get(committee=first).meets_on == date(2026, 12, 8)


def test_proposals_are_saved_together(client, coordinator, two):
    round, first, second = two
    one, other = asking(round, 200), asking(round, 400)
    typed = {
        box(one, first): "100",
        box(one, second): "100",
        box(other, first): "150,5",
        f"skal_{other.pk}": "Ryms inte",
    }
    response = client.post(f"{page(round)}forslag/", boxes(client, round, **typed))
    assert response.url == f"{page(round)}#forslag"
    assert list(Allocation.objects.order_by("pk").values_list("application", "committee", "proposed")) == [
        (one.pk, first.pk, Decimal("100000.00")),
        (one.pk, second.pk, Decimal("100000.00")),
        (other.pk, first.pk, Decimal("150500.00")),
    ]
    assert set(Application.objects.values_list("state", flat=True)) == {"assessed"}


def test_an_application_left_blank_is_left_alone(client, coordinator, two):
    round, first, _second = two
    one, other = asking(round, 200), asking(round, 200)
    client.post(f"{page(round)}forslag/", boxes(client, round, **{box(one, first): "200"}))
    other.refresh_from_db()
    assert (other.state, other.allocations.count()) == ("submitted", 0)


def test_what_is_left_is_worked_out_without_saving(client, coordinator, two):
    round, first, second = two
    one = asking(round, 400)
    typed = {box(one, first): "250", box(one, second): "1 000", "rakna": "ja"}
    response = client.post(f"{page(round)}forslag/", boxes(client, round, **typed))
    assert (response.status_code, Allocation.objects.count()) == (200, 0)
    assert left(response) == {("A-nämnden", 2026): 50000, ("B-nämnden", 2026): -700000}
    assert "räcker inte" in response.content.decode()
    assert 'value="250"' in response.content.decode()


def test_over_allocation_is_refused_and_named(client, coordinator, two):
    round, first, _second = two
    one = asking(round, 400)
    typed = {box(one, first): "301", f"skal_{one.pk}": "x"}
    response = client.post(f"{page(round)}forslag/", boxes(client, round, **typed))
    assert [words for _target, _label, words in response.context["problems"]] == [
        "A-nämnden 2026: 1 tkr för mycket. Av 300 tkr är 0 beviljat, 0 villkorat och 301 föreslaget."
    ]
    assert Allocation.objects.count() == 0


def test_what_cannot_be_read_is_refused_at_its_box(client, coordinator, two):
    round, first, _second = two
    one = asking(round, 400, title="Vägen")
    response = client.post(f"{page(round)}forslag/", boxes(client, round, **{box(one, first): "1,234.50"}))
    ((target, label, _words),) = response.context["problems"]
    assert (target, label) == (box(one, first), "Vägen 2026, A-nämnden, tkr:")
    assert 'value="1,234.50"' in response.content.decode()


def test_proposals_on_top_of_somebody_elses_are_told(client, coordinator, two):
    round, first, _second = two
    one = asking(round, 400)
    sent = boxes(client, round, **{box(one, first): "100", f"skal_{one.pk}": "x"})
    AllocationFactory(application=one, committee=first, proposed=Decimal(50000))
    response = client.post(f"{page(round)}forslag/", sent)
    assert [words for _target, _label, words in response.context["problems"]] == [
        "Någon annan sparade förslag medan du skrev. Ditt är inte sparat. Läs igenom och spara igen."
    ]
    assert Allocation.objects.get().proposed == Decimal("50000.00")


def decision(**more):
    day = timezone.localdate().isoformat()
    return {
        "outcome": "as_proposed",
        "decided_on": day,
        "adjusted_on": day,
        "paragraph": "§ 12",
        "number": "",
        "delegation": "",
        "reason": "",
        "next_meeting_on": "",
        **more,
    }


def assessed(round, *committees, tkr=100):
    application = asking(round, tkr * len(committees), assessed=True)
    AssessmentFactory(application=application)
    for committee in committees:
        AllocationFactory(application=application, committee=committee, proposed=Decimal(tkr) * 1000)
    return application


def test_decided_by_both_it_is_granted(client, coordinator, two):
    round, first, second = two
    application = assessed(round, first, second)
    for committee, state in ((first, "conditional"), (second, "granted")):
        response = client.post(f"{page(round)}beslut/{committee.pk}/", decision())
        application.refresh_from_db()
        assert (response.url, application.state) == (page(round), state)
    assert Grant.objects.get().amount == Decimal("200000.00")


def test_amounts_are_changed_in_the_form(client, coordinator, two):
    round, first, _second = two
    application = assessed(round, first)
    name = f"belopp_{application.pk}_2026"
    path = f"{page(round)}beslut/{first.pk}/"
    assert client.get(path).context["form"][name].initial == Decimal("100000.00")
    client.post(path, decision(outcome="changed") | {name: "60,5"})
    assert Grant.objects.get().amount == Decimal("60500.00")


def test_a_decision_typed_wrong_is_put_right_and_the_history_says_why(client, coordinator, two):
    round, first, second = two
    application = assessed(round, first, second)
    for committee in (first, second):
        client.post(f"{page(round)}beslut/{committee.pk}/", decision())
    wrong = CommitteeDecision.objects.get(committee=first)
    path = f"{page(round)}beslut/{first.pk}/ratta/{wrong.pk}/"
    assert f'href="{path}"' in client.get(page(round)).content.decode()
    form = client.get(path).context["form"]
    name = f"belopp_{application.pk}_2026"
    assert (form["paragraph"].value(), form[name].initial) == ("§ 12", Decimal("100000.00"))
    seen = form.get_initial_for_field(form.fields["seen"], "seen")
    sent = decision(outcome="changed", paragraph="§ 13") | {name: "60", "seen": seen}
    assert client.post(path, sent).context["form"].errors["why"] == ["Detta fält måste fyllas i."]
    response = client.post(path, sent | {"why": "Fel rad i protokollet."})
    assert (response.status_code, response.url) == (302, page(round))
    assert Grant.objects.get().amount == Decimal("160000.00")
    history = client.get(f"{page(round)}historik/").content.decode()
    assert [word for word in ("§ 13", "Fel rad i protokollet.") if word not in history] == []
    form = client.get(path).context["form"]
    seen = form.get_initial_for_field(form.fields["seen"], "seen")
    client.post(path, sent | {name: "70", "seen": seen, "why": "Bara beloppet."})
    history = client.get(f"{page(round)}historik/").content.decode()
    assert [word for word in ("70\u00a0000", "Bara beloppet.") if word not in history] == []
    late = client.post(path, sent | {"why": "Igen."})
    assert "Någon annan sparade medan du skrev" in late.content.decode()
    client.force_login(person(Role.PROJECT_MANAGER))
    assert client.post(path, sent | {"why": "x"}).status_code == 403
    assert "/ratta/" not in client.get(page(round)).content.decode()
    assert "70\u00a0000" not in client.get(f"{page(round)}historik/").content.decode()


def test_a_decision_without_support_is_refused_in_words(client, coordinator, two):
    round, first, _second = two
    assessed(round, first)
    response = client.post(f"{page(round)}beslut/{first.pk}/", decision(paragraph=""))
    assert response.context["form"].non_field_errors() == [
        "Skriv paragrafen, eller punkten i delegationsordningen."
    ]
    response = client.post(f"{page(round)}beslut/{first.pk}/", decision(outcome="rejected"))
    assert response.context["form"].non_field_errors() == ["Skriv skälet till återremissen eller avslaget."]
    assert CommitteeDecision.objects.count() == 0


def test_a_delegated_decision_is_listed_and_marked_reported(client, coordinator, two):
    round, first, _second = two
    delegated = CommitteeDecisionFactory(round=round, committee=first, paragraph="", delegation="4.2")
    assert "Delegationsbeslut att anmäla" in client.get(page(round)).content.decode()
    client.post(f"{LIST}beslut/{delegated.pk}/anmal/", {"dag": "i förrgår"})
    delegated.refresh_from_db()
    assert delegated.reported_on is None
    client.post(f"{LIST}beslut/{delegated.pk}/anmal/", {"dag": "2026-06-20"})
    delegated.refresh_from_db()
    assert delegated.reported_on == date(2026, 6, 20)


def test_a_district_reads_the_round_and_its_own_applications(client, two):
    round, first, _second = two
    mine, foreign = assessed(round, first, tkr=77), assessed(round, first, tkr=88)
    Application.objects.filter(pk=mine.pk).update(title="Vår egen")
    Application.objects.filter(pk=foreign.pk).update(title="De andras")
    client.force_login(person(Role.PROJECT_MANAGER, mine.lead))
    response = client.get(page(round))
    text = response.content.decode()
    assert ("Vår egen" in text, "De andras" in text, "proposals" in response.context) == (True, False, False)
    assert client.get(f"{page(round)}beslutslista/").status_code == 403
    assert client.post(f"{page(round)}forslag/", {}).status_code == 403
    assert client.get(f"{page(round)}beslut/{first.pk}/").status_code == 403


def test_the_decision_list_is_a_table_for_each_committee(client, coordinator, two):
    round, first, second = two
    application = assessed(round, first, second)
    Application.objects.filter(pk=application.pk).update(title="Vägen")
    lead = application.lead.short_name
    text = client.get(f"{page(round)}beslutslista/").content.decode()
    assert [word for word in ("A-nämnden: beslutslista", "B-nämnden: beslutslista") if word not in text] == []
    answer = client.get(f"{page(round)}beslutslista/?format=csv&namnd={second.pk}")
    assert answer.getvalue().decode("utf-8-sig").splitlines() == [
        "Ansökan;Stadsdelsförvaltning;År;Sökt tkr;Föreslaget tkr",
        f"Vägen;{lead};2026;200;100",
        "Totalt;;;200;100",
    ]
    assert client.get(f"{page(round)}beslutslista/?format=csv&namnd=0").status_code == 404
    Allocation.objects.filter(committee=first).update(decided=Decimal(90000))
    table = decision_list(round, first)
    assert [column.key for column in table.columns] == [
        "application",
        "lead",
        "year",
        "asked",
        "proposed",
        "decided",
    ]
    assert [cell.value for cell in table.figures("decided")] == [Decimal("90000.00")]


def test_the_list_says_how_far_each_round_has_come(client, coordinator, two):
    round, first, _second = two
    CommitteeDecisionFactory(round=round, committee=first)
    printed = DecisionRoundFactory(programme=round.programme, number=7)
    answer = client.get(f"{LIST}?format=csv").getvalue().decode("utf-8-sig").splitlines()
    name = round.programme.name
    assert answer == [
        "Beslutstillfälle;Sök senast;Datum;Ansökningar;Status",
        f"{name} {printed.number};;;;Beslutat",
        f"{name} 1;;;;1 av 2 har beslutat",
    ]


@pytest.mark.parametrize("many", [1, 3])
def test_list_and_page_ask_as_often_however_many(client, coordinator, two, many, django_assert_num_queries):
    round, first, second = two
    for _ in range(many):
        assessed(round, first, second, tkr=10)
        other, *committees = round_of_two()
        assessed(other, *committees)
    client.get(LIST)
    with django_assert_num_queries(LIST_QUERIES):
        client.get(LIST)
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(page(round))
    with django_assert_num_queries(PAPER_QUERIES):
        client.get(f"{page(round)}beslutslista/")


LIST_QUERIES, PAGE_QUERIES, PAPER_QUERIES = 9, 18, 10
