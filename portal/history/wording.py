"""Values of a history in words that people read: what a code, a link, a date or nothing at all is called."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Field, ForeignKey, Model
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.money.writing import write_number


class Names:
    """What the rows that links point at are called, for one reader: fetched together, one query a model.

    A row the reader may not see is said to be there, without its name.
    """

    def __init__(self, reader: Any):
        self.reader = reader
        self._wanted: dict[type[Model], set[Any]] = defaultdict(set)
        self._found: dict[type[Model], dict[Any, str]] = {}

    def want(self, values: Iterable[tuple[Field, Any]]) -> None:
        for field, value in values:
            if isinstance(field, ForeignKey) and value is not None:
                self.want_rows(field.related_model, {value})

    def want_rows(self, model: type[Model], keys: set[Any]) -> None:
        self._wanted[model] |= keys

    def of(self, model: type[Model], key: Any) -> str:
        return self.found(model, key) or _("en post som du inte ser (nr %(number)s)") % {"number": key}

    def found(self, model: type[Model], key: Any) -> str:
        """What a wanted row is called; an empty text when it is not there for the reader."""
        if model not in self._found:
            self._found[model] = self._fetch(model)
        return self._found[model].get(key, "")

    def _fetch(self, model: type[Model]) -> dict[Any, str]:
        rows = model._default_manager.all()
        if hasattr(rows, "for_user"):
            rows = rows.for_user(self.reader)
        return {row.pk: str(row) for row in rows.filter(pk__in=self._wanted[model])}


def label_of(field: Field) -> str:
    return capfirst(str(field.verbose_name))


def in_words(field: Field, value: Any, names: Names) -> str:
    """Write ``value`` of ``field`` for a person; nothing is an empty text."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(field, ForeignKey):
        return names.of(field.related_model, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(field, value)


def _plain(field: Field, value: Any) -> str:
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if isinstance(value, Decimal):
        return write_number(value)
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d kl. %H.%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, DateRange):
        return _days(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _days(value: Any) -> str:
    """Write a time with its first and last day; it is stored half-open."""
    first, after = value.lower, value.upper
    last = after - timedelta(days=1) if after else None
    words = {"first": first.isoformat() if first else "", "last": last.isoformat() if last else ""}
    return (_("%(first)s till %(last)s") % words).strip()
