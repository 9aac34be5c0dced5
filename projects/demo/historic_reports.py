"""The historic programme's final reports as they stood in print: 32 expected, 29 told of, 117 figures.

The print (Utlåtande 2005: RVII, appendix 3) gives no day for any report. What it does give:

- the assignment ended at the turn of the year 2003/2004, which is the last day used for every report;
- appendix 3, dated 1 March 2004, tells how each stands: the day the coordinator is taken to have answered;
- the report of 2.2.1 is from December 2002; no other day of receipt is known, so the last day stands for it.

Each duty and report says so in words. ``Project.report_status`` stays what the print calls it; the expected
report follows from it: reported -> granskad och godtagen; not reported -> never came, and the print's "inga
antal redovisade" is then said by no report; incomplete (2.3.6) -> returned with the coordinator's words;
unclear (2.3.4: a title and a target group, no results) -> handed in and never answered.
"""

from datetime import date, datetime, time

from django.utils import timezone

from portal.deadlines.models import ExpectedReport, WheelEntry
from projects.demo.fixtures import rows_of
from projects.demo.historic import SOURCE
from projects.demo.historic_outcomes import add_outcomes, add_printed_sums, add_targets
from projects.models import Programme, Project, Report, ReportDuty

LAST_DAY = date(2003, 12, 31)
APPENDIX = date(2004, 3, 1)
RECEIVED = {"2.2.1": (date(2002, 12, 31), "Källan säger december 2002, inte vilken dag.")}
NO_DAY = "Källan säger inte vilken dag redovisningen kom in. Här står uppdragets sista dag."
DUE = "Sista dagen står inte i källan. Här står uppdragets sista dag, årsskiftet 2003/2004."
RETURNED = "Samordnaren kallar redovisningen knapphändig och ofullständig."

_State, _Told = ExpectedReport.State, Project.ReportStatus
STATES = {
    _Told.REPORTED: _State.ACCEPTED,
    _Told.NOT_REPORTED: _State.AWAITED,
    _Told.INCOMPLETE: _State.RETURNED,
    _Told.UNCLEAR: _State.SUBMITTED,
}
PLANS = {"yes": Report.Plan.YES, "no": Report.Plan.NO, "partly": Report.Plan.PARTLY}


def load_historic_reports(programme: Programme, now: datetime) -> None:
    """Add what was expected of each project, what its report said, and its target. A fixed number of rows'
    worth of statements; expects the projects, their grants, their printed accounts and the measures."""
    projects = list(
        programme.projects.select_related("published_account").prefetch_related("grants").by_number()
    )
    duties = _add_duties(programme, projects)
    told = [duty for duty in duties if _state(duty.project) != _State.AWAITED]
    reports = Report.objects.bulk_create(_report(duty) for duty in told)
    _answer(told)
    add_outcomes({report.duty.project.number: report for report in reports}, rows_of("utfall"))
    add_targets({project.number: project for project in projects}, rows_of("projektmal"))
    add_printed_sums(programme, rows_of("tryckta-summor"), source=SOURCE)


def _add_duties(programme: Programme, projects: list[Project]) -> list[ReportDuty]:
    """One final report for each project, of the last year it had money for."""
    expected = ExpectedReport.objects.bulk_create(_expected(programme, project) for project in projects)
    return ReportDuty.objects.bulk_create(
        ReportDuty(project=project, expected=report, is_final=True, due_note=DUE)
        for project, report in zip(projects, expected, strict=True)
    )


def _expected(programme: Programme, project: Project) -> ExpectedReport:
    return ExpectedReport(
        organisation_id=project.lead_id,
        case=programme.case,
        period_kind=WheelEntry.Kind.YEAR,
        year=_last_year(project),
        number=1,
        due_on=LAST_DAY,
    )


def _answer(told: list[ReportDuty]) -> None:
    """Let the coordinator have answered what is in."""
    for state, reason in ((_State.ACCEPTED, ""), (_State.RETURNED, RETURNED)):
        answered = [duty.expected_id for duty in told if _state(duty.project) == state]
        ExpectedReport.objects.filter(pk__in=answered).update(
            state=state, decided_at=_noon(APPENDIX), return_reason=reason
        )


def _state(project: Project) -> str:
    """How its expected report stands, by what the print says of it."""
    return STATES[_Told(project.report_status)]


def _report(duty: ReportDuty) -> Report:
    """What the district said, in the paraphrases that the printed account keeps."""
    project = duty.project
    account = project.published_account
    return Report(
        duty=duty,
        origin=Report.Origin.PRINT,
        is_final=True,
        plan=PLANS.get(project.plan_in_text, ""),
        experience=account.experience,
        implementation=account.implementation,
        further_work=account.further_work,
        collaborators=project.collaborators,
        comment=_received(project)[1],
        submitted_at=_noon(_received(project)[0]),
        received_by_id=project.received_by_id,
    )


def _received(project: Project) -> tuple[date, str]:
    """The day the report is taken to have come in, and how that is known."""
    return RECEIVED.get(project.number, (LAST_DAY, NO_DAY))


def _last_year(project: Project) -> int:
    """The last year it had money for; where no grant says (2.1.9), the last one the print names."""
    years = [grant.year for grant in project.grants.all() if grant.year]
    return max(years) if years else int(project.years_stated[-4:])


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12, 0)))
