"""A value of an indicator as somebody wants it to be, and the same on its way to being written."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from portal.content.outcomes import Change, Outcome, Refusals, Status
from portal.content.texts import refuse_personal, tidy
from portal.database.functions import SwedishKey
from portal.database.textkeys import swedish_key
from projects.domain.indicatorperiods import Days, IndicatorPeriod
from projects.models import IndicatorSeries, IndicatorValue

PLAIN = ("value", "is_preliminary", "comment")


class SeriesKey(NamedTuple):
    """What finds a series again, whatever the case of the letters and the space between words."""

    name: str
    category: str
    unit: str

    @property
    def folded(self) -> "SeriesKey":
        return SeriesKey(*(swedish_key(part) for part in self.tidied))

    @property
    def tidied(self) -> "SeriesKey":
        return SeriesKey(*(" ".join(tidy(part).split()) for part in self))


@dataclass(frozen=True)
class ValueCandidate:
    """What a value is to be. ``values`` (value, is_preliminary, comment): what is not named stays as it is.

    The series is found by its key; one that is not there is made. ``record`` is the value that a form edits;
    without it series and period find it.
    """

    series: SeriesKey
    period: IndicatorPeriod
    values: Mapping[str, Any]
    record: IndicatorValue | None = None


@dataclass(eq=False)
class ValueRow:
    """One candidate on its way: the record as it is to be, what it was, and what stands against it."""

    candidate: ValueCandidate
    series: IndicatorSeries
    record: IndicatorValue
    before: dict[str, Any]
    after: dict[str, Any] = field(default_factory=dict)
    refusals: Refusals = field(default_factory=Refusals)

    @property
    def is_new(self) -> bool:
        return self.record._state.adding

    @property
    def changes(self) -> tuple[Change, ...]:
        before = self.before
        return tuple(
            Change(name, before[name], now) for name, now in self.after.items() if now != before[name]
        )

    @property
    def status(self) -> Status:
        if self.refusals:
            return Status.REFUSED
        if self.is_new:
            return Status.NEW
        return Status.CHANGED if self.changes else Status.UNCHANGED

    @property
    def key(self) -> tuple[SeriesKey, IndicatorPeriod]:
        return self.candidate.series.folded, self.candidate.period

    def take_over(self) -> None:
        """Give the record what the candidate says; a period of the same days keeps the words it has."""
        self.after = {name: tidy(value) for name, value in self.candidate.values.items()}
        if self.is_new or period_of(self.record) != self.candidate.period:
            self.after |= _columns(self.candidate.period)
        for name, value in self.after.items():
            setattr(self.record, name, value)

    def check(self, today: date) -> None:
        """Refuse what no other value has to do with: what is missing, impossible, personal or to come."""
        series, record = self.series, self.record
        if series._state.adding:
            self.refusals.take(lambda: series.clean_fields(exclude=["programme"]))
            self.refusals.take(lambda: refuse_personal([series.name]), name="name")
            self.refusals.take(lambda: refuse_personal([series.category]), name="category")
        self.refusals.take(lambda: record.clean_fields(exclude=["series"]))
        self.refusals.take(lambda: refuse_personal(record.comment), name="comment")
        if self.candidate.period.days.begins > today:
            self.refusals.add("period", _("Perioden har inte börjat. Kontrollera året och månaden."))

    def outcome(self) -> Outcome[IndicatorValue]:
        if self.refusals:
            return Outcome(self.record, Status.REFUSED, refusal=self.refusals.error())
        return Outcome(self.record, self.status, self.changes)


def _columns(period: IndicatorPeriod) -> dict[str, Any]:
    compared = period.compared
    return {
        "period": period.written,
        "precision": period.days.precision,
        "begins": period.days.begins,
        "ends": period.days.ends,
        "compared_begins": compared.begins if compared else None,
        "compared_ends": compared.ends if compared else None,
    }


def period_of(value: IndicatorValue) -> IndicatorPeriod:
    """The period of a stored value."""
    compared = None
    if value.compared_begins and value.compared_ends:
        compared = Days(value.compared_begins, value.compared_ends)
    return IndicatorPeriod(Days(value.begins, value.ends), compared, value.period)


def stored_series(keys: Iterable[SeriesKey]) -> dict[SeriesKey, IndicatorSeries]:
    """The series there are of those names, in every category and unit."""
    names = {key.folded.name for key in keys}
    found = IndicatorSeries.objects.annotate(folded=SwedishKey("name")).filter(folded__in=names)
    return {SeriesKey(each.name, each.category, each.unit).folded: each for each in found.order_by("pk")}


def stored_values(series: Iterable[IndicatorSeries]) -> dict[int, dict[IndicatorPeriod, IndicatorValue]]:
    """The values of the series by period, locked until the transaction ends."""
    rows = IndicatorValue.objects.select_for_update().filter(series__in=[each.pk for each in series])
    found: dict[int, dict[IndicatorPeriod, IndicatorValue]] = {}
    for value in rows.order_by("pk"):
        found.setdefault(value.series_id, {})[period_of(value)] = value
    return found


def lay_out(candidates: Sequence[ValueCandidate], known: dict[SeriesKey, IndicatorSeries]) -> list[ValueRow]:
    """Lay each candidate beside its stored value; make the series that are not there, each once."""
    named = {each.series.folded for each in candidates}
    values = stored_values(series for key, series in known.items() if key in named)
    made = dict(known)
    rows = []
    for each in candidates:
        series = made.setdefault(each.series.folded, _new_series(each))
        stored = each.record or values.get(series.pk or 0, {}).get(each.period)
        rows.append(_row(each, series, stored))
    return rows


def _new_series(candidate: ValueCandidate) -> IndicatorSeries:
    """A series of a file: how often it is measured is what its first value says."""
    return IndicatorSeries(precision=candidate.period.days.precision, **candidate.series.tidied._asdict())


def _row(candidate: ValueCandidate, series: IndicatorSeries, stored: IndicatorValue | None) -> ValueRow:
    # A copy: two rows of a file may name the same value, and the second is refused, not mixed in.
    record = copy(stored) if stored else IndicatorValue(series=series)
    names = (*PLAIN, *_columns(candidate.period))
    row = ValueRow(candidate, series, record, {name: getattr(record, name) for name in names})
    row.take_over()
    return row
