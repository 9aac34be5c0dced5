"""Which cells of a table that counts people must be hidden, so that nobody can be recognised or worked out.

Primary: people counted 1 to `below` - 1. Complementary: others, so that no hidden cell can be computed from
what is shown. We assume an attacker who knows every sum, that people are whole and not negative, and which
of the hidden cells are zero. Against that one a cell is safe when there is another table, with the same
figures where they are shown, in which this cell is another number. For every hidden cell such a twin is
built before the answer is given (masking_search.py), so the answer carries its proof.

Sums are hidden only when they are small themselves or nothing else helps; what is shown is never changed.
"""

from collections.abc import Iterable, Mapping

from django.conf import settings

from portal.content.masking_search import Key, Line, Search

__all__ = ["Line", "mask", "masked_below"]


def masked_below() -> int:
    """Return the first count that is shown (the setting MASK_BELOW): counts from 1 up to it are masked."""
    return settings.MASK_BELOW


def mask(
    cells: Mapping[Key, int | None], lines: Iterable[Line[Key]], below: int | None = None
) -> frozenset[Key]:
    """Return the keys of the cells to hide, of all tables the reader sees together.

    `cells`: every count shown, also the sums; None is not reported, there is nothing to hide. `lines`: every
    sum the reader can see or knows of. A cell shown in two tables is one cell, with one key.
    """
    below = masked_below() if below is None else below
    search = Search(cells, lines)
    small = [key for key, value in search.cells.items() if 1 <= value < below]
    search.hide(small)
    safe: set[Key] = set()
    # Sums first: what must be hidden for them often does for their parts too.
    for key in sorted(small, key=search.price.__getitem__, reverse=True):
        if key not in safe:
            twin = search.cheapest_change(key) or search.all_together(key)
            search.hide(twin)
            safe |= twin
    return frozenset(search.hidden)
