"""Pages around the work: errors, login, two steps, password, language, menu, practice banner."""

import re

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client

from portal.organisation.models import Role
from tests.factories.portal import PASSWORD, AssignmentFactory, UserFactory
from tests.factories.portal import person as person_with


@pytest.fixture
def person(db):
    return UserFactory(username="skrivare", email="skrivare@example.org")


@pytest.fixture
def reader(client, person):
    client.force_login(person)
    return client


def first(pattern, text):
    """Return the pattern's group in ``text``; it must be there."""
    return re.findall(pattern, text, re.S)[0]


def heading(response):
    return first(r"<h1>(.*?)</h1>", response.content.decode())


def title(response):
    return first(r"<title>(.*?)</title>", response.content.decode())


def test_missing_page_says_what_to_do_and_keeps_the_menu(reader):
    response = reader.get("/finns-inte/")

    assert (response.status_code, heading(response)) == (404, "Sidan finns inte")
    assert title(response) == "Sidan finns inte | Samverkansportalen"
    assert 'aria-label="Huvudmeny"' in response.content.decode()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("500.html", "Något gick fel hos oss"),
        ("503.html", "Portalen svarar inte just nu"),
        ("403_csrf.html", "Sidan hann bli för gammal"),
    ],
)
def test_error_page_needs_no_database_no_session_and_no_request(name, said):
    page = render_to_string(name)  # the test has no database: a query would fail it

    assert f"<h1>{said}</h1>" in page
    assert '<html lang="sv">' in page


