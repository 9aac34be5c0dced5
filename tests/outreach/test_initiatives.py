"""Initiatives: found by words and target group, and a page that says what the source says."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from outreach.models import InitiativeTheme
from portal.organisation.models import Role
from tests.factories.observing import InitiativeFactory
from tests.factories.outreach import form
from tests.factories.portal import person

pytestmark = pytest.mark.django_db
LIST = "/uppsokande/insatser/"


def log_in(client, role):
    client.force_login(person(role))


def found(client, **query):
    return [row.name for row in client.get(LIST, query).context["listing"].rows]


def test_the_list_is_in_swedish_order_and_sorted_out(client):
    form()  # the code lists are there
    InitiativeFactory(name="Öppet hus", groups=["ebo"], is_good_example=True)
    InitiativeFactory(name="Ängslig natt", purpose="Nå fler i Hägersten")
    log_in(client, Role.AUDITOR)
    assert found(client) == ["Ängslig natt", "Öppet hus"]
    assert found(client, text="hagersten") == ["Ängslig natt"]
    assert found(client, malgrupp="ebo") == ["Öppet hus"]
    assert found(client, malgrupp="kvot") == []
    assert found(client, exempel="True") == ["Öppet hus"]


def test_the_page_tells_themes_with_their_results(client):
    project = InitiativeFactory(name="Projektet", equality="Par i olika grupper.")
    InitiativeTheme.objects.create(initiative=project, number=2, title="Statistik", result="ongoing")
    InitiativeTheme.objects.create(initiative=project, number=1, title="Samverkan", result="reached")
    log_in(client, Role.OUTREACH_OFFICER)
    told = client.get(reverse("outreach:initiative_detail", args=[project.pk])).context
    assert [(theme.title, str(state.word)) for theme, state in told["themes"]] == [
        ("Samverkan", "Uppnått"),
        ("Statistik", "Fortgår"),
    ]
    assert [(str(label), text) for label, text in told["texts"]] == [("Jämställdhet", "Par i olika grupper.")]


def test_what_is_not_there_and_who_may_not(client):
    project = InitiativeFactory()
    log_in(client, Role.OUTREACH_OFFICER)
    assert client.get(reverse("outreach:initiative_detail", args=[project.pk + 1])).status_code == 404
    log_in(client, Role.CONTROLLER)
    assert client.get(reverse("outreach:initiative_detail", args=[project.pk])).status_code == 403
    assert client.get(LIST).status_code == 403


def test_pages_cost_the_same_with_few_and_many(client):
    project = InitiativeFactory()
    log_in(client, Role.COORDINATOR)
    pages = [LIST, reverse("outreach:initiative_detail", args=[project.pk])]

    def cost(address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    few = [cost(page) for page in pages]
    InitiativeFactory.create_batch(4)
    for number in range(1, 5):
        InitiativeTheme.objects.create(initiative=project, number=number, title="Tema")
    assert [cost(page) for page in pages] == few
