"""Medel: budget, granted, villkorat and left from the rows, each figure opens, and money is kept right."""

from decimal import Decimal

import pytest

from portal.organisation.models import Role
from projects.domain.granting import GrantCandidate, grant_fund
from projects.models import Appropriation, Grant, GrantShare
from projects.summary.funds import funds_rows, funds_table
from tests.factories.applications import AllocationFactory, asking, round_of_two
from tests.factories.portal import OrganisationFactory, person
from tests.factories.projects import AppropriationFactory, GrantFactory, ProgrammeFactory, ProjectFactory

pytestmark = pytest.mark.django_db
PATH = "/projekt/medel/"


@pytest.fixture
def coordinator(client):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


@pytest.fixture
def funded():
    """Two nämnder with 1 000 tkr each for 2026; 400 tkr granted, 50 of the first villkorat."""
    round, first, second = round_of_two()
    project = ProjectFactory(programme=round.programme, number="1.1", title="Ett")
    values = {"year": 2026, "amount": Decimal(400000), "kind": Grant.Kind.INITIAL}
    grant_fund(GrantCandidate(project, None, values))
    waiting = asking(round, 100, state="conditional", title="Väntar")
    AllocationFactory(application=waiting, committee=first, proposed=Decimal(50000), decided=Decimal(50000))
    AllocationFactory(application=waiting, committee=second, proposed=Decimal(50000))
    Appropriation.objects.filter(committee=first).update(used=Decimal(120500))
    return round.programme, first, second


def lines(client, programme):
    answer = client.get(f"{PATH}?program={programme.slug}&format=csv")
    return answer.getvalue().decode("utf-8-sig").splitlines()


def test_budget_granted_conditional_used_and_left(client, coordinator, funded):
    programme, *_ = funded
    assert lines(client, programme) == [
        "Nämnd;År;Budget tkr;Beviljat tkr;Villkorat tkr;Kvar att bevilja tkr;Förbrukat tkr;Ej förbrukat tkr",
        "A-nämnden;2026;1000;200;50;750;120,5;879,5",
        "B-nämnden;2026;1000;200;0;800;;",
        "Totalt;;2000;400;50;1550;120,5;879,5",
    ]


def test_what_has_no_year_or_no_committee_stands_for_itself_and_is_counted(client, coordinator, funded):
    programme, first, _second = funded
    unknown = GrantFactory(project=ProjectFactory(programme=programme), unknown_year=True)
    GrantShare.objects.create(grant=unknown, committee=first, amount=unknown.amount)
    GrantFactory(project=ProjectFactory(programme=programme), amount=Decimal(30000))
    assert lines(client, programme)[3:] == [
        "A-nämnden;År okänt;;100;;;;",
        "Ej fördelat på nämnd;;;30;;;;",
        "Totalt;;2000;530;50;1420;120,5;879,5",
    ]


def test_each_figure_opens_rows_with_the_same_total(funded):
    programme, first, second = funded
    table = funds_table(programme)
    for row in (*table.rows, table.total):
        for key in ("budget", "beviljat", "villkorat", "forbrukat"):
            cell = row.cells[key]
            opened = funds_rows(programme, row.key, key)
            if cell.href:
                assert opened.total.cells[key].value == cell.value
            elif cell.value == 0:
                assert opened is None
    assert funds_rows(programme, f"{second.pk}-2026", "finns-inte") is None
    (waiting,) = funds_rows(programme, f"{first.pk}-2026", "villkorat").rows
    assert waiting.label == "Väntar"


def test_the_same_table_stands_among_the_standing_ones(client, coordinator, funded):
    programme, *_ = funded
    answer = client.get(f"/sammanstallningar/medel/?program={programme.slug}&format=csv")
    assert answer.getvalue().decode("utf-8-sig").splitlines() == lines(client, programme)


def test_a_district_is_not_offered_it(client, funded):
    programme, *_ = funded
    client.force_login(person(Role.PROJECT_MANAGER))
    assert client.get(PATH).status_code == 403
    assert client.get(f"/sammanstallningar/medel/?program={programme.slug}").status_code == 404


def said(programme, committee, **more):
    return {
        "programme": programme.pk,
        "committee": committee.pk,
        "year": "2027",
        "budget": "5 000",
        "used": "",
        "purpose": "Metodutveckling",
        **more,
    }


def test_money_is_set_aside_once_a_year(client, coordinator):
    programme, committee = ProgrammeFactory(), OrganisationFactory(committee=True)
    response = client.post(f"{PATH}nytt/", said(programme, committee))
    found = Appropriation.objects.get()
    assert response.url == f"{PATH}?program={programme.slug}"
    assert (found.committee, found.year, found.budget, found.used) == (
        committee,
        2027,
        Decimal("5000000.00"),
        None,
    )
    response = client.post(f"{PATH}nytt/", said(programme, committee))
    assert response.context["form"].errors["year"] == ["Nämnden har redan medel för programmet det året."]


def test_less_than_is_bound_is_refused(client, coordinator, funded):
    _programme, first, _second = funded
    money = Appropriation.objects.get(committee=first)
    path = f"{PATH}{money.pk}/andra/"
    sent = {"budget": "249", "used": "", "purpose": "", "why": ""}
    sent["seen"] = client.get(path).context["form"]["seen"].value()
    response = client.post(path, sent)
    assert response.context["form"].errors["budget"] == [
        "250 tkr är redan beviljat, villkorat eller föreslaget. Budgeten kan inte vara mindre."
    ]
    assert client.post(path, sent | {"budget": "250", "used": "249,5"}).status_code == 302
    money.refresh_from_db()
    assert (money.budget, money.used) == (Decimal("250000.00"), Decimal("249500.00"))


def test_a_published_programmes_money_is_corrected_with_a_reason(client, coordinator):
    money = AppropriationFactory(programme=ProgrammeFactory(published=True), year=2002)
    path = f"{PATH}{money.pk}/andra/"
    sent = {"budget": "4 000", "used": "", "purpose": ""}
    sent["seen"] = client.get(path).context["form"]["seen"].value()
    assert "why" in client.post(path, sent | {"why": ""}).context["form"].errors
    assert client.post(path, sent | {"why": "Felläst tabell"}).status_code == 302


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_asks_as_often_however_many(client, coordinator, many, django_assert_num_queries):
    programme = ProgrammeFactory()
    for n in range(many):
        money = AppropriationFactory(programme=programme, year=2026 + n)
        grant = GrantFactory(project=ProjectFactory(programme=programme), year=2026 + n)
        GrantShare.objects.create(grant=grant, committee=money.committee, amount=grant.amount)
    client.get(PATH)
    with django_assert_num_queries(QUERIES):
        client.get(PATH)


QUERIES = 14


def test_only_those_who_keep_the_money_change_it(client):
    money = AppropriationFactory()
    client.force_login(person(Role.AUDITOR))
    assert client.get(PATH).status_code == 200
    assert client.get(f"{PATH}{money.pk}/andra/").status_code == 403
    assert client.post(f"{PATH}nytt/", {}).status_code == 403
