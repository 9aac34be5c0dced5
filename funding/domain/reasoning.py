"""A reason, or an answer, that others read: given, not too long, and pointing at nobody."""

from django.core.exceptions import ValidationError

from portal.content.texts import refuse_long, refuse_personal, tidy


def given(text: str, *, name: str, missing: str) -> str:
    """Return ``text`` tidied. ValidationError about ``name``: ``missing`` when empty, or what is wrong."""
    found = tidy(text)
    if not found:
        raise ValidationError({name: missing})
    try:
        refuse_personal(found)
        refuse_long(found)
    except ValidationError as refusal:
        raise ValidationError({name: refusal.messages}) from refusal
    return found
