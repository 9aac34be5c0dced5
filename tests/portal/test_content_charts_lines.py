"""Lines over time: where they lie, what is told of them, and that a break is never drawn across."""

import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from portal.content.charts import Dot, Line, Look, Mark, line_chart
from portal.content.charts.axes import axis_of
from portal.content.figures import Figure, Unit
from portal.content.tables import Column, Row, Table

STYLES = Path(__file__).resolve().parents[2] / "static" / "css" / "portal.css"
TABLE = Table(
    "Hushåll",
    (Column("year", "År", Unit.TEXT), Column("value", "Värde", Unit.NUMBER)),
    (Row("1999", {"value": Figure(18994, Unit.NUMBER)}),),
)


def dots(*values, start=0, hollow=()):
    return tuple(Dot(start + n, Decimal(v), is_hollow=n in hollow) for n, v in enumerate(values))


def drawn(lines, marks=(), ticks=(), caption="Hushåll"):
    table = Table(caption, TABLE.columns, TABLE.rows)
    with override("sv"):
        chart = line_chart(table, name="d", lines=lines, marks=marks, ticks=ticks, unit="hushåll")
    return ElementTree.fromstring(chart.svg), chart


def all_of(svg, tag, css):
    return [each for each in svg.iter(tag) if each.get("class") == css]


def segments(svg, css):
    return [tuple(each.get(name) for name in ("x1", "y1", "x2", "y2")) for each in all_of(svg, "line", css)]


def test_dots_of_a_run_are_joined_and_runs_are_not():
    svg, _chart = drawn([Line("Värde", (dots(0, 50), dots(100, 100, start=2)))])
    assert segments(svg, "l-value") == [
        ("15.00%", "294.0", "42.33%", "160.0"),
        ("69.67%", "26.0", "97.00%", "26.0"),
    ]
    assert [(each.get("cx"), each.get("cy")) for each in all_of(svg, "circle", "dot")] == [
        ("15.00%", "294.0"),
        ("42.33%", "160.0"),
        ("69.67%", "26.0"),
        ("97.00%", "26.0"),
    ]


def test_what_is_preliminary_is_hollow_and_the_key_says_so():
    svg, chart = drawn([Line("Värde", (dots(1, 2, 3, hollow={2}),))])
    assert (len(all_of(svg, "circle", "dot")), len(all_of(svg, "circle", "dot-hollow"))) == (2, 1)
    key = ElementTree.fromstring(chart.key)
    assert [item.find("svg").tail for item in key.iter("li")] == ["Värde", "Preliminärt värde"]


def test_a_break_is_a_marked_line_and_a_label_in_a_row_of_its_own():
    marks = [Mark(1.0, "Brott 2002"), Mark(1.2, "Brott 2003")]
    svg, chart = drawn([Line("Värde", (dots(1), dots(2, start=2)))], marks)
    assert segments(svg, "l-value") == []
    assert [(x, y2) for x, _y, _x2, y2 in segments(svg, "l-break")] == [("56.00%", "330"), ("64.20%", "330")]
    labels = [(each.text, each.get("y")) for each in svg.iter("text") if each.text.startswith("Brott")]
    assert labels == [("Brott 2002", "34"), ("Brott 2003", "52")]
    assert "Brott: serien räknas på ett annat sätt" in chart.key


def test_goal_and_mean_differ_by_more_than_colour():
    lines = [Line("Värde", (dots(1, 2),)), Line("Medel", (dots(1, 2),), Look.MEAN)]
    svg, _chart = drawn([*lines, Line("Mål", (dots(2, 1),), Look.GOAL)])
    assert [len(segments(svg, css)) for css in ("l-value", "l-mean", "l-goal")] == [1, 1, 1]
    assert len(all_of(svg, "circle", "dot")) == 2
    css = STYLES.read_text()
    assert re.search(r"\.l-goal \{[^}]*stroke-dasharray", css)
    assert re.search(r"\.l-mean \{[^}]*stroke-width: 3", css)


def test_who_cannot_see_is_told_the_same():
    svg, _chart = drawn([Line("Värde", (dots(18994, 12156),))], [Mark(0.5, "Brott 2002-11")])
    assert (svg.get("role"), svg.get("aria-labelledby"), svg.find("title").text) == (
        "img",
        "d-t d-d",
        "Hushåll",
    )
    assert svg.find("desc").text.replace("\u00a0", " ") == (
        "Linjediagram. Värde: 2 värden, från 18 994 till 12 156, lägst 12 156 och högst 18 994. "
        "Brott i serien: Brott 2002-11. Samma tal står i tabellen."
    )


def test_no_values_are_said_and_drawn_without_error():
    svg, _chart = drawn([Line("Värde", ())])
    assert svg.find("desc").text == "Inga linjer: tabellen har inga värden."
    one, _chart = drawn([Line("Värde", (dots(7),))])
    assert all_of(one, "circle", "dot")[0].get("cx") == "56.00%"


def test_an_axis_that_does_not_begin_at_zero_says_so():
    svg, _chart = drawn([Line("Värde", (dots(1000, 1100),))])
    assert svg.find("text").text.replace("\u00a0", " ") == ("hushåll (axeln börjar vid 1 000)")


def test_the_last_name_under_the_chart_stays_inside_it():
    svg, _chart = drawn([Line("Värde", (dots(1, 2, 3),))], ticks=[(0, "1999"), (2, "2001")])
    assert [each.get("class") for each in svg.iter("text") if each.text in ("1999", "2001")] == [
        "ct ct-m ct-mid",
        "ct ct-m ct-end",
    ]


def test_text_is_never_markup_and_no_style_or_script_stands_in_it():
    hostile = '<script>alert("1")</script>&'
    _svg, chart = drawn([Line(hostile, (dots(1, 2),))], [Mark(1, hostile)], [(0, hostile)], caption=hostile)
    assert not re.search(r"style=|<style|<script|\son\w+=", chart.svg + chart.key)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([18994, 9497], [0, 5000, 10000, 15000, 20000]),
        ([12000, 14900], [12000, 13000, 14000, 15000]),
        ([-52, -4], [-60, -40, -20, 0]),
        ([-5, 10], [-5, 0, 5, 10]),
        ([0, 0], [0, Decimal("0.2"), Decimal("0.4"), Decimal("0.6"), Decimal("0.8"), 1]),
        ([], [0, Decimal("0.2"), Decimal("0.4"), Decimal("0.6"), Decimal("0.8"), 1]),
    ],
)
def test_the_axis_has_round_numbers(values, ticks):
    assert axis_of([Decimal(value) for value in values]).ticks == ticks


@given(st.lists(st.decimals(-(10**12), 10**12, places=5), min_size=1, max_size=6))
def test_every_value_lies_on_its_axis(values):
    axis = axis_of(values)
    assert all(-1e-9 <= axis.share(value) <= 1 + 1e-9 for value in values)
    assert 1 <= axis.steps <= 7
