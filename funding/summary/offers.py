"""What is offered for a scope: which tables there are, and what they are about."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from funding import access
from funding.summary import opening, tables
from funding.summary.facts import Facts
from portal.content.tables import Table
from portal.workareas import Scope, StandingTable, Summary

EMPTY = _("Det finns inga undertecknade överenskommelser som du får se.")


def summary(scope: Scope) -> Summary:
    """Standing tables for those who may list agreements."""
    return Summary(tables=TABLES) if access.may_list_agreements(scope.user) else Summary()


def _built(build: Callable[[Facts], Table]) -> Callable[[Scope], Table | None]:
    """Answer a scope with the table, or None when nothing is signed or settled."""

    def built(scope: Scope) -> Table | None:
        table = build(Facts(scope))
        return table if table.rows else None

    return built


def _opened(rows: Callable[[Facts, str, str], Table | None]) -> Callable[[Scope, str, str], Table | None]:
    return lambda scope, line, column: rows(Facts(scope), line, column)


TABLES = (
    StandingTable(
        slug=tables.SHARES,
        title=_("Andelar och kostnader per överenskommelse"),
        intro=_("Vad varje part har kommit överens om att bära, per år och för hela tiden."),
        build=_built(tables.shares_table),
        rows=_opened(opening.shares_rows),
        programmes=lambda user: (),
        empty=EMPTY,
    ),
    StandingTable(
        slug=tables.SETTLED,
        title=_("Avräkningar"),
        intro=_("Vad överenskommelserna har kostat, vad som ska debiteras och vad som är bokfört."),
        build=_built(tables.settled_table),
        rows=_opened(opening.settled_rows),
        programmes=lambda user: (),
        divided=False,
        empty=_("Inget är avräknat än."),
    ),
    StandingTable(
        slug=tables.DISTRICTS,
        title=_("Överenskommelser per stadsdelsförvaltning"),
        intro=_("Hur många överenskommelser varje stadsdelsförvaltning är part i, och vad den bär."),
        build=_built(tables.districts_table),
        rows=_opened(opening.districts_rows),
        programmes=lambda user: (),
        empty=EMPTY,
    ),
)
