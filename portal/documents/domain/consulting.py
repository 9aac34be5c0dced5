"""Skicka för synpunkter: another authority may read the draft, marked as one, and answers in words.

What one authority lets another read is an official document there (administration.md 1): so it is logged,
who sent it and when, and is not taken back.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.content.contacts import refuse_identifying
from portal.content.texts import refuse_long, tidy
from portal.database.refusals import in_words
from portal.documents.domain.steps import locked, note_step, refuse_state
from portal.documents.models import Consultation, Document, Step
from portal.organisation.models import Organisation, User


@transaction.atomic
def ask_for_views(
    *, document: Document, authority: Organisation, answer_by: date | None, by: User, now: datetime
) -> Consultation:
    """Let ``authority`` read the draft and ask what it thinks.

    ValidationError: the document is signed, it is the own authority's, it was sent there before, or the last
    day has been.
    """
    row = locked(document)
    refuse_state(row, *Document.WRITABLE_STATES)
    own = {row.owner_id, row.owner.parent_id}
    if authority.pk in own or (authority.parent_id and authority.parent_id in own):
        raise ValidationError({"authority": _("Din egen förvaltning ser utkastet redan.")})
    if answer_by and answer_by < timezone.localdate(now):
        raise ValidationError({"answer_by": _("Dagen har redan varit. Välj en som kommer.")})
    sent = Consultation(document=row, authority=authority, sent_at=now, sent_by=by, answer_by=answer_by)
    with in_words():
        sent.save()
    note_step(row, Step.Kind.CONSULTED, by=by, now=now, note=authority.as_administration)
    return sent


@transaction.atomic
def give_views(*, consultation: Consultation, answer: str, by: User, now: datetime) -> Consultation:
    """Answer for the authority that was asked. ValidationError: nothing said, answered before, or the
    document is signed already."""
    document = locked(consultation.document)
    refuse_state(document, *Document.WRITABLE_STATES)
    row = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if row.answered_at:
        raise ValidationError(_("Synpunkterna är redan lämnade."))
    answer = tidy(answer)
    if not answer:
        raise ValidationError({"answer": _("Skriv era synpunkter, eller att ni inte har några.")})
    refuse_identifying(answer)
    refuse_long(answer)
    row.answer, row.answered_at, row.answered_by = answer, now, by
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    note_step(document, Step.Kind.ANSWERED, by=by, now=now, note=consultation.authority.as_administration)
    return row
