"""The code list of outcome measures (utfallsmått): reference data that the back office keeps."""

from django.db import transaction

from portal.history.context import acting
from portal.organisation.reference import FOLDER, YES, read_rows
from projects.models import OutcomeMeasure

PARTICIPANTS = "deltagare"


@transaction.atomic
def load_measures() -> int:
    """Add the measures of ``fixtures/reference/utfallsmatt.csv`` that are missing; what is there is never
    touched. Returns how many were added."""
    with acting(by=None, door="prepare"):
        known = set(OutcomeMeasure.objects.values_list("code", flat=True))
        rows = read_rows(FOLDER / "utfallsmatt.csv")
        missing = [_measure(row) for row in rows if row["kod"] not in known]
        return len(OutcomeMeasure.objects.bulk_create(missing))


def _measure(row: dict[str, str]) -> OutcomeMeasure:
    return OutcomeMeasure(
        code=row["kod"],
        name=row["namn"],
        heading=row["rubrik i fil"],
        help=row["hjälptext"],
        unit=row["enhet"],
        mode=OutcomeMeasure.Mode(row["räknesätt"]),
        is_base=row["bas"] == YES,
        is_end_state=row["slutläge"] == YES,
        counts_as_success=row["framgång"] == YES,
        by_sex=row["på kön"] == YES,
        position=int(row["ordning"]),
        is_active=row["används"] == YES,
    )
