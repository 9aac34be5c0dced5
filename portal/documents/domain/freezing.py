"""The signed document is frozen: its words, its figures and the hashes of its files as data, and four papers.

The checksum is the SHA-256 over the data in canonical JSON. What is frozen is served byte for byte and its
hash asked for again each time; nothing later in the database changes it.
"""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.content.writers_pdf import pdf_bytes
from portal.content.writers_word import word_bytes
from portal.documents.domain.composing import SWEDISH, Variant, compose_contents
from portal.documents.domain.contents import checksum, stored_contents
from portal.documents.domain.living import current_live, held, restored
from portal.documents.domain.searching import remember
from portal.documents.domain.steps import note_step
from portal.documents.models import Document, Frozen, Step
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
    cannot be made."""
    data = frozen_data(document, now=now)
    files = {name: _stored(document, data, name, by) for name in PAPERS}
    frozen = Frozen.objects.create(
        document=document, data=data, sha256=checksum(data), frozen_at=now, frozen_by=by, **files
    )
    remember(frozen)
    note_step(document, Step.Kind.FROZEN, by=by, now=now)
    return frozen


def made_from(data: dict[str, Any], name: str) -> bytes:
    """Return one of ``PAPERS`` as it is made from what was frozen."""
    variant = Variant(public=name.startswith("public"))
    paper = compose_contents(data["content"], restored(data["live"]), variant)
    with override(SWEDISH):
        return pdf_bytes(paper) if name.endswith("pdf") else word_bytes(paper)


def frozen_bytes(frozen: Frozen, name: str) -> bytes:
    """Return a frozen paper's bytes. Raises Tampered when they, or the data, are not those that were kept."""
    if checksum(frozen.data) != frozen.sha256:
        raise Tampered(_("Innehållet stämmer inte med sin kontrollsumma."))
    return whole_bytes(getattr(frozen, name))


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


def _stored(document: Document, data: dict[str, Any], name: str, by: User) -> StoredFile:
    ending = "pdf" if name.endswith("pdf") else "docx"
    made = made_from(data, name)
    if not made:
        raise ValidationError(_("Handlingen kunde inte göras till en fil. Försök igen."))
    return store_file(name=file_name(document, ending, public=name.startswith("public")), content=made, by=by)
