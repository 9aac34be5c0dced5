"""What is offered for a scope: the standing tables, and the figures of the start page."""

from django.utils.translation import gettext_lazy as _

from outreach import access
from outreach.summary.facts import Facts, periods
from outreach.summary.highlights import highlights
from outreach.summary.opening import rows_of
from outreach.summary.tables import CUTS, DISTRICTS, FORMS, GROUPS, LANGUAGES, SPANS, Cut, table_of
from portal.workareas import Scope, StandingTable, Summary

EMPTY = _("Ingen aktivitet är hållen under perioden av dem du får se.")
INTROS = {
    DISTRICTS: _("Hur många aktiviteter varje stadsdelsförvaltning har hållit, och hur många som kom."),
    FORMS: _("Vilka arbetsformer som används, och hur många de når."),
    GROUPS: _("Vilka målgrupper aktiviteterna vänder sig till, och hur många som kom."),
    LANGUAGES: _("På vilka språk aktiviteterna har hållits, och hur många som kom."),
    SPANS: _("Aktiviteter och besök månad för månad, eller tertial för tertial."),
}


def summary(scope: Scope) -> Summary:
    """Standing tables and figures for those who read outreach."""
    if not access.may_read_outreach(scope.user):
        return Summary()
    return Summary(tables=TABLES, highlights=lambda: highlights(scope))


def _standing(cut: Cut) -> StandingTable:
    return StandingTable(
        slug=cut.slug,
        title=cut.caption,
        intro=INTROS[cut.slug],
        build=lambda scope: table_of(Facts(scope), cut),
        rows=lambda scope, line, column: rows_of(Facts(scope), cut, line, column),
        programmes=periods,
        empty=EMPTY,
        chooses=_("Period"),
        masks=True,
    )


TABLES = tuple(map(_standing, CUTS))
