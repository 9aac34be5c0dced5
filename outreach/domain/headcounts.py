"""The heads of one activity as a reader may see them: small counts hidden, and what would give them away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.conf import settings

from outreach.domain.refusing import COUNTS
from portal.content.figures import MASKED, Masked
from portal.content.masking import Line, mask

BY_SEX = ("women", "men", "unknown")
Count: TypeAlias = int | Masked | None


@dataclass(frozen=True)
class Heads:
    """``adults`` is the sum of women, men and unknown, of what is told; None is not told."""

    women: Count
    men: Count
    unknown: Count
    adults: Count
    children: Count
    lowest: Count
    highest: Count
    recipients: Count

    @property
    def has_masked(self) -> bool:
        return MASKED in vars(self).values()

    @property
    def is_range(self) -> bool:
        return self.lowest is not None and self.highest is not None


def heads_of(activity: Any, *, masked: bool) -> Heads:
    """The heads of an activity, or of a row with its counts.

    The same cells are hidden wherever it is shown: in the list, on its page, in a file and on paper. So
    nobody learns from one of them what another hides; an activity's cells stand in no other sum there.
    """
    cells = counted(activity)
    hidden = _hidden(cells) if masked else frozenset()
    return Heads(**{name: MASKED if name in hidden else value for name, value in cells.items()})


def counted(activity: Any) -> dict[str, int | None]:
    """Every count, and the sum of the adults told of."""
    cells: dict[str, int | None] = {name: getattr(activity, name) for name in COUNTS}
    told = [value for name in BY_SEX if (value := cells[name]) is not None]
    return cells | {"adults": sum(told) if told else None}


def _hidden(cells: Mapping[str, int | None]) -> frozenset[str]:
    below = settings.MASK_BELOW
    if not any(value and value < below for value in cells.values()):
        return frozenset()
    told = tuple(name for name in BY_SEX if cells[name] is not None)
    return mask(cells, [Line("adults", told)] if told else [], below)
