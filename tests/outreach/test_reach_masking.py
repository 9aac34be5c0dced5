"""No masked cell of a reach page can be worked out: from its rows, columns and totals, or another table."""

import random

from outreach.domain import windows
from outreach.domain.reach import HOURS, Reach, Sums
from outreach.domain.reachtables import reach_tables
from outreach.models import WorkForm
from outreach.views.reach import mask_page
from portal.content.figures import MASKED, Figure
from portal.organisation.models import Organisation
from tests.portal.attacker import worked_out

PAGES = 500
COLUMNS = ("women", "men", "unknown", "adults", "children")
PARTS = ("women", "men", "unknown")


def a_page(chance: random.Random) -> Reach:
    """Some activities by chance, added up by district, form, month and hour as the database does."""
    window = windows.tertial(2026, 1)
    pool = chance.choice([range(4), range(9), range(30), [0, 0, 1, 2, 7, 11]])
    districts = [Organisation(pk=n, short_name=f"D{n}") for n in range(chance.randint(1, 3))]
    forms = [WorkForm(pk=n, name=f"F{n}", code=f"f{n}", counts="heads") for n in range(chance.randint(1, 3))]
    spans = windows.parts(window)[: chance.randint(1, 2)]
    added: dict = {}
    for _activity in range(chance.randint(1, 6)):
        heads = {name: chance.choice(pool) for name in (*PARTS, "children")}
        one = Sums(activities=1, asked_heads=1, telling_heads=1, telling_children=1, **heads)
        for key in (
            ("d", chance.choice(districts).pk),
            ("f", chance.choice(forms).pk),
            ("p", chance.choice(spans).key),
            ("h", chance.choice(HOURS)),
            ("all",),
        ):
            added[key] = added.get(key, Sums()) + one
    return Reach(
        window=window,
        division="nu",
        is_whole_city=True,
        total=added["all",],
        districts=[(each, added.get(("d", each.pk), Sums())) for each in districts],
        forms=[(each, added.get(("f", each.pk), Sums())) for each in forms],
        spans=[(each, added.get(("p", each.key), Sums())) for each in spans],
        hours={name: added.get(("h", name), Sums()) for name in HOURS},
        people=[],
        merged=frozenset(),
    )


def seen(tables: dict) -> dict:
    """Every count of people on the page: (table, row, column) -> number; a total is one for all tables."""
    return {
        ("all" if row is table.total else (name, place), column): row.cells[column].value
        for name, table in tables.items()
        for place, row in enumerate(table.all_rows)
        for column in COLUMNS
        if column in row.cells and isinstance(row.cells[column], Figure)
    }


def sums_of(tables: dict) -> list:
    """What adds up to what: women, men and unknown in every row, the rows in every column."""
    found = []
    for name, table in tables.items():
        rows = [(name, place) for place in range(len(table.rows))]
        for row in [*rows, "all"]:
            found.append(((row, "adults"), tuple((row, part) for part in PARTS)))
        found += [(("all", column), tuple((row, column) for row in rows)) for column in COLUMNS]
    return found


def test_no_masked_cell_of_many_random_pages_can_be_worked_out():
    chance = random.Random(9)
    for _page in range(PAGES):
        raw = reach_tables(a_page(chance))
        del raw["stod"]  # activities, nobody's number
        shown = seen(mask_page(raw))
        cells = seen(raw)
        hidden = frozenset(key for key, value in shown.items() if value is MASKED)
        assert {key for key, value in cells.items() if 1 <= value <= 4} <= hidden
        assert all(shown[key] == cells[key] for key in cells.keys() - hidden), "what is shown is true"
        if hidden:
            assert worked_out(cells, sums_of(raw), hidden) == set(), cells


def test_tables_masked_one_by_one_would_give_a_cell_away():
    """Why the page is masked in one call: the attacker is no straw man."""
    chance = random.Random(9)
    leaked = 0
    for _page in range(300):
        raw = reach_tables(a_page(chance))
        del raw["stod"]
        alone = {name: mask_page({name: table})[name] for name, table in raw.items()}
        shown = seen_in_any(alone)
        hidden = frozenset(key for key, value in shown.items() if value is MASKED)
        leaked += bool(hidden and worked_out(seen(raw), sums_of(raw), hidden))
    assert leaked > 0


def seen_in_any(tables: dict) -> dict:
    """A total that one table shows is no secret, though another hides it."""
    found: dict = {}
    for name, table in tables.items():
        for key, value in seen({name: table}).items():
            if found.get(key, MASKED) is MASKED:
                found[key] = value
    return found
