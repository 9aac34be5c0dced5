"""What differs between two texts, word by word. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, REMOVED = "same", "added", "removed"
_WORD = re.compile(r"\s+|\[\[[^\]]*\]\]|\w+|[^\w\s]")
MOST = 20_000  # words: beyond that a text is compared line by line


@dataclass(frozen=True)
class Piece:
    """A stretch of text, in both ("same"), only in the new ("added") or only in the old ("removed")."""

    kind: str
    text: str


def word_diff(old: str, new: str) -> list[Piece]:
    """Return the pieces that lead from ``old`` to ``new``; a reference to live content is one word."""
    before, after = _words(old), _words(new)
    if len(before) + len(after) > MOST:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece(SAME, "".join(before[i:j])))
            continue
        if i < j:
            found.append(Piece(REMOVED, "".join(before[i:j])))
        if k < m:
            found.append(Piece(ADDED, "".join(after[k:m])))
    return found


def is_changed(pieces: Iterable[Piece]) -> bool:
    return any(piece.kind != SAME for piece in pieces)


def shortened(pieces: list[Piece], around: int = 160) -> list[Piece]:
    """Return the pieces with long unchanged stretches cut to what stands nearest the changes."""
    found = []
    for place, piece in enumerate(pieces):
        if piece.kind == SAME and len(piece.text) > 2 * around:
            head = "" if place == 0 else piece.text[:around]
            tail = "" if place == len(pieces) - 1 else piece.text[-around:]
            piece = Piece(SAME, f"{head} … {tail}")
        found.append(piece)
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
