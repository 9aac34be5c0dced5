"""Pages by position in the order, never by OFFSET: the last page costs what the first does.

A cursor is the sort key and primary key of a row at a page's edge, signed, so that nobody can write one that
the database chokes on; what is not ours is taken as the first page. Rows without a sort key come last, both
ways. The order is total: the primary key parts equal keys, in the same direction (so that one index serves).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import F, Field, Func, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.lookups import GreaterThan, LessThan

END = "slut"  # ?fore=slut is the last page
KEY = "keyset_key"  # the annotation that carries the sort key; no model has a field of that name


@dataclass(frozen=True)
class Order:
    """How a list is sorted: ``name`` as in the address, ``key`` what the database compares."""

    name: str
    key: Combinable
    nullable: bool
    descending: bool = False


@dataclass(frozen=True)
class Cursor:
    """The edge of a page: a row's sort key and pk, and which number it has in the list (0: unknown)."""

    key: Any
    pk: int
    number: int


@dataclass(frozen=True)
class Page:
    """One page of rows (tuples ending in the sort key) and the cursors that lead on, "" where nothing is."""

    rows: list[tuple]
    after: str = ""
    before: str = ""
    first: int = 0  # number of the first row shown; 0 when it is not known

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.first else 0


class Row(Func):
    """``(key, pk)`` compared as one: PostgreSQL walks the index straight to it."""

    function = ""
    template = "(%(expressions)s)"
    output_field = Field()


def _tagged(value: Any) -> Any:
    for tag, kind in (("t", datetime), ("d", date)):
        if isinstance(value, kind):
            return [tag, value.isoformat()]
    return ["n", str(value)] if isinstance(value, Decimal) else value


_READERS: dict[str, Callable[[str], Any]] = {
    "t": datetime.fromisoformat,
    "d": date.fromisoformat,
    "n": Decimal,
}


def write_cursor(cursor: Cursor, *, salt: str) -> str:
    return Signer(salt=salt).sign_object([_tagged(cursor.key), cursor.pk, cursor.number])


def read_cursor(text: str, *, salt: str) -> Cursor | None:
    """Return the cursor ``text`` stands for, or None when it was not written here for this order."""
    try:
        key, pk, number = Signer(salt=salt).unsign_object(text)
        key = _READERS[key[0]](key[1]) if isinstance(key, list) else key
    except (BadSignature, ValueError, InvalidOperation):
        return None
    return Cursor(key, pk, number)


class Keyset:
    """Walks one ordered queryset. ``values`` are the names to fetch; each row ends in its sort key.

    ``values`` must begin with the primary key.
    """

    def __init__(
        self, queryset: QuerySet, order: Order, values: list[str], *, size: int, salt: str = "lista"
    ):
        self.queryset = queryset.order_by().annotate(**{KEY: order.key})
        self.order, self.values, self.size = order, [*values, KEY], size
        self.salt = f"{salt}:{order.name}"

    def page(self, *, after: str = "", before: str = "", count: int | None = None) -> Page:
        """Return the page after or before a cursor (``before="slut"``: the last), else the first.

        ``count`` is how many rows there are, when that is known; it numbers the rows of the last page.
        """
        if after and (cursor := read_cursor(after, salt=self.salt)):
            return self._forwards(cursor) or self._backwards(None, count)
        if before == END:
            return self._backwards(None, count)
        if before and (cursor := read_cursor(before, salt=self.salt)):
            page = self._backwards(cursor, count)
            if page.before:  # a short page at the start is filled up to a whole one
                return page
        return self._forwards(None) or Page([])

    def all(self, *, chunk: int = 2000) -> Iterator[tuple]:
        """Yield every row in order, for an export; memory stays flat."""
        for part, _bound in self._segments(None, backwards=False):
            yield from (
                self._ordered(part, backwards=False).values_list(*self.values).iterator(chunk_size=chunk)
            )

    def _forwards(self, cursor: Cursor | None) -> Page | None:
        rows = self._fetch(cursor, backwards=False)
        more, rows = len(rows) > self.size, rows[: self.size]
        if not rows:
            return None
        first = 1 if cursor is None else cursor.number + 1 if cursor.number else 0
        return self._page(rows, first, has_previous=cursor is not None, has_next=more)

    def _backwards(self, cursor: Cursor | None, count: int | None) -> Page:
        rows = self._fetch(cursor, backwards=True)
        more, rows = len(rows) > self.size, rows[: self.size][::-1]
        last = (count or 0) if cursor is None else cursor.number - 1
        first = max(last - len(rows) + 1, 0) if last > 0 else 0
        return self._page(rows, first, has_previous=more, has_next=cursor is not None)

    def _page(self, rows: list[tuple], first: int, *, has_previous: bool, has_next: bool) -> Page:
        if not rows:
            return Page([])
        last = first + len(rows) - 1 if first else 0
        top, bottom = (Cursor(row[-1], row[0], n) for row, n in ((rows[0], first), (rows[-1], last)))
        return Page(
            rows,
            after=write_cursor(bottom, salt=self.salt) if has_next else "",
            before=write_cursor(top, salt=self.salt) if has_previous else "",
            first=first,
        )

    def _fetch(self, cursor: Cursor | None, *, backwards: bool) -> list[tuple]:
        """Return up to one row more than a page, nearest the cursor first.

        Every segment is asked, also when the page is full already: the number of queries stays the same.
        """
        wanted, rows = self.size + 1, list[tuple]()
        for part, bound in self._segments(cursor, backwards=backwards):
            part = self._ordered(part.filter(bound) if bound is not None else part, backwards=backwards)
            rows += part.values_list(*self.values)[: max(wanted - len(rows), 1)]
        return rows[:wanted]

    def _segments(self, cursor: Cursor | None, *, backwards: bool) -> list[tuple[QuerySet, Any]]:
        """Split into rows with a key and rows without; what the cursor has passed is left out or bounded."""
        down = self.order.descending != backwards
        if not self.order.nullable:
            return [(self.queryset, self._beyond(cursor, down) if cursor else None)]
        keyed = self.queryset.filter(**{f"{KEY}__isnull": False})
        keyless = self.queryset.filter(**{f"{KEY}__isnull": True})
        parts: list[tuple[QuerySet, Any]] = [(keyed, None), (keyless, None)]
        if cursor and cursor.key is None:
            parts = [(keyed, None), (keyless, Q(pk__lt=cursor.pk) if down else Q(pk__gt=cursor.pk))]
            return parts[::-1] if backwards else parts[1:]
        if cursor:
            parts[0] = (keyed, self._beyond(cursor, down))
            return parts[:1] if backwards else parts
        return parts[::-1] if backwards else parts

    def _beyond(self, cursor: Cursor, down: bool) -> Any:
        here, there = Row(F(KEY), F("pk")), Row(Value(cursor.key), Value(cursor.pk))
        return LessThan(here, there) if down else GreaterThan(here, there)

    def _ordered(self, part: QuerySet, *, backwards: bool) -> QuerySet:
        down = self.order.descending != backwards
        return part.order_by(f"-{KEY}", "-pk") if down else part.order_by(KEY, "pk")
