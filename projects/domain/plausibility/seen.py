"""What the rules look at: a project with its money, its printed account and its handed-in reports, as values.

Numbers of people are ``Decimal`` as stored; None is "not reported" and is never taken for zero. Kronor.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Count:
    """One measure of a report. ``value`` is the one that counts: the checked one where there is one.

    ``of`` is the count it is a part of, where the report says so.
    """

    pk: int
    code: str
    name: str
    value: Decimal | None
    label: str = ""
    unit: str = ""
    qualifier: str = "exact"
    of: int | None = None
    stated_percent: Decimal | None = None
    women: int | None = None
    men: int | None = None
    unknown: int | None = None
    mode: str = "cumulative"
    is_base: bool = False
    is_end_state: bool = False
    counts_as_success: bool = False
    by_sex: bool = False

    @property
    def called(self) -> str:
        """What the report calls it."""
        return self.label or self.name

    @property
    def split(self) -> Decimal | None:
        """The sum of the split by sex; None when none of it is reported."""
        parts = [part for part in (self.women, self.men, self.unknown) if part is not None]
        return Decimal(sum(parts)) if parts else None


@dataclass(frozen=True)
class Told:
    """A report that is handed in: the version whose figures count."""

    pk: int
    duty: int
    kind: str
    year: int
    number: int
    is_final: bool
    is_extra: bool
    origin: str
    spent: Decimal | None
    left_stated: Decimal | None
    plan: str
    texts: tuple[tuple[str, str], ...]
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Seen:
    """A project. ``reports`` stand in period order; ``texts`` are (where, text) of its account."""

    pk: int
    number: str
    title: str
    programme: int
    status: str
    years_stated: str
    plan_in_table: str
    plan_in_text: str
    grant_years: tuple[int | None, ...]
    granted: Decimal | None
    texts: tuple[tuple[str, str], ...]
    reports: tuple[Told, ...]
    twins: tuple["Twin", ...] = ()

    @property
    def name(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def last(self) -> Told | None:
        """The newest report, the one that stands for the project."""
        return self.reports[-1] if self.reports else None


@dataclass(frozen=True)
class Twin:
    """Another project of the programme whose report tells exactly the same figures."""

    pk: int
    name: str
    report: int
    same: tuple[tuple[str, Decimal], ...]
