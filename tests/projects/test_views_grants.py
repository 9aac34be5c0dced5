"""Granting in a form: tkr in, kronor and shares written, refusals at their field."""

from datetime import date
from decimal import Decimal

import pytest

from portal.organisation.models import Role
from projects.models import Grant, GrantShare
from tests.factories.portal import OrganisationFactory, person
from tests.factories.projects import (
    AppropriationFactory,
    DecisionRoundFactory,
    GrantFactory,
    ProgrammeFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


@pytest.fixture
def project():
    """Of a programme that two nämnder paid for in 2026."""
    programme = ProgrammeFactory()
    for name in ("A-nämnden", "B-nämnden"):
        AppropriationFactory(
            programme=programme, committee=OrganisationFactory(committee=True, short_name=name)
        )
    return ProjectFactory(programme=programme)


def path(project):
    return f"/projekt/{project.pk}/medel/nytt/"


def sent(**more):
    return {
        "number": 1,
        "kind": "initial",
        "year": "2026",
        "round": "",
        "amount": "350",
        "comment": "",
        **more,
    }


def words(response):
    found = response.context["form"].errors.get_json_data()
    return {name: [each["message"] for each in errors] for name, errors in found.items()}


def test_tkr_become_kronor_and_are_split_between_the_committees(client, coordinator, project):
    decided = DecisionRoundFactory(programme=project.programme)
    response = client.post(
        path(project), sent(amount="4 770,5", round=decided.pk, comment="Enligt protokoll")
    )
    grant = Grant.objects.get()
    assert (response.status_code, response.url) == (302, f"/projekt/{project.pk}/#medel")
    assert (grant.number, grant.year, grant.amount) == (1, 2026, Decimal("4770500.00"))
    assert (grant.kind, grant.round, grant.comment) == ("initial", decided, "Enligt protokoll")
    parts = GrantShare.objects.order_by("committee__short_name").values_list(
        "committee__short_name", "amount"
    )
    assert list(parts) == [("A-nämnden", Decimal("2385250.00")), ("B-nämnden", Decimal("2385250.00"))]


def test_a_year_that_is_not_known_stays_so(client, coordinator, project):
    client.post(path(project), sent(year=""))
    assert Grant.objects.get().year is None


def test_the_form_begins_with_the_next_number_and_the_kind_that_fits(client, coordinator, project):
    form = client.get(path(project)).context["form"]
    assert (form["number"].value(), form["kind"].value()) == (1, "initial")
    GrantFactory(project=project, number=3)
    form = client.get(path(project)).context["form"]
    assert (form["number"].value(), form["kind"].value()) == (4, "extension")


def test_sent_twice_it_is_granted_once(client, coordinator, project):
    GrantFactory(project=project, number=1)
    twice = sent(number=2, kind="extension")
    assert client.post(path(project), twice).status_code == 302
    assert words(client.post(path(project), twice)) == {
        "number": ["Projektet har redan ett beslut med det numret."]
    }
    assert Grant.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"amount": "0"}, {"amount": ["Beloppet ska vara större än noll."]}),
        ({"amount": "-5"}, {"amount": ["Beloppet kan inte vara mindre än noll."]}),
        ({"amount": ""}, {"amount": ["Detta fält måste fyllas i."]}),
        ({"year": "1850"}, {"year": ["Skriv året med fyra siffror, mellan 1990 och 2100."]}),
        (
            {"kind": "extension"},
            {
                "kind": [
                    "En förlängning behöver ett första beslut för samma projekt, samma år eller tidigare."
                ]
            },
        ),
    ],
)
def test_refusal_stands_at_its_field_and_nothing_is_written(client, coordinator, project, change, expected):
    response = client.post(path(project), sent(**change))
    assert response.status_code == 200
    assert words(response) == expected
    assert not Grant.objects.exists()


def test_rounds_of_the_programme_are_offered_by_number_and_date(client, coordinator, project):
    second = DecisionRoundFactory(programme=project.programme, number=2, decided_on=date(2026, 5, 14))
    first = DecisionRoundFactory(programme=project.programme, number=1)
    field = client.get(path(project)).context["form"].fields["round"]
    assert [(str(key), name) for key, name in field.choices] == [
        ("", "Inte känt"),
        (str(first.pk), "Beslutstillfälle 1, datum ej redovisat"),
        (str(second.pk), "Beslutstillfälle 2, 2026-05-14"),
    ]


def test_a_round_of_another_programme_cannot_be_chosen(client, coordinator, project):
    response = client.post(path(project), sent(round=DecisionRoundFactory().pk))
    assert list(words(response)) == ["round"]


@pytest.mark.parametrize(
    "value", ["x" * 100_000, "\x00", "1e309", "NaN", "9" * 40, "<script>", "٣", "2026-01-01"]
)
@pytest.mark.parametrize("name", ["number", "kind", "year", "round", "amount", "comment"])
def test_no_box_can_break_the_page(client, coordinator, project, name, value):
    assert client.post(path(project), sent(**{name: value})).status_code in (200, 302)


class TestCorrected:
    def path(self, grant):
        return f"/projekt/{grant.project_id}/medel/{grant.pk}/andra/"

    def opened(self, client, grant):
        form = client.get(self.path(grant)).context["form"]
        return {bound.html_name: "" if bound.value() is None else bound.value() for bound in form}

    def test_amount_and_shares_follow_and_the_reason_is_kept(self, client, coordinator, project):
        client.post(path(project), sent())
        grant = Grant.objects.get()
        holds = self.opened(client, grant)
        assert holds["amount"] == "350"
        assert client.post(self.path(grant), holds | {"amount": "351", "why": "Tryckfel"}).status_code == 302
        grant.refresh_from_db()
        assert grant.amount == Decimal("351000.00")
        assert sum(share.amount for share in grant.shares.all()) == grant.amount
        assert "Tryckfel" in client.get(f"/projekt/{project.pk}/historik/").content.decode()

    def test_what_is_published_needs_a_reason(self, client, coordinator):
        grant = GrantFactory(project=ProjectFactory(programme=ProgrammeFactory(published=True)), number=1)
        response = client.post(self.path(grant), self.opened(client, grant) | {"amount": "351"})
        assert words(response) == {"why": ["Detta fält måste fyllas i."]}

    def test_two_at_once_the_second_is_told(self, client, coordinator, project):
        grant = GrantFactory(project=project, number=1, amount=Decimal("350000"))
        mine, yours = self.opened(client, grant), self.opened(client, grant)
        client.post(self.path(grant), yours | {"amount": "400", "why": "y"})
        (told,) = words(client.post(self.path(grant), mine | {"amount": "500", "why": "m"}))["__all__"]
        assert "Belopp: ”350” ändrades till ”400”." in told
        grant.refresh_from_db()
        assert grant.amount == Decimal("400000.00")

    def test_a_grant_of_another_project_is_404(self, client, coordinator, project):
        grant = GrantFactory()
        assert client.get(f"/projekt/{project.pk}/medel/{grant.pk}/andra/").status_code == 404
