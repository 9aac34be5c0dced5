"""One record written by hand: its texts tidied and free of persons, and checked before it is saved."""

from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from portal.content.contacts import refuse_identifying
from portal.content.texts import tidy
from portal.database.refusals import in_words

Record = TypeVar("Record", bound=models.Model)


def keep_record(record: Record) -> Record:
    """Tidy the texts of ``record``, check it and save it.

    Raises ValidationError with {field: messages} for what points out a person in a text, and for what a
    constraint refuses.
    """
    found = _personal(record)
    try:
        record.full_clean(exclude=set(found))
    except ValidationError as refusal:
        found |= refusal.update_error_dict({})
    if found:
        raise ValidationError(found)
    with in_words():
        record.save()
    return record


def refuse_future(*, today: date, **days: date | None) -> None:
    """Raise ValidationError, by field, for each of ``days`` that has not been yet."""
    words = _("Dagen har inte varit än. Skriv den dag det hände.")
    late = {name: words for name, day in days.items() if day and day > today}
    if late:
        raise ValidationError(late)


def refuse_in_field(name: str, text: str) -> None:
    """Raise ValidationError under the field ``name`` when ``text`` points out a person."""
    try:
        refuse_identifying(text)
    except ValidationError as refusal:
        raise ValidationError({name: refusal.messages}) from refusal


def _personal(record: models.Model) -> dict[str, list[ValidationError]]:
    """Tidy every text that is typed, and return what is refused of them."""
    found: dict[str, list[ValidationError]] = {}
    for field in record._meta.concrete_fields:
        if not isinstance(field, models.CharField | models.TextField) or field.choices:
            continue
        setattr(record, field.attname, tidy(getattr(record, field.attname)))
        try:
            refuse_identifying(getattr(record, field.attname))
        except ValidationError as refusal:
            found[field.name] = [refusal]
    return found
