"""How a case stands, as pages show it: a word, an icon and a tone, never a colour alone."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case, CaseNumber
from portal.workareas import State

OPEN, WAITING, CLOSED = "oppet", "vantar", "avslutat"

STATES = {
    OPEN: State(_("Öppet"), "info", "info"),
    WAITING: State(_("Väntar på diarienummer"), "wait", "warn"),
    CLOSED: State(_("Avslutat"), "ok", "ok"),
}


def state_of(case: Case, numbers: Iterable[CaseNumber]) -> State:
    """The badge of a case with ``numbers``: an open one waits until its present holder has given one."""
    if not case.is_open:
        return STATES[CLOSED]
    return STATES[OPEN if any(number.body_id == case.holder_id for number in numbers) else WAITING]
