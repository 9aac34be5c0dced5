"""The wheel of a year as tables: each period, its day, and how the reports one may see stand."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.content.figures import Figure, Unit
from portal.content.notes import Note
from portal.content.tables import Column, Row, Table
from portal.deadlines.models import ExpectedReport, ReminderStep, WheelEntry
from portal.deadlines.wheel import due_day
from portal.organisation.models import User
from portal.periods import TERTIAL, Period

_IN = [ExpectedReport.State.SUBMITTED, ExpectedReport.State.ACCEPTED]


@dataclass(frozen=True)
class Standing:
    """How many reports of a period are expected, have come in, and are late."""

    expected: int = 0
    come: int = 0
    late: int = 0


def wheel_tables(*, user: User, year: int, today: date) -> list[Table]:
    """One table for each kind of period the wheel has, in the order of the kinds."""
    entries = list(WheelEntry.objects.order_by("number"))
    standings = _standings(user, year, today)
    return [
        _table(kind, year, [entry for entry in entries if entry.kind == kind], standings, today)
        for kind in WheelEntry.Kind
        if any(entry.kind == kind for entry in entries)
    ]


def next_line(today: date) -> str:
    """The next day of the wheel in words, "Närmast: Helår 2026 (...), senast 15 januari 2027."; or ""."""
    ahead = [
        (due, period)
        for entry in WheelEntry.objects.order_by("kind", "number")
        for year in (today.year - 1, today.year)
        if (due := due_day(period := Period(entry.kind, year, entry.number), entry)) >= today
    ]
    if not ahead:
        return ""
    due, period = min(ahead, key=lambda found: (found[0], found[1].kind != TERTIAL))
    return _("Närmast: %(heading)s.") % {"heading": period.heading(due)}


def plan_table() -> Table:
    """The plan for reminders: when one is sent, and to whom."""
    return Table(
        caption=_("När en påminnelse skickas"),
        columns=(Column("when", _("När"), Unit.TEXT), Column("who", _("Vem påminns"), Unit.TEXT)),
        rows=tuple(Row(_step(step), {"who": _told(step)}) for step in ReminderStep.objects.order_by("days")),
        notes=(
            Note(_("Beviljas uppskov räknas dagarna från den nya dagen.")),
            Note(_("En redovisning som redan väntas behåller sin dag när årshjulet ändras.")),
        ),
    )


def _step(step: ReminderStep) -> str:
    if step.days < 0:
        words = ngettext("%(days)s dag före sista dagen", "%(days)s dagar före sista dagen", -step.days)
    elif step.days == 0:
        words = _("Sista dagen")
    else:
        words = ngettext("%(days)s dag efter sista dagen", "%(days)s dagar efter sista dagen", step.days)
    return words % {"days": abs(step.days)}


def _told(step: ReminderStep) -> str:
    return _("Projektledaren och stadsdelsdirektören") if step.tells_director else _("Projektledaren")


def _standings(user: User, year: int, today: date) -> dict[tuple[str, int], Standing]:
    """(kind, number) -> how its reports stand. Counted in one query."""
    come = Q(state__in=_IN)
    rows = (
        ExpectedReport.objects.for_user(user)
        .filter(year=year)
        .with_latest_day()
        .values_list("period_kind", "number")
        .annotate(
            expected=Count("pk"),
            come=Count("pk", filter=come),
            late=Count("pk", filter=~come & Q(latest_day__lt=today)),
        )
        .order_by(F("period_kind"), "number")
    )
    return {(kind, number): Standing(*counts) for kind, number, *counts in rows}


def _table(
    kind: WheelEntry.Kind,
    year: int,
    entries: list[WheelEntry],
    standings: dict[tuple[str, int], Standing],
    today: date,
) -> Table:
    return Table(
        caption=_("%(kind)s %(year)s") % {"kind": capfirst(kind.label), "year": year},
        columns=(
            Column("period", _("Period"), Unit.TEXT),
            Column("days", _("Dagar"), Unit.TEXT),
            Column("due", _("Senast"), Unit.DATE),
            Column("when", _("Läge"), Unit.TEXT),
            Column("expected", _("Väntade")),
            Column("come", _("Inlämnade")),
            Column("late", _("Sena")),
        ),
        rows=tuple(
            _row(entry, Period(kind, year, entry.number), standings.get((kind, entry.number)), today)
            for entry in entries
        ),
    )


def _row(entry: WheelEntry, period: Period, standing: Standing | None, today: date) -> Row:
    counts = standing or Standing()
    due = due_day(period, entry)
    return Row(
        entry.title,
        {
            "days": period.written,
            "due": due,
            "when": _when(period, due, today),
            "expected": Figure(counts.expected),
            "come": Figure(counts.come),
            "late": Figure(counts.late),
        },
    )


def _when(period: Period, due: date, today: date) -> str:
    if today < period.begins:
        return _("kommer")
    if period.contains(today):
        return _("pågår")
    return _("redovisas nu") if today <= due else _("dagen har varit")
