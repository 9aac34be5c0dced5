"""Two things measured in turns, so that a busy machine slows both: by the clock, and of the processors.

The processors' time is what this process and its server's took: it says what the work costs also where
others are at work.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection


class Cost(NamedTuple):
    """``clock``: seconds gone by; ``work``: seconds of processors, ours and the server's."""

    clock: float
    work: float


def cost_of(act: Callable[[], Any]) -> tuple[Cost, Any]:
    """What ``act`` costs, and what it answers."""
    clock, work = time.perf_counter(), _worked()
    answer = act()
    return Cost(time.perf_counter() - clock, _worked() - work), answer


def ratios(ours: Sequence[Sequence[float]], theirs: Sequence[Sequence[float]]) -> tuple[float, float]:
    """The medians, over the turns, of our cost to theirs: by the clock, and of the processors."""
    pairs = list(zip(ours, theirs, strict=True))
    clock, work = (statistics.median(mine[place] / other[place] for mine, other in pairs) for place in (0, 1))
    return clock, work


def _worked() -> float:
    connection.ensure_connection()
    return time.process_time() + _seconds_of(connection.connection.info.backend_pid)


def _seconds_of(pid: int) -> float:
    """Processor seconds of a process; none where the system does not tell (a server elsewhere)."""
    told = Path(f"/proc/{pid}/schedstat")
    return int(told.read_text().split()[0]) / 1e9 if told.exists() else 0.0
