"""An attacker on masked tables, for the tests: tries everything and shares no code with the masking."""

from collections.abc import Mapping, Sequence

Bounds = dict[object, tuple[int, int]]
Sums = Sequence[tuple[object, Sequence[object]]]


def worked_out(cells: Mapping, sums: Sums, hidden: frozenset) -> set:
    """Return the hidden cells that can have no other number than their own.

    `sums`: (total, parts). The attacker knows that counts are whole, and which hidden ones are zero: the
    others are at least one. Whatever is not bounded by a shown sum may be as large as all of the table and
    more.
    """
    roof = sum(cells.values()) + 2
    start = {key: (min(n, 1), roof) if key in hidden else (n, n) for key, n in cells.items()}
    bounds = _narrowed(start, sums)
    assert bounds is not None, "the true table must be possible"
    found: set = {key for key in hidden if bounds[key][0] == bounds[key][1]}
    free: set = set()
    for key in hidden - found:
        if key in free:
            continue
        low, high = bounds[key]
        true = cells[key]
        for guess in sorted(set(range(low, high + 1)) - {true}, key=lambda value: abs(value - true)):
            twin = _completed({**bounds, key: (guess, guess)}, sums, cells)
            if twin is not None:
                free |= {each for each in hidden if twin[each] != cells[each]}
                break
        else:
            found.add(key)
    return found


def _completed(bounds: Bounds, sums: Sums, near: Mapping) -> dict | None:
    """Return some whole table within bounds that fulfils every sum, or None when there is none."""
    narrowed = _narrowed(bounds, sums)
    if narrowed is None:
        return None
    open_cells = [key for key, (low, high) in narrowed.items() if low < high]
    if not open_cells:
        return {key: low for key, (low, _high) in narrowed.items()}
    key = min(open_cells, key=lambda each: narrowed[each][1] - narrowed[each][0])
    low, high = narrowed[key]
    for guess in sorted(range(low, high + 1), key=lambda value: abs(value - near[key])):
        found = _completed({**narrowed, key: (guess, guess)}, sums, near)
        if found is not None:
            return found
    return None


def _narrowed(bounds: Bounds, sums: Sums) -> Bounds | None:
    """Return the bounds that follow from every sum, or None when they cross."""
    bounds = dict(bounds)
    changed = True
    while changed:
        changed = False
        for total, parts in sums:
            low, high = sum(bounds[part][0] for part in parts), sum(bounds[part][1] for part in parts)
            tight = {total: (low, high)}
            for part in parts:
                own = bounds[part]
                tight[part] = (bounds[total][0] - high + own[1], bounds[total][1] - low + own[0])
            for key, (least, most) in tight.items():
                new = (max(bounds[key][0], least), min(bounds[key][1], most))
                if new[0] > new[1]:
                    return None
                if new != bounds[key]:
                    bounds[key], changed = new, True
    return bounds
