"""Stacked bars: the second part is hatched on top of its colour, the third dashed."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.content.charts.drawing import Chart, framed, joined, key_list
from portal.content.figures import Figure, Unit
from portal.content.tables import Column, Row, Table
from portal.money import NBSP

BAR, GAP, TOP, LABEL, INSIDE = (
    26,
    58,
    20,
    14,
    38,
)  # px: bar height, from bar to bar, and where in a group things lie
FULL = 84  # percent of the width that the longest bar takes; the rest is for its number
READABLE = 18  # percent a first part needs for its own number inside
CLASSES = ("c1", "c2", "c3")


def bar_chart(table: Table, *, name: str, parts: Sequence[str], total: str) -> Chart:
    """Return a bar a row: `parts` are the columns stacked (at most three), `total` the column with the whole.

    `name` begins the ids and must be its own on the page. A part that is masked or not reported is not drawn,
    nor a negative one. The total row is not drawn.
    """
    if not 1 <= len(parts) <= len(CLASSES):
        raise ValueError(f"A bar has one to {len(CLASSES)} parts, not {len(parts)}")
    longest = max((_length(row, parts) for row in table.rows), default=0)
    scale = FULL / longest if longest else 0
    bars = [_bar(row, number, name, parts, total, scale) for number, row in enumerate(table.rows)]
    hatch = format_html(
        '<defs><pattern id="{}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="c-hatch" d="M0 0v6"/></pattern></defs>',
        name,
    )
    svg = framed(
        name,
        height=max(GAP * len(table.rows) - 8, 0),
        title=table.caption,
        description=_description(table, total),
        inside=hatch + joined(bars),
    )
    return Chart(svg, _key(table, name, parts), table)


def _number(row: Row, key: str) -> float:
    cell = row.cells[key]
    value = cell.order if isinstance(cell, Figure) else None
    return max(float(value), 0.0) if value is not None else 0.0


def _length(row: Row, parts: Sequence[str]) -> float:
    return sum(_number(row, key) for key in parts)


def _written(row: Row, key: str) -> str:
    cell = row.cells[key]
    return cell.written if isinstance(cell, Figure) else str(cell)


def _bar(row: Row, place: int, name: str, parts: Sequence[str], total: str, scale: float) -> SafeString:
    down = GAP * place
    drawn, x = [format_html('<text class="ct" x="0" y="{}">{}</text>', down + LABEL, row.label)], 0.0
    for key, css in zip(parts, CLASSES, strict=False):
        width = _number(row, key) * scale
        if width:
            drawn.append(_rect(css, name, x, down + TOP, width))
        if css == "c1" and width >= READABLE and len(parts) > 1:
            inside = '<text class="ct ct-on" x="0%" dx="8" y="{}">{}</text>'
            drawn.append(format_html(inside, down + INSIDE, _written(row, key)))
        x += width
    whole = '<text class="ct ct-b" x="{}%" dx="8" y="{}">{}</text>'
    drawn.append(format_html(whole, f"{x:.2f}", down + INSIDE, _written(row, total)))
    return joined(drawn)


def _rect(css: str, name: str, x: float, y: int, width: float) -> SafeString:
    """Return one part of a bar: the second hatched on top of its colour, the third dashed by its class."""
    place = format_html('x="{}%" y="{}" width="{}%" height="{}"', f"{x:.2f}", y, f"{width:.2f}", BAR)
    rect = format_html('<rect class="{}" {}/>', css, place)
    return rect + format_html('<rect fill="url(#{}-hatch)" {}/>', name, place) if css == "c2" else rect


def _description(table: Table, total: str) -> str:
    unit = {Unit.TKR: f"{NBSP}tkr", Unit.KRONOR: f"{NBSP}kr"}.get(_column(table, total).kind, "")
    bars = "; ".join(f"{row.label} {_written(row, total)}{unit}" for row in table.rows)
    if not bars:
        return _("Inga staplar: tabellen har inga rader.")
    return _("Liggande staplar. %(bars)s. Samma tal står i tabellen.") % {"bars": bars}


def _key(table: Table, name: str, parts: Sequence[str]) -> SafeString:
    """Return what the parts are called; nothing for a single one, which the caption names."""
    if len(parts) == 1:
        return SafeString("")
    return key_list(
        (_swatch(css, name), _column(table, key).title) for key, css in zip(parts, CLASSES, strict=False)
    )


def _swatch(css: str, name: str) -> SafeString:
    hatch = format_html('<rect fill="url(#{}-hatch)" width="14" height="14"/>', name) if css == "c2" else ""
    return format_html(
        '<svg width="14" height="14"><rect class="{}" width="14" height="14"/>{}</svg>', css, hatch
    )


def _column(table: Table, key: str) -> Column:
    return next(column for column in table.columns if column.key == key)
