"""Put a decision right that was registered wrong: what the nämnd decided is told anew, nothing is decided.

As with the decisions of a round, no source prescribes how, so this is our rule:

1. A reason is always given. It stands with the old and the new in the steps of the document, and in its
   history.
2. Until the document is closed, the day, paragraph, delegation point, reason, adjusted day and next meeting
   can be put right, and so can what was decided. The state of the document follows.
3. A decision may turn out to be none at all (it was another nämnd's), bordlagt or återremiss while nothing
   rests on it: no newer version, no later day, nothing in the dispatch list; for none at all no extract and
   no reservation. What can be taken back is told by name. What was sent to somebody cannot.
4. An extract that was checked against what stood before is to be checked anew.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.content.texts import why_corrected
from portal.documents.domain.deciding import (
    Decision,
    refuse_decision,
    save_decided,
    to_next_meeting,
    write_decision,
)
from portal.documents.domain.relining import back_on_agenda, off_next_agenda
from portal.documents.domain.sending import follow_recipients
from portal.documents.domain.steps import (
    locked_recipient,
    note_step,
    refuse_before,
    refuse_replaced,
    refuse_state,
)
from portal.documents.models import Document, Recipient, Step
from portal.history.context import because
from portal.organisation.models import User

_State, _Outcome = Document.State, Recipient.Outcome
NONE = Decision(outcome="", decided_on=None)
_TOLD = ("outcome", "decided_on", "paragraph", "delegation_point", "reason", "adjusted_on", "meeting")
_ENDED = (_Outcome.AS_PROPOSED, _Outcome.CHANGED, _Outcome.REJECTED)


class Stood(NamedTuple):
    """What was registered before: the outcome, and the day of it."""

    outcome: str
    day: date


@transaction.atomic
def correct_decision(
    *, recipient: Recipient, decision: Decision, why: str, by: User, now: datetime
) -> Recipient:
    """Put right what was registered of the nämnd. ``decision``: as it should have been; ``NONE`` when the
    nämnd has not decided at all.

    ValidationError: nothing registered, closed, no ``why``, nothing changed, or what rests on it (rule 3).
    """
    row, why = locked_recipient(recipient), why_corrected(why)
    refuse_state(row.document, _State.SENT, _State.DECIDED)
    refuse_replaced(row)
    if not row.outcome or row.decided_on is None:
        raise ValidationError(_("Det finns inget registrerat beslut att rätta."))
    before, stood = said_of(row), Stood(row.outcome, row.decided_on)
    if _standing(decision.outcome) != _standing(stood.outcome):
        refuse_resting(row, decision.outcome)
    if decision.outcome:
        refuse_decision(row, decision, now)
        _refuse_later(row, decision)
    with because(why):
        write_decision(row, decision)
        _follow_agenda(row, stood, decision)
        changes = _changes(before, said_of(row))
        if not changes:
            raise ValidationError(_("Inget är ändrat. Rätta det som är fel."))
        row.extract_checked_at = row.extract_checked_by = None
        save_decided(row)
        note_step(row.document, Step.Kind.CORRECTED, by=by, now=now, note=f"{why} ({changes})", recipient=row)
        follow_recipients(row.document)
    return row


def refuse_resting(row: Recipient, outcome: str) -> None:
    """Raise ValidationError with all that must be taken back before the decision can be ``outcome``."""
    found = [*_resting(row, outcome)]
    if found:
        raise ValidationError({"outcome": found})


def _resting(row: Recipient, outcome: str) -> Iterator[str]:
    newer = Document.objects.filter(previous=row.document).exclude(state=_State.WITHDRAWN).first()
    if newer and newer.is_writable:
        yield _("Version %(version)s är påbörjad efter beslutet. Släng den först.") % vars(newer)
    elif newer:
        yield _("Version %(version)s är redan undertecknad. Utfallet ligger fast.") % vars(newer)
    if outcome in _ENDED:
        return
    if row.announced_on or row.legal_force_on:
        yield _("Beslutet är anslaget eller har vunnit laga kraft. Ta först bort dagarna under Datum.")
    sent = row.dispatches.filter(sent_on__isnull=False).values_list("to", flat=True).order_by("pk")
    if sent:
        yield _("Beslutet är redan skickat till %(to)s. Utfallet ligger fast.") % {"to": ", ".join(sent)}
    elif row.dispatches.exists():
        yield _("Expedieringslistan har rader för beslutet. Ta bort dem först.")
    if not outcome and row.extract_id:
        yield _("Ett protokollsutdrag är uppladdat. Det visar att nämnden har beslutat.")
    if not outcome and row.reservations.exists():
        yield _("En reservation eller ett uttalande är antecknat vid beslutet. Utfallet ligger fast.")


def _standing(outcome: str) -> str:
    """Where an outcome leaves the matter: ended (in one of three ways), sent back, put off or undecided."""
    return "ended" if outcome in _ENDED else outcome


def _refuse_later(row: Recipient, decision: Decision) -> None:
    for day in (row.announced_on, row.legal_force_on):
        for name in ("adjusted_on", "decided_on"):
            told = getattr(decision, name)
            refuse_before(
                day,
                told,
                name,
                _("Dagen är efter en dag som redan är registrerad: anslaget eller laga kraft."),
            )


def _follow_agenda(row: Recipient, stood: Stood, decision: Decision) -> None:
    """Bordlagt moves the document to the next meeting; what turns out not to be comes back to the one it
    stood at."""
    was, is_now = (each == _Outcome.POSTPONED for each in (stood.outcome, decision.outcome))
    if was and is_now and decision.next_meeting == row.meeting:
        return
    if was:
        off_next_agenda(row)
    if was and not is_now:
        back_on_agenda(row, stood.day)
    elif is_now:
        to_next_meeting(row, decision.next_meeting)


def said_of(row: Recipient) -> dict[str, str]:
    """What is registered of the nämnd, by field, in words; "" for nothing."""
    found = {name: getattr(row, name) for name in _TOLD}
    return found | {
        "outcome": str(row.get_outcome_display()) if row.outcome else "",
        "meeting": row.meeting.held_on if row.meeting else "",
    }


def _changes(before: dict[str, str], after: dict[str, str]) -> str:
    """The old and the new of each field that differs: "paragraf: § 7, rättat till § 8"."""
    nothing, labels = _("inget"), {each.name: each.verbose_name for each in Recipient._meta.fields}
    told = []
    for name in _TOLD:
        if before[name] != after[name]:
            label = labels[name]
            words = {"label": label, "old": before[name] or nothing, "new": after[name] or nothing}
            told.append(_("%(label)s: %(old)s, rättat till %(new)s") % words)
    return "; ".join(told)
