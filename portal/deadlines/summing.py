"""The wheel of a year as tables: each period, its day, and how the reports one may see stand."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.content.figures import Figure, Unit
from portal.content.notes import Note
from portal.content.tables import Column, Row, Table
from portal.deadlines.models import ExpectedReport, ReminderStep, WheelEntry
from portal.deadlines.wheel import due_day
from portal.deadlines.writing import letter_day, step_words
from portal.organisation.models import User
from portal.periods import TERTIAL, YEAR, Period

_IN = [ExpectedReport.State.SUBMITTED, ExpectedReport.State.ACCEPTED]


@dataclass(frozen=True)
class Line:
    """A period of the wheel with its day; None where reports have days of their own."""

    period: Period
    title: str
    due: date | None


@dataclass(frozen=True)
class Standing:
    """How many reports of a period are expected, have come in, and are late."""

    expected: int = 0
    come: int = 0
    late: int = 0


def wheel_tables(*, user: User, year: int, today: date) -> list[Table]:
    """One table for each kind of period that reports of the year follow; without any, the wheel's first.

    The wheel holds quarters since 2002 had them: a year that no report follows in quarters is not cut so.
    """
    entries = list(WheelEntry.objects.order_by("number"))
    standings = _standings(user, year, today)
    known = [kind for kind in WheelEntry.Kind if any(entry.kind == kind for entry in entries)]
    followed = {kind for kind, _number in standings}
    return [
        _table(kind, year, _lines(kind, year, entries, standings), standings, today)
        for kind in WheelEntry.Kind
        if kind in followed or kind in known[:1]
    ]


def next_line(today: date) -> str:
    """The next day of the wheel in words, "Närmast: Helår 2026 (...), senast 15 januari 2027."; or ""."""
    entries = list(WheelEntry.objects.order_by("number"))
    first = next((kind for kind in WheelEntry.Kind if any(entry.kind == kind for entry in entries)), "")
    ahead = [
        (due, period)
        for entry in entries
        if entry.kind == first
        for year in (today.year - 1, today.year)
        if (due := due_day(period := Period(entry.kind, year, entry.number), entry)) >= today
    ]
    if not ahead:
        return ""
    due, period = min(ahead)
    words = {"title": period.title, "days": _days(period), "day": letter_day(due, period.begins)}
    return _("Närmast: %(title)s (%(days)s), senast %(day)s.") % words


def plan_table() -> Table:
    """The plan for reminders: when one is sent, and to whom."""
    return Table(
        caption=_("När en påminnelse skickas"),
        columns=(Column("when", _("När"), Unit.TEXT), Column("who", _("Vem påminns"), Unit.TEXT)),
        rows=tuple(
            Row(step_words(step.days), {"who": _told(step)}) for step in ReminderStep.objects.order_by("days")
        ),
        notes=(
            Note(_("Beviljas uppskov räknas dagarna från den nya dagen.")),
            Note(_("En redovisning som redan väntas behåller sin dag när årshjulet ändras.")),
        ),
    )


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


def _lines(
    kind: str, year: int, entries: list[WheelEntry], standings: dict[tuple[str, int], Standing]
) -> list[Line]:
    """The wheel's periods of a kind, and those it does not know but reports of the year are about."""
    known = {entry.number: entry for entry in entries if entry.kind == kind}
    numbers = {*known, *(number for other, number in standings if other == kind)}
    return [
        Line(
            period := Period(kind, year, number),
            known[number].title if number in known else period.title,
            due_day(period, known[number]) if number in known else None,
        )
        for number in sorted(numbers)
    ]


def _table(
    kind: WheelEntry.Kind,
    year: int,
    lines: list[Line],
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
        rows=tuple(_row(line, standings.get((kind, line.period.number)), today) for line in lines),
    )


def _row(line: Line, standing: Standing | None, today: date) -> Row:
    counts = standing or Standing()
    return Row(
        line.title,
        {
            "days": _days(line.period),
            "due": line.due or _("egen dag"),
            "when": _when(line.period, line.due, today),
            "expected": Figure(counts.expected),
            "come": Figure(counts.come),
            "late": Figure(counts.late),
        },
    )


def _days(period: Period) -> str:
    """The days a report tells of: the third tertial's page is about the whole year (administration.md 17)."""
    whole_year = period.kind == TERTIAL and period.next().year > period.year
    return Period(YEAR, period.year).written if whole_year else period.written


def _when(period: Period, due: date | None, today: date) -> str:
    if today < period.begins:
        return _("kommer")
    if period.contains(today):
        return _("pågår")
    return _("redovisas nu") if due and today <= due else _("dagen har varit")
