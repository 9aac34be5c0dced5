"""The signed document is frozen: its words, its figures and the hashes of its files as data, and four papers.

The checksum is the SHA-256 over the data in canonical JSON. What is frozen is served byte for byte and its
hash asked for again each time; nothing later in the database changes it.
"""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.background.progress import advance, begin
from portal.content.writers_pdf import pdf_bytes
from portal.content.writers_word import word_bytes
from portal.documents.domain.composing import SWEDISH, Variant, compose_contents
from portal.documents.domain.contents import checksum, stored_contents
from portal.documents.domain.living import current_live, held, restored
from portal.documents.domain.searching import remember
from portal.documents.domain.steps import note_step
from portal.documents.domain.weighing import is_long_data
from portal.documents.models import Document, Frozen, Making, Step
from portal.files.models import StoredFile
from portal.files.storing import read_file, store_file
from portal.organisation.models import User

PAPERS = ("pdf", "word", "public_pdf", "public_word")


class Tampered(Exception):
    """What is stored is not what was frozen."""


def frozen_data(document: Document, *, now: datetime) -> dict[str, Any]:
    """Return all that freezing keeps of a document as it stands, as plain values."""
    today = timezone.localdate(now)
    with override(SWEDISH):
        return {
            "content": stored_contents(document),
            "live": held(current_live(document, today=today)),
            "live_internal": held(current_live(document, today=today, unmasked=True)),
        }


def freeze(*, document: Document, by: User, now: datetime) -> Frozen:
    """Keep a document that all have signed. The caller holds its row. Raises ValidationError when a paper
    cannot be made.

    A long one is kept without its papers: they are made of its data afterwards (``keep_papers``).
    """
    data = frozen_data(document, now=now)
    files = {} if is_long_data(data) else _stored(document, _made(data), by)
    frozen = Frozen.objects.create(
        document=document, data=data, sha256=checksum(data), frozen_at=now, frozen_by=by, **files
    )
    remember(frozen)
    note_step(document, Step.Kind.FROZEN, by=by, now=now)
    return frozen


def keep_papers(*, document: Document, by: User) -> None:
    """Make the papers of a long signed document, and keep them; nothing when they are kept already.

    Raises ValidationError when one cannot be made, Tampered when the data are not those that were signed.
    """
    frozen = Frozen.objects.get(document=document)
    if frozen.has_papers:
        return
    made = _made(whole_data(frozen))
    with transaction.atomic():
        frozen = Frozen.objects.select_for_update().get(pk=frozen.pk)
        if frozen.has_papers:
            return
        for name, file in _stored(document, made, by).items():
            setattr(frozen, name, file)
        frozen.save(update_fields=PAPERS)


def made_from(data: dict[str, Any], name: str) -> bytes:
    """Return one of ``PAPERS`` as it is made from what was frozen."""
    variant = Variant(public=name.startswith("public"))
    paper = compose_contents(data["content"], restored(data["live"]), variant)
    with override(SWEDISH):
        return pdf_bytes(paper) if name.endswith("pdf") else word_bytes(paper)


def frozen_bytes(frozen: Frozen, name: str) -> bytes:
    """Return a frozen paper's bytes. Raises Tampered when they, or the data, are not those that were kept,
    ValidationError when they are not made yet."""
    whole_data(frozen)
    refuse_unmade(frozen)
    return whole_bytes(getattr(frozen, name))


def readable_bytes(frozen: Frozen, name: str) -> bytes:
    """Return a frozen paper's bytes, made now of its data when they are not kept yet: they are the same."""
    return frozen_bytes(frozen, name) if frozen.has_papers else made_from(whole_data(frozen), name)


def whole_data(frozen: Frozen) -> dict[str, Any]:
    """Return what was frozen. Raises Tampered when it is not what was signed."""
    if checksum(frozen.data) != frozen.sha256:
        raise Tampered(_("Innehållet stämmer inte med sin kontrollsumma."))
    return frozen.data


def refuse_unmade(frozen: Frozen) -> None:
    """Raise ValidationError when the papers are still being made."""
    if not frozen.has_papers:
        words = _("Filerna till %(document)s är inte klara än. De görs i bakgrunden efter underskriften.")
        raise ValidationError(words % {"document": frozen.document}, code="unmade")


def whole_bytes(stored: StoredFile) -> bytes:
    """Return a stored file's bytes. Raises Tampered when they are gone or changed."""
    try:
        found = read_file(stored)
    except OSError as gone:
        raise Tampered(_("Filen %(name)s finns inte kvar.") % {"name": stored.name}) from gone
    if sha256(found).hexdigest() != stored.sha256:
        raise Tampered(_("Filen %(name)s stämmer inte med sin kontrollsumma.") % {"name": stored.name})
    return found


def file_name(document: Document, ending: str, *, public: bool = False) -> str:
    """What a file of the document is called: "Tjänsteutlåtande 7 version 1.pdf"."""
    with override(SWEDISH):
        words = {
            "kind": capfirst(document.get_kind_display()),
            "number": document.pk,
            "version": document.version,
        }
        name = _("%(kind)s %(number)s version %(version)s") % words
        return f"{name} {_('offentlig')}.{ending}" if public else f"{name}.{ending}"


def _made(data: dict[str, Any]) -> dict[str, bytes]:
    """All papers, or ValidationError."""
    found: dict[str, bytes] = {}
    begin(Making.Step.PAPERS, len(PAPERS))
    for name in PAPERS:
        found[name] = made_from(data, name)
        if not found[name]:
            raise ValidationError(_("Handlingen kunde inte göras till en fil. Försök igen."))
        advance()
    return found


def _stored(document: Document, made: dict[str, bytes], by: User) -> dict[str, StoredFile]:
    return {name: _kept(document, name, content, by) for name, content in made.items()}


def _kept(document: Document, name: str, content: bytes, by: User) -> StoredFile:
    ending = "pdf" if name.endswith("pdf") else "docx"
    called = file_name(document, ending, public=name.startswith("public"))
    return store_file(name=called, content=content, by=by)
