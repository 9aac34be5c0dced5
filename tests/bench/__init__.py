"""Benchmarks: each a ratio of two things measured in one run on one machine, beside its goal.

A benchmark is a function that answers a Measured, registered with ``@benchmark("area.name", goal=1.5)`` in a
module of this folder that ``MODULES`` names. ``make bench`` runs them all, ``make bench ONLY=start`` some.
"""

from collections.abc import Callable
from dataclasses import dataclass

NAMES = ("start", "year", "outreach", "imports", "library", "exports", "pages", "documents")
MODULES = tuple(f"tests.bench.{name}" for name in NAMES)


@dataclass(frozen=True)
class Measured:
    """``ratio`` is ours divided by what we compare with; ``detail`` says what both were, for a reader."""

    ratio: float
    detail: str


@dataclass(frozen=True)
class Benchmark:
    name: str
    goal: float
    measure: Callable[[], Measured]


REGISTERED: dict[str, Benchmark] = {}


def benchmark(name: str, *, goal: float) -> Callable[[Callable[[], Measured]], Callable[[], Measured]]:
    """Register the function below under ``name``, with the ratio it should not exceed."""

    def register(measure: Callable[[], Measured]) -> Callable[[], Measured]:
        if name in REGISTERED:
            raise ValueError(f"two benchmarks are called {name}")
        REGISTERED[name] = Benchmark(name, goal, measure)
        return measure

    return register


def chosen(prefix: str) -> list[Benchmark]:
    """Answer those whose name begins with ``prefix``, by name."""
    return [REGISTERED[name] for name in sorted(REGISTERED) if name.startswith(prefix)]
