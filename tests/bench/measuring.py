"""``python -m tests.bench.measuring``: measure inside a process with its own empty database.

Prints one line of JSON: seconds, and what was counted. Started by ``tests/bench/year.py``.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import django

REPEATS = 15
NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)


def main() -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("prepare", stdout=sys.stderr)
    call_command("collectstatic", interactive=False, verbosity=0)
    sys.stdout.write("\n" + json.dumps(grow()) + "\n")


def grow() -> dict[str, Any]:
    """The table of expected reports with 1 000 rows and with 100 000: the median of some visits."""
    from django.test import Client

    from portal.organisation.models import Role
    from tests.bench.filling import begin, fill
    from tests.factories.portal import person

    year, browser = begin(), Client()
    browser.force_login(person(Role.COORDINATOR))

    def visit() -> None:
        answer = browser.get(f"/projekt/redovisningar/?program={year.programme.slug}")
        assert answer.status_code == 200

    fill(year, 1, 1_000)
    few, asked_few = median_of(visit), queries_of(visit)
    fill(year, 1_001, 100_000)
    many, asked_many = median_of(visit), queries_of(visit)
    return {"few": few, "many": many, "queries": [asked_few, asked_many]}


def median_of(act: Callable[[], None]) -> float:
    act()  # what is loaded once is not what is measured
    return statistics.median(_seconds(act) for _each in range(REPEATS))


def _seconds(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def queries_of(act: Callable[[], None]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


if __name__ == "__main__":
    main()
