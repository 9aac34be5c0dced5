"""A short paper as a value: what a print and a Word file of it are both made of."""

from dataclasses import dataclass
from typing import TypeAlias

from portal.content.figures import Figure
from portal.content.tables import Table


@dataclass(frozen=True)
class Heading:
    """A heading under the title, of the second level or deeper."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """Running text; its line breaks are kept. ``figures``: the live figures it says, by name."""

    text: str
    figures: tuple[tuple[str, Figure], ...] = ()


@dataclass(frozen=True)
class Facts:
    """Labels with what they say, as a list of two columns."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Lines:
    """Lines to write on by hand, each with its label under it, kept together on a page."""

    labels: tuple[str, ...]


Part: TypeAlias = Heading | Paragraph | Facts | Lines | Table


@dataclass(frozen=True)
class Paper:
    """``foot`` says where the paper comes from and when, at the end of every page."""

    title: str
    lede: str
    parts: tuple[Part, ...]
    foot: str = ""
