"""Scales: round numbers up the side of a chart, and where a value and a time lie on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

MOST_STEPS = 5
NICE = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
NEAR_ZERO = Decimal("0.6")  # when the smallest is less of the largest than this, the axis begins at zero


@dataclass(frozen=True)
class Axis:
    """Round numbers from the lowest to the highest, ``step`` apart."""

    low: Decimal
    step: Decimal
    steps: int

    @property
    def high(self) -> Decimal:
        return self.low + self.step * self.steps

    @property
    def ticks(self) -> list[Decimal]:
        return [self.low + self.step * number for number in range(self.steps + 1)]

    def share(self, value: Decimal) -> float:
        """How far up the axis a value lies: 0 at its foot, 1 at its top."""
        return float((value - self.low) / (self.high - self.low))


def axis_of(values: Sequence[Decimal]) -> Axis:
    """Return the axis that holds all the values; from zero, unless they lie close together far from it."""
    low, high = min(values, default=Decimal(0)), max(values, default=Decimal(0))
    if low > 0 and low < high * NEAR_ZERO:
        low = Decimal(0)
    if high < 0 and high > low * NEAR_ZERO:
        high = Decimal(0)
    if low == high:
        low, high = min(low, Decimal(0)), max(high, Decimal(0)) or Decimal(1)
    step = _nice((high - low) / MOST_STEPS)
    foot = (low / step).to_integral_value(ROUND_FLOOR)
    top = (high / step).to_integral_value(ROUND_CEILING)
    return Axis(foot * step, step, int(top - foot))


def _nice(least: Decimal) -> Decimal:
    """The smallest of 1, 2, 2.5 and 5 times a power of ten that is not less than ``least``."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(each * power for each in NICE if each * power >= least)


@dataclass(frozen=True)
class Across:
    """Where times lie between the left and the right edge, in percent of the width."""

    first: float
    last: float
    left: float
    right: float

    def percent(self, at: float) -> str:
        if self.first == self.last:
            return f"{(self.left + self.right) / 2:.2f}"
        along = (float(at) - self.first) / (self.last - self.first)
        return f"{self.left + (self.right - self.left) * along:.2f}"
