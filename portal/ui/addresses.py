"""The query string as a place: links that change one choice and keep the others."""

from typing import Any

from django.http import QueryDict

# What says where in a list one is. A changed choice begins again at the first page.
PLACE = ("efter", "fore", "format")


def with_query(params: QueryDict, /, **changes: Any) -> str:
    """Return "?..." with ``changes`` made to ``params``; None takes one away, the place is left out."""
    kept = params.copy()
    for name in PLACE:
        kept.pop(name, None)
    for name, value in changes.items():
        kept.pop(name, None)
        if value is not None and value != "":
            kept[name] = str(value)
    return f"?{kept.urlencode()}" if kept else "?"


def without_value(params: QueryDict, name: str, value: str) -> str:
    """Return "?..." where ``name`` no longer has this one of its values."""
    kept = params.copy()
    kept.setlist(name, [each for each in params.getlist(name) if each != value])
    return with_query(kept)
