"""A content.Table on the page: portal.content.layout decides the cells, here they become safe HTML."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.content.figures import Figure, Unit
from portal.content.layout import BodyCell, BodyRow, HeadCell, body, headings
from portal.content.masking_tables import WHY
from portal.content.tables import Table
from portal.ui import writing
from portal.ui.addresses import with_query


@dataclass(frozen=True)
class Head:
    """A heading cell and, where the table sorts, the link that sorts by it."""

    cell: HeadCell
    marks: SafeString
    href: str = ""
    sorted: str = ""

    @property
    def css(self) -> str:
        if self.cell.column is None:
            return "group"
        return "" if self.cell.column.kind in (Unit.TEXT, Unit.DATE) else "num"

    @property
    def icon(self) -> str:
        return {"ascending": "asc", "descending": "desc"}.get(self.sorted, "sort")


def show(table: Table, *, name: str, params: QueryDict | None = None) -> dict[str, Any]:
    """Return the context of ``ui/_data_table.html``. ``name`` begins ids; with ``params`` it sorts."""
    rows = body(table)
    return {
        "table": table,
        "name": name,
        "heads": [[_head(cell, table, name, params) for cell in row] for row in headings(table)],
        "rows": [_row(row, name) for row in rows if not row.is_total],
        "total": [_row(row, name) for row in rows if row.is_total],
        "footnotes": table.footnotes,
        "masked_note": WHY,
    }


def is_masked(table: Table) -> bool:
    """Whether a figure of the table is hidden."""
    return WHY in table.notes


def figure(fig: Figure) -> SafeString:
    """Write a figure: a link when it can be opened, words when it is not reported, ".." when it is masked."""
    return _value(fig.written, fig.state, fig.href)


def _value(text: str, state: str, href: str | None) -> SafeString:
    inside: SafeString | str = text
    if state == "unreported":
        inside = writing.unreported()
    elif state == "masked":
        why = _("talet är dolt, det är så litet att någon kan kännas igen")
        inside = format_html(
            '<span class="masked">{}<span class="visually-hidden"> {}</span></span>', text, why
        )
    return format_html('<a class="fig" href="{}">{}</a>', href, inside) if href else format_html("{}", inside)


def _marks(numbers: tuple[int, ...], name: str) -> SafeString:
    """Write the raised numbers that lead to the notes under the table."""
    links = ((name, n, _("Fotnot %(number)s") % {"number": n}, n) for n in numbers)
    return format_html_join(" ", '<a class="fn" href="#{}-n{}" aria-label="{}">{}</a>', links)


def _head(cell: HeadCell, table: Table, name: str, params: QueryDict | None) -> Head:
    head = Head(cell, _marks(cell.numbers, name))
    if cell.column is None:
        return head
    here = table.order is not None and table.order.key == cell.column.key
    falling = here and table.order is not None and table.order.descending
    # Names begin at A, numbers with the largest; a second time it turns.
    down = not falling if here else head.css == "num"
    key = f"-{cell.column.key}" if down else cell.column.key
    href = "" if params is None else with_query(params, sortera=key)
    return Head(cell, head.marks, href, ("descending" if falling else "ascending") if here else "")


def _row(row: BodyRow, name: str) -> SafeString:
    label = row.head
    linked = format_html('<a href="{}">{}</a>', label.href, label.text) if label.href else label.text
    head = format_html('<th scope="row">{}{}</th>', linked, _marks(label.numbers, name))
    return format_html(
        "<tr>{}{}</tr>", head, format_html_join("", "{}", ((_cell(c, name),) for c in row.cells))
    )


def _cell(cell: BodyCell, name: str) -> SafeString:
    if not cell.is_number:
        css = mark_safe(' class="nowrap"') if cell.column.kind is Unit.DATE else ""
        return format_html("<td{}>{}{}</td>", css, cell.text, _marks(cell.numbers, name))
    css = "num zero" if cell.state == "zero" else "num"
    value = _value(cell.text, cell.state, cell.href)
    return format_html('<td class="{}">{}{}</td>', css, value, _marks(cell.numbers, name))
