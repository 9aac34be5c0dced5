"""What the example year's reports say: every one that is in gets its figures, each period a little more.

Invented, the same for the same day, and whole: people who have left and people who remain are together all
participants, and nothing spent is more than granted. One is corrected, one has a number that was checked,
one lacks the split by sex and is therefore returned, and one is begun. In two somebody was forgotten among
those who remain, so that the plausibility check has something to ask: one question is answered, one waits.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import F

from portal.deadlines.models import ExpectedReport
from portal.deadlines.receiving import accept
from portal.organisation.models import User
from projects.domain.asking import answer_question, ask_about
from projects.domain.reportcontent import PLAIN
from projects.domain.reportwriting import copy_report
from projects.models import OutcomeCount, OutcomeMeasure, Programme, Project, Question, Report, ReportDuty

COORDINATOR, MANAGERS = "samordnare", {"jarva": "projektledare", "kungsholmen": "projektledare-kungsholmen"}
CORRECTED, CHECKED, BEGUN = "3.6", "2.3", "1.1"  # projects, by number
FORGOTTEN = {"1.2": 2, "2.1": 1}  # project -> how many of those who remain its newest report leaves out
ANSWERED = "1.2"
ANSWER = "Exempel: två deltagare är föräldralediga. De är varken avslutade eller pågående hos oss nu."
EXPERIENCE = "Exempel: det tar längre tid än väntat att nå fram, men de som börjar är kvar."
FURTHER = "Exempel: arbetssättet prövas hos fler nästa termin."
LIVES_ON = "Exempel: två handläggare fortsätter med arbetssättet inom sin tjänst."
CAUSE = "Exempel: en tjänst var vakant i början av året."
ACTION = "Exempel: tjänsten är tillsatt och kurserna är tidigarelagda."
REASON = "Exempel: en faktura hade bokförts på fel projekt."
PARTNERS = ["Arbetsförmedlingen", "Exempelföreningen"]
ENDED = (Project.ReportStatus.REPORTED, Project.ReportStatus.INCOMPLETE)
WRONGLY_BOOKED = Decimal(12500)
_State = ExpectedReport.State


@dataclass(frozen=True)
class Year:
    """One project's figures: ``place`` tells the projects apart, ``step`` counts its periods from 1."""

    place: int
    step: int
    granted: Decimal
    is_final: bool

    @property
    def people(self) -> dict[str, int]:
        """Measure -> how many since the project began; those who left and those who remain are all."""
        work, studies = (2 + self.place % 3) * self.step, (1 + self.place % 4) * self.step
        remain = 6 + self.place + self.step
        if self.is_final:  # then nobody remains: half have found work and half have begun to study
            work, studies, remain = work + remain // 2, studies + remain - remain // 2, 0
        gone = {"arbete": work, "studier": studies, "flyttat": self.step, "ej-horts-av": self.place % 2}
        left = sum(gone.values())
        everybody = left + remain
        return {
            "deltagare": everybody,
            "kallade": everybody + 5,
            "kartlagda": everybody,
            "praktik": 3 * self.step + self.place % 5,
            **gone,
            "avslutade": left,
            "pagaende": everybody - left,
            "sjalvforsorjande": work,
        }

    @property
    def split(self) -> dict[str, int]:
        """The participants by sex, and children beside them."""
        total = self.people["deltagare"]
        unknown = self.place % 2
        women = total * (52 + self.place % 13) // 100
        return {"women": women, "men": total - women - unknown, "unknown": unknown, "children": self.place}

    @property
    def spent(self) -> Decimal:
        """Some three tenths of the money a period, in whole five hundred kronor."""
        return self.granted * min(3 * self.step, 9) // 10 // 500 * 500


def add_example_reports(programme: Programme, now: datetime) -> None:
    """Say what every report that is in says. Expects the projects, their grants, duties and the measures."""
    people = User.objects.in_bulk([COORDINATOR, *MANAGERS.values()], field_name="username")
    measures = {measure.code: measure for measure in OutcomeMeasure.objects.all()}
    reports: list[Report] = []
    counts: list[OutcomeCount] = []
    for project, duties in _projects(programme):
        for year, duty in duties:
            (report,) = duty.reports.all()
            _tell(report, year, project)
            report.submitted_by = people.get(MANAGERS.get(project.lead.key, ""))
            reports.append(report)
            counts += _counts(report, year, measures, whole=duty.expected.state != _State.RETURNED)
        _forget(project, counts)
    Report.objects.bulk_update(reports, [*PLAIN, "submitted_by"])
    OutcomeCount.objects.bulk_create(counts)
    _go_on(programme, people[COORDINATOR], now)
    asked = ask_about(programme.projects.submitted(), now=now)
    _answer(asked, people, now)


