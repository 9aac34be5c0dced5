"""How a document stands, as pages show it: word, icon and tone, never a colour alone."""

from django.utils.translation import gettext_lazy as _

from portal.documents.models import Document, Recipient
from portal.workareas import State

_State, _Outcome = Document.State, Recipient.Outcome

STATES: dict[str, State] = {
    _State.DRAFT: State(_("Utkast"), "lock"),
    _State.REVIEW: State(_("På granskning"), "wait", "warn"),
    _State.REVIEWED: State(_("Granskad, för underskrift"), "pen", "warn"),
    _State.SIGNED: State(_("Undertecknad"), "ok", "info"),
    _State.SENT: State(_("Utsänd med kallelsen"), "send", "info"),
    _State.DECIDED: State(_("Beslutad"), "ok", "ok"),
    _State.CLOSED: State(_("Avslutad"), "lock", "ok"),
    _State.REPLACED: State(_("Ersatt av en ny version"), "undo"),
    _State.WITHDRAWN: State(_("Slängd"), "bad"),
}
OUTCOMES: dict[str, State] = {
    _Outcome.AS_PROPOSED: State(_("Enligt förslaget"), "ok", "ok"),
    _Outcome.CHANGED: State(_("Ändrat"), "ok", "ok"),
    _Outcome.REFERRED_BACK: State(_("Återremitterat"), "undo", "warn"),
    _Outcome.POSTPONED: State(_("Bordlagt"), "wait", "warn"),
    _Outcome.REJECTED: State(_("Avslaget"), "bad", "bad"),
}
