"""How an expected report stands, as pages show it: a word, an icon and a tone."""

from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.deadlines.models import ExpectedReport
from portal.workareas import State

_LOOKS = {
    ExpectedReport.State.AWAITED: ("wait", ""),
    ExpectedReport.State.SUBMITTED: ("send", "info"),
    ExpectedReport.State.RETURNED: ("undo", "warn"),
    ExpectedReport.State.ACCEPTED: ("ok", "ok"),
}


def state_of(report: ExpectedReport, *, today: date) -> State:
    """The badge of an expected report; one that is late says by how many days."""
    late = report.days_late(today)
    if late:
        return State(_("1 dag sen") if late == 1 else _("%(days)s dagar sen") % {"days": late}, "bad", "bad")
    return State(capfirst(report.get_state_display()), *_LOOKS[ExpectedReport.State(report.state)])