def _forget(project: Project, counts: list[OutcomeCount]) -> None:
    """Leave people out of the last report made: ``counts`` ends with its figures."""
    for count in reversed(counts):
        if count.measure.code == "pagaende" and count.value is not None:
            count.value -= FORGOTTEN.get(project.number, 0)
            return


def _answer(asked: Iterable[Question], people: dict[str, User], now: datetime) -> None:
    """The district has explained what its own project was asked."""
    for question in asked:
        if question.project.number == ANSWERED:
            manager = people[MANAGERS[question.project.lead.key]]
            answer_question(
                question=question, status=Question.Status.EXPLAINED, answer=ANSWER, by=manager, now=now
            )


def _projects(programme: Programme) -> Iterable[tuple[Project, list[tuple[Year, ReportDuty]]]]:
    """Each project with the duties whose report is in, the earliest first."""
    projects = (
        programme.projects.submitted()
        .select_related("lead")
        .prefetch_related("grants", "duties__expected", "duties__reports")
    )
    for place, project in enumerate(projects.by_number()):
        granted = sum((grant.amount for grant in project.grants.all()), Decimal())
        done = [duty for duty in project.duties.all() if duty.reports.all()]
        done.sort(key=lambda duty: duty.expected.due_on)
        final = project.report_status in ENDED
        yield (
            project,
            [(Year(place, step, granted, final), duty) for step, duty in enumerate(done, start=1)],
        )


def _tell(report: Report, year: Year, project: Project) -> None:
    late = year.place % 4 == 0
    plan = project.plan_in_table if project.plan_in_table in Report.Plan.values else Report.Plan.PARTLY
    report.is_final, report.plan, report.spent = year.is_final, plan, year.spent
    report.forecast = year.granted * (94 + year.place % 7) // 100 // 500 * 500
    report.cause, report.action = (CAUSE, ACTION) if late else ("", "")
    report.implementation = LIVES_ON if plan == Report.Plan.YES else ""
    report.experience, report.further_work = EXPERIENCE, FURTHER
    report.collaborators = PARTNERS[: 1 + year.place % 2]


def _counts(
    report: Report, year: Year, measures: dict[str, OutcomeMeasure], *, whole: bool
) -> Iterable[OutcomeCount]:
    for code, number in year.people.items():
        split = year.split if code == "deltagare" and whole else {}
        yield OutcomeCount(report=report, measure=measures[code], value=number, **split)


def _go_on(programme: Programme, coordinator: User, now: datetime) -> None:
    """One number is checked, one report came in twice, the returned ones wait as drafts, one is begun."""
    told = Report.objects.filter(duty__project__programme=programme).select_related("duty__expected")
    _check(told.filter(duty__project__number=CHECKED).latest("submitted_at"), coordinator, now)
    _correct(told.filter(duty__project__number=CORRECTED).latest("submitted_at"))
    for report in told.filter(duty__expected__state=_State.RETURNED).order_by("pk"):
        copy_report(report, version=2)
    duties = ReportDuty.objects.filter(project__programme=programme, project__number=BEGUN)
    late = duties.filter(expected__state=_State.AWAITED).earliest("expected__due_on")
    Report.objects.create(duty=late, plan=Report.Plan.YES, experience=EXPERIENCE)


def _check(report: Report, coordinator: User, now: datetime) -> None:
    count = report.counts.get(measure__code="praktik")
    count.verified, count.verified_by, count.verified_at = F("value") - 1, coordinator, now
    count.verified_why = "Exempel: mot verksamhetssystemet, en person räknad två gånger."
    count.save()


def _correct(report: Report) -> None:
    """It was handed in five days earlier too, with another sum; what was taken as good is the correction."""
    second = copy_report(report, version=2, reason=REASON)
    second.submitted_at, second.submitted_by = report.submitted_at, report.submitted_by
    second.received_by = report.received_by
    second.save()
    if decided := report.duty.expected.decided_at:
        accept(expected=report.duty.expected, now=decided)
    first = Report.objects.filter(pk=report.pk)
    first.update(submitted_at=F("submitted_at") - timedelta(days=5), spent=F("spent") + WRONGLY_BOOKED)
