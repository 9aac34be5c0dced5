"""The code list of kinds of cost (kostnadsslag): reference data that the back office keeps."""

from django.db import transaction

from funding.models import CostType
from portal.history.context import acting
from portal.organisation.reference import FOLDER, read_rows


@transaction.atomic
def load_cost_types() -> int:
    """Add the kinds of ``fixtures/reference/kostnadsslag.csv`` that are missing; what is there is never
    touched. Returns how many were added."""
    with acting(by=None, door="prepare"):
        return add_cost_types()


def add_cost_types() -> int:
    """Add the missing kinds in the context that is open."""
    known = set(CostType.objects.values_list("code", flat=True))
    missing = [
        CostType(code=row["kod"], name=row["namn"], heading=row["rubrik i fil"], position=int(row["ordning"]))
        for row in read_rows(FOLDER / "kostnadsslag.csv")
        if row["kod"] not in known
    ]
    return len(CostType.objects.bulk_create(missing))
