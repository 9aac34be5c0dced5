"""The tags and filters at hand in every template."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory

from portal.content.figures import MASKED, Figure, Share, Unit
from portal.content.notes import Note
from portal.content.tables import Column, Row, Table
from portal.ui.addresses import with_query, without_value
from portal.ui.datatables import show
from portal.workareas import State

UNREPORTED = '<span class="unreported">ej redovisat</span>'


def write(source, **context):
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("filter_", "value", "written"),
    [
        ("tkr", Decimal("4770500.00"), "4\u00a0770,5"),
        ("tkr", Decimal("-300000"), "\u2212300"),
        ("tkr", 0, "0"),
        ("tkr", None, UNREPORTED),
        ("kr", Decimal("2463999.99"), "2\u00a0463\u00a0999,99"),
        ("kr", None, UNREPORTED),
        ("number", 15528, "15\u00a0528"),
        ("number", None, UNREPORTED),
        ("day", date(2026, 11, 22), '<time datetime="2026-11-22" class="nowrap">2026-11-22</time>'),
        # a moment late in the evening UTC is the next day in Stockholm
        (
            "day",
            datetime(2026, 11, 22, 23, 30, tzinfo=UTC),
            '<time datetime="2026-11-23" class="nowrap">2026-11-23</time>',
        ),
        ("day", None, UNREPORTED),
        (
            "moment",
            datetime(2026, 11, 22, 8, 12, tzinfo=UTC),
            '<time datetime="2026-11-22T09:12+01:00" class="nowrap">2026-11-22 kl. 09.12</time>',
        ),
        ("moment", None, UNREPORTED),
        ("yes_no", True, "Ja"),
        ("yes_no", False, "Nej"),
        ("yes_no", None, UNREPORTED),
        ("reported", "<b>", "&lt;b&gt;"),
        ("reported", "", ""),
        ("reported", None, UNREPORTED),
        ("message_tone", "error", "danger"),
        ("message_icon", "info", "info"),
    ],
)
def test_filter_writes(filter_, value, written):
    assert write("{{ value|" + filter_ + " }}", value=value) == written


def test_badge_says_a_state_in_icon_and_word():
    written = write("{% badge state %}", state=State("Ej <redovisad>", "bad", "bad"))

    assert written == (
        '<span class="badge badge-bad"><svg class="icon" aria-hidden="true" focusable="false">'
        '<use href="/static/img/icons.svg#i-bad"/></svg>Ej &lt;redovisad&gt;</span>'
    )


def test_badge_of_no_state_is_nothing_and_without_tone_is_plain():
    assert write("{% badge state %}{% badge missing %}", state=None) == ""
    assert write("{% badge state %}", state=State("Utkast", "pen")).startswith('<span class="badge"><svg')


@pytest.mark.parametrize(
    ("figure", "written"),
    [
        (
            Figure(15528, href="/projekt/?a=1&b=2"),
            '<a class="fig" href="/projekt/?a=1&amp;b=2">15\u00a0528</a>',
        ),
        (Figure(Decimal("4770500"), Unit.TKR), "4\u00a0770,5"),
        (Figure(Share(19, 40), Unit.PERCENT), "19 av 40 (48\u00a0%)"),
        (Figure(None), UNREPORTED),
        (
            Figure(MASKED),
            '<span class="masked">..<span class="visually-hidden"> talet är dolt, det är så litet '
            "att någon kan kännas igen</span></span>",
        ),
    ],
)
def test_figure_is_written_by_its_state(figure, written):
    assert write("{% figure fig %}", fig=figure) == written


def test_how_folds_an_explanation():
    written = write(
        '{% how %}<p>{{ x }}</p>{% endhow %}{% how title="Varför?" open=True %}y{% endhow %}', x="<1>"
    )

    assert written.count('<details class="how">') == 1
    assert written.count('<details class="how" open>') == 1
    assert "Så räknades det</summary>" in written
    assert "Varför?</summary>" in written
    assert '<div class="how-body"><p>&lt;1&gt;</p></div>' in written


def test_with_query_changes_one_choice_and_begins_again_at_the_first_page():
    request = RequestFactory().get("/", {"omrade": "å & ä", "sortera": "-nr", "efter": "x", "format": "csv"})
    written = write('{% with_query indelning="nu" sortera=None %}', request=request)

    assert written == "?omrade=%C3%A5+%26+%C3%A4&amp;indelning=nu"


def test_with_query_needs_no_request():
    assert write('{% with_query a="1" %}') == "?a=1"
    assert write("{% with_query a=None %}") == "?"


def test_query_can_lose_one_of_several_values():
    params = QueryDict("slag=a&slag=b&fore=x")
    assert without_value(params, "slag", "a") == "?slag=b"
    assert with_query(params) == "?slag=a&slag=b"


def table():
    columns = (
        Column("namn", "Stadsdel", Unit.TEXT),
        Column("ja", "Ja", group="Plan"),
        Column("nej", "Nej", group="Plan"),
        Column("belopp", "Beviljat tkr", Unit.TKR),
    )
    note = Note("Fyra ja och ett nej.")
    rows = (
        Row(
            "Kista",
            {"ja": Figure(4, href="/a/"), "nej": Figure(0), "belopp": Figure(Decimal(5), Unit.TKR)},
            notes=(note,),
        ),
        Row("<Farsta>", {"ja": Figure(1), "nej": Figure(1), "belopp": Figure(None, Unit.TKR)}, href="/f/"),
    )
    return Table("Medel", columns, rows, how=("Varje projekt räknas en gång.",)).with_total()


def test_data_table_has_two_rows_of_headings_marks_and_notes():
    written = write("{% data_table table %}", table=table())

    assert '<th scope="colgroup" colspan="2" class="group">Plan</th>' in written
    assert '<th scope="col" rowspan="2">Stadsdel</th>' in written
    assert '<th scope="row">Kista<a class="fn" href="#tabell-n1" aria-label="Fotnot 1">1</a></th>' in written
    assert '<li id="tabell-n1"><span>1</span><span>Fyra ja och ett nej.</span></li>' in written
    assert '<td class="num"><a class="fig" href="/a/">4</a></td><td class="num zero">0</td>' in written
    assert '<th scope="row"><a href="/f/">&lt;Farsta&gt;</a></th>' in written
    assert f'<td class="num">{UNREPORTED}</td>' in written
    assert '<tfoot><tr><th scope="row">Totalt</th><td class="num">5</td>' in written
    assert "<li>Varje projekt räknas en gång.</li>" in written
    assert "aria-sort" not in written


def test_data_table_sorts_numbers_from_the_largest_and_names_from_a():
    ordered = table().ordered("belopp", descending=True)
    heads = {
        head.cell.column.key: (head.href, head.sorted)
        for row in show(ordered, name="t", params=QueryDict("program=p"))["heads"]
        for head in row
        if head.cell.column
    }

    assert heads == {
        "namn": ("?program=p&sortera=namn", ""),
        "ja": ("?program=p&sortera=-ja", ""),
        "nej": ("?program=p&sortera=-nej", ""),
        "belopp": ("?program=p&sortera=belopp", "descending"),
    }


def test_print_button_is_hidden_until_a_script_shows_it():
    assert '<button class="btn" type="button" data-print hidden>' in write("{% print_button %}")
