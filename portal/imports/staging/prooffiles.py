"""The keys to be locked and the rows to be written, into a file as COPY writes them, and out of it again.

The files lie beside the stored files, not among them: a backup has no use for them. A transaction that is
taken back leaves its file behind, so they are swept by age.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from django.conf import settings

from portal.imports.proof import KEPT, Proof
from portal.imports.staging.judging import Locked, Rows
from portal.imports.staging.written import copy_out, write_in


def write(locked: Sequence[Locked], rows: Callable[[str], Sequence[Rows]]) -> dict[str, Any]:
    """Write a file of the keys of what is ``locked``, and of the ``rows``, asked for with the file's name as
    the word for the moment.

    Answers the fields of the Proof. Raises OSError when there is no room.
    """
    settings.PROOFS_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = uuid4().hex
    try:
        with open(_path(name), "w+b", opener=_private) as file:
            keys = [(each.table, copy_out(each.keys, file)) for each in locked]
            sizes = [copy_out(each.sql, file, each.params) for each in rows(name)]
            return {"name": name, "tables": keys, "rows": sizes, "sha256": _sum(file)}
    except OSError:
        _path(name).unlink(missing_ok=True)  # half of it would be in the way where there is no room
        raise


def opened(proof: Proof) -> IO[bytes] | None:
    """The file of the proof; None when it is not there, or not as it was written."""
    with suppress(OSError):
        file = open(_path(proof.name), "rb")  # noqa: SIM115  the caller closes it
        if _sum(file) == proof.sha256:
            return file
        file.close()
    return None


def write_rows(proof: Proof, file: IO[bytes], rows: Sequence[Rows], now: datetime) -> None:
    """Write the rows that follow the keys in the file."""
    for each, size in zip(rows, proof.rows, strict=True):
        write_in(each, file, size, proof.name, now)


def remove(proof: Proof) -> None:
    _path(proof.name).unlink(missing_ok=True)


def sweep(now: datetime) -> None:
    """Remove what no transaction can be at work with any more."""
    for path in settings.PROOFS_DIR.glob("*"):
        with suppress(OSError):  # another worker was before us
            if path.is_file() and path.stat().st_mtime < (now - KEPT).timestamp():
                path.unlink()


def _sum(file: IO[bytes]) -> str:
    """SHA-256 of the whole file, which is at its beginning afterwards."""
    file.seek(0)
    told = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0)
    return told


def _path(name: str) -> Path:
    return settings.PROOFS_DIR / name


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
