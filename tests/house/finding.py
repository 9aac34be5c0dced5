"""Every page and every form there is, once, by the first of the writers who is given it."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.house.city import logged_in
from tests.house.doors import DOORS
from tests.house.forms import Form, forms_on
from tests.house.hostile import runs_in
from tests.house.reading import said_by
from tests.house.test_back_door import back_office

# Between them they are given every form there is.
WRITERS = ["samordnare", "projektledare", "registrator", "admin", "avtalshandlaggare", "ekonom", "direktor"]
WRITERS += ["uppsokare"]
OWN = ["/konto/losenord/", "/konto/bekrafta/", "/glomt-losenord/"]


@dataclass
class Found:
    """Every page once, with what it said, and every form once, by the first who is given it."""

    pages: dict[str, dict[str, str]] = field(default_factory=lambda: {login: {} for login in WRITERS})
    forms: dict[str, list[Form]] = field(default_factory=lambda: {login: [] for login in WRITERS})


def everything_of(city) -> Found:
    """Walk the pages as each of the writers."""
    everything, pages, forms = Found(), set(), set()
    for login in WRITERS:
        browser = logged_in(login)
        for page in pages_of(city, login):
            answer = browser.get(page)
            if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
                continue
            html = said_by(answer)
            if _once(_place(page), pages):
                everything.pages[login][page] = html
            new = [
                form for form in forms_on(page, html) if form.method == "post" and _once(_shape(form), forms)
            ]
            everything.forms[login] += new
    return everything


def pages_of(city, login: str) -> list[str]:
    """The pages that ``login`` is let in to."""
    found = [door.path(city) for door in DOORS if door.answer(login, "get") == 200]
    return found + OWN + (back_office() if login == "admin" else [])


def _once(thing, seen: set) -> bool:
    new = thing not in seen
    seen.add(thing)
    return new


def _place(page: str) -> str:
    """The same page about another thing is the same page."""
    return re.sub(r"\d+", "1", urlsplit(page).path)


def _shape(form: Form) -> tuple:
    """A form with three rows is the form with two."""
    place, names = _place(form.action), dict.fromkeys(re.sub(r"\d+", "0", name) for name in form.names)
    return place.rsplit("/", 2)[-2] if place.startswith("/admin/") else place, tuple(names)


def wrong_with(answer) -> list:
    """What an answer should not have: an error of the server's, or what would run."""
    if answer.status_code >= 500:
        return [answer.status_code]
    html = answer.headers.get("Content-Type", "").startswith("text/html")
    return runs_in(said_by(answer)) if html else []
