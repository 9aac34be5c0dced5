"""Pages over 100 000 projects with a report each, against the least that a page can be (``rawpages``).

Measured in a fresh process with a database of its own: ``python -m tests.bench.pages``.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

import django

from tests.bench import Measured, benchmark
from tests.bench.year import in_a_process

ROWS = int(os.environ.get("BENCH_ROWS", 100_000))
PROGRAMME = "?program=matprogrammet"
_found: dict[str, Any] = {}


@benchmark("pages.list_first", goal=2)
def list_first() -> Measured:
    """The first page of projects, against the same rows by a bare cursor."""
    return _measured("first", "raw_list")


@benchmark("pages.list_last", goal=1.1)
def list_last() -> Measured:
    """The last page against the first."""
    return _measured("last", "first")


@benchmark("pages.detail", goal=5)
def detail() -> Measured:
    """One project's page, against its rows by a bare cursor."""
    return _measured("detail", "raw_detail")


@benchmark("pages.search", goal=4)
def search() -> Measured:
    """A search over everything for a word that one project has, against a page that says hello."""
    return _measured("search", "hello")


@benchmark("pages.summary", goal=2)
def summary() -> Measured:
    """The standing table of reports, against the same figures read from a table where they stand ready."""
    return _measured("summary", "raw_summary")


def _measured(ours: str, least: str) -> Measured:
    """All pages are measured in one process, which is asked once."""
    if not _found:
        _found.update(in_a_process("tests.bench.pages", str(ROWS)))
    told = [f"{1000 * _found[name]:.0f} ms" for name in (ours, least)]
    words = f"median {told[0]}, jämfört med {told[1]}, {_found['queries'][ours]} frågor, {ROWS} projekt"
    return Measured(_found[ours] / _found[least], words)


def main(rows: int) -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from portal.organisation.models import Role
    from tests.bench.filled import begin_reports, fill_reports
    from tests.bench.filling import begin, fill
    from tests.bench.measuring import median_of, queries_of
    from tests.factories.portal import person

    settings.ALLOWED_HOSTS, settings.ROOT_URLCONF = ["testserver"], "tests.bench.rawpages"
    call_command("prepare", stdout=sys.stderr)
    call_command("collectstatic", interactive=False, verbosity=0)
    year = begin()
    report, counts = begin_reports(year)
    fill(year, 1, rows)
    fill_reports(year, report, counts, 1, rows)
    keep_rollup()
    browser = Client()
    browser.force_login(person(Role.COORDINATOR))
    visits = {name: visit(browser, path) for name, path in addresses(rows).items()}
    found: dict[str, Any] = {name: median_of(each) for name, each in visits.items()}
    found["queries"] = {name: queries_of(each) for name, each in visits.items()}
    sys.stdout.write("\n" + json.dumps(found) + "\n")


def addresses(rows: int) -> dict[str, str]:
    from projects.models import Project

    last = Project.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return {
        "first": f"/projekt/{PROGRAMME}",
        "last": f"/projekt/{PROGRAMME}&fore=slut",
        "raw_list": "/matning/lista/",
        "detail": f"/projekt/{last}/",
        "raw_detail": "/matning/projekt/",
        "search": f"/sok/?q=M{rows - 3}",
        "hello": "/matning/hej/",
        "summary": f"/sammanstallningar/redovisningar/{PROGRAMME}",
        "raw_summary": "/matning/summa/",
    }


def visit(browser: Any, path: str) -> Callable[[], None]:
    def act() -> None:
        answer = browser.get(path)
        assert answer.status_code == 200, (path, answer.status_code)

    return act


def keep_rollup() -> None:
    """Lay down the figures of the standing table, a row a district, as a rollup would hold them."""
    from django.db import connection

    from portal.database.roles import as_owner

    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_rollup AS SELECT lead_id, count(*) AS projects, sum(spent) AS spent "
            "FROM projects_project p JOIN projects_reportduty d ON d.project_id = p.id "
            "JOIN projects_report r ON r.duty_id = d.id GROUP BY lead_id"
        )
        cursor.execute("GRANT SELECT ON bench_rollup TO PUBLIC")


if __name__ == "__main__":
    main(int(sys.argv[1]))
