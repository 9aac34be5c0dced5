"""What a column of a list is: said once, and page, sums and export are all made from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models.expressions import Combinable
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.content.figures import Unit
from portal.ui import writing

Expression = str | Combinable


def _as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Kind:
    """How values of one sort are written: ``page`` gives safe HTML, ``export`` the raw value for a file.

    ``unit`` tells the writers of files what the raw value is: a TKR column takes kronor and becomes tkr.
    """

    page: Callable[[Any], SafeString] = writing.text
    export: Callable[[Any], Any] = _as_it_is
    css: str = ""
    unit: Unit = Unit.TEXT


TEXT = Kind()
COUNT = Kind(page=writing.number, css="num", unit=Unit.COUNT)
TKR = Kind(page=writing.tkr, css="num", unit=Unit.TKR)  # kronor in the database, tkr on page and in file
KRONOR = Kind(page=writing.kr, css="num", unit=Unit.KRONOR)
DAY = Kind(page=writing.day, css="nowrap", unit=Unit.DATE)
YES_NO = Kind(page=writing.yes_no, export=lambda value: None if value is None else str(writing.yes_no(value)))


def words(labels: dict[Any, Any]) -> Kind:
    """Return the kind of a code that is shown by its word: ``words(dict(Area.choices))``."""
    return Kind(
        page=lambda code: writing.text(labels.get(code, code) if code != "" else None),
        export=lambda code: str(labels[code]) if code in labels else code,
    )


def states(found: Callable[[Any], writing.State | None]) -> Kind:
    """Return the kind of a code that is shown as a badge; ``found`` turns the code into a state."""

    def word(code: Any) -> str | None:
        state = found(code)
        return str(state.word) if state else None

    return Kind(page=lambda code: writing.badge(found(code)), export=word)


def _once_each(write: Callable[[Any], SafeString]) -> Callable[[Any], SafeString]:
    """Return ``write`` that writes each value once: 50 rows show the same state or name many times."""
    written: dict[Any, SafeString] = {}

    def remembered(value: Any) -> SafeString:
        try:
            if value not in written:
                written[value] = write(value)
            return written[value]
        except TypeError:  # a list cannot be remembered
            return write(value)

    return remembered


@dataclass(frozen=True)
class Column:
    """One column of a list.

    ``key`` names the value on the row and in ``?sortera=``; ``source`` is what the database gives (a field
    path or an expression, default ``key``). ``sort`` is what it is ordered by: True for the source itself, an
    expression (Swedish names: ``SwedishKey("title")``) or False. ``nulls`` says whether the sort key may be
    NULL; found out by itself for plain fields, else taken to be True. ``cell`` writes the page's cell from
    the whole row instead of ``kind``; ``link`` wraps it. ``export`` gives the file's value from the row.
    ``total`` sums it under the table. ``head`` is the cell that names the row. On a phone rows are cards:
    ``phone`` is "", "skip" (left out) or "wide"; ``label`` a shorter heading there. ``none`` says in words
    what no value means where nobody was to report one ("inget", "ej inlämnad"): the row lacks nothing in a
    sum. Without it no value is "ej redovisat", and the sum tells how many (promise 4). A file has a blank.
    """

    key: str
    title: Any
    source: Expression | None = None
    kind: Kind = TEXT
    sort: bool | Expression = False
    nulls: bool | None = None
    cell: Callable[[Any], SafeString | str] | None = None
    link: Callable[[Any], str | None] | None = None
    export: Callable[[Any], Any] | None = None
    total: bool = False
    head: bool = False
    phone: str = ""
    label: Any = ""
    none: Any = ""

    @property
    def values(self) -> Expression:
        return self.key if self.source is None else self.source

    @property
    def order(self) -> Expression | None:
        return self.values if self.sort is True else self.sort or None

    def writer(self) -> Callable[[Any], str]:
        """Return the function that writes this column's cell of a row; all that is the same is made once."""
        number, tag = self.kind.css == "num", "th" if self.head else "td"
        opening, zero = self._opening(self.kind.css), self._opening("num zero")
        page = _once_each(self.written)
        linked = '<a href="{}" class="fig">{}</a>' if number else '<a href="{}">{}</a>'

        def write(row: Any) -> str:
            value = getattr(row, self.key)
            inside = writing.text(self.cell(row)) if self.cell else page(value)
            target = self.link(row) if self.link and value is not None else None
            if target:
                inside = format_html(linked, target, inside)
            return f"{zero if number and value == 0 else opening}{inside}</{tag}>"

        return write

    def written(self, value: Any) -> SafeString:
        """Write one value of the column for a page: a cell without its row, or a sum."""
        if value is None and self.none:
            return format_html('<span class="muted">{}</span>', self.none)
        return self.kind.page(value)

    def _opening(self, css: str) -> str:
        names = " ".join(
            filter(None, [css, "card-head" if self.head else "", self.phone and f"card-{self.phone}"])
        )
        attribute = f' class="{names}"' if names else ""
        if self.head:
            return f'<th scope="row"{attribute}>'
        label = "" if self.phone == "skip" else format_html(' data-label="{}"', self.label or self.title)
        return f"<td{label}{attribute}>"

    def exported(self, row: Any) -> Any:
        """Return the raw value for a file: Decimal (kronor), int, date, text; None for not reported."""
        return self.export(row) if self.export else self.kind.export(getattr(row, self.key))
