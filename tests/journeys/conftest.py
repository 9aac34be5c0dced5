"""A served portal with the demo data in, and a page somebody is logged in on."""

import pytest
from playwright.sync_api import expect

from tests.demo import PASSWORD, committed_demo

# How long a page may take says nothing here: a busy machine must not fail what is true of the page.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def demo_site(django_db_setup, django_db_blocker):
    """The demo data committed in a database of the module's own, served from a thread."""
    from pytest_django.live_server_helper import LiveServer

    with django_db_blocker.unblock(), committed_demo():
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()


@pytest.fixture
def log_in(page, demo_site):
    """log_in("samordnare", width=360) -> the page, logged in, at the start page."""

    def logged_in(login: str, *, width: int = 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{demo_site}/logga-in/")
        page.fill("input[name=login]", login)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(f"{demo_site}/")
        return page

    return logged_in
