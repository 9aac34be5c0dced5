"""How things in Lärande stand, as pages show it: a word, an icon and a tone."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from portal.workareas import State
from projects.models import Activity, MethodSpread, Network, Suggestion

_NETWORK = {
    Network.Status.WISHED: ("question", "info"),
    Network.Status.STARTING: ("wait", "info"),
    Network.Status.RUNNING: ("ok", "ok"),
    Network.Status.ENDED: ("lock", ""),
}
_ACTIVITY = {
    Activity.Status.PLANNED: ("wait", "info"),
    Activity.Status.HELD: ("ok", "ok"),
    Activity.Status.CANCELLED: ("close", "warn"),
}
_SPREAD = {
    MethodSpread.Status.OFFERED: ("wait", "info"),
    MethodSpread.Status.TAKEN_UP: ("ok", "ok"),
    MethodSpread.Status.DECLINED: ("close", ""),
}
_OUTCOME = {
    Suggestion.Outcome.WAITING: ("wait", "info"),
    Suggestion.Outcome.HELD: ("ok", "ok"),
    Suggestion.Outcome.NOT_HELD: ("close", "warn"),
}
OPEN, CLOSED, ELSEWHERE = "open", "closed", "elsewhere"
SURVEYS = {
    OPEN: State(gettext_lazy("Öppen"), "wait", "info"),
    CLOSED: State(gettext_lazy("Stängd"), "lock"),
    ELSEWHERE: State(gettext_lazy("Svar utanför portalen"), "file"),
}


def network_state(code: str) -> State:
    return State(capfirst(Network.Status(code).label), *_NETWORK[Network.Status(code)])


def activity_state(code: str) -> State:
    return State(capfirst(Activity.Status(code).label), *_ACTIVITY[Activity.Status(code)])


def spread_state(code: str) -> State:
    return State(capfirst(MethodSpread.Status(code).label), *_SPREAD[MethodSpread.Status(code)])


def outcome_state(code: str) -> State:
    """The badge of a suggestion's follow-up."""
    return State(capfirst(Suggestion.Outcome(code).label), *_OUTCOME[Suggestion.Outcome(code)])


def survey_code(*, closed: bool, asked: bool) -> str:
    """OPEN, CLOSED or, for one whose answers stand in another paper only, ELSEWHERE."""
    if not asked:
        return ELSEWHERE
    return CLOSED if closed else OPEN
