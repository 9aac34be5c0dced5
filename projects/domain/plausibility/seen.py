"""What the rules look at: a project with its money, its printed account and its handed-in reports, as values.

Numbers are ``Decimal`` as stored; None is "not reported" and never taken for zero. Money in kronor.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

PERCENT_UNIT = "procent"  # a count with this unit is a share, not a number of people
PARTICIPANTS, ONGOING, ENDED, OTHER = "deltagare", "pagaende", "avslutade", "ovrigt"
EXACT, ABOUT, MORE_THAN, FORECAST = "exact", "about", "more_than", "forecast"


class Count(NamedTuple):
    """One measure of a report. ``reported`` and ``verified`` as stored; ``of`` is what it is a part of."""

    report: int
    pk: int
    code: str
    name: str
    mode: str
    is_base: bool
    is_end_state: bool
    is_success: bool
    label: str
    unit: str
    qualifier: str
    reported: Decimal | None
    verified: Decimal | None
    of: int | None
    stated_percent: Decimal | None
    women: int | None
    men: int | None
    unknown: int | None

    @property
    def value(self) -> Decimal | None:
        """The value that counts: the checked one where there is one."""
        return self.reported if self.verified is None else self.verified

    @property
    def number(self) -> Decimal:
        """The value of a count that is told (``happened``): asked of another it is a programmer's mistake."""
        assert self.value is not None
        return self.value

    @property
    def called(self) -> str:
        """What the report calls it."""
        return self.label or self.name

    @property
    def measured(self) -> str:
        """What is measured, whatever the report calls it."""
        return self.called if self.code == OTHER else self.name

    @property
    def is_share(self) -> bool:
        return self.unit == PERCENT_UNIT

    @property
    def happened(self) -> bool:
        """Whether it is a number of something that has happened: no share, forecast, plan or goal."""
        known = self.qualifier in (EXACT, ABOUT, MORE_THAN)
        return known and not self.is_share and self.value is not None

    @property
    def is_exact(self) -> bool:
        return self.happened and self.qualifier == EXACT


class Told(NamedTuple):
    """A report that is handed in: the version whose figures count. ``year`` and ``number`` are its period."""

    project: int
    pk: int
    duty: int
    kind: str
    year: int
    number: int
    is_final: bool
    is_extra: bool
    spent: Decimal | None
    left_stated: Decimal | None
    experience: str
    implementation: str
    counts: tuple[Count, ...] = ()

    def first(self, code: str) -> Count | None:
        """The first number of the measure ``code`` that has happened."""
        return next((count for count in self.counts if count.code == code and count.happened), None)

    def parts_of(self, whole: Count) -> list[Count]:
        """What the report says is a part of ``whole``."""
        return [count for count in self.counts if count.of == whole.pk and count.happened]


class Twin(NamedTuple):
    """Another project of the programme whose report tells exactly the same figures: (name, value) each."""

    pk: int
    number: str
    report: int
    same: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True)
class Seen:
    """A project. ``reports`` stand in period order; ``texts`` are (where, text) of its printed account."""

    pk: int
    number: str
    title: str
    status: str
    years_stated: str
    plan_in_table: str
    plan_in_text: str
    grants: tuple[tuple[int | None, Decimal], ...]
    texts: tuple[tuple[str, str], ...]
    reports: tuple[Told, ...]
    twins: tuple[Twin, ...] = ()

    @property
    def last(self) -> Told | None:
        """The newest report, the one that stands for the project."""
        return self.reports[-1] if self.reports else None

    def granted_until(self, year: int) -> Decimal | None:
        """All that was granted up to and with ``year``, an unknown year too; None when nothing was."""
        found = [amount for when, amount in self.grants if when is None or when <= year]
        return sum(found, Decimal()) if found else None
