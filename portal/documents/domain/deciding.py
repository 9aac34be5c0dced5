"""What each nämnd decided is registered after its minutes are adjusted (administration.md 6 and 7).

As proposed, changed and avslag end the matter there. Bordlagt moves it to the next meeting, återremiss sends
it back: a new version is begun of the document.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.content.contacts import refuse_identifying
from portal.content.texts import refuse_long, tidy
from portal.database.refusals import in_words
from portal.documents.domain.drafting import refuse_meeting
from portal.documents.domain.replacing import give_way_to_newer
from portal.documents.domain.sending import follow_recipients
from portal.documents.domain.steps import (
    locked_recipient,
    note_step,
    refuse_before,
    refuse_future,
    refuse_replaced,
    refuse_state,
)
from portal.documents.models import AgendaItem, Document, Meeting, Recipient, Reservation, Step
from portal.organisation.models import User

_State, _Outcome = Document.State, Recipient.Outcome
_NEEDS_REASON = (_Outcome.CHANGED, _Outcome.REFERRED_BACK, _Outcome.REJECTED)


@dataclass(frozen=True)
class Decision:
    """What a nämnd decided: on which day, in which paragraph, or on delegation by which point.

    ``reason``: what was changed, or why it came back. ``next_meeting``: of what was bordlagt.
    """

    outcome: str
    decided_on: date | None
    paragraph: str = ""
    delegation_point: str = ""
    reason: str = ""
    next_meeting: Meeting | None = None
    adjusted_on: date | None = None


@transaction.atomic
def register_decision(*, recipient: Recipient, decision: Decision, by: User, now: datetime) -> Recipient:
    """Register what the nämnd decided on a document that was sent to it.

    ValidationError: not sent there, decided already, neither paragraph nor point (or both), no reason where
    one is needed, a day that has not been or is before the summons.
    """
    row = locked_recipient(recipient)
    refuse_state(row.document, _State.SENT)
    if row.sent_on is None:
        raise ValidationError(_("Handlingen är inte utsänd till nämnden än. Registrera det först."))
    refuse_replaced(row)
    if not row.is_waiting:
        raise ValidationError(_("Nämndens beslut är redan registrerat."))
    refuse_decision(row, decision, now)
    write_decision(row, decision)
    if decision.outcome == _Outcome.POSTPONED:
        to_next_meeting(row, decision.next_meeting)
    save_decided(row)
    words = f"{row.get_outcome_display()}. {row.reason}".removesuffix(" ")
    _note(row, Step.Kind.DECIDED, by, now, decision.decided_on, words)
    if decision.adjusted_on:
        _note(row, Step.Kind.ADJUSTED, by, now, decision.adjusted_on, "")
    follow_recipients(row.document)
    if decision.outcome == _Outcome.POSTPONED:
        give_way_to_newer(row.document, by=by, now=now)
    return row


@transaction.atomic
def note_reservation(
    *, recipient: Recipient, kind: str, parties: str, members: str, text: str, by: User, now: datetime
) -> Reservation:
    """Note a reservation or a special statement that stands in the nämnd's minutes."""
    row = locked_recipient(recipient)
    refuse_state(row.document, _State.SENT, _State.DECIDED)
    if not row.outcome:
        raise ValidationError(_("Registrera nämndens beslut först."))
    noted = Reservation(
        recipient=row, kind=kind, parties=tidy(parties), members=tidy(members), text=tidy(text)
    )
    noted.clean_fields(exclude=["recipient"])
    refuse_identifying(noted.text)
    refuse_long(noted.text)
    noted.save()
    return noted


def write_decision(row: Recipient, decision: Decision) -> None:
    """Write on the row what was decided; nothing is stored yet."""
    row.outcome, row.decided_on = decision.outcome, decision.decided_on
    row.paragraph, row.delegation_point = tidy(decision.paragraph), tidy(decision.delegation_point)
    row.reason, row.adjusted_on = tidy(decision.reason), decision.adjusted_on


def save_decided(row: Recipient) -> None:
    """Store the row. ValidationError for what its fields or the database refuse."""
    row.clean_fields(
        exclude=["document", "committee", "meeting", "extract", "extract_checked_by", "replaced_by"]
    )
    with in_words():
        row.save()


def refuse_decision(row: Recipient, decision: Decision, now: datetime) -> None:
    """Raise ValidationError under its field for what cannot be so: a day, a paragraph, a reason."""
    refuse_future(decision.decided_on, now, "decided_on")
    refuse_future(decision.adjusted_on, now, "adjusted_on")
    refuse_before(decision.decided_on, row.sent_on, "decided_on", _("Handlingen var inte utsänd den dagen."))
    refuse_before(
        decision.adjusted_on,
        decision.decided_on,
        "adjusted_on",
        _("Protokollet justeras tidigast beslutsdagen."),
    )
    given = [bool(tidy(text)) for text in (decision.paragraph, decision.delegation_point)]
    if decision.outcome != _Outcome.POSTPONED and sum(given) != 1:
        raise ValidationError(
            {"paragraph": _("Skriv paragrafen i protokollet, eller punkten i delegationsordningen.")}
        )
    if decision.outcome in _NEEDS_REASON and not tidy(decision.reason):
        raise ValidationError({"reason": _("Skriv vad nämnden ändrade, eller varför den sa nej.")})
    if decision.outcome == _Outcome.AS_PROPOSED and tidy(decision.reason):
        raise ValidationError(
            {"reason": _("Enligt förslaget är inget ändrat. Töm rutan, eller välj ett annat utfall.")}
        )
    for refuse in (refuse_identifying, refuse_long):
        try:
            refuse(tidy(decision.reason))
        except ValidationError as refusal:
            raise ValidationError({"reason": refusal.messages}) from refusal


def to_next_meeting(row: Recipient, meeting: Meeting | None) -> None:
    """Bordlagt: the line stays in the agenda it stood in, as words; the document goes to the next meeting."""
    if meeting is None or row.decided_on is None or meeting.held_on <= row.decided_on:
        raise ValidationError({"next_meeting": _("Välj det sammanträde då ärendet tas upp igen.")})
    refuse_meeting(row.committee, meeting)
    AgendaItem.objects.filter(recipient=row).update(recipient=None, case=row.document.case)
    row.meeting = meeting


def _note(row: Recipient, kind: str, by: User, now: datetime, day: date | None, note: str) -> None:
    note_step(row.document, kind, by=by, now=now, day=day, note=note, recipient=row)
