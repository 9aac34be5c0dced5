"""What stands around a document's text: decision points, senders, signatories. Each set is written whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.utils.translation import gettext as _

from portal.content.contacts import refuse_identifying
from portal.content.personal import refuse_personal_numbers
from portal.content.texts import tidy
from portal.database.refusals import in_words
from portal.documents.domain.steps import locked, refuse_state
from portal.documents.models import DecisionPoint, Document, Sender, Signatory
from portal.organisation.models import Organisation

LONGEST = 2000  # characters of a decision point, as the model has it


@dataclass(frozen=True)
class SenderRow:
    administration: Organisation
    department: str = ""
    handled_by: str = ""
    phone: str = ""


@dataclass(frozen=True)
class SignatoryRow:
    """``role``: the role in the portal that signs; ``title``: the function as printed."""

    administration: Organisation
    role: str
    title: str
    is_acting: bool = False


@transaction.atomic
def set_points(*, document: Document, points: Sequence[tuple[str, str]]) -> list[DecisionPoint]:
    """Write the decision points, (kind, text) in order; they are numbered from 1.

    ValidationError: the document is signed, or a text points out a person.
    """
    row = _writable(document)
    for _kind, text in points:
        MaxLengthValidator(LONGEST)(text)
        refuse_identifying(text)
    values = [{"kind": kind, "text": tidy(text)} for kind, text in points]
    return _write(row, DecisionPoint, row.points, values)


@transaction.atomic
def set_senders(*, document: Document, senders: Sequence[SenderRow]) -> list[Sender]:
    """Write the sender blocks in order. ValidationError: signed, an administration twice, or none left whose
    sections others write."""
    row = _writable(document)
    _refuse_twice(each.administration.pk for each in senders)
    for each in senders:
        refuse_personal_numbers(f"{each.department} {each.handled_by} {each.phone}")
    kept = {each.administration.pk for each in senders} | {row.owner_id}
    lent = row.sections.exclude(administration=None).exclude(administration__in=kept).first()
    if lent and lent.administration:
        words = {"section": lent.heading, "who": lent.administration.as_administration}
        raise ValidationError(_("%(who)s skriver avsnittet %(section)s. Ta tillbaka det först.") % words)
    return _write(row, Sender, row.senders, [vars(each) for each in senders])


@transaction.atomic
def set_signatories(*, document: Document, signatories: Sequence[SignatoryRow]) -> list[Signatory]:
    """Write who signs, in order. ValidationError: the document is signed, somebody has signed already, or a
    function stands twice."""
    row = _writable(document)
    if row.signatories.filter(signed_at__isnull=False).exists():
        raise ValidationError(
            _("Någon har redan undertecknat. Skicka tillbaka handlingen innan du ändrar undertecknarna.")
        )
    _refuse_twice((each.administration.pk, each.role) for each in signatories)
    return _write(row, Signatory, row.signatories, [vars(each) for each in signatories])


def _writable(document: Document) -> Document:
    row = locked(document)
    refuse_state(row, *Document.WRITABLE_STATES)
    return row


def _refuse_twice(keys: Any) -> None:
    found = list(keys)
    if len(set(found)) < len(found):
        raise ValidationError(_("Samma förvaltning eller funktion står två gånger. Ta bort den ena raden."))


def _write(document: Document, model: Any, rows: Any, values: Sequence[dict[str, Any]]) -> list[Any]:
    """Write rows over those there are, in order, and take away what is left: history tells what changed."""
    present = list(rows.order_by("order", "pk"))
    for extra in present[len(values) :]:
        extra.delete()
    if model is not DecisionPoint:  # a set whose rows may change places may not meet itself on the way
        for each in present[: len(values)]:
            each.delete()
        present = []
    found = []
    with in_words():
        for order, said in enumerate(values, start=1):
            thing = present[order - 1] if order <= len(present) else model(document=document)
            for name, value in (said | {"order": order}).items():
                setattr(thing, name, value)
            thing.full_clean(exclude=["document"], validate_unique=False, validate_constraints=False)
            thing.save()
            found.append(thing)
    return found