def test_form_without_its_token_is_told_in_words(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    response = client.post("/sprak/", {"language": "en"})

    assert (response.status_code, heading(response)) == (403, "Sidan hann bli för gammal")


@pytest.mark.django_db
def test_login_page_is_closed_about_practice_when_there_is_none(client):
    page = client.get("/logga-in/").content.decode()

    assert 'name="login"' in page
    assert 'name="password"' in page
    assert "Övningsmiljö" not in page
    assert "Prova med en roll" not in page
    assert "Huvudmeny" not in page
    assert "/sok/" not in page


@pytest.mark.django_db
def test_login_page_shows_the_roles_when_demo_people_are_in(client):
    UserFactory(username="samordnare", is_demo=True)
    page = client.get("/logga-in/").content.decode()

    assert "<strong>Övningsmiljö.</strong>" in page
    assert "Prova med en roll" in page
    assert page.count("<code>") == 16
    assert "08-508 00 000 (övningsnummer)" in page


def test_login_takes_the_contracts_fields_and_goes_where_one_was_going(client, person):
    response = client.post("/logga-in/?next=/hjalp/", {"login": "skrivare", "password": PASSWORD})

    assert (response.status_code, response.headers["Location"]) == (302, "/hjalp/")


def test_login_that_fails_keeps_the_name_and_not_the_password(client, person):
    page = client.post("/logga-in/", {"login": "<skrivare", "password": "fel-ord"}).content.decode()

    assert 'value="&lt;skrivare"' in page
    assert "fel-ord" not in page
    assert 'role="alert"' in page


def test_logging_out_takes_a_form_and_says_so(reader):
    assert heading(reader.get("/logga-ut/")) == "Logga ut"
    response = reader.post("/logga-ut/", follow=True)

    assert response.redirect_chain == [("/logga-in/", 302)]
    assert "Du är utloggad." in response.content.decode()


def test_forgotten_password_is_changed_by_the_link_in_the_letter(client, person):
    assert heading(client.get("/glomt-losenord/")) == "Glömt lösenordet"
    sent = client.post("/glomt-losenord/", {"email": "skrivare@example.org"}, follow=True)
    letter = mail.outbox[0]
    link = first(r"http://\S+", str(letter.body))

    assert heading(sent) == "Titta i din e-post"
    assert letter.subject == "Samverkansportalen: Välj ett nytt lösenord"
    assert letter.body.startswith("Hej!\n\nNågon, förhoppningsvis du,")
    page = client.get(link, follow=True)
    assert heading(page) == "Välj ett nytt lösenord"
    done = client.post(
        page.request["PATH_INFO"],
        {"password1": "Helt-ny-mening-7", "password2": "Helt-ny-mening-7"},
        follow=True,
    )
    assert heading(done) == "Lösenordet är bytt"
    used = client.get(link, follow=True)
    assert heading(used) == "Länken går inte att använda"


@pytest.mark.django_db
def test_unknown_address_gets_the_same_answer(client):
    sent = client.post("/glomt-losenord/", {"email": "ingen@example.org"}, follow=True)

    assert heading(sent) == "Titta i din e-post"
    assert mail.outbox == []


def test_two_steps_are_switched_on_used_and_switched_off(client, person):
    client.post("/logga-in/", {"login": "skrivare", "password": PASSWORD})
    assert heading(client.get("/konto/tvasteg/")) == "Inloggning i två steg"
    page = client.post("/konto/bekrafta/?next=/konto/tvasteg/app/", {"password": PASSWORD}, follow=True)
    secret = first(r"<code>(\w+)</code>", page.content.decode())
    client.post("/konto/tvasteg/app/", {"code": code_of(secret)})
    codes = client.get("/konto/tvasteg/koder/")
    spare = re.findall(r"<code>(\w+)</code>", codes.content.decode())
    assert (heading(page), heading(codes), len(spare)) == ("Koppla en app", "Reservkoder", 10)

    client.post("/logga-ut/")
    asked = client.post("/logga-in/", {"login": "skrivare", "password": PASSWORD}, follow=True)
    assert heading(asked) == "Skriv koden"
    wrong = client.post("/logga-in/tvasteg/", {"code": "000000"})
    assert "Felaktig kod." in wrong.content.decode()
    assert client.post("/logga-in/tvasteg/", {"code": spare[0]}).headers["Location"] == "/"

    assert "9 reservkoder är kvar" in client.get("/konto/tvasteg/").content.decode()
    asked = client.get("/konto/bekrafta/?next=/konto/tvasteg/koder/nya/")
    assert '<a href="/konto/tvasteg/bekrafta/' in asked.content.decode()  # the app's code does as well
    new = client.post("/konto/bekrafta/?next=/konto/tvasteg/koder/nya/", {"password": PASSWORD}, follow=True)
    assert heading(new) == "Gör nya reservkoder?"
    assert heading(client.get("/konto/tvasteg/app/av/")) == "Stäng av inloggning i två steg?"
    client.post("/konto/tvasteg/app/av/")
    assert "Ingen app är kopplad" in client.get("/konto/tvasteg/").content.decode()


def code_of(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


def test_changing_what_guards_the_account_asks_for_the_password_again(reader):
    response = reader.get("/konto/tvasteg/app/", follow=True)

    assert heading(response) == "Bekräfta att det är du"
    assert 'name="password"' in response.content.decode()


def test_language_is_changed_by_a_form_and_kept(reader):
    page = reader.get("/hjalp/").content.decode()
    assert '<html lang="sv">' in page
    assert re.search(r'<form class="language" method="post" action="/sprak/">', page)
    assert '<input type="hidden" name="next" value="/hjalp/">' in page

    response = reader.post("/sprak/", {"language": "en", "next": "/hjalp/"})
    assert (response.status_code, response.headers["Location"]) == (302, "/hjalp/")
    assert '<html lang="en">' in reader.get("/hjalp/").content.decode()
    assert reader.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


@pytest.mark.django_db
def test_menu_says_where_one_is(client):
    client.force_login(person_with(Role.REGISTRAR))
    menu = {item["title"]: (item["url"], item["current"]) for item in client.get("/arenden/").context["menu"]}

    assert menu["Översikt"] == ("/", "")
    assert menu["Ärenden"] == ("/arenden/", "page")


@pytest.mark.django_db
def test_menu_marks_the_part_a_page_lies_in(client):
    client.force_login(person_with(Role.REGISTRAR))
    menu = client.get("/sammanstallningar/finns-inte/").context["menu"]

    assert [(item["title"], item["current"]) for item in menu if item["current"]] == [
        ("Sammanställningar", "true")
    ]


@pytest.mark.django_db
def test_back_office_is_in_the_menu_of_the_administrator_alone(client):
    officer, administrator = UserFactory(), AssignmentFactory(role="admin").user
    found = []
    for user in (officer, administrator):
        client.force_login(user)
        found.append("/admin/" in client.get("/hjalp/").content.decode())

    assert found == [False, True]


def test_every_page_says_on_paper_who_printed_it_when(reader):
    page = reader.get("/hjalp/?x=1").content.decode()
    foot = first(r'<div class="print-foot"><p>(.*?)</p>', page)

    assert re.fullmatch(
        r"Utskrift ur Samverkansportalen den \d+ \w+ \d{4} kl. \d\d\.\d\d av .+\. Adress: /hjalp/\?x=1", foot
    )
