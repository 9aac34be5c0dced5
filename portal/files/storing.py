"""Files into the private store: type by content, not by name; a size limit; the same bytes kept once.

What comes in is bytes, or an open file of Django's that is read a piece at a time: a large one is never held.
"""

import hashlib
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import PurePath
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils.translation import gettext as _

from portal.files.models import StoredFile

SIGNATURES = (
    (b"PK\x03\x04", "application/zip"),
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
)


Content = bytes | File
#: opens the same file anew, at its beginning
Opener = Callable[[], IO[bytes]]
HEAD = 64  # bytes that tell the type


def store_file(*, name: str, content: Content, by) -> StoredFile:
    """Keep ``content`` and return its StoredFile.

    Raises ValidationError when the file is empty or larger than MAX_UPLOAD_BYTES.
    """
    refuse_size(content)
    stored = StoredFile(
        name=safe_name(name),
        content_type=type_of(head_of(content)),
        size=size_of(content),
        sha256=sha256_of(content),
        stored_by=by,
    )
    with transaction.atomic():
        _lock(stored.sha256, "pg_advisory_xact_lock_shared")  # until others can see who keeps the bytes
        if not default_storage.exists(stored.path):
            default_storage.save(stored.path, _as_file(content))
        stored.save()
    return stored


def remove_bytes(sha256: str, *, is_kept: Callable[[], bool]) -> bool:
    """Take the bytes of that hash out of the store, unless ``is_kept``; gone already is no error.

    False when they are kept, or somebody is storing the same bytes just now. What spoke of them stays.
    """
    with transaction.atomic():
        if not _lock(sha256, "pg_try_advisory_xact_lock") or is_kept():
            return False
        default_storage.delete(StoredFile(sha256=sha256).path)
    return True


def _lock(sha256: str, how: str) -> bool:
    """Hold the bytes of that hash until the transaction ends; storers do it together, who removes alone."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {how}(hashtext(%s))", [f"file:{sha256}"])
        return cursor.fetchone() != (False,)


def size_of(content: Content) -> int:
    return len(content) if isinstance(content, bytes) else content.size


def head_of(content: Content) -> bytes:
    """The first bytes."""
    return next(iter(_as_file(content).chunks()), b"")[:HEAD]


def sha256_of(content: Content) -> str:
    digest = hashlib.sha256()
    for piece in _as_file(content).chunks():
        digest.update(piece)
    return digest.hexdigest()


def lines_of(content: Content) -> int:
    """How many line ends there are."""
    return sum(piece.count(b"\n") for piece in _as_file(content).chunks())


def _as_file(content: Content) -> File:
    """What is read from its beginning; an upload is not moved out of the place where it was received."""
    if isinstance(content, bytes):
        return ContentFile(content)
    return File(content.file)


def refuse_size(content: Content) -> None:
    """Raise ValidationError when ``content`` is nothing, or more than MAX_UPLOAD_BYTES."""
    size = size_of(content)
    if not size:
        raise ValidationError(_("Filen är tom. Kontrollera att den är sparad och välj den igen."))
    if size > settings.MAX_UPLOAD_BYTES:
        limit = settings.MAX_UPLOAD_BYTES // 1024 // 1024
        raise ValidationError(_("Filen är för stor. Gränsen är %(limit)s MB.") % {"limit": limit})


def read_file(stored: StoredFile) -> bytes:
    """The bytes as they came in."""
    with default_storage.open(stored.path) as file:
        return file.read()


def opener_of(stored: StoredFile) -> Opener:
    """What opens the bytes as they came in, for who goes through a large file without holding it."""

    def opened() -> IO[bytes]:
        file = default_storage.open(stored.path).file
        assert file is not None  # Django has opened it
        return file

    return opened


def opener(content: bytes | Opener) -> Opener:
    """What opens ``content``, bytes or already such."""
    return partial(BytesIO, content) if isinstance(content, bytes) else content


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
