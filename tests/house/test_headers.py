"""What every answer says to the browser: no script but our own files, no frame, no guessed type, no leak."""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from django.test import Client, override_settings

from tests.factories.portal import PASSWORD, UserFactory
from tests.house.city import demo_city, logged_in
from tests.house.reading import said_by
from tests.house.test_back_door import back_office
from tests.house.texts import ROOT

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'self'",
    "frame-ancestors": "'none'",
}
ALONE = {"sandbox": ""}  # a file that somebody brought
SAID = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
OPEN_PAGES = [
    "/logga-in/",
    "/glomt-losenord/",
    "/glomt-losenord/ny/1-x/",
    "/logga-in/fel/",
    "/halsa/",
    "/finns-inte/",
]
OWN_PAGES = ["/konto/losenord/", "/konto/tvasteg/", "/konto/bekrafta/", "/logga-ut/", "/logga-in/avbruten/"]


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), demo_city() as found:
        yield found


class Inline(HTMLParser):
    """Collects what the policy would refuse: script or style in the page itself, and addresses elsewhere."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given):
            self.found.append(tag)
        self.found += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        for name in ("src", "href", "action", "formaction", "xlink:href"):
            there = (given.get(name) or "").strip().lower()
            if there.startswith(("javascript:", "data:text", "vbscript:")) or (
                tag in ("script", "link", "img", "form", "iframe", "object") and re.match(r"(\w+:)?//", there)
            ):
                self.found.append(f"{tag} {name}={there}")


def inline_in(answer, said: str) -> list[str]:
    """What the policy would refuse in a page that says ``said``."""
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    parser = Inline()
    parser.feed(said)
    return parser.found


def policy_of(answer) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: value for name, _space, value in parts if name}


def unsaid_by(answer) -> list[str]:
    """What every answer says, and this one does not."""
    found = [name for name, value in SAID.items() if answer.headers.get(name) != value]
    if policy_of(answer) not in (POLICY, ALONE):
        found.append(answer.headers["Content-Security-Policy"])
    return found


def wrong_with(answer) -> list[str]:
    return unsaid_by(answer) + inline_in(answer, said_by(answer))


def test_own_pages_and_files_say_it(city):
    """As all others do: test_rights looks at each of them."""
    browser = logged_in("projektledare")
    asked = [*OWN_PAGES, "/projekt/?format=csv", "/projekt/?format=xlsx"]
    wrong = {path: wrong_with(browser.get(path)) for path in asked}
    assert {path: found for path, found in wrong.items() if found} == {}


def test_back_office_says_it(city):
    browser = logged_in("admin")
    wrong = {path: wrong_with(browser.get(path)) for path in back_office()}
    assert {path: found for path, found in wrong.items() if found} == {}


def test_pages_for_strangers_say_it(city):
    wrong = {path: wrong_with(Client().get(path)) for path in OPEN_PAGES}
    assert {path: found for path, found in wrong.items() if found} == {}


def test_refused_form_says_it(city):
    answer = Client(enforce_csrf_checks=True).post("/logga-in/")
    assert (answer.status_code, wrong_with(answer)) == (403, [])


def test_what_is_looked_for_is_found():
    """Or the tests above would prove nothing."""
    parser = Inline()
    parser.feed('<p style="x" onclick=1><script>1</script><img src="//x/y"><a href="javascript:1">a</a>')
    assert parser.found == ["p style", "p onclick", "script", "img src=//x/y", "a href=javascript:1"]


def settings_with(tmp_path, **environment) -> dict:
    """What the settings come to in a process of its own, those that can be written down."""
    ask = (
        "import json; from portal import settings as s;"
        "plain = {k: v for k, v in vars(s).items() if k.isupper() and isinstance(v, int | str | tuple)};"
        "print(json.dumps(plain))"
    )
    given = {**os.environ, "DATA_DIR": str(tmp_path), **environment}
    done = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, env=given, capture_output=True, check=True)
    return json.loads(done.stdout)


ABOUT_HTTPS = ("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_", "HTTPS")


@pytest.mark.parametrize("https", [True, False])
def test_cookies_and_transport(tmp_path, https):
    found = settings_with(tmp_path, HTTPS="1" if https else "0")
    ours = {name: value for name, value in found.items() if name.startswith(ABOUT_HTTPS)}
    UserFactory(username="sissi.ek")
    with override_settings(**ours):
        browser = Client()
        plain = browser.get("/logga-in/")
        assert plain.status_code == (301 if https else 200)
        browser.post("/logga-in/", {"login": "sissi.ek", "password": PASSWORD}, secure=https)
        answer = browser.post("/sprak/", {"language": "en"}, secure=https)
        assert answer.headers.get("Strict-Transport-Security") == (
            "max-age=31536000; includeSubDomains; preload" if https else None
        )
        flags = {
            name: (bool(cookie["secure"]), bool(cookie["httponly"]), cookie["samesite"])
            for name, cookie in browser.cookies.items()
        }
    assert flags.keys() == {"sessionid", "csrftoken", "sprak"}
    assert set(flags.values()) == {(https, True, "Lax")}
