"""Free text as it is kept: tidy, and without anything that points out a person."""

import re
from collections.abc import Iterable
from typing import Any
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _

from portal.content.personal import refuse_personal_numbers

LONGEST = 4000  # signs of a free text: some two pages
_NUMBER = re.compile("[0-9]{1,18}")  # what the database has room for


def tidy(value: Any) -> Any:
    """Return a text composed, with plain line ends and nothing around it; a list likewise, without blanks."""
    if isinstance(value, str):
        return normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, list):
        return [text for text in map(tidy, value) if text != ""]
    return value


def as_number(text: str) -> int | None:
    """Return the whole number, a row's key or a count, that an address or a hidden box says; None for
    anything else, and for more digits than any has."""
    return int(text) if _NUMBER.fullmatch(text) else None


def own_words(text: str) -> str:
    """Return what somebody wrote, on one line, as ready words put it: it refers to nothing."""
    return re.sub(r"\[(?=\[)", "[ ", " ".join(text.split()))


def refuse_personal(value: str | list[str]) -> None:
    """Raise ValidationError when a text, or one of a list, holds a personal identity number."""
    for text in value if isinstance(value, list) else [value]:
        refuse_personal_numbers(text)


def why_corrected(why: str) -> str:
    """Return why a registered decision is put right, tidy. ValidationError under "why": nothing is said, or a
    person is pointed out."""
    why = tidy(why)
    if not why:
        raise ValidationError({"why": _("Skriv varför beslutet rättas. Skälet står i historiken.")})
    try:
        refuse_personal(why)
    except ValidationError as refusal:
        raise ValidationError({"why": refusal.messages}) from refusal
    return why


def refuse_long(text: str) -> None:
    """Raise ValidationError when a free text is longer than a form takes."""
    MaxLengthValidator(LONGEST)(text)


def refuse_long_lines(lines: Iterable[str], *, longest: int) -> None:
    """Raise ValidationError when one of the lines of a list is longer than ``longest`` signs."""
    if any(len(line) > longest for line in lines):
        raise ValidationError(
            _("En rad får ha högst %(length)s tecken. Dela upp den på flera.") % {"length": longest}
        )
