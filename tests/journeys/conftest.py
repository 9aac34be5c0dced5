"""A served portal with the demo data in, and a page somebody is logged in on."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import expect

from portal.database.roles import as_owner

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PASSWORD = "en-mening-som-bara-provas"
# How long a page may take says nothing here: a busy machine must not fail what is true of the page.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def demo_site(django_db_setup, django_db_blocker, module_settings):
    """The demo data committed once for the module, served from a thread; emptied afterwards."""
    from pytest_django.live_server_helper import LiveServer

    from portal.demo.loading import load_demo

    with django_db_blocker.unblock():
        load_demo(now=NOW)
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()
        with as_owner():
            call_command("flush", interactive=False, verbosity=0)
        connection.close()


@pytest.fixture(scope="module")
def module_settings():
    from django.test import override_settings

    with override_settings(DEMO_PASSWORD=PASSWORD):
        yield


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
