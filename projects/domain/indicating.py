"""Record values of indicators, one or a hundred thousand: the same rules for form and file."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.content.outcomes import Outcome, Status, only
from portal.content.suggesting import closest
from portal.database.refusals import in_words, words_of
from projects.domain.valuerows import SeriesKey, ValueCandidate, ValueRow, lay_out, stored_series
from projects.models import IndicatorSeries, IndicatorValue

__all__ = ["SeriesKey", "ValueCandidate", "record_value", "record_values"]

#: the same thing in other sizes: a series in one of them is not counted on in another
SCALES = ({"kronor", "kr", "tkr", "tusen kronor", "mnkr", "mkr", "miljoner kronor"}, {"procent", "promille"})


def record_value(candidate: ValueCandidate, *, today: date) -> IndicatorValue:
    """Record or correct one value, for a form. Raises ValidationError with {field: messages}."""
    return only(record_values([candidate], today=today, known_periods_update=False))


@transaction.atomic
def record_values(
    candidates: Sequence[ValueCandidate], *, today: date, known_periods_update: bool = True
) -> list[Outcome[IndicatorValue]]:
    """Record and correct many; answer what became of each, in order. Refused ones are not written.

    A series that is not there is made; one that is there in another size of the same unit is taken for a
    slip and refused. Raises ValidationError only for what the database alone can refuse.
    """
    if not candidates:
        return []
    known = stored_series(each.series for each in candidates)
    rows = lay_out(candidates, known)
    _refuse_twice(rows, known_periods_update)
    _refuse_units(rows, known)
    for row in rows:
        row.check(today)
    outcomes = [row.outcome() for row in rows]
    with in_words():
        _write([row for row in rows if row.status in (Status.NEW, Status.CHANGED)])
    return outcomes


def _refuse_twice(rows: Sequence[ValueRow], known_periods_update: bool) -> None:
    """A period is once in its series: in the database, and in the batch."""
    seen = set()
    for row in rows:
        if row.key in seen:
            words = _("Samma indikator, kategori, enhet och period står redan tidigare. Ta bort den ena.")
            row.refusals.add("period", words)
        seen.add(row.key)
        if not row.is_new and not row.candidate.record and not known_periods_update:
            row.refusals.add("period", words_of("indicator_value_once_a_period"))


def _refuse_units(rows: Sequence[ValueRow], known: dict[SeriesKey, IndicatorSeries]) -> None:
    """Refuse a new series that looks like a stored one whose unit is written in another way."""
    units: dict[tuple[str, str], list[str]] = {}
    for key, series in known.items():
        units.setdefault(key[:2], []).append(series.unit)
    for row in rows:
        if row.series._state.adding:
            meant = _meant(row.series.unit, units.get(row.candidate.series.folded[:2], ()))
            if meant:
                words = _(
                    "Serien finns redan, i %(unit)s. Skriv %(unit)s, och räkna om värdet om det behövs."
                )
                row.refusals.add("unit", words % {"unit": meant})


def _meant(unit: str, units: Iterable[str]) -> str:
    """The stored unit that ``unit`` is a slip for; "" when it is another thing altogether."""
    for stored in units:
        if any({unit.casefold(), stored.casefold()} <= scale for scale in SCALES):
            return stored
    return closest(unit, units)


def _write(rows: Sequence[ValueRow]) -> None:
    """Write with a fixed number of statements, however many rows."""
    new = [row for row in rows if row.status == Status.NEW]
    made = {id(row.series): row.series for row in new if row.series._state.adding}
    IndicatorSeries.objects.bulk_create(made.values())
    for row in new:
        row.record.series = row.series
    IndicatorValue.objects.bulk_create([row.record for row in new])
    changed = [row for row in rows if row.status == Status.CHANGED]
    fields = {change.field for row in changed for change in row.changes}
    if fields:
        IndicatorValue.objects.bulk_update([row.record for row in changed], sorted(fields))
