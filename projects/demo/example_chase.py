"""The chase of the example year: what was noted by hand beside the clock's reminders, and money back."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from portal.deadlines.models import ExpectedReport, Promise, Reminder
from portal.deadlines.noting import note_reminder
from portal.deadlines.promising import escalate, note_excuse, note_promise
from portal.organisation.models import User
from projects.demo.fixtures import rows_of
from projects.domain.returning import announce_return, receive_return, withdraw_return
from projects.models import Programme, Project

COORDINATOR = "samordnare"
LATE, NEVER = "late_40", "never"  # in the column "läge"
SAVED = Decimal("40000.00")  # of each grant that gives money back


def load_example_chase(programme: Programme, now: datetime) -> None:
    """Add notes to the latest reports and three repayments: announced, received, withdrawn."""
    today = timezone.localdate(now)
    by = User.objects.get(username=COORDINATOR)
    stands = {row["nummer"]: row["läge"] for row in rows_of("exempelprojekt")}
    projects = list(programme.projects.submitted().select_related("lead").by_number())
    for project in projects:
        if stands.get(project.number) in (LATE, NEVER):
            _chase(project, stands[project.number], by, today)
    done = [project for project in projects if stands.get(project.number, "").startswith("accepted")]
    _give_back(done, by, today)


def _chase(project: Project, standing: str, by: User, today: date) -> None:
    owed = ExpectedReport.objects.late(on=today).filter(project_duty__project=project)
    report = owed.earliest("due_on")
    call = today - timedelta(days=9)
    note_reminder(
        expected=report,
        channel=Reminder.Channel.TELEPHONE,
        on=call,
        by=by,
        today=today,
        text="Exempel: ringde och frågade när redovisningen kommer.",
    )
    if standing == LATE:
        return
    note_excuse(
        expected=report,
        text="Exempel: siffrorna finns hos en utförare som har slutat.",
        on=call,
        by=by,
    )
    note_promise(
        expected=report,
        text="Exempel: utlovades på nytt, till veckan efter.",
        on=call + timedelta(days=2),
        promised_for=call + timedelta(days=7),
        by=by,
    )
    escalate(
        expected=report,
        chief=Promise.Chief.DIRECTOR,
        text="Exempel: bad stadsdelsdirektören att se till att redovisningen kommer.",
        on=today - timedelta(days=1),
        by=by,
    )


def _give_back(projects: list[Project], by: User, today: date) -> None:
    """Three projects that did not need all of their money, as far as there are so many."""
    for n, project in enumerate(projects[:3]):
        on = today - timedelta(days=12)
        back = announce_return(
            project=project,
            amount=SAVED,
            on=on,
            reason="Exempel: projektet kom i gång sent, och en del av medlen behövdes inte.",
            by=by,
            today=today,
        )
        if n == 1:
            receive_return(repayment=back, on=today - timedelta(days=3), today=today)
        elif n == 2:
            why = "Exempel: medlen behövs för att avsluta den sista gruppen."
            withdraw_return(repayment=back, on=today - timedelta(days=2), reason=why, today=today)
