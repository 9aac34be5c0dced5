"""The year's wheel: which periods reports follow, when they are due and who is reminded. Rows, not code.

The city's rules for follow-up give the defaults: 8 May, 8 September, and the year's end 15 January.
"""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.deadlines.models import ReminderStep, WheelEntry
from portal.history.context import acting
from portal.organisation.reference import FOLDER, YES, read_rows
from portal.periods import DueDay, Period


def due_day(period: Period, entry: WheelEntry | None = None) -> date:
    """Return the day the wheel says that the period's report is due; a day the month lacks is its last one.

    ``entry`` is the period's line when it is at hand. ValidationError when the wheel has no such line.
    """
    entry = entry or WheelEntry.objects.filter(kind=period.kind, number=period.number).first()
    if entry is None:
        words = {"period": period.title}
        raise ValidationError(_("Årshjulet säger inte när %(period)s ska vara inne. Skriv en dag.") % words)
    day = DueDay(entry.due_month, entry.due_day, years_later=int(entry.due_next_year))
    return period.default_due([day] * period.number)


def entries_of(kinds: Iterable[str]) -> dict[tuple[str, int], WheelEntry]:
    """The wheel's lines of these kinds of period, by kind and number, in one query."""
    found = WheelEntry.objects.filter(kind__in=set(kinds))
    return {(entry.kind, entry.number): entry for entry in found}


@transaction.atomic
def load_wheel() -> int:
    """Add what is missing of the wheel and of the plan for reminders, as long as there is none of it.

    Lines that somebody has changed or taken away stay so. Returns how many rows were added.
    """
    with acting(by=None, door="prepare"):
        return _add_entries() + _add_steps()


def _add_entries() -> int:
    kinds = set(WheelEntry.objects.values_list("kind", flat=True))
    missing = [_entry(row) for row in read_rows(FOLDER / "arshjul.csv") if row["slag"] not in kinds]
    return len(WheelEntry.objects.bulk_create(missing))


def _entry(row: dict[str, str]) -> WheelEntry:
    return WheelEntry(
        kind=WheelEntry.Kind(row["slag"]),
        number=int(row["nummer"]),
        title=row["rubrik"],
        due_month=int(row["månad"]),
        due_day=int(row["dag"]),
        due_next_year=row["året efter"] == YES,
    )


def _add_steps() -> int:
    if ReminderStep.objects.exists():
        return 0
    rows = read_rows(FOLDER / "paminnelser.csv")
    steps = [
        ReminderStep(
            days=int(row["dagar från sista dagen"]),
            tells_director=row["även stadsdelsdirektören"] == YES,
            tone=ReminderStep.Tone(row["ton"]),
            subject=row["ämne"],
            text=row["text"],
            subject_en=row["ämne på engelska"],
            text_en=row["text på engelska"],
        )
        for row in rows
    ]
    return len(ReminderStep.objects.bulk_create(steps))
