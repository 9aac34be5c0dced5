"""Hostile text in every parameter of every page, and in the search: never a 500, never alive."""

import re
from collections.abc import Iterator
from itertools import cycle, islice
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from tests.house.city import demo_city, logged_in
from tests.house.finding import WRITERS, everything_of, wrong_with
from tests.house.forms import forms_on
from tests.house.hostile import SCRIPT, TEXTS, encoded

pytestmark = pytest.mark.django_db
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


TURNS = cycle(TEXTS.values())


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), demo_city() as found:
        yield found


@pytest.fixture(scope="module")
def found(city):
    return everything_of(city)


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
    """Each parameter alone, with some texts in turn; and all together, where one does not shut the door. The
    turns go on from page to page: every text comes to every sixth page or so."""
    for name in names:
        yield from ({name: text[:2000]} for text in (SCRIPT, "a\x00b", next(TURNS), next(TURNS)))
    if not page.startswith("/admin/"):
        yield from (dict.fromkeys(names, text[:2000]) for text in islice(TURNS, 4))


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
