"""Free text about a report, read before anything is stored: never a personal identity number."""

from typing import Any

from django.core.exceptions import ValidationError

from portal.content.personal import refuse_personal_numbers


def checked(text: str, *, name: str, missing: Any = "") -> str:
    """Return the text without space around it. ValidationError for ``name``: it holds a personal identity
    number, or it is empty and ``missing`` says what to write."""
    tidy = text.strip()
    if missing and not tidy:
        raise ValidationError({name: missing})
    try:
        refuse_personal_numbers(tidy)
    except ValidationError as refusal:
        raise ValidationError({name: refusal.messages}) from None
    return tidy
