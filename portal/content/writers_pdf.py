"""A paper as PDF: PDF/A-2a and PDF/UA-1 in one file, made by typst in a process of its own."""

import json
import re
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _

from portal.content.laying import lay
from portal.content.papers import Paper

MIME = "application/pdf"
SECONDS = 60  # while somebody waits
LATER_SECONDS = 900  # in the background: some two thousand pages
ROOT = Path(__file__).resolve().parent.parent.parent
NO_DAY = "2000-01-01"  # a PDF/A must have a date, and the same paper is the same file
LONG, PIECE = 30, 12  # signs: a longer word may be broken anywhere, so that it stays on the paper
_ENDLESS = re.compile(rf"[^\s\u00a0]{{{LONG + 1},}}")
_BREAK = "\u200b"
_seconds: ContextVar[int | None] = ContextVar("seconds", default=None)
_NOT_WORDS = ("kind", "link", "href", "lang", "day")


@contextmanager
def unhurried() -> Iterator[None]:
    """While nobody waits for the page, a file may take ``LATER_SECONDS``."""
    token = _seconds.set(LATER_SECONDS)
    try:
        yield
    finally:
        _seconds.reset(token)


def pdf_response(paper: Paper, name: str) -> HttpResponse:
    """Return the paper as a download called ``name``.pdf."""
    response = HttpResponse(pdf_bytes(paper), content_type=MIME)
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def pdf_bytes(paper: Paper) -> bytes:
    """Return the paper as PDF, the same bytes for the same paper. Raise ValidationError when it fails."""
    return typeset(lay(paper))


def typeset(laid: dict[str, Any]) -> bytes:
    """Return a paper that is laid out already (see ``laying.lay``), as a frozen one is kept."""
    return _made(asked_of(laid))


def asked_of(laid: dict[str, Any]) -> dict[str, Any]:
    """Return what typsetting is asked for a laid out paper."""
    pictures: list[str] = []
    words = _breakable(laid, pictures)
    return {"paper": words | {"day": laid["day"] or NO_DAY}, "pictures": pictures}


def drawn(pictures: list[str]) -> list[bytes]:
    """Return drawings (SVG) as PNG files. Raise ValidationError."""
    if not pictures:
        return []
    return [b64decode(each) for each in json.loads(_made({"pictures": pictures}))]


def _made(asked: dict[str, Any]) -> bytes:
    command = [sys.executable, "-m", "portal.content.typsetting"]
    text, seconds = json.dumps(asked, ensure_ascii=False).encode(), _seconds.get() or SECONDS
    try:
        made = subprocess.run(  # noqa: S603 - our own module, and what was typed goes in as data
            command, input=text, capture_output=True, cwd=ROOT, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as late:
        message = _("Filen hann inte bli klar på %(seconds)s sekunder. Dela upp texten eller försök igen.")
        raise ValidationError(message % {"seconds": seconds}, code="timeout") from late
    if made.returncode or not made.stdout:
        raise ValidationError(
            _("Filen kunde inte göras. Försök igen. Hjälper det inte, hämta dokumentet som Word."),
            code="typst",
            params={"said": made.stderr.decode(errors="replace")[:4000]},
        )
    return made.stdout


def _breakable(value: Any, pictures: list[str]) -> Any:
    """Return the data with places to break in endless words, and its drawings put aside in ``pictures``."""
    if isinstance(value, str):
        return _ENDLESS.sub(_pieces, value) if len(value) > LONG else value
    if isinstance(value, list | tuple):
        return [_breakable(each, pictures) for each in value]
    if not isinstance(value, dict):
        return value
    found = {}
    for key, each in (_flat(value) if value.get("kind") == "table" else value).items():
        if key == "svg":
            found["picture"] = len(pictures)
            pictures.append(each)
        else:
            found[key] = each if key in _NOT_WORDS else _breakable(each, pictures)
    return found


def _flat(table: dict[str, Any]) -> dict[str, Any]:
    """Return a table with its cells in one row, words alone where they have no note: quick to read."""
    cells: dict[bool, list[Any]] = {False: [], True: []}
    for row in table["rows"]:
        for cell in row["cells"]:
            said = cell if len(cell) > 1 else cell["text"]
            cells[row["total"]].append(said)
    kept = {key: each for key, each in table.items() if key != "rows"}
    return kept | {"cells": cells[False], "total": cells[True]}


def _pieces(word: re.Match[str]) -> str:
    return _BREAK.join(word[0][at : at + PIECE] for at in range(0, len(word[0]), PIECE))
