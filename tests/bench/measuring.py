"""``python -m tests.bench.measuring grow|read``: measure inside a process with its own empty database.

Prints one line of JSON: seconds, and what was counted. Started by ``tests/bench/year.py``.
"""

import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import django

REPEATS = 15
ROWS = 1_000
NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)


def main(what: str) -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("prepare", stdout=sys.stderr)
    call_command("collectstatic", interactive=False, verbosity=0)
    found = {"grow": grow, "read": read}[what]()
    sys.stdout.write("\n" + json.dumps(found) + "\n")


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


def read() -> dict[str, Any]:
    """A file of reports checked and applied; then the same rows copied in for as many other projects."""
    from portal.imports import running
    from projects.imports import ReportFile
    from tests.bench.filling import begin, fill

    year, kind = begin(), ReportFile()
    fill(year, 1, 2 * ROWS)
    began = time.perf_counter()
    batch = running.receive(kind=kind, name="matning.csv", content=sheet(), by=None, now=NOW)
    checked = time.perf_counter()
    batch = running.apply(batch=batch, kind=kind, scope="allt", by=None, now=NOW)
    applied = time.perf_counter()
    assert (batch.state, batch.new) == ("applied", ROWS), (batch.state, batch.new, batch.problem)
    return {"rows": ROWS, "check": checked - began, "apply": applied - checked, "copy": copied()}


def sheet() -> bytes:
    """A file of ROWS reports, no two alike."""
    named = "År;Tertial;Stadsdelsförvaltning;Projektnummer;Deltagare hittills;Kvinnor;Män;Kön ej noterat;"
    named += "Barn (under 18);Praktik;Arbete;Pågående;Avslutade;Förbrukat hittills tkr;"
    out = [named + "Plan för implementering;Slutredovisning"]
    for n in range(1, ROWS + 1):
        people = 20 + n
        split = f"{n};20;0;{n % 7};{n % 11 + 5};{n % 5 + 5};{people - 10};10"
        out.append(f"2026;1;Mätstaden;M{n};{people};{split};{100 + n};Ja;Nej")
    return "\r\n".join(out).encode()


def copied() -> float:
    """Seconds that COPY takes with what the import wrote, for the projects that have no report."""
    from django.db import connection, transaction

    from projects.models import OutcomeCount, Report

    tables = [
        (Report, {"id": "id + 5000000", "duty_id": f"duty_id + {ROWS}"}),
        (OutcomeCount, {"id": "id + 5000000", "report_id": "report_id + 5000000"}),
    ]
    taken = []
    with connection.cursor() as cursor:
        for model, changed in tables:
            names = [column.column for column in model._meta.concrete_fields]
            wanted = ", ".join(changed.get(name, f'"{name}"') for name in names)
            named = ", ".join(f'"{name}"' for name in names)
            out = io.BytesIO()
            cursor.copy_expert(f"COPY (SELECT {wanted} FROM {model._meta.db_table}) TO STDOUT", out)
            taken.append((f"COPY {model._meta.db_table} ({named}) FROM STDIN", out.getvalue()))
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        for statement, rows in taken:
            cursor.copy_expert(statement, io.BytesIO(rows))
    return time.perf_counter() - began


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
    main(sys.argv[1])
