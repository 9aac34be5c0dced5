"""Every page of the back office, also those without a name: closed to all but the administrator."""

import re
from itertools import cycle

import pytest
from django.apps import apps
from django.test import Client

from tests.house.city import EVERYBODY, demo_city, logged_in, taken_back
from tests.house.resolving import every_pattern

pytestmark = pytest.mark.django_db
METHODS = ("get", "post", "put", "delete", "patch")
THING = re.compile(r"admin/(\w+)/(\w+)/(<path:object_id>|<int:key>)")
OTHERS = sorted(EVERYBODY - {"admin"})


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), demo_city() as found:
        yield found


def back_office() -> list[str]:
    """The path of each of its pages, about the first thing there is."""
    found = []
    for name, route, _pattern in every_pattern():
        if name.startswith("admin:"):
            route = THING.sub(_first, route).replace("(?P<url>.*)$", "finns/inte")
            found.append("/" + re.sub(r"\^\(\?P<app_label>(\w+).*", r"\1/", route))
    return found


def _first(match: re.Match) -> str:
    """The route about the first row there is; about no row where there is none."""
    label, model, _sign = match.groups()
    first = apps.get_model(label, model)._default_manager.order_by("pk").first()
    return f"admin/{label}/{model}/{first.pk if first else 1}"


def test_pages_are_found_at_all():
    found = back_office()
    assert len(found) > 90
    assert {"/admin/", "/admin/cases/registry/1/", "/admin/finns/inte", "/admin/organisation/"} <= set(found)
    assert [path for path in found if set(path) & set("<>()^$?")] == []


def test_strangers_are_sent_to_log_in(city):
    stranger = Client()
    wrong = [
        (path, method)
        for path in back_office()
        for method in METHODS
        if getattr(stranger, method)(path).headers.get("Location") != f"/logga-in/?next={path}"
    ]
    assert wrong == []


def test_everybody_else_is_refused_whatever_they_ask(city):
    """Each page by three people in turn, so that each person tries every sixth page."""
    browsers = {login: logged_in(login) for login in OTHERS}
    turns = cycle(OTHERS)
    asked = [(path, next(turns), method) for path in back_office() for method in ("get", "post", "delete")]
    assert {login for _path, login, _method in asked} == set(OTHERS)
    wrong = [each for each in asked if getattr(browsers[each[1]], each[2])(each[0]).status_code != 403]
    assert wrong == []


@pytest.mark.parametrize("login", OTHERS)
def test_nobody_else_sees_the_front_of_it(city, login):
    assert logged_in(login).get("/admin/").status_code == 403


def test_administrator_is_answered_and_never_by_an_error(city):
    browser, wrong = logged_in("admin"), []
    for path in back_office():
        for method in METHODS:
            with taken_back():
                status = getattr(browser, method)(path).status_code
            expected = {200, 302, 403, 404, 405} if method in ("get", "post") else {405}
            if status not in expected:
                wrong.append((path, method, status))
    assert wrong == []
