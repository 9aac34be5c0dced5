"""How wide the columns of a table are on paper: no word broken while there is room, no type below 7 points.

Before a table lies down its headings are hyphenated. One that still does not fit across a standing page lies
on a page of its own, on its long side. Widths are counted in signs of the table's own type, as both typst and
Word set it nearly.
"""

from collections.abc import Callable, Sequence
from typing import Any

NARROW, WIDE = 6, 40  # signs: what a column of words is given room for, next to its neighbours
FEW = 16  # signs of words that stand on one line where a smaller type lets them
LONGEST = 24  # signs of a word that a column is made wide for; a longer one is hyphenated
BROKEN = 9  # signs of a heading's word that is hyphenated rather than that its table lies down
BOLD = 1.2  # a bold sign beside a plain one, with some to spare for wide letters
PORTRAIT, LANDSCAPE = 453.5, 700.0  # points between the margins (16 and 24.7 cm)
SIZES = (10.0, 9.0, 8.0)  # points of type on a standing page
LYING = (9.0, 8.0, 7.0)  # and on a lying one
SIGN, AROUND = 0.53, 8.5  # a sign, as part of the type's size, and what stands around a cell, in points


def fitted(columns: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return ``lying``: whether the table needs the long side, ``size``: its type in points, and ``widths``:
    the columns' parts of the whole, in thousandths."""
    for enough, least in ((_easy, _least), (_least, _least), (_narrow, _narrow)):
        for size in SIZES:
            if sum(_points(enough(each), size) for each in columns) <= PORTRAIT:
                return {"lying": False, "size": size, "widths": _shared(columns, size, PORTRAIT, least)}
    for size in LYING:
        if sum(_points(_least(each), size) for each in columns) <= LANDSCAPE:
            break
    return {"lying": True, "size": size, "widths": _shared(columns, size, LANDSCAPE, _least)}


def _least(column: dict[str, Any]) -> int:
    return int(column["least"])


def _narrow(column: dict[str, Any]) -> int:
    """Room for what stands in the rows; the heading above it is hyphenated."""
    return int(column.get("narrow", column["least"]))


def _easy(column: dict[str, Any]) -> int:
    """Room for a few words on a line: what is rather set smaller than broken."""
    return max(column["least"], min(column["weight"], FEW))


def _points(signs: float, size: float) -> float:
    return signs * size * SIGN + AROUND


def _shared(
    columns: Sequence[dict[str, Any]], size: float, room: float, enough: Callable[[dict[str, Any]], int]
) -> list[int]:
    """Numbers get what they need; words share what is left after how much they say, none less than its
    longest word, as far as there is room."""
    least = [_points(enough(each), size) for each in columns]
    left = room - sum(least)
    wants = [0.0 if each["number"] else max(each["weight"] - enough(each), 0) + 1.0 for each in columns]
    if left <= 0 or not any(wants):
        wants = least
    points = [one + left * more / sum(wants) for one, more in zip(least, wants, strict=True)]
    return [max(round(1000 * each / room), 1) for each in points]
