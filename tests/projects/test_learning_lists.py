"""The lists of Lärande: what they show, filter and export, to whom, in how many queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.organisation.models import Role
from tests.factories.learning import (
    ActivityFactory,
    ActivityKindFactory,
    MethodFactory,
    MethodSpreadFactory,
    NetworkFactory,
    NetworkMemberFactory,
    SuggestionFactory,
    SurveyFactory,
    SurveyReplyFactory,
)
from tests.factories.portal import OrganisationFactory, person
from tests.factories.projects import ProgrammeFactory, ProjectFactory

pytestmark = pytest.mark.django_db
ROOT = "/projekt/larande/"
LISTS = ("natverk/", "aktiviteter/", "enkater/", "metoder/", "forslag/")


@pytest.fixture
def coordinator(client):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


@pytest.fixture
def programme():
    return ProgrammeFactory(name="Från bidrag", slug="fran-bidrag")


def csv(client, address):
    answer = client.get(f"{ROOT}{address}{'&' if '?' in address else '?'}format=csv")
    text = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
    return [line.split(";") for line in text.splitlines()]


def fill(programme, count):
    """Add ``count`` of each noun, with what hangs on it."""
    for _ in range(count):
        network = NetworkFactory(programme=programme, note="Träffas.")
        NetworkMemberFactory(network=network)
        NetworkMemberFactory(network=network, organisation=OrganisationFactory(), name="")
        activity = ActivityFactory(programme=programme, held=True, network=network)
        survey = SurveyFactory(programme=programme)
        SurveyReplyFactory(survey=survey)
        SurveyReplyFactory(survey=survey, handed_in=True)
        project = ProjectFactory(programme=programme)
        method = MethodFactory(programme=programme, project=project)
        MethodSpreadFactory(method=method, taken_up=True)
        SuggestionFactory(
            programme=programme, project=project, outcome="held", outcome_on="2026-05-20", activity=activity
        )


@pytest.mark.parametrize("page", ["", *LISTS])
def test_a_list_asks_as_often_for_three_rows_as_for_one(client, coordinator, programme, page):
    counts = []
    for more in (1, 2):
        fill(programme, more)
        client.get(f"{ROOT}{page}")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(f"{ROOT}{page}").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 16


@pytest.mark.parametrize("page", ["", *LISTS])
def test_a_list_is_closed_to_the_administrator_and_empty_to_who_follows_nothing(client, page):
    fill(ProgrammeFactory(), 1)
    client.force_login(person(Role.ADMINISTRATOR))
    assert client.get(f"{ROOT}{page}").status_code == 403
    client.force_login(person(Role.PROJECT_MANAGER))
    answer = client.get(f"{ROOT}{page}")
    assert answer.status_code == 200
    if page:
        assert list(answer.context["listing"].rows) == []


@pytest.mark.parametrize("page", LISTS)
def test_a_list_shows_the_newest_programme_or_the_one_asked_for(client, coordinator, page):
    old = ProgrammeFactory(slug="gammalt", starts_on=date(2002, 1, 1))
    new = ProgrammeFactory(slug="nytt", starts_on=date(2026, 1, 1))
    for programme, count in ((old, 1), (new, 2)):
        fill(programme, count)
    shown = {
        asked: len(client.get(f"{ROOT}{page}{asked}").context["listing"].rows)
        for asked in ("", "?program=gammalt", "?program=alla", "?program=finns-inte")
    }
    assert shown == {"": 2, "?program=gammalt": 1, "?program=alla": 3, "?program=finns-inte": 2}


@pytest.mark.parametrize("page", LISTS)
def test_what_an_address_cannot_mean_is_passed_over(client, coordinator, programme, page):
    fill(programme, 1)
    for name in ("text", "program", "slag", "lage", "termin", "kompetens", "uppfoljning", "sortera", "efter"):
        for value in ("\x00", "'", "9" * 40, "2026-våren", "-", "2003-x-y"):
            assert client.get(f"{ROOT}{page}", {name: value}).status_code == 200, (name, value)


def test_activities_in_order_of_their_days_with_what_is_not_reported(client, coordinator, programme):
    def activity(title, dates, begins, ends, people):
        told = {"status": "held", "dates": dates, "begins": begins, "ends": ends, "participants": people}
        ActivityFactory(programme=programme, title=title, audience="alla", **told)

    activity("Utan dag", "", None, None, None)
    activity("Resa", "2002-12-04/2002-12-07", date(2002, 12, 4), date(2002, 12, 8), 0)
    activity("Kurs", "2002-10", date(2002, 10, 1), date(2002, 11, 1), 23)
    ActivityFactory(programme=programme, title="Träff", number=7, in_competence_programme=True)
    assert csv(client, "aktiviteter/") == [
        ["Nr", "Datum", "Aktivitet", "Slag", "För vem", "Deltagare", "Kompetens", "Läge"],
        ["", "2002-10", "Kurs", "Seminarium", "alla", "23", "Nej", "Genomförd"],
        ["", "2002-12-04/2002-12-07", "Resa", "Seminarium", "alla", "0", "Nej", "Genomförd"],
        ["", "", "Utan dag", "Seminarium", "alla", "", "Nej", "Genomförd"],
        ["7", "", "Träff", "Seminarium", "", "", "Ja", "Planerad"],
        ["Totalt", "", "", "", "", "23", "", ""],
    ]
    page = client.get(f"{ROOT}aktiviteter/").content.decode()
    assert ("4–7 december 2002" in page, "oktober 2002" in page, "2 saknas" in page) == (True,) * 3


def test_activities_are_filtered(client, coordinator, programme):
    ActivityFactory(
        programme=programme, title="Öst", dates="2003-hösten", begins="2003-07-01", ends="2004-01-01"
    )
    ActivityFactory(programme=programme, title="Väst", kind=ActivityKindFactory(name="kurs"), held=True)
    asked = {
        "text=ost": ["Öst"],
        "text=seminarium": ["Öst"],
        "termin=2003-hösten": ["Öst"],
        "termin=2003-våren": [],
        "lage=held": ["Väst"],
        f"slag={ActivityKindFactory(name='kurs').pk}": ["Väst"],
        "kompetens=False": ["Väst", "Öst"],
        "kompetens=True": [],
    }
    found = {
        query: sorted(row.title for row in client.get(f"{ROOT}aktiviteter/?{query}").context["listing"].rows)
        for query in asked
    }
    assert found == asked


def test_networks_with_their_members(client, coordinator, programme):
    network = NetworkFactory(programme=programme, name="Jobbnätet", note="Träffas.", status="wished")
    NetworkMemberFactory(network=network, name="Försäkringskassan", position=0)
    farsta = OrganisationFactory(short_name="Farsta")
    NetworkMemberFactory(network=network, organisation=farsta, name="", position=1)
    NetworkFactory(programme=programme, name="Ånätet")
    assert csv(client, "natverk/?text=farsta") == [
        ["Nätverk", "Slag", "Antal medlemmar", "Medlemmar", "Anteckning", "Läge"],
        ["Jobbnätet", "Nätverk", "2", "Försäkringskassan|Farsta", "Träffas.", "Önskat"],
    ]
    assert [line[0] for line in csv(client, "natverk/")] == ["Nätverk", "Jobbnätet", "Ånätet"]


def test_surveys_count_those_one_may_know_of(client, programme):
    survey = SurveyFactory(programme=programme, title="Enkäten", respondents="alla")
    own = SurveyReplyFactory(survey=survey)
    SurveyReplyFactory(survey=survey, handed_in=True)
    SurveyFactory(programme=programme, title="Tryckt", sent_on=None, due_on=None)
    ProjectFactory(programme=programme, lead=own.organisation)
    head = ["Enkät", "Tillfrågade", "Skickad", "Svar senast", "Antal tillfrågade", "Har svarat", "Läge"]
    printed = ["Tryckt", "", "", "", "", "", "Svar utanför portalen"]
    days = ["2026-05-01", "2026-05-22"]
    for user, counts in (
        (person(Role.COORDINATOR), ["2", "1"]),
        (person(Role.PROJECT_MANAGER, own.organisation), ["1", "0"]),
    ):
        client.force_login(user)
        assert csv(client, "enkater/") == [
            head,
            ["Enkäten", "alla", *days, *counts, "Öppen"],
            printed,
            ["Totalt", "", "", "", *counts, ""],
        ]
    assert [line[0] for line in csv(client, "enkater/?lage=elsewhere")][:2] == ["Enkät", "Tryckt"]


def test_methods_name_only_a_project_one_may_see(client, programme):
    project = ProjectFactory(programme=programme, number="1.1", title="Jobbspår")
    MethodSpreadFactory(method=MethodFactory(programme=programme, name="Metoden", project=project))
    follower = ProjectFactory(programme=programme).lead
    rows = {}
    for user in (person(Role.COORDINATOR), person(Role.PROJECT_MANAGER, follower)):
        client.force_login(user)
        rows[user] = csv(client, "metoder/")
    central, district = rows.values()
    assert central == [
        ["Metod", "Utvecklad i", "Erbjuden", "Har tagit upp"],
        ["Metoden", "1.1 Jobbspår", "1", "0"],
        ["Totalt", "", "1", "0"],
    ]
    assert district[1] == ["Metoden", "", "1", "0"]


def test_suggestions_the_latest_first_and_by_how_it_went(client, coordinator, programme):
    SuggestionFactory(programme=programme, text="Gammalt.", made_on=None)
    SuggestionFactory(programme=programme, text="Nytt.", made_on="2026-05-10")
    SuggestionFactory(
        programme=programme, text="Först.", kind="spread", outcome="held", outcome_on="2026-05-20"
    )
    assert csv(client, "forslag/") == [
        ["Förslag", "Slag", "Om projektet", "Föreslaget", "Uppföljning", "Följdes upp"],
        ["Nytt.", "Workshop", "", "2026-05-10", "Väntar", ""],
        ["Först.", "Sprida en metod", "", "2026-05-04", "Genomfört", "2026-05-20"],
        ["Gammalt.", "Workshop", "", "", "Väntar", ""],
    ]
    assert [line[0] for line in csv(client, "forslag/?uppfoljning=held")] == ["Förslag", "Först."]


def test_only_the_coordinator_is_led_to_registering(client, programme):
    fill(programme, 1)
    found = {}
    for role in (Role.COORDINATOR, Role.AUDITOR):
        client.force_login(person(role))
        page = client.get(f"{ROOT}natverk/?program=fran-bidrag").content.decode()
        found[role] = "/projekt/larande/natverk/nytt/?program=fran-bidrag" in page
    assert found == {Role.COORDINATOR: True, Role.AUDITOR: False}
