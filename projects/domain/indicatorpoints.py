"""A value of an indicator as a point in time, and what is told of it. Pure arithmetic, no ORM."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from projects.domain.indicatorperiods import Days

MOST_DECIMALS = 5


@dataclass(frozen=True)
class Point:
    """A value and the days it stands for; ``compared`` are the days a change is counted from."""

    days: Days
    written: str
    value: Decimal
    is_preliminary: bool = False
    compared: Days | None = None

    @property
    def stretch(self) -> Days:
        """All the days the value tells of, those it is compared with too."""
        return self.days.reaching(self.compared) if self.compared else self.days


@dataclass(frozen=True)
class Told:
    """A worked out value, or None, and in words how it was reached or why it was not."""

    value: Decimal | None
    how: str
    is_preliminary: bool = False


def crossed(days: Days, breaks: Iterable[date]) -> date | None:
    """The first break inside the days; None when all of them are counted alike."""
    return min((day for day in breaks if days.holds(day)), default=None)


def broken(day: date) -> str:
    """Why nothing is computed across ``day``."""
    return _("Serien räknas på ett annat sätt från %(day)s.") % {"day": day.isoformat()}


def rounded(exact: Fraction, values: Iterable[Decimal] = ()) -> Decimal:
    """The number with one decimal more than the values have, halves away from zero."""
    decimals = min(max((_decimals(value) for value in values), default=0) + 1, MOST_DECIMALS)
    scaled = abs(exact) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if exact < 0 else whole).scaleb(-decimals)


def _decimals(value: Decimal) -> int:
    """How many decimals a number needs, whatever zeros it is stored with."""
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
