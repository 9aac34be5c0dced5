"""The publishing list: which papers may be published, and when they were. Only the public variant ever is."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from portal.documents.models import Document, Step
from portal.organisation.models import User

PUBLISHED_STATES = (Document.State.SENT, Document.State.DECIDED, Document.State.CLOSED)


def publishable():
    """Return the documents that stand on the publishing list: sent with the summons or later, and frozen."""
    return Document.objects.filter(frozen__isnull=False).filter(
        Q(state__in=PUBLISHED_STATES) | Q(published_on__isnull=False)
    )


@transaction.atomic
def publish(*, document: Document, on: date, by: User, today: date, now: datetime) -> Document:
    """Note that the public variant was published on ``on``. ValidationError: it is no paper for the list, is
    published already, or the day is to come or before the signing."""
    row = _locked(document)
    if row.published_on:
        raise ValidationError(_("Handlingen är redan publicerad."))
    if row.state not in PUBLISHED_STATES:
        raise ValidationError(_("Bara en handling som är utsänd med kallelsen kan publiceras."))
    if on > today or (row.signed_at and on < localdate(row.signed_at)):
        raise ValidationError({"on": _("Dagen har inte kommit än, eller ligger före underskriften.")})
    row.published_on = on
    row.save(update_fields=["published_on"])
    Step.objects.create(document=row, kind=Step.Kind.PUBLISHED, day=on, at=now, by=by)
    return row


@transaction.atomic
def withdraw_publication(*, document: Document, why: str, by: User, now: datetime, today: date) -> Document:
    """Note that the paper is published no longer, and why. ValidationError: it is not, or no why is said."""
    row, why = _locked(document), why.strip()
    if not row.published_on:
        raise ValidationError(_("Handlingen är inte publicerad."))
    if not why:
        raise ValidationError({"why": _("Skriv varför handlingen inte längre ska vara publicerad.")})
    row.published_on = None
    row.save(update_fields=["published_on"])
    note = _("Avpublicerad: %(why)s") % {"why": why}
    Step.objects.create(document=row, kind=Step.Kind.PUBLISHED, day=today, at=now, by=by, note=note)
    return row


def waiting_to_be_published():
    """Return those of the list that are not published, the newest last."""
    return publishable().filter(published_on__isnull=True).order_by(F("signed_at"), "pk")


def _locked(document: Document) -> Document:
    return Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
