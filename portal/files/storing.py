"""Files into the private store: type by content, not by name; a size limit; the same bytes kept once."""

import hashlib
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from portal.files.models import StoredFile

SIGNATURES = (
    (b"PK\x03\x04", "application/zip"),
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
)


def store_file(*, name: str, content: bytes, by) -> StoredFile:
    """Keep ``content`` and return its StoredFile.

    Raises ValidationError when the file is empty or larger than MAX_UPLOAD_BYTES.
    """
    refuse_size(content)
    stored = StoredFile(
        name=safe_name(name),
        content_type=type_of(content),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        stored_by=by,
    )
    if not default_storage.exists(stored.path):
        default_storage.save(stored.path, ContentFile(content))
    stored.save()
    return stored


def refuse_size(content: bytes) -> None:
    """Raise ValidationError when ``content`` is nothing, or more than MAX_UPLOAD_BYTES."""
    if not content:
        raise ValidationError(_("Filen är tom. Kontrollera att den är sparad och välj den igen."))
    if len(content) > settings.MAX_UPLOAD_BYTES:
        limit = settings.MAX_UPLOAD_BYTES // 1024 // 1024
        raise ValidationError(_("Filen är för stor. Gränsen är %(limit)s MB.") % {"limit": limit})


def read_file(stored: StoredFile) -> bytes:
    """The bytes as they came in."""
    with default_storage.open(stored.path) as file:
        return file.read()


def type_of(content: bytes) -> str:
    """The content type its first bytes tell; anything else is taken as plain text or unknown bytes."""
    for signature, content_type in SIGNATURES:
        if content.startswith(signature):
            return content_type
    return (
        "application/octet-stream"
        if b"\x00" in content[:64] and b"\xff\xfe" not in content[:2]
        else "text/plain"
    )


def safe_name(name: str) -> str:
    """The last part of the name, printable, at most 200 characters."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(c for c in last if c.isprintable())[-200:] or _("namnlös fil")
