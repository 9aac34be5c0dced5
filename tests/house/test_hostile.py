"""Hostile text in every box of every form, every parameter of every page, and the search: never a 500, never
alive."""

import re
from collections.abc import Iterator
from itertools import cycle, islice
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.test import Client

from tests.house.city import demo_city, logged_in, taken_back
from tests.house.finding import WRITERS, everything_of, wrong_with
from tests.house.forms import Form, forms_on
from tests.house.hostile import SCRIPT, TEXTS, encoded

pytestmark = pytest.mark.django_db
TURNS = cycle(TEXTS.items())
# Parameters that no form and no link of a page names, but its view reads.
READ = {
    "/logga-in/": ["next"],
    "/projekt/": ["efter", "fore", "format", "sortera", "program", "ansvarig"],
    "/projekt/nytt/": ["program"],
    "/projekt/indikatorer/": ["efter", "fore", "format", "sortera"],
    "/arenden/": ["efter", "fore", "format", "sortera"],
    "/sparat/vyer/ny/": ["sida", "urval"],
    "/sammanstallningar/beviljade-medel/": ["program", "indelning", "format", "sortera"],
    "/sammanstallningar/beviljade-medel/rader/": ["program", "indelning", "format", "rad", "kolumn"],
    "/arshjulet/": ["ar"],
    "/uppsokande/": ["efter", "fore", "format", "sortera", "variant"],
    "/uppsokande/ny/": ["som", "stadsdel", "form", "dag", "omrade", "plats", "malgrupp", "sprak", "amne"],
    "/uppsokande/kalender/": ["manad", "stadsdel"],
    "/uppsokande/rackvidd/": ["period", "indelning", "format", "tabell", "variant"],
    "/uppsokande/rackvidd/avsnitt/": ["period", "indelning", "variant"],
    "/uppsokande/tackning/": ["rader", "mot", "stadsdel", "malgrupp", "indelning", "format", "tabell"],
}
# Lists of the back office that stand for all of them, and what Django's lists are asked.
BACK_OFFICE = ("/admin/organisation/user/", "/admin/organisation/user/export/", "/admin/projects/project/")
LISTS = ["q", "o", "p", "e", "all", "_popup", "_to_field", "_facets", "_changelist_filters"]
LISTS += ["is_active__exact", "programme__id__exact", "report_status__exact", "username"]


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), demo_city() as found:
        yield found


@pytest.fixture(scope="module")
def found(city):
    return everything_of(city)


def hostile_posts(form: Form) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """All the boxes at once with some texts, every box alone with two, and choices nobody offered. The turns
    go on from form to form: every text comes to every fifth form or so, and to each of its boxes.

    Of rows that are alike ("cost-0-amount", "cost-1-amount") the first stands for all when alone.
    """
    for name, text in islice(TURNS, 5) if form.texts else ():
        yield name, form.filled(**dict.fromkeys(form.texts, text))
    alone = {re.sub(r"\d+", "0", box): box for box in reversed(form.texts)}
    for box in reversed(alone.values()):
        name, text = ("huger", TEXTS["huger"]) if box in form.hidden else next(TURNS)
        yield f"{name} in {box}", form.filled(**{box: text})
        yield f"script in {box}", form.filled(**{box: SCRIPT})
    for name in ("script", "nul", "huge", "negative", "half a character"):
        if form.choices:
            yield f"{name} as choice", form.filled(**dict.fromkeys(form.choices, TEXTS[name]))


def send(browser: Client, action: str, boxes: dict[str, list[str]]):
    typed = [(name, encoded(value)) for name, values in boxes.items() for value in values]
    return browser.post(action, urlencode(typed), content_type="application/x-www-form-urlencoded")


def test_forms_and_pages_are_found_at_all(found):
    assert {login: len(forms) > 2 for login, forms in found.forms.items()} == dict.fromkeys(WRITERS, True)
    assert sum(map(len, found.forms.values())) > 40
    assert sum(map(len, found.pages.values())) > 80


@pytest.mark.parametrize("login", WRITERS)
def test_no_text_breaks_a_form_or_comes_alive_in_its_answer(found, login):
    browser, wrong = logged_in(login), []
    for form in found.forms[login]:
        for what, boxes in hostile_posts(form):
            with taken_back():
                found = wrong_with(
                    send(logged_in(login) if "konto" in form.action else browser, form.action, boxes)
                )
            if found:
                wrong.append((form.action, what, found))
    assert wrong == []


@pytest.mark.parametrize("address", ["/logga-in/", "/glomt-losenord/", "/sprak/"])
def test_no_text_of_a_stranger_breaks_a_form(city, address):
    boxes = ["login", "password", "email", "next", "language"]
    answers = {
        what: send(Client(raise_request_exception=False), address, {box: [text] for box in boxes})
        for what, text in TEXTS.items()
    }
    assert {what: wrong_with(answer) for what, answer in answers.items() if wrong_with(answer)} == {}


def parameters_of(page: str, html: str) -> list[str]:
    """What a page's own forms and links ask it with, and what its view reads besides."""
    path = urlsplit(page).path
    names = [name for form in forms_on(page, html) if form.method == "get" for name in form.names]
    for link in re.findall(r'href="([^"]*\?[^"]*)"', html):
        there = urlsplit(link.replace("&amp;", "&"))
        if there.path in ("", path):
            names += [name for name, _value in parse_qsl(there.query, keep_blank_values=True)]
    names += READ.get(path, []) + (LISTS if path in BACK_OFFICE else [])
    return [name for name in dict.fromkeys(names) if name != "q" or path in ("/sok/", *BACK_OFFICE)]


def hostile_queries(page: str, names: list[str]) -> Iterator[dict[str, str]]:
    """Each parameter alone, with some texts; and all together, where one does not shut the door. The
    turns go on from page to page: every text comes to every sixth page or so."""
    for name in names:
        yield from ({name: text[:2000]} for text in (SCRIPT, "a\x00b", next(TURNS)[1]))
    if not page.startswith("/admin/"):
        yield from (dict.fromkeys(names, text[:2000]) for _name, text in islice(TURNS, 4))


@pytest.mark.parametrize("login", WRITERS)
def test_no_parameter_breaks_a_page_or_comes_alive_in_it(found, login):
    browser, wrong = logged_in(login), []
    for page, html in found.pages[login].items():
        names = parameters_of(page, html)
        for query in hostile_queries(page, names) if names else ():
            typed = urlencode({name: encoded(text) for name, text in query.items()})
            if trouble := wrong_with(browser.get(page, QUERY_STRING=typed)):
                wrong.append((page, query, trouble))
    assert wrong == []


def test_no_search_breaks_or_comes_alive(city):
    browser = logged_in("samordnare")
    wrong = {
        what: wrong_with(browser.get("/sok/", QUERY_STRING=urlencode({"q": encoded(text)[:4000]})))
        for what, text in TEXTS.items()
    }
    assert {what: found for what, found in wrong.items() if found} == {}
