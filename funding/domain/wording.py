"""Two lists of texts compared: which lines are new, gone or changed, and inside a line which words. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

SAME, GONE, NEW = "same", "gone", "new"
MOST_WORDS = 400  # longer texts are told whole: comparing words takes time in the square of their number
WORDS = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Piece:
    """Words that stay (SAME), go (GONE) or come (NEW)."""

    kind: str
    text: str


@dataclass(frozen=True)
class TextChange:
    """A line before and after; "" where there is none."""

    before: str
    after: str
    pieces: tuple[Piece, ...]


def texts_changed(before: Sequence[str], after: Sequence[str]) -> tuple[TextChange, ...]:
    """Return the lines that differ, in order. A line that only moved up or down because another came or went
    is the same line."""
    found: list[TextChange] = []
    matcher = SequenceMatcher(a=list(before), b=list(after), autojunk=False)
    for what, old, old_end, new, new_end in matcher.get_opcodes():
        if what != "equal":
            pairs = zip_longest(before[old:old_end], after[new:new_end], fillvalue="")
            found += [TextChange(one, other, pieces_of(one, other)) for one, other in pairs]
    return tuple(found)


def pieces_of(before: str, after: str) -> tuple[Piece, ...]:
    """Compare two texts word by word; very long ones as wholes."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return tuple(_told(GONE, old)) + tuple(_told(NEW, new))
    found: list[Piece] = []
    for what, a, a_end, b, b_end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if what == "equal":
            found += _told(SAME, old[a:a_end])
        else:
            found += [*_told(GONE, old[a:a_end]), *_told(NEW, new[b:b_end])]
    return tuple(found)


def _told(kind: str, words: Sequence[str]) -> Iterator[Piece]:
    if words:
        yield Piece(kind, "".join(words))
