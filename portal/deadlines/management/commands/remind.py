"""``manage.py remind [--today YYYY-MM-DD] [--dry-run]``: send the reminders that are due."""

from argparse import ArgumentTypeError
from datetime import date, datetime

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import override

from portal.deadlines.expecting import period_of_report
from portal.deadlines.reminding import Due, Sent, remind
from portal.history.context import acting


def a_day(text: str) -> date:
    """Read the day the clock is said to be on."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} är ingen dag. Skriv den som 2026-05-08.") from None


class Command(BaseCommand):
    help = "Skicka de påminnelser om redovisningar som ska gå i dag. Två gånger skickar inget två gånger."

    def add_arguments(self, parser):
        parser.add_argument("--today", type=a_day, help="räkna som om det vore den här dagen")
        parser.add_argument("--dry-run", action="store_true", help="säg vad som skulle skickas, skicka inget")

    def handle(self, *, today: date | None, dry_run: bool, **options):
        """Send, or say what would be sent, and sum it up."""
        with acting(by=None, door="remind"), override("sv"):
            sent = remind(today=today or timezone.localdate(), now=_now(today), dry_run=dry_run)
            self._report(sent, dry_run)

    def _report(self, sent: Sent, dry_run: bool) -> None:
        for due in sent.reminders:
            self.stdout.write(f"{_line(due)}: {_readers(due)}")
        for due in sent.unreachable:
            self.stderr.write(f"{_line(due)}: ingen att påminna")
        for due in sent.failed:
            self.stderr.write(f"{_line(due)}: gick inte att skicka, försöker igen nästa gång")
        which = "som skulle skickas" if dry_run else "skickade"
        self.stdout.write(f"Påminnelser {which}: {len(sent.reminders)}. Mottagare: {_count(sent)}.")
        if sent.readers:
            self.stdout.write(f"Dagens nyheter till: {', '.join(reader.username for reader in sent.readers)}")


def _now(today: date | None) -> datetime:
    """The moment, on the day the clock is said to be on."""
    now = timezone.localtime()
    return timezone.make_aware(datetime.combine(today, now.time())) if today else now


def _readers(due: Due) -> str:
    return ", ".join(person.username for person in due.people) or due.mailbox


def _count(sent: Sent) -> int:
    """People, and mailboxes where no person is."""
    return len(sent.people) + len({due.mailbox for due in sent.reminders if due.mailbox})


def _line(due: Due) -> str:
    day = due.expected.last_day
    return (
        f"{due.expected.organisation}, {period_of_report(due.expected)}, senast {day} ({due.step:+d} dagar)"
    )
