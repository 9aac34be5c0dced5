"""Footnotes: a table numbers them in the order they first appear, the same words only once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Note:
    """Words under a table. Two notes with the same words are one note."""

    text: str | Promise

    def __str__(self) -> str:
        return str(self.text)


def numbered(notes: Iterable[Note]) -> dict[Note, int]:
    """Return each note's number, from 1, in order of first appearance."""
    return {note: number for number, note in enumerate(dict.fromkeys(notes), start=1)}


def missing_note(missing: int) -> Note:
    """Return what a sum says when figures are not reported: they are missing, not zero."""
    return Note(
        ngettext(
            "%(count)s uppgift är ej redovisad och ingår inte i summan.",
            "%(count)s uppgifter är ej redovisade och ingår inte i summan.",
            missing,
        )
        % {"count": missing}
    )
