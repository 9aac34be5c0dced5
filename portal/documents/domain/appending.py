"""The appendices of a document: added with a file or as a reference, described, moved and taken away."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from portal.content.contacts import refuse_identifying
from portal.content.texts import tidy
from portal.documents.domain.steps import locked, refuse_state
from portal.documents.models import Appendix, Document
from portal.files.models import StoredFile
from portal.files.storing import store_file
from portal.organisation.models import User

MOST = 60  # appendices of a document


@dataclass(frozen=True)
class Told:
    """What is said of an appendix. ``is_reference``: it is named and not attached."""

    title: str
    dated: date | None = None
    is_reference: bool = False
    is_secret: bool = False


@transaction.atomic
def add_appendix(*, document: Document, told: Told, name: str, content: bytes, by: User) -> Appendix:
    """Add an appendix last; ``content`` empty for a reference.

    ValidationError: the document is signed, an attached one has no file, or the title points out a person.
    """
    row = _writable(document)
    last = row.appendices.aggregate(last=Max("order"))["last"] or 0
    if last >= MOST:
        raise ValidationError(_("Handlingen har redan många bilagor. Slå ihop några."))
    file = _stored(told, name, content, by)
    if not told.is_reference and file is None:
        raise ValidationError({"file": _("Välj en fil, eller markera att bilagan inte bifogas.")})
    return _saved(Appendix(document=row, order=last + 1, file=file), told)


@transaction.atomic
def describe_appendix(*, appendix: Appendix, told: Told, name: str, content: bytes, by: User) -> Appendix:
    """Change what is said of an appendix, and its file when a new one came."""
    _writable(appendix.document)
    row = Appendix.objects.select_for_update().get(pk=appendix.pk)
    row.file_id = None if told.is_reference else row.file_id
    if file := _stored(told, name, content, by):
        row.file = file
    if not told.is_reference and row.file_id is None:
        raise ValidationError({"file": _("Välj en fil, eller markera att bilagan inte bifogas.")})
    return _saved(row, told)


@transaction.atomic
def remove_appendix(*, appendix: Appendix) -> None:
    """Take an appendix away; those after it move up a number."""
    row = _writable(appendix.document)
    Appendix.objects.filter(pk=appendix.pk).delete()
    row.appendices.filter(order__gt=appendix.order).update(order=F("order") - 1)


@transaction.atomic
def move_appendix(*, appendix: Appendix, up: bool) -> None:
    """Let an appendix change numbers with the one before or after; at the end nothing happens."""
    row = _writable(appendix.document)
    order = Appendix.objects.values_list("order", flat=True).get(pk=appendix.pk)
    other = row.appendices.filter(order=order - 1 if up else order + 1).first()
    if other:
        row.appendices.filter(pk=appendix.pk).update(order=other.order)
        row.appendices.filter(pk=other.pk).update(order=order)


def _writable(document: Document) -> Document:
    row = locked(document)
    refuse_state(row, *Document.WRITABLE_STATES)
    return row


def _stored(told: Told, name: str, content: bytes, by: User) -> StoredFile | None:
    return store_file(name=name, content=content, by=by) if content and not told.is_reference else None


def _saved(row: Appendix, told: Told) -> Appendix:
    row.title, row.dated = tidy(told.title), told.dated
    row.is_reference, row.is_secret = told.is_reference, told.is_secret
    refuse_identifying(row.title)
    row.full_clean(exclude=["document", "order"], validate_constraints=False)
    row.save()
    return row
