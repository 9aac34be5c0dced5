"""Masking of counts: known tables cell by cell, random ones against an attacker who tries everything."""

import random
from itertools import pairwise

import pytest

from portal.content import masking_search
from portal.content.figures import MASKED
from portal.content.masking import Line, mask
from portal.content.masking_grids import mask_grid
from tests.portal.attacker import worked_out

M = MASKED
CASES, PAIRS = 10_000, 500


@pytest.mark.parametrize(
    ("grid", "masked"),
    [
        # Nothing small: nothing hidden, also zeros stay.
        ([[7, 0, 7], [5, 9, 14], [12, 9, 21]], [[7, 0, 7], [5, 9, 14], [12, 9, 21]]),
        # One small count takes the cheapest rectangle with it; all sums stay.
        (
            [[12, 3, 8, 23], [9, 20, 14, 43], [7, 8, 9, 24], [28, 31, 31, 90]],
            [[12, M, M, 23], [9, 20, 14, 43], [7, M, M, 24], [28, 31, 31, 90]],
        ),
        # A count is hidden rather than a zero.
        ([[3, 0, 8, 11]], [[M, 0, M, 11]]),
        # Where only a zero helps, the zero is hidden rather than a sum.
        ([[3, 7, 10], [9, 0, 9], [12, 7, 19]], [[M, M, 10], [M, M, 9], [12, 7, 19]]),
        # Two ones of twelve would be known to be ones: the ten must go too.
        ([[1, 1, 10, 12]], [[M, M, M, 12]]),
        # A sum of 1 to 4 people is a small count itself.
        ([[3, 0, 3], [30, 9, 39], [33, 9, 42]], [[M, 0, M], [M, 9, M], [33, 9, 42]]),
        ([[3, 3], [3, 3]], [[M, M], [M, M]]),
        # Five ones and their sum leave nothing to guess: only then a large sum goes.
        ([[1, 1, 1, 1, 1, 5]], [[M, M, M, M, M, M]]),
        # Not reported is no count, and may be the difference.
        ([[3, None, 20]], [[M, None, 20]]),
        ([[3, None, 3], [30, 8, 38], [33, 8, 41]], [[M, None, M], [M, 8, M], [33, 8, 41]]),
    ],
)
def test_known_tables(grid, masked):
    assert mask_grid(grid, column_sums=len(grid) > 1) == masked


def test_sums_that_are_not_shown_give_nothing_away():
    assert mask_grid([[3, 7], [9, 6]], row_sums=False, column_sums=False) == [[M, 7], [9, 6]]


def test_the_limit_is_a_setting():
    assert mask_grid([[5, 9]], row_sums=False, column_sums=False, below=5) == [[5, 9]]
    assert mask_grid([[5, 9]], row_sums=False, column_sums=False, below=6) == [[M, 9]]
    assert mask_grid([[1, 9]], row_sums=False, column_sums=False, below=1) == [[1, 9]]


def test_an_empty_table_is_nothing_to_mask():
    assert mask_grid([]) == []
    assert mask({}, []) == frozenset()


def test_a_sum_that_does_not_add_up_protects_as_if_it_did():
    # 19 is printed where the parts give 18; a reader who knows that could still subtract.
    assert mask({"a": 3, "b": 15, "sum": 19}, [Line("sum", ("a", "b"))]) == {"a", "b"}


def test_a_sum_that_is_not_reported_binds_nothing():
    assert mask({"a": 3, "b": 15, "sum": None}, [Line("sum", ("a", "b"))]) == {"a"}


def test_a_cell_that_cannot_change_is_hidden_with_all_around_it():
    # A sum of nothing that is yet 3 can have no twin; what else it is summed into goes with it.
    cells = {"a": 3, "b": 15, "zero": 0, "sum": 18}
    assert mask(cells, [Line("a", ()), Line("sum", ("a", "b", "zero"))]) == {"a", "b", "sum"}


def test_the_attacker_works_out_what_only_small_counts_hide():
    """The attacker is no straw man: without complementary masking it finds the figures."""
    cells = {"a": 3, "b": 15, "sum": 18}
    assert worked_out(cells, [("sum", ("a", "b"))], frozenset("a")) == {"a"}
    assert worked_out(cells, [("sum", ("a", "b"))], frozenset("ab")) == set()
    ones = {"a": 1, "b": 1, "c": 10, "sum": 12}
    assert worked_out(ones, [("sum", ("a", "b", "c"))], frozenset("ab")) == {"a", "b"}


def _counts(chance: random.Random) -> list[list[int]]:
    pool = chance.choice([range(4), range(9), range(30), [0, 0, 1, 2, 7, 11], [1]])
    height, width = chance.randint(1, 3), chance.randint(1, 4)
    return [[chance.choice(pool) for _x in range(width)] for _y in range(height)]


