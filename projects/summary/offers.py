"""What is offered for a scope: which tables there are, and what they are about."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.content.tables import Table
from portal.workareas import Scope, StandingTable, Summary
from projects import access
from projects.models import Programme
from projects.models.following import followed_programmes
from projects.summary import granted, opening, yearly
from projects.summary.facts import Facts
from projects.summary.keyfigures import key_figures


def summary(scope: Scope) -> Summary:
    """Standing tables for those who may list projects, and the key figures of the programme followed."""
    if not access.may_list_projects(scope.user):
        return Summary()
    facts = _facts(scope)
    if facts is None or not facts.projects:
        return Summary(tables=TABLES)
    heading = _("Läget i %(programme)s") % {"programme": facts.programme}
    return Summary(tables=TABLES, figures=key_figures(facts), heading=heading)


def _facts(scope: Scope) -> Facts | None:
    """The facts of the programme asked for, or the newest one followed; None when there is none such."""
    followed = followed_programmes(scope.user)
    programme = followed.filter(slug=scope.programme).first() if scope.programme else followed.first()
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
)
