"""The search for a twin: the same table with one hidden cell changed and every sum kept.

The cell is changed by one. Each line this puts out of balance is balanced by changing one more of its
cells, until nothing is off. Cells that are hidden already cost nothing, others must be hidden for it: few
and small ones rather than zeros, zeros rather than sums, the total of all last. Uniform-cost search finds
the cheapest change; in a two-way table that is the shortest cycle through the cell. For a table of R rows
it looks at some R cells, not R x R.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import chain, count
from typing import Generic, NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)
EFFORT = 20_000  # steps (and 4 a cell) before a search gives up and hides all that hangs together
# What it costs to hide a cell: each kind dearer than many of the kind before
CELL, ZERO, SUM, TOTAL = 10**6, 4 * 10**6, 10**10, 10**14


class Line(NamedTuple, Generic[Key]):
    """A sum the reader can see: the cell `total` is the sum of the cells `parts`."""

    total: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True)
class Step(Generic[Key]):
    """A place in the search: cells changed so far and by how much, and by how much each line is off."""

    change: Mapping[Key, int]
    off: Mapping[int, int]


class Way(NamedTuple, Generic[Key]):
    """A next change: a cell, one more (1) or one less (-1) in it, and what it costs."""

    price: int
    key: Key
    more: int


class Search(Generic[Key]):
    """Cells and the lines that bind them: a line is {cell: 1 for the total, -1 for a part}."""

    def __init__(self, cells: Mapping[Key, int | None], lines: Iterable[Line[Key]]) -> None:
        self.cells = {key: value for key, value in cells.items() if value is not None}
        self.hidden: set[Key] = set()
        self.lines = [
            {part: -1 for part in line.parts if part in self.cells} | {line.total: 1}
            for line in dict.fromkeys(lines)
            if self._binds(line, cells)
        ]
        self.of_cell: dict[Key, list[int]] = {key: [] for key in self.cells}
        for number, line in enumerate(self.lines):
            for key in line:
                self.of_cell[key].append(number)
        self.price = {key: self._price(key) for key in self.cells}
        self.by_price = [sorted(line, key=self.price.__getitem__) for line in self.lines]
        self.hidden_in: list[list[Key]] = [[] for _line in self.lines]

    def _binds(self, line: Line[Key], cells: Mapping[Key, int | None]) -> bool:
        """Say whether a line ties its cells together.

        Not when its total is not shown, nor when a part is not reported and may be the difference. Where
        all is reported it binds even if it does not add up (sources may be wrong): the reader may know the
        error.
        """
        if line.total not in self.cells:
            return False
        reported = [self.cells[part] for part in line.parts if part in self.cells]
        return self.cells[line.total] == sum(reported) or all(
            cells.get(part, 0) is not None for part in line.parts
        )

    def _price(self, key: Key) -> int:
        signs = {self.lines[line][key] for line in self.of_cell[key]}
        if 1 not in signs:
            return CELL + min(self.cells[key], CELL - 1) if self.cells[key] else ZERO
        return SUM if -1 in signs else TOTAL

    def hide(self, keys: Iterable[Key]) -> None:
        for key in keys:
            if key not in self.hidden:
                self.hidden.add(key)
                for line in self.of_cell[key]:
                    self.hidden_in[line].append(key)

    def cheapest_change(self, start: Key) -> set[Key] | None:
        """Return the cells of the cheapest change of `start` that keeps every line; None if none is found."""
        first: list[Way[Key]] = [Way(0, start, 1)] + [Way(0, start, -1)] * bool(self._slack(start))
        queue = _Queue[Key]()
        queue.add(0, Step({}, {}), iter(first))
        seen = set()
        for _effort in range(EFFORT + 4 * len(self.cells)):
            if not queue.waiting:
                break
            paid, step = queue.take(self._after)
            if not step.off:
                return set(step.change)
            if (state := frozenset(step.off.items())) not in seen:
                seen.add(state)
                queue.add(paid, step, self._ways(start, step))
        return None

    def all_together(self, start: Key) -> set[Key]:
        """Return all that is not zero and hangs together with `start`: it could all be twice as large."""
        found, waiting = {start}, [start]
        while waiting:
            for line in self.of_cell[waiting.pop()]:
                fresh = {key for key in self.lines[line] if self.cells[key]} - found
                found |= fresh
                waiting += fresh
        return found

    def _slack(self, key: Key) -> int:
        """Return how much less a cell could be: one that is not zero is at least one."""
        return max(self.cells[key] - 1, 0)

    def _ways(self, start: Key, step: Step[Key]) -> Iterator[Way[Key]]:
        """Yield what could balance one of the lines that are off, the cheapest first."""
        line = min(step.off, key=lambda number: (number in self.of_cell[start], number))
        for key in chain(self.hidden_in[line], self.by_price[line]):
            more = -1 if step.off[line] * self.lines[line][key] > 0 else 1
            done = step.change.get(key, 0)
            if done * more >= 0 and done + more >= -self._slack(key):
                yield Way(0 if key in self.hidden else self.price[key], key, more)

    def _after(self, step: Step[Key], way: Way[Key]) -> Step[Key]:
        off = dict(step.off)
        for line in self.of_cell[way.key]:
            off[line] = off.get(line, 0) + way.more * self.lines[line][way.key]
        change = {**step.change, way.key: step.change.get(way.key, 0) + way.more}
        return Step(change, {line: by for line, by in off.items() if by})


class _Queue(Generic[Key]):
    """Ways to go on, the cheapest first, of equals the newest; a step waits with one way at a time."""

    def __init__(self) -> None:
        self.waiting: list[tuple[int, int, int, Step[Key], Way[Key], Iterator[Way[Key]]]] = []
        self.newest = count(0, -1)

    def add(self, paid: int, step: Step[Key], ways: Iterator[Way[Key]]) -> None:
        way = next(ways, None)
        if way is not None:
            heappush(self.waiting, (paid + way.price, next(self.newest), paid, step, way, ways))

    def take(self, after: Callable[[Step[Key], Way[Key]], Step[Key]]) -> tuple[int, Step[Key]]:
        """Return what the cheapest way costs in all and where it leads. Its step waits with its next way."""
        cost, _newest, paid, step, way, ways = heappop(self.waiting)
        self.add(paid, step, ways)
        return cost, after(step, way)
