"""What the triggers wrote about a record, read back: events in, old and new rows out. No words yet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Field, Model
from pghistory.models import Event

INSERTED, UPDATED, DELETED = "insert", "update", "delete"


@dataclass(frozen=True)
class Happening:
    """One event of one row. ``before`` is the event before it, None for the first that is known."""

    model: type[Model]
    event: Any
    before: Any
    parent: str = ""  # the field that points at the record asked about; empty for the record itself

    @property
    def when(self) -> datetime:
        return self.event.pgh_created_at

    @property
    def facts(self) -> dict[str, Any]:
        """Who, which door and why, as ``portal.history.context`` wrote them; empty when nobody did."""
        return self.event.pgh_context.metadata if self.event.pgh_context else {}

    def changed(self) -> Iterator[tuple[Field, Any, Any]]:
        """Yield (field of the model, old value, new value) of what the event says was changed.

        An inserted row changed from nothing and a deleted one to nothing; empty values are left out there.
        An update whose earlier event is not known says nothing.
        """
        for field in self._fields():
            old = getattr(self.before, field.attname) if self.before else None
            new = getattr(self.event, field.attname)
            if self.event.pgh_label == DELETED:
                old, new = new, None
            elif self.event.pgh_label == UPDATED and not self.before:
                continue
            if old != new and not (_empty(old) and _empty(new)):
                yield field, old, new

    def _fields(self) -> Iterator[Field]:
        kept = {field.name for field in self.event._meta.fields}
        for field in self.model._meta.fields:
            if field.name in kept and not field.primary_key and field.name != self.parent:
                yield field


def _empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


Also = Sequence[tuple[type[Model], Mapping[str, Any]]]


def happenings(thing: Model, *, children: tuple[str, ...], limit: int, also: Also = ()) -> list[Happening]:
    """Return the newest ``limit`` events of ``thing`` and of its ``children``, newest first.

    ``children`` are names of reverse foreign keys on the model, such as "numbers". ``also`` are events of
    other tracked models, by what to filter their events by. Two queries a model.
    """
    found = _of(type(thing), {"pgh_obj_id": thing.pk}, limit)
    for name in children:
        relation: Any = thing._meta.get_field(name)
        found += _of(relation.related_model, {relation.field.attname: thing.pk}, limit, relation.field.name)
    return _newest([*found, *newest(also, limit)], limit)


def newest(also: Also, limit: int) -> list[Happening]:
    """Return the newest ``limit`` events of several models, by what to filter their events by."""
    return _newest([each for model, which in also for each in _of(model, which, limit)], limit)


def _newest(found: list[Happening], limit: int) -> list[Happening]:
    return sorted(found, key=lambda each: (each.when, each.event.pgh_id), reverse=True)[:limit]


def _of(model: type[Model], which: Mapping[str, Any], limit: int, parent: str = "") -> list[Happening]:
    tracked: type[Event] = model.pgh_event_model
    events: list[Any] = list(
        tracked.objects.filter(**which).select_related("pgh_context").order_by("-pgh_id")[:limit]
    )
    last = _before(tracked, events)
    found = []
    for event in reversed(events):
        found.append(Happening(model, event, last.get(event.pgh_obj_id), parent))
        last[event.pgh_obj_id] = event
    return found


def _before(tracked: type[Event], events: list[Any]) -> dict[int, Any]:
    """Return, for each row whose first event is not among ``events`` (newest first), its last one before."""
    first = {event.pgh_obj_id: event.pgh_label for event in events}
    rows = {row for row, label in first.items() if label != INSERTED}
    if not rows:
        return {}
    earlier = tracked.objects.filter(pgh_obj_id__in=rows, pgh_id__lt=events[-1].pgh_id)
    newest = earlier.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return {event.pgh_obj_id: event for event in newest}
