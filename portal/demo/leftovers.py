"""What the database holds beside demo and reference data, told by the history: who let each row in."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from pghistory.models import Event

from portal.demo.loading import DOOR
from portal.files.models import StoredFile
from portal.organisation.models import User

OURS = (DOOR, "prepare", "remind")  # the doors of demo data, reference data and the clock
CARRIED = (StoredFile,)  # counts with what it is kept for: a file that was only tried on belongs to nothing


def leftovers() -> list[tuple[str, int]]:
    """(what, how many) of rows that came in through other doors and are still there, and of real people."""
    found = [(model._meta, _others(event, model)) for event, model in _tracked()]
    return [(str(meta.verbose_name_plural), count) for meta, count in found if count]


def _tracked() -> Iterator[tuple[type[Event], type[Model]]]:
    for model in apps.get_models():
        if not (issubclass(model, Event) and model._meta.managed):
            continue
        if model.pgh_tracked_model and model.pgh_tracked_model not in CARRIED:
            yield model, model.pgh_tracked_model


def _others(event: type[Event], model: type[Model]) -> int:
    """Rows whose first line in the history came through another door, or through none."""
    events: QuerySet[Any] = event._default_manager.all()
    ours = events.filter(pgh_label="insert", pgh_context__metadata__door__in=OURS)
    foreign = ~Q(pk__in=ours.values("pgh_obj_id"))
    if model is User:
        foreign |= Q(is_demo=False)
    return model._default_manager.filter(foreign).count()
