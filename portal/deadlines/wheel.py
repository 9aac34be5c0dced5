"""The year's wheel: which periods reports follow and when they are due. Rows in the database, not code.

The city's rules for follow-up give the defaults: 8 May, 8 September, and the year's end 15 January.
"""

from django.db import transaction

from portal.deadlines.models import WheelEntry
from portal.history.context import acting
from portal.organisation.reference import FOLDER, YES, read_rows


@transaction.atomic
def load_wheel() -> int:
    """Add the lines of the wheel that are missing; what is there is never touched. Returns how many."""
    there = set(WheelEntry.objects.values_list("kind", "number"))
    missing = [row for row in _rows() if (row["slag"], int(row["nummer"])) not in there]
    with acting(by=None, door="prepare"):
        for row in missing:
            _entry(row).save()
    return len(missing)


def _rows() -> list[dict[str, str]]:
    return list(read_rows(FOLDER / "arshjul.csv"))


def _entry(row: dict[str, str]) -> WheelEntry:
    return WheelEntry(
        kind=WheelEntry.Kind(row["slag"]),
        number=int(row["nummer"]),
        title=row["rubrik"],
        due_month=int(row["månad"]),
        due_day=int(row["dag"]),
        due_next_year=row["året efter"] == YES,
    )
