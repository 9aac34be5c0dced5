"""Lines over time: what is counted alike is joined, a break is a gap with a marked line.

A preliminary value is a hollow dot, a goal a dashed line, a mean a thick one: never colour alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.content.charts.axes import Across, Axis, axis_of
from portal.content.charts.drawing import Chart, framed, joined, key_list
from portal.content.tables import Table
from portal.money import write_number

HEIGHT, FOOT, HEAD, LABEL = 320, 26, 26, 18  # px: the drawing, under it, over it, a row of labels of breaks
LEFT, RIGHT = 15.0, 97.0  # percent of the width; the numbers of the axis stand to the left
LAST_MIDDLE = 90  # percent; the name of a later time would reach over the edge, and ends there
MANY = 40  # dots; more of them are drawn smaller
DOT, SMALL_DOT = 4, 2.5  # px


class Look(StrEnum):
    """How a line is drawn, by the class of the stylesheet."""

    VALUE = "l-value"
    MEAN = "l-mean"
    GOAL = "l-goal"


@dataclass(frozen=True)
class Dot:
    """A value at a time; ``at`` in any unit, the same in all of a chart."""

    at: float
    value: Decimal
    is_hollow: bool = False


@dataclass(frozen=True)
class Line:
    """A line with its name. Dots of a run are joined; between runs there is a gap."""

    title: Any
    runs: tuple[tuple[Dot, ...], ...]
    look: Look = Look.VALUE

    @property
    def dots(self) -> list[Dot]:
        return [dot for run in self.runs for dot in run]


@dataclass(frozen=True)
class Mark:
    """A break: from this time on the values are counted in another way."""

    at: float
    label: str


def line_chart(
    table: Table,
    *,
    name: str,
    lines: Sequence[Line],
    marks: Sequence[Mark] = (),
    ticks: Sequence[tuple[float, str]] = (),
    unit: Any = "",
) -> Chart:
    """Return the lines over time. ``ticks`` are the times named under the drawing, with their names.

    ``name`` begins the ids and must be its own on the page. The table has the same numbers in words.
    """
    dots = [dot for line in lines for dot in line.dots]
    times = [*(dot.at for dot in dots), *(mark.at for mark in marks)]
    plan = _Plan(
        axis_of([dot.value for dot in dots]),
        Across(min(times, default=0), max(times, default=0), LEFT, RIGHT),
        HEAD + LABEL * len(marks),
    )
    inside = [*_grid(plan, ticks, unit), *_marks(plan, marks)]
    inside += [piece for line in lines for piece in _line(plan, line)]
    words = _description(lines, marks)
    svg = framed(name, height=plan.height, title=table.caption, description=words, inside=joined(inside))
    return Chart(svg, key_list(_key(lines, marks)), table)


@dataclass(frozen=True)
class _Plan:
    """Where things lie: percent across, pixels down."""

    axis: Axis
    across: Across
    top: int

    @property
    def height(self) -> int:
        return HEIGHT + self.top - HEAD

    @property
    def foot(self) -> int:
        return self.height - FOOT

    def x(self, at: float) -> str:
        return self.across.percent(at)

    def y(self, value: Decimal) -> str:
        return f"{self.foot - (self.foot - self.top) * self.axis.share(value):.1f}"


def _grid(plan: _Plan, ticks: Sequence[tuple[float, str]], unit: Any) -> Iterator[SafeString]:
    """The round numbers, each on a thin line, and the times under them."""
    words = _("%(unit)s (axeln börjar vid %(low)s)") if plan.axis.low > 0 else "%(unit)s"
    said = words % {"unit": unit, "low": write_number(plan.axis.low)}
    yield format_html('<text class="ct ct-m" x="0" y="13">{}</text>', said)
    for value in plan.axis.ticks:
        y = plan.y(value)
        yield format_html('<line class="c-axis" x1="0" x2="100%" y1="{}" y2="{}"/>', y, y)
        yield format_html('<text class="ct ct-m" x="0" y="{}" dy="-4">{}</text>', y, write_number(value))
    for at, label in ticks:
        x = plan.x(at)
        side = "ct-end" if float(x) > LAST_MIDDLE else "ct-mid"
        place = '<text class="ct ct-m {}" x="{}%" y="{}">{}</text>'
        yield format_html(place, side, x, plan.height - 8, label)


def _marks(plan: _Plan, marks: Sequence[Mark]) -> Iterator[SafeString]:
    """Each break as a dotted line from top to foot; the labels in a row each, that they never meet."""
    for row, mark in enumerate(marks):
        x, y = plan.x(mark.at), HEAD + LABEL * row + 8
        line = '<line class="l-break" x1="{}%" x2="{}%" y1="{}" y2="{}"/>'
        yield format_html(line, x, x, y - 10, plan.foot)
        side, away = ("ct-end", -6) if float(x) > 50 else ("", 6)
        yield format_html(
            '<text class="ct {}" x="{}%" dx="{}" y="{}">{}</text>', side, x, away, y, mark.label
        )


def _line(plan: _Plan, line: Line) -> Iterator[SafeString]:
    radius = SMALL_DOT if len(line.dots) > MANY else DOT
    for run in line.runs:
        for one, other in pairwise(run):
            yield format_html(
                '<line class="{}" x1="{}%" y1="{}" x2="{}%" y2="{}"/>',
                *(line.look, plan.x(one.at), plan.y(one.value), plan.x(other.at), plan.y(other.value)),
            )
        for dot in run:
            if line.look is Look.VALUE or len(run) == 1:
                yield _dot(plan.x(dot.at) + "%", plan.y(dot.value), radius, is_hollow=dot.is_hollow)


def _dot(x: str, y: str, radius: float, *, is_hollow: bool) -> SafeString:
    css = "dot-hollow" if is_hollow else "dot"
    return format_html('<circle class="{}" cx="{}" cy="{}" r="{}"/>', css, x, y, radius)


def _description(lines: Sequence[Line], marks: Sequence[Mark]) -> str:
    """What is told of the drawing in words: each line's first, last, lowest and highest, and the breaks."""
    if not any(line.dots for line in lines):
        return _("Inga linjer: tabellen har inga värden.")
    parts = [_told(line) for line in lines if line.dots]
    if marks:
        parts.append(_("Brott i serien: %(breaks)s.") % {"breaks": ", ".join(mark.label for mark in marks)})
    return " ".join([_("Linjediagram."), *parts, _("Samma tal står i tabellen.")])


