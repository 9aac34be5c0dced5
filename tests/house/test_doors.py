"""Every page is closed to strangers unless it is listed, whatever the method."""

import pytest
from django.urls import NoReverseMatch, reverse

from portal.organisation.middleware import OPEN
from tests.house.resolving import every_pattern

SAMPLE = {
    "slug": "x",
    "uidb36": "1",
    "key": "k",
    "provider_id": "staden",
    "app_label": "projects",
    "content_type_id": "1",
    "object_id": "1",
    "url": "x/",
}


def every_page():
    """(view name, path) of every page that the resolver knows."""
    found = []
    for name, _route, pattern in every_pattern():
        converters = pattern.pattern.converters
        arguments = {
            key: SAMPLE.get(key, 1 if type(converters.get(key)).__name__ == "IntConverter" else "x")
            for key in pattern.pattern.regex.groupindex
        }
        try:
            found.append((name, reverse(name, kwargs=arguments)))
        except NoReverseMatch:  # the back office's pages without a name: tests/house/test_back_door.py
            continue
    return sorted(set(found))


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_a_stranger_is_sent_to_the_login_page(client, method):
    wrong = []
    for name, path in every_page():
        if name in OPEN:
            continue
        answer = getattr(client, method)(path)
        if answer.status_code != 302 or not answer.url.startswith("/logga-in/?next="):
            wrong.append((name, path, answer.status_code))
    assert wrong == []


def test_every_open_page_exists():
    known = {name for name, _route, _pattern in every_pattern()}
    assert sorted(OPEN - known) == []


def test_pages_are_found_at_all():
    assert len(every_page()) > 40
