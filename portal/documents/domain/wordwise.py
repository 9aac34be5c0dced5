"""What differs between two texts, word by word. Pure."""

import re
from collections.abc import Iterable, Iterator
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
    """Return the pieces that lead from ``old`` to ``new``; a reference to live content is one word.

    What the texts begin and end with alike is set aside first, and in long ones the commonest words (spaces
    among them) begin no match: else ten pages take a minute.
    """
    before, after = _words(old), _words(new)
    if len(before) + len(after) > MOST:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    first = _alike(before, after)
    last = _alike(before[first:][::-1], after[first:][::-1])
    middle = [each[first : len(each) - last] for each in (before, after)]
    pieces = [Piece(SAME, "".join(before[:first])), *_between(*middle)]
    pieces.append(Piece(SAME, "".join(before[len(before) - last :])))
    return [piece for piece in pieces if piece.text]


def _alike(one: list[str], other: list[str]) -> int:
    """How many words two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _between(before: list[str], after: list[str]) -> Iterator[Piece]:
    for tag, i, j, k, m in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            yield Piece(SAME, "".join(before[i:j]))
            continue
        yield Piece(REMOVED, "".join(before[i:j]))
        yield Piece(ADDED, "".join(after[k:m]))


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
