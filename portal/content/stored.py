"""What is said, as plain JSON and back: figures, tables, charts, papers and what stands in them.

The same value gives the same JSON, and what comes back equals what went in; only ``Figure.fact``, which
masking alone needs, is left behind. Unknown JSON raises KeyError: it is read as it was or not at all.
"""

import dataclasses
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from portal.content import figures, heads, live, notes, papers, runs, tables
from portal.content.charts.drawing import Chart
from portal.content.figures import MASKED, Figure, Share, Unit

KIND = "$"  # what a JSON object is
_MODULES = (figures, heads, live, notes, papers, runs, tables)
_OURS: dict[str, Any] = {
    f"{module.__name__.rpartition('.')[2]}.{name}": thing
    for module in _MODULES
    for name, thing in vars(module).items()
    if isinstance(thing, type) and dataclasses.is_dataclass(thing) and thing.__module__ == module.__name__
} | {"charts.Chart": Chart}
_NAMES = {thing: name for name, thing in _OURS.items()}
_LEFT_BEHIND = {(Figure, "fact")}


def store(value: Any) -> Any:
    """Return the value as JSON holds it. TypeError for what no paper is made of."""
    if type(value) in _NAMES:
        return {KIND: _NAMES[type(value)]} | _fields(value)
    for known, name, written in _SIMPLE:
        if isinstance(value, known):
            return {KIND: name, "v": written(value)}
    if isinstance(value, Promise):
        return str(value)
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, Mapping):
        return {KIND: "map", "v": {key: store(each) for key, each in value.items()}}
    if isinstance(value, tuple | list):
        return [store(each) for each in value]
    raise TypeError(f"{type(value).__name__} is nothing a paper is made of")


def restore(held: Any) -> Any:
    """Return what ``store`` was given; lists come back as tuples."""
    if isinstance(held, list):
        return tuple(restore(each) for each in held)
    if not isinstance(held, Mapping):
        return held
    kind = held[KIND]
    if kind in _OURS:
        return _OURS[kind](**{name: restore(each) for name, each in held.items() if name != KIND})
    if kind == "map":
        return {name: restore(each) for name, each in held["v"].items()}
    return _READ[kind](held["v"])


def _fields(value: Any) -> dict[str, Any]:
    """What differs from the field's default, so that a new field leaves old hashes as they were."""
    found = {}
    for field in dataclasses.fields(value):
        held = getattr(value, field.name)
        is_default = field.default is not dataclasses.MISSING and held == field.default
        if (type(value), field.name) not in _LEFT_BEHIND and not is_default:
            found[field.name] = store(held)
    return found


_SIMPLE: tuple[tuple[Any, str, Any], ...] = (
    (type(MASKED), "masked", lambda _value: ""),
    (Share, "share", list),
    (tables.Order, "order", list),
    (Unit, "unit", str),
    (Decimal, "decimal", str),
    (date, "date", lambda day: day.isoformat()),
    (SafeString, "html", str),
)
_READ: dict[str, Any] = {
    "masked": lambda _held: MASKED,
    "share": lambda held: Share(*held),
    "order": lambda held: tables.Order(*held),
    "unit": Unit,
    "decimal": Decimal,
    "date": date.fromisoformat,
    "html": SafeString,  # a drawing of our own making, kept where nobody can change it
}
