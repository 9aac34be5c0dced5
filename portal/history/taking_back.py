"""Taking back all that one act wrote: each row as it was before, read from what the triggers kept of it.

An act is what happened under one context of the history (``portal.history.context``): a request, a command.
Nothing is taken back in silence over a later change: ``edited_later`` and ``used_by_others`` say where.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Field, ForeignKey, Model
from pghistory.models import Event

from portal.history.reading import DELETED, INSERTED

Key = tuple[type[Model], Any]
MANY = 1000

_TOUCHED = """
    SELECT m.pgh_obj_id, m.first, m.last,
           (SELECT max(b.pgh_id) FROM {table} b WHERE b.pgh_obj_id = m.pgh_obj_id AND b.pgh_id < m.first),
           (SELECT max(l.pgh_id) FROM {table} l WHERE l.pgh_obj_id = m.pgh_obj_id)
    FROM (SELECT e.pgh_obj_id, min(e.pgh_id) AS first, max(e.pgh_id) AS last
          FROM {table} e WHERE e.pgh_context_id = %s GROUP BY e.pgh_obj_id) m
    ORDER BY m.pgh_obj_id
"""


@dataclass(frozen=True)
class Touched:
    """A row that the act wrote: as it was ``before`` (None: not there), ``after`` it, and is ``now``."""

    model: type[Model]
    pk: Any
    before: Any
    after: Any
    now: Any
    was_there: bool

    @property
    def key(self) -> Key:
        return self.model, self.pk

    @property
    def is_there(self) -> bool:
        """Whether the act left a row."""
        return self.after.pgh_label != DELETED

    @property
    def edited_later(self) -> bool:
        """Whether it is no longer what the act made it. A change that was itself taken back is none."""
        if (self.now.pgh_label == DELETED) == self.is_there:
            return True
        return any(
            getattr(self.now, each.attname) != getattr(self.after, each.attname) for each in self.fields
        )

    @property
    def fields(self) -> list[Field]:
        kept = {field.name for field in self.after._meta.fields}
        return [field for field in self.model._meta.concrete_fields if field.name in kept]

    def points_at(self) -> Iterator[Key]:
        """The rows it pointed at, before or after."""
        for field in self.fields:
            if isinstance(field, ForeignKey):
                for event in (self.before, self.after):
                    if event is not None:
                        yield field.related_model, getattr(event, field.attname)

    def as_it_was(self) -> Model:
        return self.model(**{field.attname: getattr(self.before, field.attname) for field in self.fields})


def touched_by(context: UUID, *, but: Iterable[str] = ()) -> list[Touched]:
    """Return every row written under ``context``, leaving out the apps with the labels ``but``."""
    left_out = set(but)
    found: list[Touched] = []
    for event in apps.get_models():
        if issubclass(event, Event) and event._meta.managed and not event._meta.proxy:
            model: Any = event.pgh_tracked_model
            if model._meta.app_label not in left_out:
                found += _of(model, event, context)
    return found


def _of(model: type[Model], event: Any, context: UUID) -> list[Touched]:
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED.format(table=connection.ops.quote_name(event._meta.db_table)), [context])
        rows = cursor.fetchall()
    wanted = {key for _pk, *keys in rows for key in keys if key}
    events = event.objects.in_bulk(wanted) if wanted else {}
    return [
        Touched(
            model,
            pk,
            before=events.get(before) if events[first].pgh_label != INSERTED else None,
            after=events[last],
            now=events[latest],
            was_there=events[first].pgh_label != INSERTED,
        )
        for pk, first, last, before, latest in rows
    ]


def used_by_others(rows: Sequence[Touched]) -> set[Key]:
    """Of the rows that the act made, those that some row it did not make points at."""
    ours = {row.key for row in rows}
    used: set[Key] = set()
    for model, made in groupby(sorted(_made(rows), key=_by_model), key=lambda row: row.model):
        keys = [row.pk for row in made]
        for other, path in _pointers(model):
            for pk, target in _pointing(other, path, model, keys):
                if (other, pk) not in ours:
                    used.add((model, target))
    return used


def _made(rows: Iterable[Touched]) -> list[Touched]:
    return [row for row in rows if not row.was_there and row.is_there]


def _by_model(row: Touched) -> str:
    return row.model._meta.label


def _pointers(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """The models that may point at ``model``, each with the column; history's own events do not count."""
    for relation in model._meta.related_objects:
        other = relation.related_model
        if other._meta.managed and not issubclass(other, Event) and not relation.many_to_many:
            yield other, relation.field.attname
    for other in apps.get_models():
        if other._meta.managed:
            yield from ((other, field.fk_field) for field in _generic(other))


def _generic(model: type[Model]) -> list[GenericForeignKey]:
    return [field for field in model._meta.private_fields if isinstance(field, GenericForeignKey)]


def _pointing(other: Any, path: str, model: type[Model], keys: list[Any]) -> Iterator[tuple[Any, Any]]:
    for start in range(0, len(keys), MANY):
        rows = other._base_manager.filter(**{f"{path}__in": keys[start : start + MANY]})
        if path in {field.fk_field for field in _generic(other)}:
            rows = rows.filter(content_type=ContentType.objects.get_for_model(model))
        yield from rows.values_list("pk", path)


def take_back(rows: Sequence[Touched]) -> None:
    """Make every row what it was. Foreign keys are asked at the commit, so the order does not matter.

    IntegrityError when something points at what goes, or a trigger of the database refuses.
    """
    for _label, group in groupby(sorted(rows, key=_by_model), key=_by_model):
        of_model = list(group)
        model: Any = of_model[0].model
        gone = [row.pk for row in _made(of_model)]
        for start in range(0, len(gone), MANY):
            # Not delete(): what hangs on the row is taken back by its own event, or refuses.
            chosen = model._base_manager.filter(pk__in=gone[start : start + MANY])
            chosen._raw_delete(chosen.db)
        there = [row for row in of_model if row.was_there]
        names = [field.name for field in of_model[0].fields if not field.primary_key]
        changed = [row.as_it_was() for row in there if row.is_there]
        model._base_manager.bulk_update(changed, names, batch_size=MANY)
        model._base_manager.bulk_create([row.as_it_was() for row in there if not row.is_there], MANY)
