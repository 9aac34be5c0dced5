"""Hostile text in every box of every form: never a 500, never alive."""

import re
from collections.abc import Iterator
from itertools import cycle, islice
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.house.city import demo_city, logged_in, taken_back
from tests.house.finding import WRITERS, everything_of, wrong_with
from tests.house.forms import Form
from tests.house.hostile import SCRIPT, TEXTS, encoded

pytestmark = pytest.mark.django_db
TURNS = cycle(TEXTS.items())


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), demo_city() as found:
        yield found


@pytest.fixture(scope="module")
def found(city):
    return everything_of(city)


def hostile_posts(form: Form) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """All the boxes at once with some texts, every box alone with some, and choices nobody offered. The turns
    go on from form to form: every text comes to every third form or so, and to each of its boxes.

    Of rows that are alike ("cost-0-amount", "cost-1-amount") the first stands for all when alone.
    """
    for name, text in islice(TURNS, 8) if form.texts else ():
        yield name, form.filled(**dict.fromkeys(form.texts, text))
    alone = {re.sub(r"\d+", "0", box): box for box in reversed(form.texts)}
    for box in reversed(alone.values()):
        for _ in range(2):
            name, text = next(TURNS)
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
