"""Reminders and the day's letter: the plan says how many days from the last day, and each step is sent once.

The newest step that has come is the only one sent, so a clock that stood still for a month does not send
four letters at once. An extension moves the last day, and the steps begin anew from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from portal.deadlines.asking import about
from portal.deadlines.letters import Letter, Line, send_letter
from portal.deadlines.models import DayLetter, ExpectedReport, Reminder, ReminderStep
from portal.deadlines.newsletter import news_of_the_day
from portal.deadlines.recipients import Recipients
from portal.organisation.models import User
from portal.workareas import News

_ONE_CLOCK = 2_110_411  # the number of the lock that lets one clock strike at a time


@dataclass(frozen=True)
class Due:
    """A step that has come: for which report, and to whom it goes. ``mailbox`` is used when no person is."""

    expected: ExpectedReport
    plan: ReminderStep
    people: tuple[User, ...]
    mailbox: str = ""

    @property
    def step(self) -> int:
        return self.plan.days

    @property
    def heard(self) -> bool:
        return bool(self.people or self.mailbox)


@dataclass(frozen=True)
class Sent:
    """What was sent, or would be: the steps that went out, to which people, the steps nobody could be told,
    those whose letter failed (they are tried again next time), and who got news of the day."""

    reminders: tuple[Due, ...] = ()
    people: tuple[User, ...] = ()
    unreachable: tuple[Due, ...] = ()
    failed: tuple[Due, ...] = ()
    readers: tuple[User, ...] = ()


def steps_due(today: date) -> list[Due]:
    """The reminders that should go out on ``today`` and have not: the newest step of each late report."""
    plan = sorted(ReminderStep.objects.all(), key=lambda step: step.days)
    if not plan:
        return []
    recipients = Recipients(today)
    return [
        _due(expected, step, recipients)
        for expected in _outstanding(today - timedelta(days=plan[0].days))
        if (step := _newest(plan, expected.last_day, today)) and not _is_sent(expected, step)
    ]


def remind(*, today: date, now: datetime, dry_run: bool = False) -> Sent:
    """Send what is due, one letter a person; twice sends nothing twice. ``dry_run`` only says what it would.

    A reminder is written down before its letter is sent, so that two clocks at once send one; when no letter
    about it could be sent the line is taken away and the next run tries again.
    """
    if dry_run:
        due = steps_due(today)
        return _summed_up(due, news_of_the_day(_silent(due, today), today=today, now=now))
    with transaction.atomic():
        due, news = _claim(today, now)
    letters = _letters(due, news)
    failed = [letter for letter in letters if not send_letter(letter, about, today)]
    lost = _take_back(due, letters, failed, now)
    unread = {letter.person for letter in failed}
    return _summed_up(due, {who: told for who, told in news.items() if who not in unread}, lost)


def _due(expected: ExpectedReport, step: ReminderStep, recipients: Recipients) -> Due:
    people = recipients.of(expected, directors=step.tells_director)
    return Due(expected, step, people, "" if people else recipients.mailbox(expected))


def _outstanding(until: date) -> Iterable[ExpectedReport]:
    owed = ExpectedReport.objects.with_latest_day().outstanding().in_open_cases()
    reports = owed.filter(latest_day__lte=until)
    return reports.select_related("organisation").prefetch_related("reminders").order_by("latest_day", "pk")


def _newest(plan: list[ReminderStep], last_day: date, today: date) -> ReminderStep | None:
    come = [step for step in plan if last_day + timedelta(days=step.days) <= today]
    return come[-1] if come else None


def _is_sent(expected: ExpectedReport, step: ReminderStep) -> bool:
    """Whether this step, or a later one, went out for the last day the report has now."""
    return any(
        sent.counted_from == expected.last_day and sent.step is not None and sent.step >= step.days
        for sent in expected.reminders.all()
    )


def _silent(due: Iterable[Due], today: date) -> list[Due]:
    """The steps of today that nobody could be told; older ones the coordinator has heard of already."""
    return [one for one in due if not one.heard and _day_of(one) == today]


def _day_of(one: Due) -> date:
    return one.expected.last_day + timedelta(days=one.step)


def _claim(today: date, now: datetime) -> tuple[list[Due], dict[User, list[News]]]:
    """Write down what will be sent. Who comes second waits for the lock, and then finds it written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_CLOCK])
    due = steps_due(today)
    news = news_of_the_day(_silent(due, today), today=today, now=now)
    Reminder.objects.bulk_create(
        Reminder(
            expected=one.expected,
            step=one.step,
            counted_from=one.expected.last_day,
            sent_at=now,
            recipients=len(one.people) or 1,
        )
        for one in due
        if one.heard
    )
    DayLetter.objects.bulk_create(DayLetter(user=user, day=today, sent_at=now) for user in news)
    return due, news


def _letters(due: Iterable[Due], news: dict[User, list[News]]) -> list[Letter]:
    """One letter for each person, and one for each mailbox."""
    people: dict[User, list[Line]] = {person: [] for person in news}
    boxes: dict[str, list[Line]] = {}
    for one in due:
        line = Line(one.expected, one.plan)
        for person in one.people:
            people.setdefault(person, []).append(line)
        if one.mailbox:
            boxes.setdefault(one.mailbox, []).append(line)
    return [
        *(
            Letter(person.email, person, tuple(lines), _besides(news.get(person, ()), lines))
            for person, lines in people.items()
        ),
        *(Letter(address, None, tuple(lines)) for address, lines in boxes.items()),
    ]


def _besides(news: Iterable[News], lines: Iterable[Line]) -> tuple[News, ...]:
    """The news that the letter's own reminders do not say already."""
    told = {line.expected.pk for line in lines}
    return tuple(one for one in news if one.report not in told)


def _take_back(
    due: Iterable[Due], letters: Iterable[Letter], failed: list[Letter], now: datetime
) -> frozenset[int]:
    """Take away what was written down and reached nobody; return the reports it was about."""
    arrived = {line.expected.pk for one in letters if one not in failed for line in one.lines}
    lost = frozenset(one.expected.pk for one in due if one.heard and one.expected.pk not in arrived)
    Reminder.objects.filter(expected__in=lost, sent_at=now, step__isnull=False).delete()
    people = [letter.person for letter in failed if letter.person]
    DayLetter.objects.filter(user__in=people, sent_at=now).delete()
    return lost


def _summed_up(due: list[Due], news: dict[User, list[News]], lost: frozenset[int] = frozenset()) -> Sent:
    out = tuple(one for one in due if one.heard and one.expected.pk not in lost)
    return Sent(
        reminders=out,
        people=tuple(dict.fromkeys(person for one in out for person in one.people)),
        unreachable=tuple(one for one in due if not one.heard),
        failed=tuple(one for one in due if one.expected.pk in lost),
        readers=tuple(news),
    )
