"""Whether a value to sort by may be missing: rows without one need a place of their own, last."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model


def may_be_null(model: type[Model], path: Any) -> bool:
    """Say whether ``path`` ("district__short_name") may be NULL; True for whatever is not a plain field."""
    if not isinstance(path, str):
        return True
    for name in path.split("__"):
        try:
            field = model._meta.pk if name == "pk" else model._meta.get_field(name)
        except FieldDoesNotExist:
            return True
        if field.null or not field.concrete:
            return True
        model = field.related_model or model
    return False
