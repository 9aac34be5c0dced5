"""The code lists of Lärande: kinds of network and of activity, filled once, then kept in the back office."""

from typing import Any

from django.db import transaction

from portal.history.context import acting
from portal.organisation.reference import FOLDER, read_rows
from projects.models import ActivityKind, NetworkKind

LISTS: dict[str, Any] = {
    "aktivitetsslag.csv": ActivityKind,
    "natverksslag.csv": NetworkKind,
}


@transaction.atomic
def load_kinds() -> int:
    """Add the kinds while there are none. Returns how many rows were added."""
    with acting(by=None, door="prepare"):
        return add_kinds()


def add_kinds() -> int:
    """Add the kinds of each list that is empty, in the context that is open."""
    added = 0
    for file, model in LISTS.items():
        if not model.objects.exists():
            rows = [model(name=row["namn"]) for row in read_rows(FOLDER / file)]
            added += len(model.objects.bulk_create(rows))
    return added
