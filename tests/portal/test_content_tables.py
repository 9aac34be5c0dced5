"""Tables: totals computed, footnotes numbered, Swedish order, and the layout a template needs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from portal.content.figures import MASKED, Figure, Share, Unit
from portal.content.layout import body, headings
from portal.content.notes import Note, missing_note
from portal.content.sorting import text_key
from portal.content.tables import Column, Order, Row, Table

COLUMNS = (
    Column("lead", "Stadsdelsförvaltning", Unit.TEXT),
    Column("sfi", "SFI", group="Antal projekt", export_title="SFI"),
    Column("all", "Totalt", group="Antal projekt", export_title="Antal projekt"),
    Column("granted", "Beviljat tkr", Unit.TKR),
    Column("yes", "Ja", group="Plan för implementering"),
    Column("share", "Andel", Unit.PERCENT),
    Column("since", "Sedan", Unit.DATE),
)


def row(label, sfi=0, granted=0, yes=0, *, notes=(), since=date(2026, 11, 22)):
    cells = {"sfi": Figure(sfi), "all": Figure(6), "granted": Figure(granted, Unit.TKR), "yes": Figure(yes)}
    return Row(label, {**cells, "share": Figure(Share(1, 2), Unit.PERCENT), "since": since}, notes=notes)


def table(*rows, **more):
    return Table("Beviljade medel", COLUMNS, rows, **more)


def labels(ordered):
    return [each.label for each in ordered.rows]


def test_the_total_is_computed_where_sums_make_sense():
    with override("sv"):
        total = (
            table(row("Rinkeby", 2, 3836000, 1), row("Kista", 0, 2265500, None))
            .with_total(hrefs={"granted": "/projekt/"})
            .total
        )
    assert total == Row(
        "Totalt",
        {
            "sfi": Figure(2),
            "all": Figure(12),
            "granted": Figure(6101500, Unit.TKR, "/projekt/"),
            "yes": Figure(1, notes=(missing_note(1),), missing=1),
            "share": "",
            "since": "",
        },
    )


def test_a_column_says_itself_whether_it_has_a_sum():
    columns = (COLUMNS[0], replace(COLUMNS[1], sums=False), Column("share", "Andel", Unit.PERCENT, sums=True))
    cells = {"sfi": Figure(1), "share": Figure(Share(1, 2), Unit.PERCENT)}
    total = Table("T", columns, (Row("a", cells), Row("b", cells))).with_total("Summa").total
    assert total == Row("Summa", {"sfi": "", "share": Figure(Share(2, 4), Unit.PERCENT)})


def test_a_table_without_rows_sums_to_zero():
    assert table().with_total().total.cells["granted"] == Figure(0, Unit.TKR)


def test_footnotes_are_numbered_from_headings_down_to_the_total():
    first, second, third, fourth = (Note(text) for text in "abcd")
    columns = (COLUMNS[0], replace(COLUMNS[1], notes=(first,)))
    built = Table(
        "T",
        columns,
        (
            Row("Rinkeby", {"sfi": Figure(None, notes=(third,))}, notes=(second, first)),
            Row("Kista", {"sfi": Figure(1, notes=(second,))}, notes=(fourth,)),
        ),
        notes=(Note("om allt"),),
    ).with_total()
    assert built.footnotes == [(1, first), (2, second), (3, third), (4, fourth), (5, missing_note(1))]
    assert [line.head.numbers for line in body(built)] == [(2, 1), (4,), ()]
    assert [line.cells[0].numbers for line in body(built)] == [(3,), (2,), (5,)]
    assert headings(built)[1][0].numbers == (1,)


@pytest.mark.parametrize(
    "cells",
    [{}, {"sfi": Figure(1)}, {**row("x").cells, "more": Figure(1)}],
    ids=["none", "too few", "too many"],
)
def test_a_row_that_does_not_fill_the_columns_is_refused(cells):
    with pytest.raises(ValueError, match="do not fill the columns"):
        table(Row("x", cells))


@pytest.mark.parametrize("columns", [(), (COLUMNS[0], COLUMNS[1], COLUMNS[1])], ids=["none", "a key twice"])
def test_columns_need_a_heading_column_and_keys_of_their_own(columns):
    with pytest.raises(ValueError, match="A table needs"):
        Table("T", columns, ())


def test_a_sum_of_people_has_people_as_parts():
    heads = Column("heads", "Deltagare", people=True, sum_of=("women",))
    built = Table("T", (COLUMNS[0], Column("women", "Kvinnor", people=True), heads), ())
    assert built.columns[2] is heads
    with pytest.raises(ValueError, match="they must be people too"):
        Table("T", (COLUMNS[0], Column("women", "Kvinnor"), heads), ())


def test_rows_stand_in_swedish_order_with_numbers_by_size():
    names = ["Östermalm", "2.1.10 Navigator", "Ängby", "Zinken", "2.1.9 Simba", "Årsta", "alvik"]
    ordered = table(*(row(name) for name in names)).ordered()
    assert labels(ordered) == [
        "2.1.9 Simba",
        "2.1.10 Navigator",
        "alvik",
        "Zinken",
        "Årsta",
        "Ängby",
        "Östermalm",
    ]
    assert labels(ordered.ordered("lead", descending=True))[0] == "Östermalm"


def test_rows_by_value_have_ties_by_name_and_the_unknown_last():
    rows = [row("Vantör", 1), row("Årsta", None), row("Kista", 7), row("Farsta", 1), row("Bromma", MASKED)]
    falling = table(*rows).ordered("sfi", descending=True)
    assert labels(falling) == ["Kista", "Farsta", "Vantör", "Bromma", "Årsta"]
    assert falling.order == Order("sfi", descending=True)
    assert labels(table(*rows).ordered("sfi")) == ["Farsta", "Vantör", "Kista", "Bromma", "Årsta"]


def test_rows_can_be_ordered_by_dates():
    assert labels(
        table(row("a", since=date(2026, 2, 1)), row("b", since=date(2025, 2, 1))).ordered("since")
    ) == [
        "b",
        "a",
    ]


@pytest.mark.parametrize(
    ("column", "heading"),
    [
        (COLUMNS[1], "SFI"),
        (COLUMNS[2], "Antal projekt"),
        (COLUMNS[3], "Beviljat tkr"),
        (COLUMNS[4], "Plan för implementering ja"),
        (Column("x", "SFI", group="Antal"), "Antal SFI"),
    ],
)
def test_two_levels_of_headings_are_one_in_a_file(column, heading):
    assert column.heading == heading


def test_headings_of_a_group_share_a_cell():
    top, below = headings(table())
    assert [(cell.text, cell.columns, cell.rows) for cell in top] == [
        ("Stadsdelsförvaltning", 1, 2),
        ("Antal projekt", 2, 1),
        ("Beviljat tkr", 1, 2),
        ("Plan för implementering", 1, 1),
        ("Andel", 1, 2),
        ("Sedan", 1, 2),
    ]
    assert [(cell.text, cell.rows) for cell in below] == [("SFI", 1), ("Totalt", 1), ("Ja", 1)]


def test_two_groups_side_by_side_stay_two():
    columns = (COLUMNS[0], COLUMNS[1], COLUMNS[4], Column("no", "Nej", group="Plan för implementering"))
    top, below = headings(Table("T", columns, ()))
    assert [(cell.text, cell.columns) for cell in top[1:]] == [
        ("Antal projekt", 1),
        ("Plan för implementering", 2),
    ]
    assert [cell.text for cell in below] == ["SFI", "Ja", "Nej"]


def test_a_table_without_groups_has_one_row_of_headings():
    (only,) = headings(Table("T", (COLUMNS[0], COLUMNS[3]), ()))
    assert [(cell.text, cell.columns, cell.rows) for cell in only] == [
        ("Stadsdelsförvaltning", 1, 1),
        ("Beviljat tkr", 1, 1),
    ]


def test_the_body_is_laid_out_as_text_with_states_and_links():
    opened = Row("Rinkeby", {"granted": Figure(Decimal("4770500"), Unit.TKR, "/rader/")}, href="/projekt/")
    unknown = Row("Kista", {"granted": Figure(None, Unit.TKR)})
    with override("sv"):
        lines = body(Table("T", (COLUMNS[0], COLUMNS[3]), (opened, unknown)).with_total())
    assert [(line.head.text, line.head.href, line.is_total) for line in lines] == [
        ("Rinkeby", "/projekt/", False),
        ("Kista", None, False),
        ("Totalt", None, True),
    ]
    assert [(c.text, c.state, c.href, c.is_number) for line in lines for c in line.cells] == [
        ("4\u00a0770,5", "value", "/rader/", True),
        ("ej redovisat", "unreported", None, True),
        ("4\u00a0770,5", "value", None, True),
    ]


def test_dates_and_words_are_laid_out_as_text():
    (line,) = body(
        Table(
            "T",
            (COLUMNS[0], COLUMNS[6], Column("w", "Ord", Unit.TEXT)),
            (Row("a", {"since": date(2026, 1, 2), "w": "ord"}),),
        )
    )
    assert [(cell.text, cell.state, cell.is_number) for cell in line.cells] == [
        ("2026-01-02", "text", False),
        ("ord", "text", False),
    ]


def test_text_key_tells_equal_looking_texts_apart():
    assert text_key("Kista") != text_key("kista")
    assert sorted(["kista", "Kista"], key=text_key) == ["Kista", "kista"]
