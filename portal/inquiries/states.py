"""How a reply stands, as pages show it: a word, an icon and a tone."""

from django.utils.translation import gettext_lazy as _

from portal.workareas import State

DRAFT = State(_("Utkast"), "lock")
ANSWERED = State(_("Har svarat"), "ok", "ok")
UNANSWERED = State(_("Har inte svarat"), "wait", "warn")
RETURNED = State(_("Återlämnad"), "undo", "warn")
NEVER_ANSWERED = State(_("Svarade inte"), "bad", "bad")


def reply_state(*, handed_in: bool, closed: bool, returned: bool) -> State:
    """``closed``: nobody may answer any longer; ``returned``: it has been handed in and given back."""
    if handed_in:
        return ANSWERED
    if closed:
        return NEVER_ANSWERED
    return RETURNED if returned else UNANSWERED
