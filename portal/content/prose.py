"""What a person types in a plain textarea, as parts of a paper. The text itself is never changed.

Marks: ``## Rubrik``, ``### Underrubrik``, lists, ``**fet**``, ``*kursiv*``, tables with ``Tabell: rubriken``
on the line above, footnotes ``[^1]``, links with words; and references ``[[figur:KEY]]``, ``[[tabell:KEY]]``,
``[[diagram:KEY]]`` to live content. A line break is kept. All else is words: no HTML, no pictures.
"""

import re

from django.utils.translation import gettext as _

from portal.content.papers import Part, Prose
from portal.content.prose_blocks import Reader
from portal.content.prose_marks import LIVE, Unread, parse
from portal.content.prose_reading import Placed, Problem, Reading, Resolve
from portal.content.runs import Words


def read(text: str, resolve: Resolve, *, top: int = 2) -> Reading:
    """Read a text into parts with their lines, and what must be put right.

    ``resolve(kind, key)`` answers what a reference leads to, None for nothing. ``top`` is the level that
    ``##`` has in the paper: 3 inside a section whose own heading is of level 2.
    """
    text = _plain_ends(text)
    try:
        tree, names = parse(text)
    except Unread:
        return _unread(text)
    return Reader(resolve, top, text).read(tree, names)


def read_prose(text: str, resolve: Resolve, *, top: int = 2) -> tuple[Part, ...]:
    """Return the parts of a text (see ``read``)."""
    return read(text, resolve, top=top).parts


def references(text: str) -> list[tuple[str, str]]:
    """Return the references of a text, (kind, key), each once, in order of first appearance."""
    try:
        found = [
            (node.info, node.content) for node in parse(_plain_ends(text))[0].walk() if node.type == LIVE
        ]
    except Unread:
        return []
    return list(dict.fromkeys(found))


def refresh(text: str, resolve: Resolve, *, top: int = 2) -> tuple[str, Reading]:
    """Return the text, letter by letter the same, and what its references say now."""
    return text, read(text, resolve, top=top)


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unread(text: str) -> Reading:
    """The words as they stand, paragraph by paragraph, when the marks are too many to be read."""
    placed, line = [], 1
    for piece in re.split(r"(\n\s*\n)", text):
        if piece.strip():
            placed.append(Placed(Prose((Words(piece.strip()),)), line, line + piece.count("\n")))
        line += piece.count("\n")
    message = _("Texten har för många märken, eller för djupa listor, och visas som den står. Förenkla den.")
    return Reading(tuple(placed), (Problem(1, "unread", message),))
