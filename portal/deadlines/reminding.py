"""Reminders: the plan says how many days from the last day, and each step is sent once.

The newest step that has come is the only one sent, so a clock that stood still for a month does not send
four letters at once. An extension moves the last day, and the steps begin anew from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from portal.deadlines.digesting import Line, send_digest
from portal.deadlines.models import ExpectedReport, Reminder, ReminderStep
from portal.deadlines.recipients import Recipients
from portal.organisation.models import User


@dataclass(frozen=True)
class Due:
    """A step that has come: for which report, and to whom it goes."""

    expected: ExpectedReport
    step: int
    people: tuple[User, ...]


@dataclass(frozen=True)
class Sent:
    """What was sent, or would be: the steps that went out, to whom, those nobody could be told, and those
    whose letter failed (they are tried again next time)."""

    reminders: tuple[Due, ...] = ()
    people: tuple[User, ...] = ()
    unreachable: tuple[Due, ...] = ()
    failed: tuple[Due, ...] = ()


def steps_due(today: date) -> list[Due]:
    """The reminders that should go out on ``today`` and have not: the newest step of each late report."""
    plan = sorted(ReminderStep.objects.all(), key=lambda step: step.days)
    if not plan:
        return []
    recipients = Recipients(today)
    return [
        Due(expected, step.days, recipients.of(expected, directors=step.tells_director))
        for expected in _outstanding(today - timedelta(days=plan[0].days))
        if (step := _newest(plan, expected.last_day, today)) and not _is_sent(expected, step)
    ]


def remind(*, today: date, now: datetime, dry_run: bool = False) -> Sent:
    """Send what is due, one letter a person; twice sends nothing twice. ``dry_run`` only says what it would.

    A reminder is written down before its letter is sent, so that two clocks at once send one; when no letter
    about it could be sent the line is taken away and the next run tries again.
    """
    if dry_run:
        return _summed_up(steps_due(today), failed=frozenset())
    with transaction.atomic():
        due = _claim(today, now)
    told = {person: lines for person, lines in _lines(due).items() if send_digest(person, lines, today)}
    arrived = {line.expected.pk for lines in told.values() for line in lines}
    failed = frozenset(one.expected.pk for one in due if one.people and one.expected.pk not in arrived)
    Reminder.objects.filter(expected__in=failed, sent_at=now).delete()
    return _summed_up(due, failed=failed)


def _outstanding(until: date) -> Iterable[ExpectedReport]:
    reports = ExpectedReport.objects.with_latest_day().outstanding().filter(latest_day__lte=until)
    return reports.select_related("organisation").prefetch_related("reminders").order_by("latest_day", "pk")


def _newest(plan: list[ReminderStep], last_day: date, today: date) -> ReminderStep | None:
    come = [step for step in plan if last_day + timedelta(days=step.days) <= today]
    return come[-1] if come else None


def _is_sent(expected: ExpectedReport, step: ReminderStep) -> bool:
    return any(
        sent.counted_from == expected.last_day and sent.step >= step.days for sent in expected.reminders.all()
    )


def _claim(today: date, now: datetime) -> list[Due]:
    """Write the reminders down. Who comes second waits for the lock, and then finds them written."""
    list(ReminderStep.objects.select_for_update().order_by("pk"))
    due = steps_due(today)
    Reminder.objects.bulk_create(
        Reminder(
            expected=one.expected,
            step=one.step,
            counted_from=one.expected.last_day,
            sent_at=now,
            recipients=len(one.people),
        )
        for one in due
        if one.people
    )
    return due


def _lines(due: Iterable[Due]) -> dict[User, list[Line]]:
    found: dict[User, list[Line]] = {}
    for one in due:
        for person in one.people:
            found.setdefault(person, []).append(Line(one.expected, one.step))
    return found


def _summed_up(due: list[Due], *, failed: frozenset[int]) -> Sent:
    out = tuple(one for one in due if one.people and one.expected.pk not in failed)
    return Sent(
        reminders=out,
        people=tuple(dict.fromkeys(person for one in out for person in one.people)),
        unreachable=tuple(one for one in due if not one.people),
        failed=tuple(one for one in due if one.expected.pk in failed),
    )
