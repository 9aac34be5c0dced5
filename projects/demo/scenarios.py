"""How the example year's reports stand, told in days from today: each state a report can be in, once or more.

Nothing is left to chance or to the clock: the same day gives the same year.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from portal.deadlines.expecting import expect_report
from portal.deadlines.extending import ask_extension, grant_extension, refuse_extension
from portal.deadlines.models import ExpectedReport, Reminder, ReminderStep
from portal.deadlines.promising import note_promise
from portal.deadlines.receiving import accept, send_back
from portal.deadlines.wheel import due_day
from portal.organisation.models import User
from portal.periods import Period, period_of
from projects.domain.handing_in import receiving_committee
from projects.models import Project, Report, ReportDuty

MORNING = time(6, 0)  # when the clock sends reminders


@dataclass(frozen=True)
class Stage:
    """What a scenario is played on: the day, and who asks and who answers."""

    today: date
    asks: User
    answers: User

    def at(self, days: int) -> datetime:
        """Nine o'clock in Stockholm, so many days from today."""
        return timezone.make_aware(datetime.combine(self.today + timedelta(days=days), time(9, 0)))


Act = Callable[[ExpectedReport, Stage], object]


def _handed_in(report: ExpectedReport, at: datetime) -> None:
    """Its report comes in. What it says is written by ``example_reports``, when all that are in are known."""
    duty = report.project_duty
    committee = receiving_committee(duty.project.programme, on=timezone.localdate(at))
    Report.objects.create(duty=duty, submitted_at=at, received_by=committee)


def _accepted(report: ExpectedReport, stage: Stage) -> None:
    _handed_in(report, stage.at(-23))
    accept(expected=report, now=stage.at(-16))


def _returned(report: ExpectedReport, stage: Stage) -> None:
    _handed_in(report, stage.at(-17))
    reason = "Exempel: kvinnor och män saknas. Fyll i dem och lämna in igen."
    send_back(expected=report, reason=reason, now=stage.at(-12))


def _promised(report: ExpectedReport, stage: Stage) -> None:
    day = stage.today - timedelta(days=9)
    text = "Exempel: redovisningen utlovades per telefon till slutet av veckan."
    note_promise(expected=report, text=text, on=day, by=stage.answers, promised_for=day + timedelta(days=4))


def _asked(report: ExpectedReport, stage: Stage, *, days: int, to: int):
    return ask_extension(
        expected=report,
        to=stage.today + timedelta(days=to),
        reason="Exempel: siffrorna från skolan kommer först nästa vecka.",
        by=stage.asks,
        now=stage.at(days),
    )


def _granted(report: ExpectedReport, stage: Stage) -> None:
    extension = _asked(report, stage, days=-9, to=9)
    grant_extension(extension=extension, by=stage.answers, now=stage.at(-7))


def _refused(report: ExpectedReport, stage: Stage) -> None:
    extension = _asked(report, stage, days=-8, to=9)
    words = "Exempel: nämnden möts före det. Lämna in det som är klart."
    refuse_extension(extension=extension, by=stage.answers, now=stage.at(-6), answer=words)


def _nothing(report: ExpectedReport, stage: Stage) -> None:
    """The report is awaited, and that is all."""


#: name in the file -> (days from today to its last day, what has happened)
SCENARIOS: dict[str, tuple[int, Act]] = {
    "accepted": (-20, _accepted),
    "submitted": (-6, lambda report, stage: _handed_in(report, stage.at(-8))),
    "submitted_late": (-10, lambda report, stage: _handed_in(report, stage.at(-6))),
    "returned": (-15, _returned),
    "late_1": (-1, _nothing),
    "late_12": (-12, _nothing),
    "late_40": (-40, _promised),
    "due_today": (0, _nothing),
    "due_in_two": (2, _nothing),
    "due_in_six": (6, _nothing),
    "asked": (4, lambda report, stage: _asked(report, stage, days=-1, to=14)),
    "granted": (-5, _granted),
    "refused": (-3, _refused),
}


def play(project: Project, scenario: str, stage: Stage) -> None:
    """Give the project its duties: the scenario's own, the one before it done, and the one that runs now."""
    days, act = SCENARIOS[scenario]
    last = stage.today + timedelta(days=days)
    period = period_of(last).previous()
    act(_expect(project, period, due_on=last), stage)
    play_done(project, period.previous())
    now = period_of(stage.today)
    if now > period:
        _expect(project, now)


def play_done(project: Project, period: Period) -> None:
    """A report of an earlier period that came in time and was taken as good."""
    report = _expect(project, period)
    noon = timezone.make_aware(datetime.combine(report.due_on, time(12, 0)))
    _handed_in(report, noon - timedelta(days=2))
    accept(expected=report, now=noon + timedelta(days=5))


def play_never(project: Project, stage: Stage) -> None:
    """The report of the period before the last one never came, whatever was said."""
    report = _expect(project, period_of(stage.today).previous().previous())
    _promised(report, stage)


def remember_reminders(project: Project, today: date) -> None:
    """Note the reminders that went out about what the project still owes, as the plan says."""
    plan = list(ReminderStep.objects.order_by("days"))
    owed = ExpectedReport.objects.outstanding().filter(project_duty__project=project)
    Reminder.objects.bulk_create(
        Reminder(
            expected=report,
            step=step.days,
            counted_from=report.last_day,
            sent_at=timezone.make_aware(datetime.combine(report.last_day + timedelta(step.days), MORNING)),
            recipients=1 + step.tells_director,
        )
        for report in owed
        for step in plan
        if report.last_day + timedelta(days=step.days) <= today
    )


def _expect(project: Project, period: Period, *, due_on: date | None = None) -> ExpectedReport:
    report = expect_report(
        organisation=project.lead, period=period, case=project.case, due_on=due_on or due_day(period)
    )
    ends = project.programme.ends_on
    is_final = ends is not None and period.contains(ends)
    ReportDuty.objects.create(project=project, expected=report, is_final=is_final)
    return report
