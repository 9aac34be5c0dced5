"""Logging in as an attacker does: guessing, asking who exists, borrowing sessions, being led elsewhere."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode, urlsplit

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from portal.organisation.models import Role, User
from tests.factories.portal import PASSWORD, CaseFactory, UserFactory, person
from tests.house.reading import said_by, unchanging

pytestmark = pytest.mark.django_db
LOGIN = "/logga-in/"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "http:///evil.example/",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " https://evil.example/",
    "/%0d%0aLocation: https://evil.example/",
    "/\r\nLocation: https://evil.example/",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "\u2028//evil.example/",
]


@pytest.fixture(autouse=True)
def _nobody_has_tried_before():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def account():
    return UserFactory(username="sissi.ek", email="sissi@example.org")


def log_in(login, password=PASSWORD, *, browser=None, **meta):
    return (browser or Client()).post(LOGIN, {"login": login, "password": password}, **meta)


def is_in(answer) -> bool:
    return answer.status_code == 302 and answer.url == "/"


def fail(login, times, **meta):
    for _ in range(times):
        assert not is_in(log_in(login, "fel lösenord", **meta))


# Guessing -------------------------------------------------------------------------------------------------


def test_five_failures_shut_the_account_also_for_the_right_password(account):
    with time_machine.travel(NOW, tick=False) as clock:
        fail("sissi.ek", 4)
        clock.shift(timedelta(seconds=1))  # a login that succeeds takes back what was counted at its moment
        assert is_in(log_in("sissi.ek"))
        fail("sissi.ek", 1)
        assert not is_in(log_in("sissi.ek"))
        clock.shift(timedelta(minutes=4, seconds=58))
        assert not is_in(log_in("sissi.ek"))
        clock.shift(timedelta(seconds=2))
        assert is_in(log_in("sissi.ek"))


def test_successful_logins_are_not_counted(account):
    for _ in range(12):
        assert is_in(log_in("sissi.ek"))
    fail("sissi.ek", 4)
    assert is_in(log_in("sissi.ek"))


def test_one_shut_account_shuts_no_other(account):
    UserFactory(username="annan")
    fail("sissi.ek", 5)
    assert is_in(log_in("annan"))


@pytest.mark.parametrize("login", ["SISSI.EK", " sissi.ek ", "\u017fi\u017fsi.ek", "s\u0131ssi.ek"])
def test_other_spellings_of_an_account_are_the_account(account, login):
    """Letters that the database takes for the same when it looks the account up are counted as the same."""
    fail("sissi.ek", 5)
    assert not is_in(log_in(login))


def test_host_header_gives_no_new_tries(account, settings):
    """Whoever guesses writes the Host header; ALLOWED_HOSTS asks for no port."""
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]
    fail("sissi.ek", 5)
    for host in ("testserver:1", "localhost", "localhost:8443"):
        assert not is_in(log_in("sissi.ek", HTTP_HOST=host))


def test_hundred_failures_a_minute_shut_the_address(account):
    with time_machine.travel(NOW, tick=False) as clock:
        for number in range(100):
            fail(f"gissad-{number}", 1, REMOTE_ADDR="192.0.2.1")
        assert not is_in(log_in("sissi.ek", REMOTE_ADDR="192.0.2.1"))
        assert not is_in(log_in("sissi.ek", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="192.0.2.9"))
        assert is_in(log_in("sissi.ek", REMOTE_ADDR="192.0.2.2"))
        clock.shift(timedelta(seconds=61))
        assert is_in(log_in("sissi.ek", REMOTE_ADDR="192.0.2.1"))


# Asking who exists ----------------------------------------------------------------------------------------


def without(text: str, login: str) -> str:
    return unchanging(text).replace(login, "?")


def test_wrong_password_and_no_such_account_read_the_same(account):
    UserFactory(username="slutat.nu", is_active=False)
    answers = {login: log_in(login, "fel") for login in ("sissi.ek", "slutat.nu", "finns.ej")}
    assert {answer.status_code for answer in answers.values()} == {200}
    assert len({without(said_by(answer), login) for login, answer in answers.items()}) == 1
    assert "Användarnamnet och/eller lösenordet är felaktigt." in said_by(log_in("finns.ej", "fel"))


def test_shut_accounts_read_the_same(account):
    for login in ("sissi.ek", "finns.ej"):
        fail(login, 5)
    read = {without(said_by(log_in(login)), login) for login in ("sissi.ek", "finns.ej")}
    assert len(read) == 1


def test_forgotten_password_says_the_same_of_everybody(account, mailoutbox):
    path = reverse("account_reset_password")
    answers = [Client().post(path, {"email": email}) for email in ("sissi@example.org", "finns@example.org")]
    assert [(answer.status_code, answer.url) for answer in answers] == [
        (302, reverse("account_reset_password_done"))
    ] * 2
    assert [letter.to for letter in mailoutbox] == [["sissi@example.org"]]


# Sessions -------------------------------------------------------------------------------------------------


def test_session_is_another_after_login_and_gone_after_logout(account):
    browser = Client()
    session = browser.session
    session["before"] = "planted"
    session.save()
    planted = session.session_key
    token = browser.get(LOGIN).cookies["csrftoken"].value

    assert is_in(log_in("sissi.ek", browser=browser))
    own = browser.cookies["sessionid"].value
    assert own != planted
    assert browser.cookies["csrftoken"].value != token
    assert not Session.objects.filter(session_key=planted).exists()

    assert browser.post("/logga-ut/").url == LOGIN
    assert not Session.objects.filter(session_key=own).exists()
    thief = Client()
    thief.cookies["sessionid"] = own
    assert thief.get("/").url == "/logga-in/?next=/"


def test_another_persons_login_leaves_nothing_of_the_first(account):
    UserFactory(username="annan")
    browser = Client()
    log_in("sissi.ek", browser=browser)
    session = browser.session
    session["mine"] = "secret"
    session.save()
    browser.post("/logga-ut/")
    log_in("annan", browser=browser)
    assert "mine" not in browser.session


def test_password_changed_elsewhere_ends_other_sessions(account):
    first, second = Client(), Client()
    for browser in (first, second):
        assert is_in(log_in("sissi.ek", browser=browser))
    new = "en annan mening att minnas"
    told = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert first.post(reverse("account_change_password"), told).status_code == 302
    assert first.get("/").status_code == 200
    assert second.get("/").status_code == 302


def test_logging_out_takes_a_press_of_a_button(account):
    browser = Client()
    log_in("sissi.ek", browser=browser)
    assert browser.get("/logga-ut/").status_code == 200
    assert browser.get("/").status_code == 200


def test_form_without_its_token_is_refused(account):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person(Role.REGISTRAR))
    case = CaseFactory()
    for path in ("/arenden/nytt/", f"/arenden/{case.pk}/andra/", "/sparat/utkast/", "/logga-ut/", "/sprak/"):
        assert browser.post(path).status_code == 403, path
    assert browser.get("/").status_code == 200


# Being led elsewhere --------------------------------------------------------------------------------------


def stays(answer) -> bool:
    """Whether a browser that follows the answer is still here."""
    there = answer.headers.get("Location", "")
    plain = re.sub(r"[\t\r\n\\]", "/", there).strip()
    return not urlsplit(plain).netloc and not urlsplit(plain).scheme and not plain.startswith("//")


@pytest.mark.parametrize("there", ELSEWHERE)
def test_nobody_is_led_elsewhere(account, there):
    told = {"login": "sissi.ek", "password": PASSWORD, "next": there}
    answers = [
        Client().post(LOGIN, told),
        Client().post(LOGIN, {**told, "next": ""}, QUERY_STRING=urlencode({"next": there})),
        Client().post("/sprak/", {"language": "en", "next": there}),
    ]
    inside = Client()
    inside.force_login(person(Role.REGISTRAR))
    case = CaseFactory()
    kind = reverse("comments:create", args=[_kind_of(case), case.pk])
    answers += [
        inside.get(LOGIN, {"next": there}),
        inside.post(
            kind, {"text": "Ring.", "audience": "internal"}, QUERY_STRING=urlencode({"tillbaka": there})
        ),
        inside.post("/sparat/vyer/ny/", {"path": there, "name": "Vyn"}),
        inside.post("/logga-ut/", {"next": there}),
    ]
    assert [answer.headers.get("Location") for answer in answers if not stays(answer)] == []
    assert {answer.status_code for answer in answers} <= {200, 302, 400}


def _kind_of(thing) -> int:
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(thing).pk


def test_login_leads_back_to_where_one_was_going(account):
    told = {"login": "sissi.ek", "password": PASSWORD, "next": "/sparat/?a=1"}
    assert Client().post(LOGIN, told).url == "/sparat/?a=1"


def test_unknown_host_is_refused():
    for host in ("evil.example", "testserver.evil.example", "testserver:x", "test server"):
        assert Client().get("/", HTTP_HOST=host).status_code == 400
    assert User.objects.count() == 0
