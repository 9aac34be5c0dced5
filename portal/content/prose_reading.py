"""What ``portal.content.prose`` answers with: parts with their lines, and what must be put right."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from portal.content.charts import Chart
from portal.content.figures import Figure
from portal.content.papers import ChartPart, Part
from portal.content.tables import Table


@dataclass(frozen=True)
class Named:
    """A figure with what it is called, as a picker shows it. ``said``: how running text puts it."""

    label: str
    figure: Figure
    said: str = ""


Found: TypeAlias = Named | Figure | Table | Chart | ChartPart | None
Resolve: TypeAlias = Callable[[str, str], Found]


@dataclass(frozen=True)
class Problem:
    """Something in the text that its writer must put right. ``line`` from 1, ``code``: which kind."""

    line: int
    code: str
    message: str


@dataclass(frozen=True)
class Placed:
    """A part and the lines of the text it came from, both included, counted from 1."""

    part: Part
    first: int
    last: int


@dataclass(frozen=True)
class Reading:
    """A text that was read: its parts in order, and its problems by line."""

    placed: tuple[Placed, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(each.part for each in self.placed)
