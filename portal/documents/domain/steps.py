"""What every step of a document's way begins and ends with: a locked row, its state, a line written."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.content.contacts import refuse_identifying
from portal.content.texts import tidy
from portal.database.refusals import words_of
from portal.documents.models import Document, Recipient, Step
from portal.organisation.models import User


def locked(document: Document) -> Document:
    """Return the document as it is stored now, locked until the transaction ends: two people who press at
    once come one after the other."""
    rows = Document.objects.select_for_update(of=("self",))
    return rows.select_related("owner__parent", "case", "officer", "template", "previous").get(pk=document.pk)


def locked_recipient(recipient: Recipient) -> Recipient:
    """Return the recipient with its document, both locked, the document first."""
    document = locked(recipient.document)
    row = Recipient.objects.select_for_update(of=("self",)).select_related("committee", "meeting")
    found = row.get(pk=recipient.pk)
    found.document = document
    return found


def refuse_state(document: Document, *allowed: str) -> None:
    """Raise ValidationError when the document is in none of the states ``allowed``."""
    if document.state not in allowed:
        words = {"state": document.get_state_display()}
        raise ValidationError(
            _("Handlingen är %(state)s. Läs om sidan och se vad som kan göras nu.") % words, code="state"
        )


def refuse_replaced(row: Recipient) -> None:
    """Raise ValidationError when the nämnd gets a newer version instead."""
    if row.replaced_by_id:
        raise ValidationError(words_of("recipient_replaced_undecided"))


def refuse_future(day: date | None, now: datetime, field: str) -> None:
    """Raise ValidationError under ``field`` for a day that has not been."""
    if day and day > timezone.localdate(now):
        raise ValidationError({field: _("Dagen har inte varit. Registrera den när den har varit.")})


def refuse_before(day: date | None, earliest: date | None, field: str, words: str) -> None:
    """Raise ValidationError under ``field``, in ``words``, for a day before ``earliest``."""
    if day and earliest and day < earliest:
        raise ValidationError({field: words})


def note_step(
    document: Document,
    kind: str,
    *,
    by: User | None,
    now: datetime,
    day: date | None = None,
    note: str = "",
    recipient: Recipient | None = None,
) -> Step:
    """Write a line of what has happened. ``day``: when it was done, where that is another than today."""
    note = tidy(note)
    refuse_identifying(note)
    done = day or timezone.localdate(now)
    return Step.objects.create(
        document=document, recipient=recipient, kind=kind, day=done, at=now, by=by, note=note
    )
