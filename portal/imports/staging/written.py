"""The rows that a large file writes, as COPY reads them: out into a file, and in from it again.

COPY fills the pages of a table by the thousand rows, INSERT ... SELECT by the row.
"""

from collections.abc import Sequence
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO
from uuid import uuid4

from portal.imports.staging.judging import Asked, Rows, copying

PIECE = 1 << 16


class Part:
    """The next ``left`` bytes of a file, some whole lines at a time, with the ``changed`` words changed."""

    def __init__(self, file: IO[bytes], left: int, changed: Sequence[tuple[bytes, bytes]] = ()):
        self.file, self.left, self.changed = file, left, changed

    def read(self, size: int) -> bytes:
        piece = self._next(self.file.read, size)
        piece += self._next(self.file.readline, self.left)
        for old, new in self.changed:
            piece = piece.replace(old, new)
        return piece

    def _next(self, read, size: int) -> bytes:
        piece = read(min(size, self.left))
        self.left -= len(piece)
        return piece


def copy_out(sql: str, file: IO[bytes], params: Sequence[object] = ()) -> int:
    """Write what the query answers at the end of ``file``; answers how many bytes it is."""
    begun = file.tell()
    with copying() as cursor:
        asked = cursor.mogrify(sql, params or None).decode()
        cursor.copy_expert(f"COPY ({asked}) TO STDOUT", file, PIECE)
    return file.tell() - begun


def write_in(rows: Rows, file: IO[bytes], size: int, moment: str, now: datetime) -> None:
    """Write the next ``size`` bytes of ``file`` into the table, ``now`` for the word ``moment``."""
    form, changed = "", [(moment.encode(), f"{now}".encode())]
    if rows.packed:
        form, changed = " WITH (DELIMITER ',', NULL '~')", [(b";\n", b"\n"), (b";", b"\n")]
    with copying() as cursor:
        copy = f"COPY {rows.table} ({rows.columns}) FROM STDIN{form}"
        cursor.copy_expert(copy, Part(file, size, changed), PIECE)


def write_now(asked: Asked) -> None:
    """Write the new and the changed rows of ``clean``."""
    moment = uuid4().hex
    with TemporaryFile() as file:
        written = [(rows, copy_out(rows.sql, file, rows.params)) for rows in asked.sets.rows(asked, moment)]
        file.seek(0)
        for rows, size in written:
            write_in(rows, file, size, moment, asked.now)
