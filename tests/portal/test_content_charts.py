"""Bars: where they lie, what a reader of the markup is told, and that no text becomes markup."""

import re
from xml.etree import ElementTree

import pytest
from django.utils.translation import override

from portal.content.charts import bar_chart
from portal.content.figures import MASKED, Figure, Unit
from portal.content.tables import Column, Row, Table

COLUMNS = (
    Column("area", "Område", Unit.TEXT),
    Column("y2", "2002", Unit.TKR),
    Column("y3", "2003", Unit.TKR),
    Column("none", "År okänt", Unit.TKR),
    Column("all", "Totalt", Unit.TKR),
)
PARTS = ("y2", "y3", "none")
MONEY = [("Arbetsmarknad", 2680, 4239, 0), ("SFI", 3107, 1728, 0), ("Socialmedicin", 2298, 1080, 396)]


def row(label, *tkr):
    values = [*tkr, sum(each for each in tkr if isinstance(each, int))]
    figures = [Figure(each * 1000 if isinstance(each, int) else each, Unit.TKR) for each in values]
    return Row(label, dict(zip(("y2", "y3", "none", "all"), figures, strict=True)))


def chart(*rows, caption="Beviljade medel per område och år, tkr", parts=PARTS):
    with override("sv"):
        return bar_chart(Table(caption, COLUMNS, rows).with_total(), name="c", parts=parts, total="all")


def drawn(result):
    return ElementTree.fromstring(result.svg)


def bars(result):
    return [
        (each.get("class"), each.get("x"), each.get("y"), each.get("width"))
        for each in drawn(result).iter("rect")
        if each.get("class")
    ]


def words(result):
    return [each.text.replace("\u00a0", " ") for each in drawn(result).iter("text")]


def test_bars_are_stacked_to_the_scale_of_the_longest():
    result = chart(*(row(*each) for each in MONEY))
    assert bars(result) == [
        ("c1", "0.00%", "20", "32.54%"),
        ("c2", "32.54%", "20", "51.46%"),
        ("c1", "0.00%", "78", "37.72%"),
        ("c2", "37.72%", "78", "20.98%"),
        ("c1", "0.00%", "136", "27.90%"),
        ("c2", "27.90%", "136", "13.11%"),
        ("c3", "41.01%", "136", "4.81%"),
    ]
    assert drawn(result).get("height") == "166"
    assert words(result) == [
        *("Arbetsmarknad", "2 680", "6 919"),
        *("SFI", "3 107", "4 835"),
        *("Socialmedicin", "2 298", "3 774"),
    ]


def test_a_hatch_lies_on_the_second_part_so_that_colour_is_not_alone():
    svg = chart(*(row(*each) for each in MONEY)).svg
    assert len(re.findall(r'<rect fill="url\(#c-hatch\)"', svg)) == 3
    assert svg.count('<pattern id="c-hatch"') == 1


def test_who_cannot_see_is_told_the_same():
    svg = drawn(chart(*(row(*each) for each in MONEY)))
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "c-t c-d"
    title, description = svg.find("title"), svg.find("desc")
    assert (title.get("id"), title.text) == ("c-t", "Beviljade medel per område och år, tkr")
    assert description.get("id") == "c-d"
    assert description.text.replace("\u00a0", " ") == (
        "Liggande staplar. Arbetsmarknad 6 919 tkr; SFI 4 835 tkr; Socialmedicin 3 774 tkr. "
        "Samma tal står i tabellen."
    )


def test_the_key_names_the_parts_and_one_part_needs_none():
    key = ElementTree.fromstring(chart(row(*MONEY[0])).key)
    assert [item.find("svg").tail for item in key.iter("li")] == ["2002", "2003", "År okänt"]
    assert chart(row(*MONEY[0]), parts=("all",)).key == ""


def test_text_is_never_markup():
    hostile = '<script>alert("1")</script>&'
    result = chart(row(hostile, 1, 2, 3), caption=hostile)
    assert "<script" not in result.svg
    assert words(result)[0] == hostile
    assert drawn(result).find("title").text == hostile


def test_no_style_and_no_script_stands_in_the_markup():
    result = chart(row(*MONEY[0]))
    assert not re.search(r"style=|<style|<script|\son\w+=", result.svg + result.key)


def test_what_is_not_known_or_hidden_is_not_drawn_but_said():
    result = chart(row("Kista", None, 5, MASKED), row("Farsta", 10, 0, 0))
    assert bars(result) == [("c2", "0.00%", "20", "42.00%"), ("c1", "0.00%", "78", "84.00%")]
    hidden = Row("Dold", {key: Figure(MASKED, Unit.TKR) for key in ("y2", "y3", "none", "all")})
    assert words(chart(hidden)) == ["Dold", ".."]


def test_a_negative_part_has_no_length():
    assert bars(chart(row("Återföring", -5, 10, 0))) == [("c2", "0.00%", "20", "84.00%")]


def test_no_rows_and_only_zeros_are_drawn_without_bars():
    assert bars(chart()) == []
    assert drawn(chart()).find("desc").text == "Inga staplar: tabellen har inga rader."
    assert (bars(chart(row("a", 0, 0, 0))), words(chart(row("a", 0, 0, 0)))) == ([], ["a", "0"])


@pytest.mark.parametrize("parts", [(), ("y2", "y3", "none", "all")])
def test_a_bar_has_one_to_three_parts(parts):
    with pytest.raises(ValueError, match="A bar has one to 3 parts"):
        chart(row(*MONEY[0]), parts=parts)