def _told(line: Line) -> str:
    values = [dot.value for dot in line.dots]
    words = ngettext(
        "%(line)s: ett värde, %(first)s.",
        "%(line)s: %(count)s värden, från %(first)s till %(last)s, lägst %(low)s och högst %(high)s.",
        len(values),
    )
    said = {"first": values[0], "last": values[-1], "low": min(values), "high": max(values)}
    written: dict[str, Any] = {name: write_number(value) for name, value in said.items()}
    return words % (written | {"line": line.title, "count": len(values)})


def _key(lines: Sequence[Line], marks: Sequence[Mark]) -> Iterable[tuple[SafeString, Any]]:
    for line in lines:
        yield _swatch(line.look, dotted=line.look is Look.VALUE), line.title
        if any(dot.is_hollow for dot in line.dots):
            yield _swatch("", dotted=True, is_hollow=True), _("Preliminärt värde")
    if marks:
        yield _swatch("l-break"), _("Brott: serien räknas på ett annat sätt")


def _swatch(css: str, *, dotted: bool = False, is_hollow: bool = False) -> SafeString:
    line = format_html('<line class="{}" x1="0" x2="30" y1="7" y2="7"/>', css) if css else ""
    dot = _dot("15", "7", DOT, is_hollow=is_hollow) if dotted else ""
    return format_html('<svg width="30" height="14">{}{}</svg>', line, dot)
