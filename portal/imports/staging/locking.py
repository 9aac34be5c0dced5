"""What a large file is about, locked until its rows are written: by the keys, in their order."""

from collections.abc import Sequence
from typing import IO

from portal.imports.staging.judging import (
    Locked,
    NotForSetsError,
    copying,
    execute,
    make_table,
    rows_of,
    within,
)
from portal.imports.staging.written import PIECE, Part

_KEYS = "locked_keys"
_LOCK = f"""
    SELECT count(*) = (SELECT count(*) FROM {_KEYS}) FROM (
        SELECT FROM {{table}} t WHERE t.id IN (SELECT id FROM {_KEYS}) AND {{few}}
        ORDER BY t.id FOR NO KEY UPDATE OF t) locked
"""


def lock_now(locked: Sequence[Locked]) -> None:
    """Lock rows, table after table. NotForSetsError when one is gone."""
    for each in locked:
        make_table(_KEYS, f"SELECT id FROM ({each.keys}) k(id)")
        _lock(each.table)


def lock_kept(file: IO[bytes], kept: Sequence[tuple[str, int]]) -> None:
    """As ``lock_now``, with the keys that a file holds from here on: tables, and the bytes of their keys."""
    for table, size in kept:
        make_table(_KEYS, "SELECT NULL::bigint AS id WITH NO DATA")
        with copying() as cursor:
            cursor.copy_expert(f"COPY {_KEYS} FROM STDIN", Part(file, size), PIECE)
        execute(f"ANALYZE {_KEYS}")
        _lock(table)


def _lock(table: str) -> None:
    (whole,) = rows_of(_LOCK.format(table=table, few=within("t.id", _KEYS, "id")))[0]
    if not whole:
        raise NotForSetsError
