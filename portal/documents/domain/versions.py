"""After signing only a new version: a copy of all that is written, to be reviewed and signed anew."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.content.texts import tidy
from portal.documents.domain.steps import locked, note_step, refuse_state
from portal.documents.models import Document, Recipient, Step
from portal.organisation.models import User

_State, _Outcome = Document.State, Recipient.Outcome
_PARTS = ("senders", "sections", "points", "signatories", "preparations", "appendices")
# What the former version's way has written, and the new one has yet to.
_FRESH: dict[str, Any] = {"signed_by": None, "signed_at": None, "signed_hash": ""}
_SECTION = {"edition": 1, "saved_at": None, "saved_by": None, "ready_at": None, "ready_by": None}


@transaction.atomic
def new_version(*, document: Document, reason: str, by: User, now: datetime) -> Document:
    """Begin the next version of a signed document; the former stays as it is.

    It goes to the nämnder that sent it back and to those that have not decided, or to all when every one
    has. ValidationError: not signed, a newer version is there, or no reason.
    """
    row = locked(document)
    refuse_state(row, *Document.FROZEN_STATES)
    if not tidy(reason):
        raise ValidationError({"reason": _("Skriv varför en ny version behövs.")})
    if Document.objects.filter(previous=row).exclude(state=_State.WITHDRAWN).exists():
        raise ValidationError(_("Det finns redan en nyare version."))
    Document.objects.filter(previous=row).update(previous=None)  # thrown away: it takes nobody's place
    made = _copied(row, by, now)
    for name in _PARTS:
        _copy_rows(getattr(row, name), made)
    for order, to in enumerate(_going_to(row), start=1):
        Recipient.objects.create(document=made, order=order, committee=to.committee, number=to.number)
    note_step(row, Step.Kind.NEW_VERSION, by=by, now=now, note=reason)
    note_step(made, Step.Kind.CREATED, by=by, now=now, note=reason)
    return made


def _copied(row: Document, by: User, now: datetime) -> Document:
    names = ("kind", "template", "case", "owner", "title", "subtitle", "area", "subject", "period")
    return Document.objects.create(
        **{name: getattr(row, name) for name in names},
        officer=by,
        dated=timezone.localdate(now),
        version=row.version + 1,
        previous=row,
        created_at=now,
    )


def _copy_rows(rows: Any, made: Document) -> None:
    """Copy a part of the document; only what is written goes along, not who signed or saved it."""
    model: type[models.Model] = rows.model
    kept = {field.name for field in model._meta.fields} - {"id", "document"}
    fresh = {name: value for name, value in (_FRESH | _SECTION).items() if name in kept}
    model._default_manager.bulk_create(
        model(document=made, **({name: getattr(each, name) for name in kept} | fresh))
        for each in rows.order_by("order", "pk")
    )


def _going_to(row: Document) -> list[Recipient]:
    every = list(row.recipients.select_related("committee").order_by("order", "pk"))
    left = [to for to in every if to.is_waiting or to.outcome == _Outcome.REFERRED_BACK]
    return left or every
