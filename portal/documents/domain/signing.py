"""Each signs what they have read; the last signature freezes the document. Nothing without a registry number.

A signature holds for the words and figures that were on the page. When they have changed before the last one
has signed, the earlier signatures are lifted and made again.
"""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.content.live import Live
from portal.documents.domain.contents import checksum, numbers_of, stored_contents
from portal.documents.domain.freezing import freeze
from portal.documents.domain.living import current_live, held
from portal.documents.domain.making import ask_for_papers
from portal.documents.domain.replacing import give_way
from portal.documents.domain.steps import locked, note_step, refuse_state
from portal.documents.models import Document, Signatory, Step
from portal.organisation.models import User

_State = Document.State


def signing_hash(document: Document, live: Live) -> str:
    """Return the checksum of what is signed: all words, and the figures as ``live`` says them now."""
    content = stored_contents(document)
    del content["signatories"]  # who has signed is no part of what is signed
    return checksum({"content": content, "live": held(live)})


def is_numbered(document: Document) -> bool:
    """Whether the owner's authority has given the case a registry number (administration.md 5)."""
    return bool(numbers_of(document))


@transaction.atomic
def sign(
    *,
    signatory: Signatory,
    seen_hash: str,
    by: User,
    now: datetime,
    is_acting: bool | None = None,
    hindered_by: Sequence[str] = (),
) -> Signatory:
    """Sign what was shown with ``seen_hash``; the last signature freezes.

    ``hindered_by``: what the checks refuse, in words. ValidationError: not reviewed, no registry number, no
    recipient, hindered, changed since it was read, signed already, or signed by the same person before.
    """
    document = locked(signatory.document)
    refuse_state(document, _State.REVIEWED)
    row = Signatory.objects.select_for_update(of=("self",)).get(pk=signatory.pk, document=document)
    now_hash = signing_hash(document, current_live(document, today=timezone.localdate(now)))
    _refuse(document, row, by, hindered_by, seen_hash, now_hash)
    _lift_earlier(document, now_hash, by, now)
    row.signed_by, row.signed_at, row.signed_hash = by, now, now_hash
    row.is_acting = row.is_acting if is_acting is None else is_acting
    row.save(update_fields=["signed_by", "signed_at", "signed_hash", "is_acting"])
    note_step(document, Step.Kind.SIGNED, by=by, now=now, note=f"{row.title}, {row.administration}")
    if not document.signatories.filter(signed_at__isnull=True).exists():
        _complete(document, by, now)
    return row


def _refuse(
    document: Document, row: Signatory, by: User, hindered_by: Sequence[str], seen: str, now_hash: str
) -> None:
    if not is_numbered(document):
        raise ValidationError(_("Ärendet har inget diarienummer än. Utan det undertecknas inget."))
    if not document.recipients.exists():
        raise ValidationError(_("Handlingen har ingen mottagande nämnd än. Ange vart den ska."))
    if hindered_by:
        raise ValidationError([_("Handlingen kan inte undertecknas än."), *hindered_by])
    if seen != now_hash:
        raise ValidationError(
            _("Texten eller siffrorna har ändrats sedan du läste. Läs igenom och underteckna igen."),
            code="changed",
        )
    if row.signed_hash == now_hash:
        raise ValidationError(_("Den funktionen har redan undertecknat."))
    if document.signatories.filter(signed_by=by, signed_hash=now_hash).exists():
        raise ValidationError(_("Du har redan undertecknat. En person undertecknar en gång."))


def _lift_earlier(document: Document, now_hash: str, by: User, now: datetime) -> None:
    """Signatures on other words or figures no longer hold; they are asked for again, and the history says."""
    others = document.signatories.filter(signed_at__isnull=False).exclude(signed_hash=now_hash)
    for each in others.select_related("administration"):
        each.signed_by, each.signed_at, each.signed_hash = None, None, ""
        each.save(update_fields=["signed_by", "signed_at", "signed_hash"])
        words = {"title": each.title, "administration": each.administration}
        note = _("Underskriften av %(title)s, %(administration)s gällde en tidigare lydelse och behövs igen.")
        note_step(document, Step.Kind.RETURNED, by=by, now=now, note=note % words)


def _complete(document: Document, by: User, now: datetime) -> None:
    """All have signed: frozen. What it takes the place of gives way to it."""
    frozen = freeze(document=document, by=by, now=now)
    if not frozen.has_papers:
        ask_for_papers(document=document, by=by, now=now)
    document.state, document.signed_at = _State.SIGNED, now
    document.save(update_fields=["state", "signed_at"])
    document.frozen = frozen
    if document.previous:
        give_way(locked(document.previous), document, by=by, now=now)
