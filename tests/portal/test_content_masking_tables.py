"""Masking of content tables: what counts people, what is shown of it, and tables of one page together."""

from dataclasses import replace

from django.utils.translation import override

from portal.content.figures import MASKED, Figure, Share, Unit
from portal.content.masking_tables import WHY, mask_table, mask_tables
from portal.content.tables import Column, Order, Row, Table

COLUMNS = (
    Column("lead", "Stadsdelsförvaltning", Unit.TEXT),
    Column("women", "Kvinnor", people=True),
    Column("men", "Män", people=True),
    Column("heads", "Deltagare", people=True, sum_of=("women", "men")),
    Column("share", "Andel kvinnor", Unit.PERCENT, sums=True, people=True, gives_away=("women", "heads")),
    Column("projects", "Antal projekt"),
)


def row(label, women, men, **more):
    heads = (women or 0) + (men or 0)
    cells = {
        "women": Figure(women, href="/kvinnor/"),
        "men": Figure(men),
        "heads": Figure(heads),
        "share": Figure(Share(women or 0, heads), Unit.PERCENT),
        "projects": Figure(1),
    }
    return Row(label, cells, **more)


def table(*rows, caption="Deltagare"):
    return Table(caption, COLUMNS, rows).with_total()


def values(masked, *keys):
    return [[each.cells[key].value for key in keys] for each in masked.all_rows]


def test_small_counts_and_what_gives_them_away_are_hidden():
    masked = mask_table(table(row("Kista", 3, 9), row("Farsta", 20, 30), row("Vantör", 8, 7)))
    assert values(masked, "women", "men", "heads") == [
        [MASKED, MASKED, 12],
        [20, 30, 50],
        [MASKED, MASKED, 15],
        [31, 46, 77],
    ]
    assert values(masked, "share") == [[MASKED], [Share(20, 50)], [MASKED], [Share(31, 77)]]
    assert values(masked, "projects") == [[1], [1], [1], [3]], "projects are no people"


def test_a_masked_figure_loses_its_link_and_a_note_says_why():
    masked = mask_table(table(row("Kista", 3, 9), row("Farsta", 20, 30)))
    assert masked.rows[0].cells["women"] == Figure(MASKED)
    assert masked.notes == (WHY,)
    with override("sv"):
        assert str(WHY).startswith("”..” betyder att talet är så litet")


def test_a_table_with_nothing_small_is_the_same_table():
    clear = table(row("Kista", 30, 9), row("Farsta", 20, 30))
    assert mask_table(clear) is clear


def test_a_higher_limit_hides_more():
    built = table(row("Kista", 6, 90), row("Farsta", 20, 30))
    assert mask_table(built) is built
    assert values(mask_table(built, below=7), "women")[0] == [MASKED]


def test_an_ordered_table_is_ordered_anew_so_that_places_tell_nothing():
    built = table(row("Vantör", 8, 7), row("Kista", 3, 9), row("Farsta", 20, 30)).ordered(
        "women", descending=True
    )
    assert [each.label for each in built.rows] == ["Farsta", "Vantör", "Kista"]
    masked = mask_table(built)
    assert [each.label for each in masked.rows] == ["Farsta", "Kista", "Vantör"]
    assert masked.order == Order("women", descending=True)


def test_what_is_not_reported_stays_not_reported():
    masked = mask_table(table(row("Kista", 3, None), row("Farsta", 20, 30), row("Vantör", 8, 7)))
    assert values(masked, "women", "men", "heads") == [
        [MASKED, None, MASKED],
        [20, 30, 50],
        [MASKED, 7, MASKED],
        [31, 37, 68],
    ]


def test_a_share_of_few_is_hidden_also_when_it_stands_alone():
    columns = (COLUMNS[0], replace(COLUMNS[4], gives_away=()))

    def shown(part, whole):
        cell = Figure(Share(part, whole), Unit.PERCENT)
        return mask_table(Table("T", columns, (Row("a", {"share": cell}),))).rows[0].cells["share"].value

    assert shown(3, 40) is MASKED
    assert shown(37, 40) is MASKED
    assert shown(0, 4) is MASKED
    assert shown(0, 40) == Share(0, 40)
    assert shown(19, 40) == Share(19, 40)


FORMS = (
    COLUMNS[0],
    Column("visits", "Besök", people=True),
    Column("groups", "Grupper", people=True),
    Column("heads", "Deltagare", people=True, sum_of=("visits", "groups")),
)


def forms(label, visits, groups):
    return Row(label, {"visits": Figure(visits), "groups": Figure(groups), "heads": Figure(visits + groups)})


def test_a_sum_hidden_in_one_table_of_a_page_is_hidden_in_the_other():
    by_sex = table(row("Kista", 0, 3), row("Farsta", 20, 30))
    by_form = Table("Former", FORMS, (forms("Kista", 0, 3), forms("Farsta", 25, 25))).with_total()
    first, second = mask_tables([by_sex, by_form])
    assert values(first, "heads") == values(second, "heads") == [[MASKED], [MASKED], [53]]


def test_one_fact_is_one_cell_wherever_it_stands():
    column = Column("n", "Antal", people=True)
    cell = Figure(30, fact="kvinnor")
    above = Table(
        "A", (COLUMNS[0], column), (Row("Kvinnor", {"n": cell}), Row("Män", {"n": Figure(3)}))
    ).with_total()
    across = Table("B", (COLUMNS[0], column), (Row("Vuxna kvinnor", {"n": cell}),))
    first, second = mask_tables([above, across])
    assert values(first, "n") == [[MASKED], [MASKED], [33]]
    assert values(second, "n") == [[MASKED]]
    assert values(
        mask_tables([above, Table("B", (COLUMNS[0], column), (Row("Andra", {"n": Figure(30)}),))])[1], "n"
    ) == [[30]]


def test_two_rows_with_the_same_label_are_two_rows():
    built = table(row("Okänd", 3, 9), row("Okänd", 3, 9), row("Farsta", 20, 30))
    assert values(mask_table(built), "women", "men", "heads") == [
        [MASKED, MASKED, 12],
        [MASKED, MASKED, 12],
        [20, 30, 50],
        [26, 48, 74],
    ]


def test_masking_twice_changes_nothing_more():
    once = mask_table(table(row("Kista", 3, 9), row("Farsta", 20, 30), row("Vantör", 8, 7)))
    assert mask_table(once) == once
