"""The start page, search, language, help and the health check."""

from datetime import date

import pytest
from django.test import Client

from portal.cases.models import CaseNumber
from portal.home.asking import deadlines_ahead, highlights, search_everything, waiting_for
from portal.home.views import start_line
from portal.organisation.models import Role, User
from tests.demo import demo_data
from tests.factories.portal import CaseFactory, CaseNumberFactory, OrganisationFactory, UserFactory, person

TODAY = date(2026, 11, 22)


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), demo_data():
        yield


def someone(login: str) -> User:
    return User.objects.get(username=login)


def test_day_is_said_in_words():
    assert start_line(date(2026, 11, 24)) == "Tisdag 24 november 2026, vecka 48."


def test_registrar_is_told_of_both_lists(db):
    ended = OrganisationFactory(committee=True, valid_to=date(2023, 6, 30))
    numbered = CaseFactory()
    CaseNumberFactory(case=numbered)
    CaseFactory(closed=True)
    CaseNumberFactory(case=CaseFactory(committee=ended))
    CaseFactory()
    said = [(item.title, item.url) for item in waiting_for(person(Role.REGISTRAR), TODAY)]
    assert said == [
        ("1 ärende väntar på diarienummer", "/arenden/vantar/"),
        ("1 ärende att ta över", "/arenden/ta-over/"),
    ]


def test_nobody_else_is_told_of_the_registrars_lists(db):
    CaseFactory()
    assert waiting_for(person(Role.COORDINATOR), TODAY) == []


def test_registrar_with_nothing_waiting_is_told_nothing(db):
    assert waiting_for(person(Role.REGISTRAR), TODAY) == []


def test_dates_ahead_are_the_nearest_first_within_four_months(demo):
    found = deadlines_ahead(someone("samordnare"), TODAY)
    days = [expected.due_on for expected in found]
    assert len(found) == 6
    assert days == sorted(days)
    assert days[0] >= TODAY
    assert found[0].in_words in ("i dag", f"{(days[0] - TODAY).days} dagar", "1 dag")


def test_highlights_are_of_the_newest_programme_followed(demo):
    said = highlights(someone("samordnare"), TODAY)[0]
    assert said.heading == "Läget i Exempelprogrammet (exempel)"
    assert len(said.figures) == 4
    assert highlights(someone("admin"), TODAY) == []


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("2.2.6", "2.2.6 Praktikprojekt med praktikcoacher"),
        ("praktikcoacher", "2.2.6 Praktikprojekt med praktikcoacher"),
        ("SOTN 013-609/2001", "Från bidrag till egen försörjning"),
        ("013 609 2001", None),
        ("sotn013–609/2001", "Från bidrag till egen försörjning"),
    ],
)
def test_search_finds_projects_and_numbers_with_any_separator(demo, query, title):
    hits = [hit.title for hit in search_everything(query, someone("samordnare"))]
    if title is None:
        assert all("2.2.6" not in hit for hit in hits)
    else:
        assert any(title in hit for hit in hits)


def test_search_forgives_lost_rings_and_dots(demo):
    with_dots = [hit.title for hit in search_everything("Hägersten", someone("samordnare"))]
    assert with_dots
    assert [hit.title for hit in search_everything("Hagersten", someone("samordnare"))] == with_dots


def test_search_finds_nothing_of_another_district(demo):
    # a network that all who follow the programme may read names the project; the project is not there
    assert [hit.title for hit in search_everything("2.1.2", someone("projektledare"))] == ["Kungsholmsnätet"]
    assert search_everything("2.1.2", someone("projektledare-kungsholmen"))[0].title.startswith("2.1.2")


@pytest.mark.parametrize("query", ["", " ", "\x00", "%", "'\"<script>", "x" * 5000, "\ud800", "_"])
def test_search_page_survives_any_question(client, demo, query):
    client.force_login(someone("samordnare"))
    page = client.get("/sok/", {"q": query.encode("utf-8", "surrogatepass")})
    assert page.status_code == 200
    assert b"<script>" not in page.content.replace(b"<script src", b"")


def test_language_is_kept_and_leads_back(client, db):
    client.force_login(person(Role.COORDINATOR))
    answer = client.post("/sprak/", {"language": "en", "next": "/hjalp/"})
    assert (answer.status_code, answer.url) == (302, "/hjalp/")
    page = client.get("/hjalp/")
    assert page.headers["Content-Language"] == "en"
    assert '<html lang="en">' in page.content.decode()
    client.post("/sprak/", {"language": "sv", "next": "/"})
    assert '<html lang="sv">' in client.get("/hjalp/").content.decode()


@pytest.mark.parametrize("away", ["https://exempel.invalid/", "//exempel.invalid", "javascript:alert(1)", ""])
def test_language_form_leads_nowhere_else(client, db, away):
    assert client.post("/sprak/", {"language": "en", "next": away}).url == "/"


def test_unknown_language_changes_nothing(client, db):
    answer = client.post("/sprak/", {"language": "xx", "next": "/"})
    assert "sprak" not in answer.cookies
    assert client.get("/sprak/").status_code == 405


@pytest.mark.parametrize("path", ["/hjalp/personuppgifter/", "/tillganglighet/", "/halsa/"])
def test_open_pages_need_no_login(client, db, path):
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 405


def test_health_says_ok_as_json(client, db):
    answer = client.get("/halsa/")
    assert (answer.json(), answer.headers["Content-Type"]) == ({"status": "ok"}, "application/json")


@pytest.mark.parametrize("path", ["/", "/sok/", "/hjalp/"])
def test_closed_pages_lead_to_the_login(client, db, path):
    assert client.get(path).url == f"/logga-in/?next={path}"


def test_menu_shows_only_doors_that_open(client, demo):
    def menu(login):
        client.force_login(someone(login))
        page = client.get("/hjalp/").content.decode()
        navigation = page.split('class="site-nav"')[1].split("</nav>")[0]
        return [
            word for word in ("Projekt", "Ärenden", "Sammanställningar", "Läs in fil") if word in navigation
        ]

    assert menu("samordnare") == ["Projekt", "Ärenden", "Sammanställningar", "Läs in fil"]
    assert menu("registrator") == ["Projekt", "Ärenden", "Sammanställningar"]
    assert menu("admin") == []


def test_person_without_a_role_sees_an_empty_start(client: Client, db):
    client.force_login(UserFactory())
    page = client.get("/")
    assert page.status_code == 200
    assert "Inget väntar på dig" in page.content.decode()


@pytest.mark.parametrize(("login", "most"), [("samordnare", 30), ("projektledare", 26), ("registrator", 21)])
def test_start_page_asks_a_few_questions_of_each_kind(
    client, demo, login, most, django_assert_max_num_queries
):
    """One or two for each kind of thing that waits; never one for each thing."""
    client.force_login(someone(login))
    with django_assert_max_num_queries(most):
        client.get("/")


def test_numbers_of_two_bodies_stand_on_one_case(demo):
    numbers = CaseNumber.objects.filter(case__programmes__slug="fran-bidrag-till-egen-forsorjning")
    assert sorted(numbers.values_list("number", flat=True)) == ["SLK 338-1002/2004", "SOTN 013-609/2001"]
