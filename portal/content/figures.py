"""A figure that can be shown, opened, footnoted, masked and exported.

A value, zero and not reported (None) are three things. What a value is follows from its unit: COUNT int,
TKR and KRONOR kronor (int or Decimal; TKR is only how they are written), NUMBER int or Decimal, PERCENT a
Share, which keeps numerator and denominator.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Final, Literal, NamedTuple, TypeAlias

from django.utils.translation import gettext as _

from portal import money
from portal.content.notes import Note, missing_note


class Unit(StrEnum):
    """What a figure or a column holds; TEXT and DATE are for columns."""

    TEXT = "text"
    DATE = "date"
    COUNT = "count"
    TKR = "tkr"
    KRONOR = "kronor"
    NUMBER = "number"
    PERCENT = "percent"


class Masked(Enum):
    """The one value that stands for a number too small to be shown. An Enum: copies are the same object."""

    MASKED = ".."


MASKED: Final = Masked.MASKED


class Share(NamedTuple):
    """A percentage with what it was computed from."""

    part: int
    whole: int


Value: TypeAlias = int | Decimal | Share | Literal[Masked.MASKED] | None
_SWEDISH = {
    Unit.COUNT: money.write_number,
    Unit.NUMBER: money.write_number,
    Unit.TKR: money.write_tkr,
    Unit.KRONOR: money.write_kronor,
}


@dataclass(frozen=True)
class Figure:
    """One figure.

    `href` opens the rows it is made of, `missing` says how many of them are not reported. `fact` names what
    the figure says when several tables of a page say it, so that masking hides it in all of them.
    """

    value: Value
    unit: Unit = Unit.COUNT
    href: str | None = None
    notes: tuple[Note, ...] = ()
    missing: int = 0
    fact: Hashable = None

    def __post_init__(self) -> None:
        """Refuse a value its unit cannot have: a programmer's mistake, found where it is made."""
        if self.value is None or self.value is MASKED:
            return
        allowed = {Unit.PERCENT: (Share,), Unit.COUNT: (int,)}.get(self.unit, (int, Decimal))
        if isinstance(self.value, bool) or type(self.value) not in allowed:
            raise TypeError(f"{self.value!r} is no {self.unit} figure")

    @property
    def state(self) -> str:
        """One of "value", "zero", "unreported", "masked": a page's class name for the cell."""
        if self.value is None:
            return "unreported"
        if self.value is MASKED:
            return "masked"
        return "zero" if self.order == 0 else "value"

    @property
    def written(self) -> str:
        """The figure on a page or paper, without its unit, which stands in the heading."""
        if self.value is None:
            return _("ej redovisat")
        if isinstance(self.value, Masked):
            return self.value.value
        if isinstance(self.value, Share):
            return money.write_percent(*self.value)
        return _SWEDISH[self.unit](self.value)

    @property
    def order(self) -> Decimal | int | None:
        """What figures are ordered by; None for what cannot be: not reported, masked, a share of nothing."""
        if isinstance(self.value, Share):
            return Decimal(self.value.part) / self.value.whole if self.value.whole else None
        return None if self.value is None or isinstance(self.value, Masked) else self.value


def add(figures: Iterable[Figure], unit: Unit = Unit.COUNT, href: str | None = None) -> Figure:
    """Return the sum of figures of one unit, footnoted when something in it is not reported.

    All missing gives not reported, no figures at all give 0. A sum with a masked part is masked: compute
    first, mask last. Shares are pooled: 19 of 40 and 3 of 10 are 22 of 50.
    """
    figures = tuple(figures)
    missing = sum(figure.missing or figure.value is None for figure in figures)
    notes = (missing_note(missing),) if missing else ()
    return Figure(_sum(figures, unit), unit, href, notes, missing)


def _sum(figures: tuple[Figure, ...], unit: Unit) -> Value:
    values = [figure.value for figure in figures if figure.value is not None]
    if any(figure.unit != unit for figure in figures):
        raise TypeError(f"Only figures of one unit can be added, here {unit}")
    if MASKED in values:
        return MASKED
    if figures and not values:
        return None
    if unit is Unit.PERCENT:
        shares = [value for value in values if isinstance(value, Share)]
        return Share(sum(share.part for share in shares), sum(share.whole for share in shares))
    return sum(value for value in values if isinstance(value, int | Decimal))
