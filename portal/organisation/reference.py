"""Reference data: Stockholm's districts 1997 to today with their neighbourhoods, committees, administrations.

Rows come from ``fixtures/reference/``. What is missing is added, what is there is never touched: a city that
has corrected a name or stated an heir by hand keeps its own word.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from portal.history.context import acting
from portal.organisation.models import Neighbourhood, Organisation, Succession

FOLDER = settings.BASE_DIR / "fixtures" / "reference"
YES = "ja"


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of one of our own CSV files (UTF-8, semicolon) by their Swedish headings."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";", strict=True)


@transaction.atomic
def load_organisations() -> int:
    """Add what is missing: organisations, successions, neighbourhoods. Returns how many rows were added."""
    with acting(by=None, door="prepare"):
        return _add_organisations() + _add_successions() + _add_neighbourhoods()


def _add_organisations() -> int:
    """Parents stand before their children in the file."""
    known = dict(Organisation.objects.values_list("key", "pk"))
    before = len(known)
    for row in read_rows(FOLDER / "organisationer.csv"):
        if row["nyckel"] not in known:
            known[row["nyckel"]] = _organisation(row, known).pk
    return len(known) - before


def _organisation(row: dict[str, str], known: dict[str, int]) -> Organisation:
    return Organisation.objects.create(
        key=row["nyckel"],
        kind=Organisation.Kind(row["slag"]),
        short_name=row["kort namn"],
        committee_name=row["nämndens namn"],
        administration_name=row["förvaltningens namn"],
        parent_id=known[row["lyder under"]] if row["lyder under"] else None,
        valid_from=day_or_none(row["från och med"]),
        valid_to=day_or_none(row["till och med"]),
        evidence=Organisation.Evidence(row["belägg"]),
        evidence_text=row["beläggets text"],
        note=row["anteckning"],
    )


def _add_successions() -> int:
    there = set(Succession.objects.values_list("predecessor__key", "successor__key"))
    known = dict(Organisation.objects.values_list("key", "pk"))
    rows = [
        row
        for row in read_rows(FOLDER / "eftertradanden.csv")
        if (row["föregångare"], row["efterträdare"]) not in there
    ]
    for row in rows:
        Succession.objects.create(
            predecessor_id=known[row["föregångare"]],
            successor_id=known[row["efterträdare"]],
            on=day_or_none(row["datum"]),
            kind=Succession.Kind(row["slag"]),
            takes_over=row["tar över"] == YES,
        )
    return len(rows)


def _add_neighbourhoods() -> int:
    """One that somebody has moved to another district stays there: it is known by its name."""
    there = set(Neighbourhood.objects.values_list("name", flat=True))
    known = dict(Organisation.objects.values_list("key", "pk"))
    missing = [
        Neighbourhood(
            name=row["stadsdel"],
            district_id=known[row["stadsdelsförvaltning"]],
            valid_from=day_or_none(row["från och med"]),
            valid_to=day_or_none(row["till och med"]),
        )
        for row in read_rows(FOLDER / "stadsdelar.csv")
        if row["stadsdel"] not in there
    ]
    return len(Neighbourhood.objects.bulk_create(missing))


def day_or_none(text: str) -> date | None:
    """Read an ISO date; an empty cell is an unknown date."""
    return date.fromisoformat(text) if text else None
