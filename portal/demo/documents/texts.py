"""The files of ``fixtures/demo/handlingar/``: a document's facts, then its parts.

First lines "key: value". Then parts, each begun by a line with its kind: ``§beslut KIND``,
``§avsnitt HEADING`` (one of the template's), ``§nytt LEVEL HEADING``, ``§beredning BODY;DAYS AFTER`` and
``§bilaga TITLE;DAY;hänvisning``. ``{avsnitt.medel}`` alone on a line is the ready section of that key.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from portal.content.live import LiveText

FOLDER = settings.BASE_DIR / "fixtures" / "demo" / "handlingar"
_READY = re.compile(r"^\{([a-z0-9.-]+)\}$", re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """``rest``: what stands after the kind on its line; ``text``: what stands below."""

    kind: str
    rest: str
    text: str


@dataclass(frozen=True)
class Written:
    """A document as its file has it."""

    facts: Mapping[str, str]
    pieces: tuple[Piece, ...]

    def fact(self, name: str) -> str:
        return self.facts.get(name, "")

    def several(self, name: str) -> list[str]:
        return self.fact(name).split("|") if self.fact(name) else []


def read(name: str) -> Written:
    """Read ``fixtures/demo/handlingar/<name>.txt``."""
    whole = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    top, *parts = re.split(r"^§", whole, flags=re.MULTILINE)
    facts = (line.partition(":") for line in top.splitlines() if ":" in line)
    pieces = tuple(_piece(part) for part in parts)
    return Written({key.strip(): value.strip() for key, _colon, value in facts}, pieces)


def with_ready(text: str, texts: Mapping[str, LiveText]) -> str:
    """The text with the ready sections it names. KeyError for one that nobody offers."""
    return _READY.sub(lambda match: texts[match[1]].text, text)


def _piece(part: str) -> Piece:
    first, _end, text = part.partition("\n")
    kind, _space, rest = first.partition(" ")
    return Piece(kind, rest.strip(), text.strip())
