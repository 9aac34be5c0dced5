"""What a report says, as values: how it is asked for, and how it is compared with what is stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from projects.models import OutcomeCount, Report, ReportDuty

TEXTS = ("cause", "action", "implementation", "experience", "further_work", "comment")
PLAIN = ("is_final", "spent", "left_stated", "forecast", "plan", "collaborators", *TEXTS)
ADULTS = ("women", "men", "unknown")
PARTS = (*ADULTS, "children")
BLANK: dict[str, Any] = {each.name: each.get_default() for each in Report._meta.fields if each.name in PLAIN}


@dataclass(frozen=True)
class CountValues:
    """One measure: None is not reported, 0 is counted and none. ``value``: those 18 and older, together."""

    value: Decimal | int | None = None
    women: int | None = None
    men: int | None = None
    unknown: int | None = None
    children: int | None = None
    qualifier: str = OutcomeCount.Qualifier.EXACT
    label: str = ""
    note: str = ""
    unit: str = ""

    @property
    def numbers(self) -> tuple[Decimal | int | None, ...]:
        return (self.value, self.women, self.men, self.unknown, self.children)

    @property
    def is_said(self) -> bool:
        """Whether anything is told; what is not is not stored."""
        return any(number is not None for number in self.numbers) or bool(self.note)

    @property
    def total(self) -> Decimal | int | None:
        """The total as stated, or the sum of the split where only that is given."""
        split = [number for number in (self.women, self.men, self.unknown) if number is not None]
        return sum(split) if self.value is None and split else self.value


Counts = Mapping[str, CountValues]
VALUES = tuple(each.name for each in fields(CountValues))


@dataclass(frozen=True)
class ReportCandidate:
    """What a report is to say. ``values`` are by the names of ``PLAIN`` (money in kronor) and may have
    ``correction_reason``; what they do not name stays as it is.

    ``counts`` are by the measure's code; "ovrigt:a label" where a code stands more than once. A code that
    they do not name stays too, and None names none. ``unread`` is what was said but could not be
    understood, {name: why}: it refuses the candidate beside all that the domain itself finds.
    """

    duty: ReportDuty
    values: Mapping[str, Any]
    counts: Counts | None = None
    unread: Mapping[str, str] = field(default_factory=dict)


def code_of(key: str) -> str:
    """The measure's code of a key of counts."""
    return key.partition(":")[0]


def key_of(count: OutcomeCount) -> str:
    return f"{count.measure.code}:{count.label}" if count.label else count.measure.code


def values_of(count: OutcomeCount) -> CountValues:
    return CountValues(**{name: getattr(count, name) for name in VALUES})


def counts_of(counts: Iterable[OutcomeCount]) -> dict[str, CountValues]:
    """The stored counts of one report, read with their measures, by key."""
    return {key_of(count): values_of(count) for count in counts}


def plain_of(report: Report | None) -> dict[str, Any]:
    """What a report says but its counts; of none, what a blank one says."""
    return {name: getattr(report, name) for name in PLAIN} if report else dict(BLANK)


def flat(plain: Mapping[str, Any], counts: Counts) -> dict[str, Any]:
    """All a report says under names of one level: "spent", "arbete", "deltagare_women", "arbete_note".

    What is not said has no name, so that two reports are the same when these are.
    """
    found = {name: value for name, value in plain.items() if value != BLANK[name]}
    for key, values in counts.items():
        if values.is_said:
            found |= flat_count(key, values)
    return found


def flat_count(key: str, values: CountValues) -> dict[str, Any]:
    """One measure under names of one level; an exact number says nothing of how exact it is."""
    told = {f"{key}_{name}": getattr(values, name) for name in (*PARTS, "note", "unit", "qualifier")}
    told = {name: value for name, value in told.items() if value not in (None, "", "exact")}
    return told | ({key: values.total} if values.total is not None else {})
