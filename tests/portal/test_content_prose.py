import time

import pytest

from portal.content.figures import Figure, Unit
from portal.content.notes import Note
from portal.content.papers import Bullets, ChartPart, Heading, Item, Prose
from portal.content.prose import read, read_prose, references, refresh
from portal.content.prose_reading import Named
from portal.content.runs import Break, Footnote, Live, Missing, Words
from portal.content.tables import Table
from tests.portal.papering import chart, money_table

GRANTED = Figure(61_093_000, Unit.TKR, href="/projekt/")
TABLE, CHART = money_table(), chart().chart


def resolve(kind, key):
    return {
        ("figur", "beviljat"): Named("Beviljat", GRANTED),
        ("tabell", "medel"): TABLE,
        ("diagram", "medel"): CHART,
    }.get((kind, key))


def problems(text):
    return [(each.line, each.code) for each in read(text, resolve).problems]


def test_headings_lists_emphasis_and_links():
    text = "## Ett\n\n### Två\n\n**fet** *kursiv* [ord](https://x.se)\n\n1. a\n   - b\n2. c"
    runs = (
        Words("fet", True),
        Words(" "),
        Words("kursiv", False, True),
        Words(" "),
        Words("ord", href="https://x.se"),
    )
    below = Bullets((Item((Words("b"),)),))
    assert read(text, resolve).problems == ()
    assert read_prose(text, resolve, top=3) == (
        Heading("Ett", 3),
        Heading("Två", 4),
        Prose(runs),
        Bullets((Item((Words("a"),), below), Item((Words("c"),))), is_ordered=True),
    )


def test_a_line_break_is_kept():
    assert read_prose("ett\r\ntvå", resolve) == (Prose((Words("ett"), Break(), Words("två"))),)


def test_a_figure_stays_a_reference_with_its_unit():
    (part,) = read_prose("Beviljat **[[figur:beviljat]]** i år", resolve)
    live = Live("beviljat", "Beviljat", GRANTED, is_bold=True)
    assert part == Prose((Words("Beviljat "), live, Words(" i år")))
    assert live.written == "61\u00a0093\u00a0tkr"


def test_a_reference_to_nothing_is_seen_and_told():
    reading = read("Se [[figur:borta]]", resolve)
    assert reading.parts == (Prose((Words("Se "), Missing("figur", "borta"))),)
    assert [(each.line, each.code) for each in reading.problems] == [(1, "missing_reference")]


def test_a_key_is_not_read_as_emphasis():
    text = "[[figur:a._b]] och [[figur:c_.d]]"
    assert references(text) == [("figur", "a._b"), ("figur", "c_.d")]


def test_a_table_and_a_chart_stand_alone_on_their_lines():
    reading = read("före\n[[tabell:medel]]\nefter\n\n[[diagram:medel]]", resolve)
    assert reading.parts == (Prose((Words("före"),)), TABLE, Prose((Words("efter"),)), ChartPart(CHART))
    assert [(each.first, each.last) for each in reading.placed] == [(1, 1), (2, 2), (3, 3), (5, 5)]
    assert reading.problems == ()


def test_a_table_in_the_middle_of_a_line_is_told():
    assert problems("se [[tabell:medel]] här") == [(1, "block_inside")]


def test_footnotes_stand_where_they_are_referred_to():
    (part,) = read_prose("Lagen[^1] gäller.\n\n[^1]: Lagen (2016:752).", resolve)
    assert part == Prose((Words("Lagen"), Footnote(Note("Lagen (2016:752).")), Words(" gäller.")))


def test_a_table_typed_by_hand_has_its_caption_and_live_figures():
    rows = "| Område | tkr |\n|---|--:|\n| SFI[^1] | [[figur:beviljat]] |\n| Annat | 12 |"
    text = f"Tabell: Medel\n\n{rows}\n\n[^1]: Not."
    reading = read(text, resolve)
    (table,) = reading.parts
    assert isinstance(table, Table)
    assert (table.caption, [column.title for column in table.columns]) == ("Medel", ["Område", "tkr"])
    assert [(row.label, row.cells, row.notes) for row in table.rows] == [
        ("SFI", {"c1": GRANTED}, (Note("Not."),)),
        ("Annat", {"c1": "12"}, ()),
    ]
    assert (reading.placed[0].first, reading.placed[0].last, reading.problems) == (3, 6, ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# För stor", [(1, "heading_marks")]),
        ("a\n\n#### För liten", [(3, "heading_marks")]),
        ("| a |\n|---|\n| b |", [(1, "table_caption")]),
        ("Tabell: x\n\n| | |\n|---|---|\n| b | c |", [(3, "table_heads")]),
        ("[https://x.se](https://x.se)", [(1, "link_words")]),
        ("[ord](javascript:alert)", [(1, "bad_link")]),
        ("[ord](//annan.se)", [(1, "bad_link")]),
        ("a\nsaknar[^9]", [(1, "missing_note")]),
        ("a\n\n[^x]: oanvänd", [(3, "unused_note")]),
        ("- a\n  - b\n    - c", [(3, "deep_list")]),
        ("## Bra\n\n- a\n  - b", []),
    ],
)
def test_what_must_be_put_right_is_told_by_line(text, told):
    assert problems(text) == told


@pytest.mark.parametrize(
    "text",
    ["<script>x</script>", "> citat", "    indrag", "```kod```", "![bild](x.png)", "&amp; &#60;", "[a]: /b"],
)
def test_all_else_stays_the_words_it_is(text):
    (part,) = read_prose(text, resolve)
    assert "".join(run.text for run in part.runs if isinstance(run, Words)) == text.strip()


def test_refreshing_never_changes_a_letter():
    text = "ett  två\t[[figur:beviljat]]\r\n\r\n  *tre* \u202e"
    assert refresh(text, resolve)[0] == text


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "^[" * 10_000,
        "[[figur:" * 3_000,
        "*a **" * 5_000,
        "- " * 2_000 + "qvx",
        "".join("  " * deep + "- qvx\n" for deep in range(150)),
        "|" * 9_000 + "\n" + "|-" * 4_500,
    ],
)
def test_a_hostile_text_is_read_soon_and_loses_no_words(text):
    began = time.process_time()
    reading = read(text, resolve)
    assert time.process_time() - began < 2
    said = str(reading.parts)
    assert said.count("qvx") == text.count("qvx") or "unread" in [each.code for each in reading.problems]
    assert reading.parts
