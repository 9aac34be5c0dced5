"""One list worked out: which order, which rows, how many, what they sum to. Database in, plain values out."""

from collections import namedtuple
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Count, F, QuerySet, Sum
from django.http import QueryDict

from portal.ui.addresses import with_query
from portal.ui.columns import Column, Expression
from portal.ui.keyset import END, Keyset, Order, Page
from portal.ui.nulls import may_be_null

CAP = 1000  # counting stops here: a count of a million rows costs more than the page
PAGE_SIZE = 50


@dataclass(frozen=True)
class Heading:
    """A column's heading: its link sorts by it, a second time the other way."""

    column: Column
    href: str = ""
    sorted: str = ""  # "ascending", "descending" or nothing, as aria-sort says it

    @property
    def icon(self) -> str:
        return {"ascending": "asc", "descending": "desc"}.get(self.sorted, "sort")


@dataclass(frozen=True)
class Total:
    """A column's sum and how many rows had no value (promise 4); ``sum`` is None when none had."""

    column: Column
    sum: Any
    missing: int


@lru_cache(maxsize=256)
def _row_type(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names)


class Listing:
    """What ``ListPage`` shows and exports, from a queryset without order and the address's parameters."""

    def __init__(
        self,
        queryset: QuerySet,
        columns: list[Column],
        params: QueryDict,
        *,
        default_sort: str,
        extra: Mapping[str, Expression] | None = None,
        size: int = PAGE_SIZE,
    ):
        self.columns, self.params, self.size = columns, params, size
        self.extra = dict(extra or {})
        self.order = self._order(queryset, params.get("sortera", ""), default_sort)
        self.queryset = queryset

    def _order(self, queryset: QuerySet, asked: str, default: str) -> Order:
        found = {
            column.key: (column, order) for column in self.columns if (order := column.order) is not None
        }
        name = asked if asked.removeprefix("-") in found else default
        column, order = found[name.removeprefix("-")]
        key = F(order) if isinstance(order, str) else order
        nullable = may_be_null(queryset.model, order) if column.nulls is None else column.nulls
        return Order(name=name, key=key, nullable=nullable, descending=name.startswith("-"))

    @cached_property
    def headings(self) -> list[Heading]:
        return [self._heading(column) for column in self.columns]

    def _heading(self, column: Column) -> Heading:
        if column.order is None:
            return Heading(column)
        here = self.order.name.removeprefix("-") == column.key
        rising = here and not self.order.descending
        href = with_query(self.params, sortera=f"-{column.key}" if rising else column.key)
        return Heading(column, href, ("ascending" if rising else "descending") if here else "")

    @cached_property
    def _keyset(self) -> Keyset:
        names, named = ["pk"], {}
        expressions = [column.values for column in self.columns] + list(self.extra.values())
        for number, expression in enumerate(expressions):
            if not isinstance(expression, str):
                named[f"value_{number}"] = expression
                expression = f"value_{number}"
            names.append(expression)
        salt = f"{self.queryset.model._meta.label}"
        return Keyset(self.queryset.annotate(**named), self.order, names, size=self.size, salt=salt)

    def _rows(self, tuples: Any) -> Iterator[Any]:
        make = _row_type(("pk", *(column.key for column in self.columns), *self.extra))._make
        return (make(values[:-1]) for values in tuples)

    @cached_property
    def page(self) -> Page:
        before, after = self.params.get("fore", ""), self.params.get("efter", "")
        return self._keyset.page(after=after, before=before, count=None if self.capped else self.count)

    @cached_property
    def rows(self) -> list[Any]:
        return list(self._rows(self.page.rows))

    def all_rows(self) -> Iterator[Any]:
        """Yield every row the filter matches, in the order shown."""
        return self._rows(self._keyset.all())

    def _aggregate(self, *, cap: int | None) -> dict[str, Any]:
        """Count and sum in one query, over at most ``cap`` rows."""
        wanted: dict[str, Any] = {"rows": Count("pk")}
        named = {}
        for number, column in enumerate(self.summed):
            source = column.values
            named[f"sum_{number}"] = F(source) if isinstance(source, str) else source
            wanted[f"total_{number}"] = Sum(f"sum_{number}")
            wanted[f"known_{number}"] = Count(f"sum_{number}")
        return self.queryset.order_by().annotate(**named)[:cap].aggregate(**wanted)

    @cached_property
    def _counted(self) -> dict[str, Any]:
        return self._aggregate(cap=CAP + 1)

    @property
    def summed(self) -> list[Column]:
        return [column for column in self.columns if column.total]

    @property
    def capped(self) -> bool:
        return self._counted["rows"] > CAP

    @property
    def count(self) -> int:
        return min(self._counted["rows"], CAP)

    @property
    def whole(self) -> bool:
        """Whether every row is on this page."""
        return not self.page.before and not self.page.after

    @cached_property
    def totals(self) -> list[Total]:
        """Return the sums of all rows the filter matches; empty when they are more than CAP."""
        return [] if self.capped else self._sums(self._counted)

    def sum_all(self) -> list[Total]:
        """Return the sums of all rows the filter matches, however many: for a file, not for a page."""
        return self._sums(self._aggregate(cap=None))

    def _sums(self, found: dict[str, Any]) -> list[Total]:
        return [
            Total(column, found[f"total_{n}"], found["rows"] - found[f"known_{n}"])
            for n, column in enumerate(self.summed)
        ]

    @cached_property
    def shown_totals(self) -> list[Total]:
        """Return the sums of the rows on this page."""
        return [self._shown(column) for column in self.summed]

    def _shown(self, column: Column) -> Total:
        values = [getattr(row, column.key) for row in self.rows]
        known = [value for value in values if value is not None]
        return Total(column, sum(known) if known else None, len(values) - len(known))

    @property
    def links(self) -> dict[str, str]:
        """Return where first, previous, next and last page lead; what leads nowhere is left out."""
        page, params = self.page, self.params
        found = {
            "first": with_query(params) if page.before else "",
            "previous": with_query(params, fore=page.before) if page.before else "",
            "next": with_query(params, efter=page.after) if page.after else "",
            "last": with_query(params, fore=END) if page.after else "",
        }
        return {name: href for name, href in found.items() if href}
