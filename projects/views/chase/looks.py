"""How a report that is expected stands, in words: what the table, its filter and the standing table say."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.deadlines.models import ExpectedReport
from portal.periods import Period
from portal.workareas import State
from projects.models import chasing

_State = ExpectedReport.State
STATES: dict[str, State] = {
    chasing.LATE: State(_("Ej inlämnad, sen"), "bad", "bad"),
    chasing.DUE: State(_("Ej inlämnad, inom 14 dagar"), "wait", "warn"),
    chasing.AHEAD: State(_("Ej inlämnad"), "wait"),
    _State.RETURNED: State(_("Återlämnad"), "undo", "warn"),
    _State.SUBMITTED: State(_("Inlämnad"), "send", "info"),
    _State.ACCEPTED: State(_("Granskad och godtagen"), "ok", "ok"),
}


def state(code: str) -> State | None:
    return STATES.get(code)


def period(code: str) -> str:
    """Write "tertial:2026:2" as a page calls it."""
    kind, year, number = code.split(":")
    return Period(kind, int(year), int(number)).title


def standing(expected: ExpectedReport, today: date) -> str:
    """How one report stands, by the same rule as ``chasing.standing`` in a query."""
    if expected.state != _State.AWAITED:
        return expected.state
    if expected.days_late(today):
        return chasing.LATE
    return chasing.DUE if expected.last_day <= today + chasing.SOON else chasing.AHEAD
