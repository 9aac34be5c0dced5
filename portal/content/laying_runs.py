"""Runs as plain data: each a dict with its kind, "text", "note" or "break"."""

import re
from collections.abc import Iterable
from typing import Any

from portal.content.notes import Note
from portal.content.runs import Footnote, Live, Missing, Run, Words, missing_words
from portal.content.signs import clean, line_of

_OUT = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_IN = re.compile(r"/(?!/)\S*$|/$")
_BREAK = {"kind": "break"}


class Runs:
    """Lays runs and numbers the footnotes of the whole paper, the same words only once.

    A text run has ``href``, where it leads on a page of the portal, and ``link``, where it leads from a file:
    "" for a path when the portal's ``address`` is not known.
    """

    def __init__(self, address: str = "") -> None:
        self.address = address.rstrip("/")
        self.notes: list[str] = []

    def lay(self, runs: Iterable[Run]) -> list[dict[str, Any]]:
        """Return the runs; a live figure is followed by its notes' numbers."""
        return [laid for run in runs for laid in self._laid(run)]

    def plain(self, text: str) -> list[dict[str, Any]]:
        """Return text without looks; its line breaks are kept."""
        found: list[dict[str, Any]] = []
        for line in text.split("\n"):
            found += [_BREAK] if found else []
            found.append(self._text(line))
        return found

    def _laid(self, run: Run) -> list[dict[str, Any]]:
        if isinstance(run, Words):
            return self._words(run)
        if isinstance(run, Live):
            figure = run.figure
            said = self._text(run.written, bold=run.is_bold, italic=run.is_italic, href=figure.href or "")
            live = {"live": line_of(run.label) or run.key, "key": run.key, "state": figure.state}
            return [said | live, *(self._note(note) for note in figure.notes)]
        if isinstance(run, Missing):
            words = missing_words(run)
            return [self._text(words, bold=run.is_bold, italic=run.is_italic) | {"state": "missing"}]
        return [self._note(run.note) if isinstance(run, Footnote) else _BREAK]

    def _words(self, run: Words) -> list[dict[str, Any]]:
        """Words typed with a line end in them keep it."""
        found: list[dict[str, Any]] = []
        for line in clean(run.text).split("\n"):
            found += [_BREAK] if found else []
            found.append(self._text(line, bold=run.is_bold, italic=run.is_italic, href=run.href))
        return found

    def _text(self, text: str, *, bold: bool = False, italic: bool = False, href: str = "") -> dict[str, Any]:
        run: dict[str, Any] = {"kind": "text", "text": clean(text).replace("\n", " ")}
        if bold:
            run["bold"] = True
        if italic:
            run["italic"] = True
        if _OUT.match(href) or _IN.match(href):
            run |= {"href": href, "link": self.linked(href)}
        return run

    def linked(self, href: str) -> str:
        """Return where ``href`` leads from a file; "" for a path when the portal's address is not known."""
        if _OUT.match(href):
            return href
        return self.address + href if self.address and _IN.match(href) else ""

    def _note(self, note: Note) -> dict[str, Any]:
        words = line_of(str(note))
        again = words in self.notes
        if not again:
            self.notes.append(words)
        return {"kind": "note", "number": self.notes.index(words) + 1, "again": again, "text": words}
