"""Coverage and reach of a million activities, against the same pages of a thousand.

Measured in a fresh process with a database of its own: ``python -m tests.bench.outreach``.
"""

import json
import sys
from typing import Any

import django

from tests.bench import Measured, benchmark
from tests.bench.year import in_a_process

FEW, MANY = 1_000, 1_000_000
DISTRICTS, AREAS = 14, 8
PAGES = {
    "coverage": "/uppsokande/tackning/",
    "groups": "/uppsokande/tackning/?rader=malgrupp",
    "areas": "/uppsokande/tackning/?rader=omrade",
    "reach": "/uppsokande/rackvidd/",
}
GOAL = 1.5  # the thousand leave most cells blank, and what is shown costs a little to write


@benchmark("growth.outreach_coverage", goal=GOAL)
def coverage() -> Measured:
    return _measured("coverage")


@benchmark("growth.outreach_coverage_by_group", goal=GOAL)
def coverage_by_group() -> Measured:
    return _measured("groups")


@benchmark("growth.outreach_coverage_by_area", goal=GOAL)
def coverage_by_area() -> Measured:
    return _measured("areas")


@benchmark("growth.outreach_reach", goal=GOAL)
def reach() -> Measured:
    return _measured("reach")


_found: dict[str, Any] = {}


def _measured(page: str) -> Measured:
    """All pages are measured in one process, which is asked once."""
    if not _found:
        _found.update(in_a_process("tests.bench.outreach"))
    few, many = _found["few"][page], _found["many"][page]
    queries = f"{_found['few_queries'][page]} och {_found['many_queries'][page]} frågor"
    detail = f"median {many * 1000:.0f} ms av {MANY} aktiviteter, {few * 1000:.0f} ms av {FEW}, {queries}"
    return Measured(many / few, detail)


def main() -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from portal.organisation.models import Role
    from tests.bench.measuring import median_of, queries_of
    from tests.factories.portal import person

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("prepare", stdout=sys.stderr)
    call_command("collectstatic", interactive=False, verbosity=0)
    browser = Client()
    browser.force_login(person(Role.COORDINATOR))
    begin()
    found: dict[str, Any] = {}
    for name, first, last in (("few", 1, FEW), ("many", FEW + 1, MANY)):
        fill(first, last)
        visits = {page: _visit(browser, path) for page, path in PAGES.items()}
        found[name] = {page: median_of(visit) for page, visit in visits.items()}
        found[f"{name}_queries"] = {page: queries_of(visit) for page, visit in visits.items()}
    sys.stdout.write("\n" + json.dumps(found) + "\n")


def _visit(browser: Any, path: str) -> Any:
    def visit() -> None:
        assert browser.get(path).status_code == 200

    return visit


def begin() -> None:
    """Lay out districts with their neighbourhoods, and one activity that all others are copies of."""
    from tests.factories.outreach import make_activity
    from tests.factories.portal import NeighbourhoodFactory, OrganisationFactory

    for _district in range(DISTRICTS):
        district = OrganisationFactory()
        NeighbourhoodFactory.create_batch(AREAS, district=district)
    make_activity(district, key="forlagan", women=10, men=8, children=2, interpreter=True, childcare=False)


def fill(first: int, last: int) -> None:
    """Copy the activity, spread over ten years, places, forms, hours and codes; then add up the tallies by
    the same statement as the triggers do, which rest meanwhile."""
    from django.db import connection, transaction

    from outreach.models import Activity
    from portal.database.roles import as_owner

    changed = {
        "id": "1000000 + n",
        "key": "'matning-' || n",
        "organisation_id": "area.district_id",
        "neighbourhood_id": "CASE WHEN n % 3 > 0 THEN area.id END",
        "form_id": "form.id",
        "day": "current_date - (n * 7919 % 3650)::int",
        "starts_at": "(ARRAY[NULL, '10:00', '18:00'])[1 + n % 3]::time",
        "groups": "ARRAY[grp.code]::varchar[]",
        "languages": "ARRAY[lang.code, 'sv']::varchar[]",
        "topics": "ARRAY[topic.code]::varchar[]",
    }
    names = [column.column for column in Activity._meta.concrete_fields]
    wanted = ", ".join(changed.get(name, f'one."{name}"') for name in names)
    named = ", ".join(f'"{name}"' for name in names)
    lists = " ".join(
        f"JOIN (SELECT t.*, row_number() OVER (ORDER BY id) - 1 AS nth, count(*) OVER () AS all_of_them "
        f"FROM {table} t{where}) {alias} ON {alias}.nth = (n * {prime} / 97) % {alias}.all_of_them"
        for alias, table, prime, where in (
            ("area", "organisation_neighbourhood", 101, ""),
            ("form", "outreach_workform", 103, ""),
            ("grp", "outreach_targetgroup", 107, ""),
            ("lang", "outreach_language", 109, " WHERE code <> 'sv'"),
            ("topic", "outreach_topic", 113, ""),
        )
    )
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE outreach_activity DISABLE TRIGGER USER")
        cursor.execute(
            f"INSERT INTO outreach_activity ({named}) SELECT {wanted} FROM outreach_activity one "
            f"CROSS JOIN generate_series({first}::bigint, {last}) n {lists} WHERE one.key = 'forlagan'"
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE outreach_activity ENABLE TRIGGER USER")
    add_up()


def add_up() -> None:
    """Make the tallies anew from all activities."""
    from django.db import connection, transaction

    from outreach.models import tallytriggers
    from portal.database.roles import as_owner

    added = tallytriggers._tally(tallytriggers._rows("outreach_activity", ""))
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM outreach_tally")
        cursor.execute(added.replace("RETURN NULL;", ""))
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
