"""What is offered for a scope: which tables there are, and what they are about."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.content.charts import Chart, bar_chart
from portal.content.tables import Table
from portal.workareas import Highlights, Scope, StandingTable, Summary
from projects import access
from projects.models import Programme
from projects.models.following import followed_programmes
from projects.summary import activities, aftermath, funds, granted, opening, reports, yearly
from projects.summary.facts import Facts
from projects.summary.keyfigures import key_figures


def summary(scope: Scope) -> Summary:
    """Standing tables for those who may list projects, and the key figures of the programme followed."""
    if not access.may_list_projects(scope.user):
        return Summary()
    tables = (*TABLES, *funds.TABLES) if access.may_read_funds(scope.user) else TABLES
    return Summary(tables=tables, highlights=partial(_highlights, scope))


def _highlights(scope: Scope) -> Highlights | None:
    facts = _facts(scope)
    if facts is None or not facts.projects:
        return None
    heading = _("Läget i %(programme)s") % {"programme": facts.programme}
    if facts.programme.is_example:
        heading = _("%(heading)s (exempel)") % {"heading": heading}
    return Highlights(heading, key_figures(facts), charts=(_chart(facts),))


def _chart(facts: Facts) -> Chart:
    table = yearly.yearly_table(facts)
    parts = [column.key for column in table.columns[1:-1]]
    # A bar has three parts at most; with more years it shows the whole, and the table beside it the years.
    shown = parts if len(parts) <= 3 else [yearly.ALL_YEARS]
    return bar_chart(table, name="omrade-ar", parts=shown, total=yearly.ALL_YEARS)


def _facts(scope: Scope) -> Facts | None:
    """The facts of the programme asked for, or the newest one followed; None when there is none."""
    programme = scope.programme or followed_programmes(scope.user).first()
    return Facts(programme, scope) if programme else None


def _granted(scope: Scope) -> Table | None:
    facts = _facts(scope)
    return granted.granted_table(facts) if facts else None


def _yearly(scope: Scope) -> Table | None:
    facts = _facts(scope)
    return yearly.yearly_table(facts) if facts else None


def _granted_rows(scope: Scope, line: str, column: str) -> Table | None:
    facts = _facts(scope)
    return opening.granted_rows(facts, line, column) if facts else None


def _yearly_rows(scope: Scope, line: str, column: str) -> Table | None:
    facts = _facts(scope)
    return opening.yearly_rows(facts, line, column) if facts else None


def _reports(scope: Scope) -> Table | None:
    facts = _duty_facts(scope)
    return reports.reports_table(facts) if facts and facts.duties else None


def _reports_rows(scope: Scope, line: str, column: str) -> Table | None:
    facts = _duty_facts(scope)
    return reports.reports_rows(facts, line, column) if facts else None


def _duty_facts(scope: Scope) -> reports.DutyFacts | None:
    programme = scope.programme or followed_programmes(scope.user).first()
    return reports.DutyFacts(programme, scope) if programme else None


def _activities(scope: Scope) -> Table | None:
    facts = _activity_facts(scope)
    return activities.activities_table(facts) if facts else None


def _activities_rows(scope: Scope, line: str, column: str) -> Table | None:
    facts = _activity_facts(scope)
    return activities.activities_rows(facts, line, column) if facts else None


def _activity_facts(scope: Scope) -> activities.ActivityFacts | None:
    programme = scope.programme or followed_programmes(scope.user).first()
    return activities.ActivityFacts(programme, scope) if programme else None


def _programmes(user) -> list[Programme]:
    return list(followed_programmes(user))


TABLES = (
    StandingTable(
        slug=granted.SLUG,
        title=gettext_lazy("Beviljade medel per stadsdelsförvaltning"),
        intro=gettext_lazy("Antal projekt per område, beviljade medel och plan för implementering."),
        build=_granted,
        rows=_granted_rows,
        programmes=_programmes,
    ),
    StandingTable(
        slug=yearly.SLUG,
        title=gettext_lazy("Beviljade medel per år"),
        intro=gettext_lazy("Beviljade medel per område och år. Belopp utan år står för sig."),
        build=_yearly,
        rows=_yearly_rows,
        programmes=_programmes,
        divided=False,
    ),
    StandingTable(
        slug=activities.SLUG,
        title=gettext_lazy("Aktiviteter och deltagare per termin"),
        intro=gettext_lazy("Genomförda seminarier, kurser, studieresor och träffar, och hur många som kom."),
        build=_activities,
        rows=_activities_rows,
        programmes=_programmes,
        divided=False,
    ),
    StandingTable(
        slug=reports.SLUG,
        title=gettext_lazy("Redovisningar per status"),
        intro=gettext_lazy("Hur de väntade redovisningarna står, och vilka medel som inte är redovisade."),
        build=_reports,
        rows=_reports_rows,
        programmes=_programmes,
    ),
    *aftermath.TABLES,
)
