"""A draft is sent for review, comes back with words of what to change, or is reviewed."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.content.live import Live
from portal.content.texts import tidy
from portal.documents.domain.living import take_snapshot
from portal.documents.domain.steps import locked, note_step, refuse_state
from portal.documents.models import Document, Step
from portal.organisation.models import User

_State = Document.State


@transaction.atomic
def send_for_review(*, document: Document, live: Live, by: User, now: datetime, note: str = "") -> Document:
    """Send a draft to the head of department. ``live``: what its figures say now, kept to tell later which
    have changed. ValidationError: it is no draft, or a section another administration writes is not ready.
    """
    row = locked(document)
    refuse_state(row, _State.DRAFT)
    waiting = row.sections.filter(administration__isnull=False, ready_at__isnull=True).order_by("order")
    if names := list(waiting.values_list("heading", flat=True)):
        words = {"sections": ", ".join(names)}
        raise ValidationError(
            _("Avsnitt som andra förvaltningar skriver är inte klara: %(sections)s.") % words
        )
    take_snapshot(document=row, live=live, now=now)
    return _moved(row, _State.REVIEW, Step.Kind.FOR_REVIEW, by, now, note)


@transaction.atomic
def return_for_changes(*, document: Document, reason: str, by: User, now: datetime) -> Document:
    """Send a document back to be written on; signatures made on it are lifted. ValidationError: no reason."""
    row = locked(document)
    refuse_state(row, _State.REVIEW, _State.REVIEWED)
    if not tidy(reason):
        raise ValidationError({"reason": _("Skriv vad som behöver ändras.")})
    row.signatories.update(signed_by=None, signed_at=None, signed_hash="")
    return _moved(row, _State.DRAFT, Step.Kind.RETURNED, by, now, reason)


@transaction.atomic
def mark_reviewed(*, document: Document, by: User, now: datetime, note: str = "") -> Document:
    """Say that the document is reviewed: next it is prepared and signed."""
    row = locked(document)
    refuse_state(row, _State.REVIEW)
    return _moved(row, _State.REVIEWED, Step.Kind.REVIEWED, by, now, note)


def changed_since_review(document: Document) -> list[str]:
    """The headings of the sections that were saved after the review; the signer is told. Two queries."""
    steps = Step.objects.filter(document=document, kind=Step.Kind.REVIEWED)
    reviewed = steps.order_by("-at").values_list("at", flat=True).first()
    if reviewed is None:
        return []
    later = document.sections.filter(saved_at__gt=reviewed).order_by("order")
    return list(later.values_list("heading", flat=True))


def _moved(
    row: Document, state: str, kind: str, by: User, now: datetime, note: str, day: date | None = None
) -> Document:
    row.state = state
    row.save(update_fields=["state"])
    note_step(row, kind, by=by, now=now, note=note, day=day)
    return row
