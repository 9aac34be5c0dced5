"""How things in outreach stand, as pages show it: a word, an icon and a tone, never a colour alone."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from outreach.models import Activity, InitiativeTheme, Observation
from portal.workareas import State

DRAFT = State(_("Utkast"), "lock")
EXAMPLE = State(_("exempel"), "info", "info")
_STATUS = {
    Observation.Status.OPEN: ("wait", "info"),
    Observation.Status.ACTED_ON: ("pen", "warn"),
    Observation.Status.CLOSED: ("ok", "ok"),
}
_RESULT = {
    InitiativeTheme.Result.REACHED: ("ok", "ok"),
    InitiativeTheme.Result.ONGOING: ("wait", "info"),
    InitiativeTheme.Result.PARTLY: ("warn", "warn"),
    InitiativeTheme.Result.UNTOLD: ("question", ""),
}
_ACTIVITY = {
    Activity.State.PLANNED: ("wait", "info"),
    Activity.State.HELD: ("ok", "warn"),
    Activity.State.REPORTED: ("ok", "ok"),
    Activity.State.CANCELLED: ("close", "bad"),
}
# A material in a language.
CURRENT, OUTDATED, MISSING, WITHDRAWN = "finns", "inaktuell", "saknas", "utgangen"
MATERIALS = {
    CURRENT: State(_("Finns"), "ok", "ok"),
    OUTDATED: State(_("Inaktuell"), "warn", "warn"),
    MISSING: State(_("Saknas"), "bad", "bad"),
    WITHDRAWN: State(_("Används inte"), "close"),
}
UNSENT, OPEN, CLOSED, PRINTED = "unsent", "open", "closed", "printed"
ROUNDS = {
    UNSENT: State(_("Inte skickad"), "lock"),
    OPEN: State(_("Öppen för svar"), "wait", "info"),
    CLOSED: State(_("Stängd"), "ok", "ok"),
    PRINTED: State(_("Enligt en tryckt källa"), "file"),
}
OFFERED = State(_("Erbjuden"), "wait", "info")
TAKEN_UP = State(_("Använder det"), "ok", "ok")


def activity_state(code: str) -> State:
    return State(capfirst(Activity.State(code).label), *_ACTIVITY[Activity.State(code)])


def observation_status(code: str) -> State:
    return State(capfirst(Observation.Status(code).label), *_STATUS[Observation.Status(code)])


def theme_result(code: str) -> State:
    return State(capfirst(InitiativeTheme.Result(code).label), *_RESULT[InitiativeTheme.Result(code)])


def round_code(*, sent: bool, closed: bool, source: bool) -> str:
    """UNSENT, OPEN or CLOSED; PRINTED for one that is known from a printed source only."""
    if source:
        return PRINTED
    if not sent:
        return UNSENT
    return CLOSED if closed else OPEN