def _summed(counts: list[list[int]], *, rows: bool, columns: bool) -> tuple[dict, list]:
    """Return the cells and sums of a table that shows its rows' sums, its columns', both or neither."""
    height, width = len(counts), len(counts[0])
    cells: dict = {(y, x): counts[y][x] for y in range(height) for x in range(width)}
    sums: list = []
    for y in range(height if rows else 0):
        cells[y, "sum"] = sum(counts[y])
        sums.append(((y, "sum"), tuple((y, x) for x in range(width))))
    for x in [*range(width), *["sum"] * rows] if columns else []:
        cells["sum", x] = sum(cells[y, x] for y in range(height))
        sums.append((("sum", x), tuple((y, x) for y in range(height))))
    if rows and columns:
        sums.append((("sum", "sum"), tuple(("sum", x) for x in range(width))))
    return cells, sums


def _lines(sums: list) -> list[Line]:
    return [Line(total, parts) for total, parts in sums]


def test_no_hidden_cell_of_many_random_tables_can_be_worked_out():
    chance = random.Random(5)
    for _case in range(CASES):
        counts = _counts(chance)
        cells, sums = _summed(counts, rows=chance.random() < 0.8, columns=chance.random() < 0.8)
        hidden = mask(cells, _lines(sums))
        assert {key for key, count in cells.items() if 1 <= count <= 4} <= hidden
        assert worked_out(cells, sums, hidden) == set(), cells
        if ("sum", "sum") in hidden and cells[
            "sum", "sum"
        ] > 4:  # the sum of all is kept while anything else helps
            assert {count for row in counts for count in row} <= {0, 1}


def _parts(chance: random.Random, whole: int, number: int) -> list[int]:
    cuts = sorted(chance.randint(0, whole) for _cut in range(number - 1))
    return [after - before for before, after in pairwise([0, *cuts, whole])]


def _two_tables(chance: random.Random) -> tuple[dict, list]:
    """Return two tables of the same people: the same rows and rows' sums, cut in two ways."""
    pool = chance.choice([range(9), range(30), [0, 0, 1, 2, 7, 11]])
    wholes = [chance.choice(pool) for _row in range(chance.randint(1, 4))]
    rows = range(len(wholes))
    cells: dict = {(y, "sum"): whole for y, whole in enumerate(wholes)} | {("sum", "sum"): sum(wholes)}
    sums: list = [(("sum", "sum"), tuple((y, "sum") for y in rows))]
    for name in "AB":
        width = chance.randint(1, 3)
        for y, whole in enumerate(wholes):
            cells |= {(name, y, x): part for x, part in enumerate(_parts(chance, whole, width))}
            sums.append(((y, "sum"), tuple((name, y, x) for x in range(width))))
        for x in range(width):
            cells[name, "sum", x] = sum(cells[name, y, x] for y in rows)
            sums.append(((name, "sum", x), tuple((name, y, x) for y in rows)))
        sums.append((("sum", "sum"), tuple((name, "sum", x) for x in range(width))))
    return cells, sums


def test_nor_by_comparing_two_tables_of_the_same_people():
    chance = random.Random(6)
    for _case in range(PAIRS):
        cells, sums = _two_tables(chance)
        hidden = mask(cells, _lines(sums))
        assert worked_out(cells, sums, hidden) == set(), cells


def test_tables_masked_one_by_one_would_leak_where_they_are_compared():
    """Why a page's tables go through one call: each of these is safe alone, side by side they are not."""
    by_sex, by_age = ("sum", ("women", "men")), ("men", ("young", "old"))
    one, other = {"women": 3, "men": 11, "sum": 14}, {"men": 11, "young": 5, "old": 6}
    alone = mask(one, [Line(*by_sex)]) | mask(other, [Line(*by_age)])
    both, sums = one | other, [by_sex, by_age]
    assert worked_out(both, sums, alone) == {"women", "men"}
    assert worked_out(both, sums, mask(both, _lines(sums))) == set()


def test_when_the_search_gives_up_all_that_hangs_together_is_hidden(monkeypatch):
    monkeypatch.setattr(masking_search, "EFFORT", -(10**6))
    cells, sums = _summed([[3, 7], [9, 0]], rows=True, columns=True)
    hidden = mask(cells | {"elsewhere": 8}, _lines(sums))
    assert hidden == {key for key, count in cells.items() if count}
    assert worked_out(cells, sums, hidden) == set()


def test_a_large_table_keeps_its_columns_sums():
    chance = random.Random(7)
    counts = [[int(chance.paretovariate(0.7)) - 1 for _x in range(6)] for _y in range(1000)]
    cells, sums = _summed(counts, rows=True, columns=True)
    hidden = mask(cells, _lines(sums))
    assert all(("sum", x) not in hidden for x in [*range(6), "sum"])
