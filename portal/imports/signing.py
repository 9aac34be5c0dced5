"""A sign of what a file would do, the same whichever way its rows went: another when what is stored has
changed since somebody looked.

What a new row holds is the file's own and does not change, so it is told by its status and label.
"""

import hashlib
from collections.abc import Iterable, Mapping

from portal.imports.columns import Changed, RowResult
from portal.imports.outcomes import LABEL

_PLAIN = ("new", "unchanged")
_DIGITS = 15  # of a digest in hexadecimal: a number that a bigint holds
#: SQL of a row's sign, over ``_line``, ``_status``, ``_label`` and ``_said``, which is what ``said`` gives
_TOLD = "_line || ' ' || _status || ' ' || _label || _said"
SIGN = f"('x' || left(md5({_TOLD}), {_DIGITS}))::bit({_DIGITS * 4})::bigint"


def sign_of(result: RowResult) -> int:
    told = f"{result.line} {result.status} {result.label[:LABEL]}"
    if result.status not in _PLAIN:
        told += said(result.changes)
    return int(hashlib.md5(told.encode(), usedforsecurity=False).hexdigest()[:_DIGITS], 16)


def said(changes: Iterable[Changed]) -> str:
    """What a row changes, in one text."""
    return "".join(f"\n{each.column}\t{each.old}\t{each.new}" for each in changes)


def fingerprint(counts: Mapping[str, int], signs: Iterable[int]) -> str:
    """SHA-256 of how many rows come to what, and of the rows' signs in any order."""
    told = sorted((status, number) for status, number in counts.items() if number)
    return hashlib.sha256(repr((told, sum(signs))).encode()).hexdigest()
