"""After the decision: the extract of the minutes, adjusted, announced, in legal force, and the end.

Dates are registered, not made by us. They come in order: decided, adjusted, announced, legal force.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.documents.domain.steps import (
    locked,
    locked_recipient,
    note_step,
    refuse_before,
    refuse_future,
    refuse_state,
)
from portal.documents.models import Document, Recipient, Step
from portal.files.models import StoredFile
from portal.organisation.models import User

_State, _Outcome = Document.State, Recipient.Outcome


@transaction.atomic
def note_days(
    *,
    recipient: Recipient,
    adjusted_on: date | None,
    announced_on: date | None,
    legal_force_on: date | None,
    by: User,
    now: datetime,
) -> Recipient:
    """Note the days after a nämnd's decision; what was noted may be put right until the end.

    ValidationError: nothing decided, a day that has not been, or days out of order.
    """
    row = locked_recipient(recipient)
    refuse_state(row.document, _State.SENT, _State.DECIDED)
    if not row.outcome or row.outcome == _Outcome.POSTPONED:
        raise ValidationError(_("Nämnden har inte beslutat än."))
    days = {"adjusted_on": adjusted_on, "announced_on": announced_on, "legal_force_on": legal_force_on}
    _refuse_order(row, days, now)
    kinds = {
        "adjusted_on": Step.Kind.ADJUSTED,
        "announced_on": Step.Kind.ANNOUNCED,
        "legal_force_on": Step.Kind.LEGAL_FORCE,
    }
    for name, day in days.items():
        if day and day != getattr(row, name):
            note_step(row.document, kinds[name], by=by, now=now, day=day, recipient=row)
        setattr(row, name, day)
    row.save(update_fields=list(days))
    return row


@transaction.atomic
def keep_extract(*, recipient: Recipient, file: StoredFile, by: User, now: datetime) -> Recipient:
    """Keep the extract of the minutes that was made in the diarium; a new one is to be checked anew."""
    row = locked_recipient(recipient)
    refuse_state(row.document, _State.SENT, _State.DECIDED)
    if not row.outcome:
        raise ValidationError(_("Registrera nämndens beslut först."))
    if file.content_type != "application/pdf":
        raise ValidationError({"file": _("Protokollsutdraget ska vara en PDF.")})
    row.extract, row.extract_checked_at, row.extract_checked_by = file, None, None
    row.save(update_fields=["extract", "extract_checked_at", "extract_checked_by"])
    return row


@transaction.atomic
def check_extract(*, recipient: Recipient, by: User, now: datetime) -> Recipient:
    """Say that the extract says what was registered. ValidationError: there is none, it is checked, or by who
    uploaded it: four eyes."""
    row = locked_recipient(recipient)
    refuse_state(row.document, _State.SENT, _State.DECIDED)
    if row.extract is None:
        raise ValidationError(_("Ladda upp protokollsutdraget först."))
    if row.extract_checked_at:
        raise ValidationError(_("Protokollsutdraget är redan kontrollerat."))
    if row.extract.stored_by_id == by.pk:
        raise ValidationError(_("Du laddade upp utdraget. Be någon annan kontrollera det."))
    row.extract_checked_at, row.extract_checked_by = now, by
    row.save(update_fields=["extract_checked_at", "extract_checked_by"])
    return row


@transaction.atomic
def close(*, document: Document, by: User, now: datetime) -> Document:
    """End a decided document. ValidationError: a nämnd's minutes are not adjusted, an extract not checked, or
    something in the dispatch list not sent."""
    row = locked(document)
    refuse_state(row, _State.DECIDED)
    for to in row.recipients.filter(replaced_by__isnull=True).select_related("committee"):
        words = {"committee": to.committee.as_committee}
        if to.adjusted_on is None and not to.delegation_point:  # who decides on delegation has no minutes
            raise ValidationError(_("%(committee)s: protokollet är inte justerat än.") % words)
        if to.extract_id and not to.extract_checked_at:
            raise ValidationError(_("%(committee)s: protokollsutdraget är inte kontrollerat.") % words)
        if to.dispatches.filter(sent_on__isnull=True).exists():
            raise ValidationError(_("%(committee)s: något i expedieringslistan är inte skickat.") % words)
    row.state = _State.CLOSED
    row.save(update_fields=["state"])
    note_step(row, Step.Kind.CLOSED, by=by, now=now)
    return row


def _refuse_order(row: Recipient, days: dict[str, date | None], now: datetime) -> None:
    earlier = row.decided_on
    for name, day in days.items():
        refuse_future(day, now, name)
        refuse_before(
            day, earlier, name, _("Dagarna kommer i ordning: beslutat, justerat, anslaget, laga kraft.")
        )
        earlier = day or earlier
    if row.extract_checked_at and days["adjusted_on"] is None:
        raise ValidationError({"adjusted_on": _("Utdraget är kontrollerat: skriv när det justerades.")})
