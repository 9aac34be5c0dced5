"""The last things that happened to a record, for the side column of its page: one query, no values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import (
    BigIntegerField,
    F,
    Func,
    JSONField,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, JSONObject

from portal.history.timeline import BEGINNING, timeline, told_from, what, who

NAME = ("first_name", "last_name", "username")


@dataclass(frozen=True)
class Line:
    when: datetime
    who: str
    what: str


def latest(thing: Model, *, reader: Any, children: Iterable[str] = (), limit: int = 5) -> list[Line]:
    """Return the newest ``limit`` lines, newest first; what happened at one moment is one line.

    The same rules as ``timeline``: another authority's draft is told from Lämna in on.
    """
    children = tuple(children)
    if told_from(thing, reader, []) != BEGINNING:
        told = timeline(thing, reader=reader, children=children, limit=limit * 4)
        return [Line(each.when, each.who, ", ".join(p.what for p in each.parts)) for each in told[:limit]]
    happened = _events(type(thing), {"pgh_obj_id": thing.pk})
    others = [_events(*_relation(thing, name)) for name in children]
    rows = happened.union(*others, all=True).order_by("-told_at", "told_context", "told_kind")[: limit * 4]
    groups = groupby(rows, key=lambda row: (row["told_at"], row["told_context"]))
    return [_line(list(group)) for _key, group in groups][:limit]


def _relation(thing: Model, name: str) -> tuple[type[Model], dict[str, Any]]:
    relation: Any = thing._meta.get_field(name)
    return relation.related_model, {relation.field.attname: thing.pk}


def _events(model: Any, which: dict[str, Any]) -> QuerySet:
    """The events asked for, under names that no model has for a field of its own."""
    key = Func(OuterRef("told_facts"), Value("user"), function="jsonb_extract_path_text")
    user = get_user_model()._default_manager.filter(pk=Cast(key, BigIntegerField()))
    name = user.values(row=JSONObject(**{field: field for field in NAME}))
    return (
        model.pgh_event_model.objects.filter(**which)
        .annotate(told_facts=F("pgh_context__metadata"))
        .values(
            "told_facts",
            told_at=F("pgh_created_at"),
            told_context=F("pgh_context"),
            told_label=F("pgh_label"),
            told_kind=Value(str(model._meta.verbose_name), TextField()),
            told_name=Subquery(name, JSONField()),
        )
    )


def _line(group: list[dict[str, Any]]) -> Line:
    first = group[0]
    person = str(get_user_model()(**first["told_name"])) if first["told_name"] else ""
    done = dict.fromkeys(what(row["told_label"], row["told_kind"]) for row in group)
    return Line(first["told_at"], who(first["told_facts"] or {}, person), ", ".join(done))
