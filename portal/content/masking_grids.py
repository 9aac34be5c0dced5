"""Masking of a bare matrix of counts as it is printed, with or without its sums."""

from collections.abc import Sequence

from portal.content.figures import MASKED, Value
from portal.content.masking import Line, mask


def mask_grid(
    grid: Sequence[Sequence[int | None]],
    *,
    below: int | None = None,
    row_sums: bool = True,
    column_sums: bool = True,
) -> list[list[Value]]:
    """Return the matrix with MASKED where a count must be hidden; every other cell stays as it was.

    With `row_sums` the last column holds the rows' sums, with `column_sums` the last row the columns'.
    """
    height, width = len(grid), len(grid[0]) if grid else 0
    cells = {(y, x): grid[y][x] for y in range(height) for x in range(width)}
    lines = []
    if row_sums:
        lines += [Line((y, width - 1), tuple((y, x) for x in range(width - 1))) for y in range(height)]
    if column_sums:
        lines += [Line((height - 1, x), tuple((y, x) for y in range(height - 1))) for x in range(width)]
    hidden = mask(cells, lines, below)
    return [[MASKED if (y, x) in hidden else grid[y][x] for x in range(width)] for y in range(height)]
