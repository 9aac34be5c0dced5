"""Free text as it is kept: tidy, and without anything that points out a person."""

from typing import Any
from unicodedata import normalize

from portal.content.personal import refuse_personal_numbers


def tidy(value: Any) -> Any:
    """Return a text composed, with plain line ends and nothing around it; a list likewise, without blanks."""
    if isinstance(value, str):
        return normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, list):
        return [text for text in map(tidy, value) if text != ""]
    return value


def refuse_personal(value: str | list[str]) -> None:
    """Raise ValidationError when a text, or one of a list, holds a personal identity number."""
    for text in value if isinstance(value, list) else [value]:
        refuse_personal_numbers(text)
