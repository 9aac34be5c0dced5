"""What is said comes back from JSON as it was; unknown JSON is refused."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from portal.content.charts import bar_chart
from portal.content.figures import MASKED, Figure, Share, Unit
from portal.content.heads import Head, Recipient
from portal.content.live import LiveChart, LiveFigure
from portal.content.live_lazy import Lazy, by_key
from portal.content.notes import Note
from portal.content.papers import ChartPart, Heading, Paper, Prose
from portal.content.runs import Live, Words
from portal.content.stored import restore, store
from portal.content.tables import Column, Row, Table

TABLE = Table(
    gettext_lazy("Förbrukat"),
    (
        Column("committee", "Nämnd", Unit.TEXT, notes=(Note("så"),)),
        Column("tkr", "tkr", Unit.TKR),
        Column("people", "Personer", people=True),
    ),
    (
        Row("A", {"tkr": Figure(Decimal("4770500.00"), Unit.TKR), "people": Figure(MASKED)}, href="/x/"),
        Row("B", {"tkr": Figure(None, Unit.TKR), "people": Figure(0, notes=(Note("n"),))}, key="b"),
    ),
).ordered("tkr", descending=True)


def through(value):
    return restore(json.loads(json.dumps(store(value))))


def test_a_table_comes_back_as_it_was():
    back = through(TABLE)

    assert (back.caption, back.columns, back.order) == ("Förbrukat", TABLE.columns, TABLE.order)
    assert [(row.label, dict(row.cells), row.href, row.key) for row in back.rows] == [
        (row.label, dict(row.cells), row.href, row.key) for row in TABLE.rows
    ]
    assert back.rows[0].cells["people"].value is MASKED


def test_a_paper_comes_back_as_it_was_and_what_masking_alone_needs_does_not():
    figure = Figure(Share(19, 40), Unit.PERCENT, href="/rader/", fact=("a", 1))
    paper = Paper(
        "Rubrik",
        "",
        (Heading("H", 3), Prose((Words("av "), Live("k", "Andel", figure, said="19 (48 procent)")))),
        head=Head("Tjänsteutlåtande", day=date(2026, 11, 24), recipients=(Recipient("Socialnämnden"),)),
    )
    back = through(paper)
    kept = back.parts[1].runs[1]

    assert (back.title, back.head, back.parts[0]) == (paper.title, paper.head, paper.parts[0])
    assert (kept.said, kept.figure) == (
        "19 (48 procent)",
        Figure(Share(19, 40), Unit.PERCENT, href="/rader/"),
    )
    assert store(through(paper)) == store(paper)


def test_a_chart_is_drawn_as_it_was():
    chart = bar_chart(TABLE, name="c", parts=["tkr"], total="tkr")
    part = through(ChartPart(chart, "alt"))

    assert (part.chart.svg, part.chart.key, part.alt) == (chart.svg, chart.key, "alt")
    assert isinstance(part.chart.svg, SafeString)
    assert through(LiveChart("k", "l", chart, "alt")).alt == "alt"


def test_what_no_paper_is_made_of_is_refused_both_ways():
    with pytest.raises(TypeError):
        store(object())
    with pytest.raises(KeyError):
        restore({"$": "os.system", "v": "x"})


def test_a_group_is_built_when_it_is_asked_for_and_once():
    built = []

    def group(name):
        def build():
            built.append(name)
            return by_key([LiveFigure(f"{name}.x", name, Figure(1), "1")])

        return build

    lazy = Lazy({"medel": group("medel"), "mal": group("mal")})

    assert lazy["medel.x"].label == "medel"
    assert "medel.y" not in lazy
    assert lazy.get("okant.x") is None
    assert built == ["medel"]
    assert list(lazy) == ["medel.x", "mal.x"]
    assert built == ["medel", "mal"]


def test_two_things_of_one_key_are_refused():
    with pytest.raises(ValueError, match="same key"):
        by_key([LiveFigure("a.b", "", Figure(1), ""), LiveFigure("a.b", "", Figure(2), "")])
