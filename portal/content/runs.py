"""What stands inside a line of running text: words, live figures, footnotes. Plain text, never markup."""

from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import gettext as _

from portal.content.figures import MASKED, Figure, Share, Unit
from portal.content.notes import Note
from portal.money import NBSP, percent, write_int


@dataclass(frozen=True)
class Words:
    """Words, as typed. ``href``: where they lead, http(s) or a path of the portal."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class Live:
    """A live figure, kept as a reference: ``key`` finds it again, ``label`` says what it is.

    Its notes become footnotes of the paper; ``figure.href`` opens the rows it is made of. ``said``: how
    running text puts it where that is not figure and unit ("15,5 mnkr", "tre projekt").
    """

    key: str
    label: str
    figure: Figure
    is_bold: bool = False
    is_italic: bool = False
    said: str = ""

    @property
    def written(self) -> str:
        """The figure in running text, with its unit: "61 093 tkr", "48 procent"."""
        return self.said or in_words(self.figure)


@dataclass(frozen=True)
class Missing:
    """A reference that leads to nothing; a reader sees that something is missing here."""

    kind: str
    key: str
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True)
class Footnote:
    """The raised number of a note; the note stands at the foot of the page."""

    note: Note


@dataclass(frozen=True)
class Break:
    """A new line inside a paragraph."""


Run: TypeAlias = Words | Live | Missing | Footnote | Break


def in_words(figure: Figure) -> str:
    """Return a figure as running text says it: its unit after it, unless there is no number to say."""
    if figure.value is None or figure.value is MASKED:
        return figure.written
    if isinstance(figure.value, Share):
        share = percent(*figure.value)
        return figure.written if share is None else f"{write_int(share)}{NBSP}{_('procent')}"
    after = {Unit.TKR: "tkr", Unit.KRONOR: "kr"}.get(figure.unit)
    return f"{figure.written}{NBSP}{after}" if after else figure.written


def missing_words(run: Missing) -> str:
    """What a reader sees where a reference leads to nothing."""
    return _("saknad uppgift: %(key)s") % {"key": run.key}
