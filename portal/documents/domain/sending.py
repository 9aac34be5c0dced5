"""A signed document is sent to a nämnd with the summons to its meeting, and has its own number there."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from portal.content.texts import tidy
from portal.documents.domain.drafting import refuse_meeting
from portal.documents.domain.freezing import refuse_unmade
from portal.documents.domain.meetings import add_document
from portal.documents.domain.steps import (
    locked_recipient,
    note_step,
    refuse_before,
    refuse_future,
    refuse_replaced,
    refuse_state,
)
from portal.documents.models import AgendaItem, Document, Meeting, Recipient, Step
from portal.organisation.models import User

_State = Document.State


@transaction.atomic
def send_with_summons(
    *,
    recipient: Recipient,
    meeting: Meeting,
    number: str,
    sent_on: date,
    by: User,
    now: datetime,
    on_agenda: bool = True,
) -> Recipient:
    """Note that the document went to the nämnd with the summons to ``meeting``. ``number``: the nämnd's own
    registry number, where it has given one. ``on_agenda``: whether it is put last on that agenda when it does
    not stand there yet; another nämnd's agenda is laid by its own people.

    ValidationError: not signed, its files not made yet, replaced, sent before, another nämnd's meeting, on
    another agenda that is out, the day has not been, is before the signing or after the meeting.
    """
    row = locked_recipient(recipient)
    document = row.document
    refuse_state(document, _State.SIGNED, _State.SENT)
    refuse_replaced(row)
    if row.sent_on:
        raise ValidationError(_("Handlingen är redan utsänd till nämnden."))
    refuse_unmade(document.frozen)
    refuse_meeting(row.committee, meeting)
    refuse_future(sent_on, now, "sent_on")
    refuse_before(sent_on, signed_day(document), "sent_on", _("Handlingen var inte undertecknad den dagen."))
    if meeting.held_on < sent_on:
        raise ValidationError({"meeting": _("Sammanträdet var före dagen då handlingen sändes ut.")})
    row.meeting, row.number, row.sent_on = meeting, tidy(number), sent_on
    row.clean_fields(exclude=["document", "committee", "meeting", "extract", "extract_checked_by"])
    row.save(update_fields=["meeting", "number", "sent_on"])
    if on_agenda and not AgendaItem.objects.filter(recipient=row, meeting=meeting).exists():
        add_document(meeting=meeting, recipient=row)
    note_step(document, Step.Kind.SENT, by=by, now=now, day=sent_on, recipient=row)
    follow_recipients(document)
    return row


@transaction.atomic
def give_own_number(*, recipient: Recipient, number: str, by: User, now: datetime) -> Recipient:
    """Note the nämnd's own registry number, as its diarium has it."""
    row = locked_recipient(recipient)
    refuse_state(row.document, *Document.WRITABLE_STATES, *Document.FROZEN_STATES)
    row.number = tidy(number)
    row.clean_fields(exclude=["document", "committee", "meeting", "extract", "extract_checked_by"])
    row.save(update_fields=["number"])
    return row


def follow_recipients(document: Document) -> str:
    """Give the document the state its recipients have reached: sent when one is sent, decided when all have
    decided that it still waits for (bordlagt is not). Returns the state. The caller holds the row."""
    rows = document.recipients.all()
    if not rows.waiting().exists():
        document.state = _State.DECIDED
    elif rows.filter(sent_on__isnull=False).exists():
        document.state = _State.SENT
    document.save(update_fields=["state"])
    return document.state


def signed_day(document: Document) -> date | None:
    """The day the last one signed."""
    return localdate(document.signed_at) if document.signed_at else None
