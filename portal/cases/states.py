"""How a case stands, as pages show it: a word, an icon and a tone, never a colour alone."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.workareas import State

OPEN, WAITING, CLOSED = "oppet", "vantar", "avslutat"

STATES = {
    OPEN: State(_("Öppet"), "info", "info"),
    WAITING: State(_("Väntar på diarienummer"), "wait", "warn"),
    CLOSED: State(_("Avslutat"), "ok", "ok"),
}


def state_of(case: Case, bodies: Iterable[int]) -> State:
    """The badge of a case that ``bodies`` have registered: an open one waits for its holder's number."""
    if not case.is_open:
        return STATES[CLOSED]
    return STATES[OPEN if case.holder_id in bodies else WAITING]
