"""The code lists of outreach: reference data that the back office keeps."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from outreach.models import Language, TargetGroup, Topic, WorkForm
from portal.history.context import acting
from portal.organisation.reference import FOLDER, YES, read_rows

#: file -> the list and what a row has beside code, name and position
LISTS: dict[str, tuple[Any, Callable[[dict[str, str]], dict[str, Any]]]] = {
    "arbetsformer.csv": (WorkForm, lambda row: {"counts": row["räknar"]}),
    "malgrupper.csv": (TargetGroup, lambda row: {"explanation": row["förklaring"]}),
    "sprak.csv": (Language, lambda row: {"is_common": row["vanligt"] == YES}),
    "amnen.csv": (Topic, lambda row: {}),
}


@transaction.atomic
def load_codes() -> int:
    """Add the codes of ``fixtures/reference/`` that are missing; what is there is never touched. Returns how
    many were added."""
    with acting(by=None, door="prepare"):
        return add_codes()


def add_codes() -> int:
    """Add the missing codes in the context that is open."""
    return sum(_add(file, model, more) for file, (model, more) in LISTS.items())


def _add(file: str, model: Any, more: Callable[[dict[str, str]], dict[str, Any]]) -> int:
    known = set(model.objects.values_list("code", flat=True))
    missing = [
        model(code=row["kod"], name=row["namn"], position=int(row["ordning"]), **more(row))
        for row in read_rows(FOLDER / file)
        if row["kod"] not in known
    ]
    return len(model.objects.bulk_create(missing))


def listed(model: Any) -> Any:
    """The codes of a list in their order, those that have ended too: a query to narrow down."""
    return model.objects.in_order()
