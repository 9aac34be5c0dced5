"""What every test stands on: a database of its own, translations compiled, a browser when there is one."""

import gc
import os
import shutil

import pytest
from django.conf import settings as django_settings
from django.core.files.storage import default_storage
from hypothesis import HealthCheck, settings

from tests import browsers, database, offices

# Playwright keeps an event loop running in the test's thread; Django would refuse its database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# How fast the machine is says nothing about the code: a busy one must not fail a property.
settings.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("portal")


# Garbage is looked for seldom: what a test leaves goes by itself, and looking took a twentieth of the time.
SELDOM = (50_000, 20, 50)


def pytest_sessionstart():
    gc.set_threshold(*SELDOM)
    from portal.i18n.compiling import compile_messages

    compile_messages()


# What takes minutes a file comes first: begun last, one process would be at it while the others have nothing.
LONG = (
    "tests/house/",
    "tests/journeys/",
    "tests/portal/test_database_backing",
    "tests/portal/test_database_refusals",
    "tests/portal/test_database_serving",
    "tests/portal/test_demo",
    "tests/portal/test_imports_corpus",
    "tests/portal/test_imports_round_trip",
    "tests/portal/test_imports_worker",
)


def pytest_collection_modifyitems(config, items):
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
    browsers.leave_out_when_missing(config, items)
    offices.leave_out_when_missing(config, items)


def pytest_collection_finish():
    """Modules, classes and tests stay to the end: they are never gone through in search of garbage."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter, config):
    left_out = config.stash.get(browsers.LEFT_OUT, 0)
    if left_out:
        terminalreporter.write_line(
            f"{left_out} webbläsartester kördes inte: ingen Chromium hittades (CHROMIUM=)."
        )
    if left_out := config.stash.get(offices.LEFT_OUT, 0):
        terminalreporter.write_line(f"{left_out} tester med LibreOffice kördes inte: ingen soffice hittades.")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """Give this process its database, logged in as the application's role; drop it afterwards."""
    with django_db_blocker.unblock():
        database.make_own()
    yield
    with django_db_blocker.unblock():
        database.drop_own()
    shutil.rmtree(default_storage.path(""), ignore_errors=True)
    shutil.rmtree(django_settings.PROOFS_DIR, ignore_errors=True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Start the Chromium that is here; its sandbox cannot be had by root."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": browsers.chromium(), "args": sandbox}
