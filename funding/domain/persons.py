"""No text of an agreement holds a personal identity number: all its parties read it, and it is printed.

Asked of what somebody writes, never of a copy: what was signed once can still be amended.
"""

from functools import partial

from django.core.exceptions import ValidationError
from django.db.models import CharField, Model, TextField

from funding.domain.drafting import TermsContent
from portal.content.outcomes import Refusals
from portal.content.texts import refuse_personal


def refuse_in_content(content: TermsContent) -> None:
    """ValidationError about ``change``, or naming the kind of row, when a text holds such a number."""
    refusals = Refusals()
    refusals.take(partial(refuse_personal, content.change), name="change")
    for kind, note in content.cost_notes.items():
        refusals.take(partial(_refuse, str(kind), note))
    for model, rows in content.rows.items():
        for place, row in enumerate(rows, start=1):
            where = f"{str(model._meta.verbose_name).capitalize()} {place}"
            refusals.take(partial(_refuse, where, *(v for v in row.values() if isinstance(v, str))))
    if refusals:
        raise refusals.error()


def refuse_in_record(record: Model) -> None:
    """ValidationError by field when a text of ``record`` holds such a number."""
    refusals = Refusals()
    for field in record._meta.concrete_fields:
        if isinstance(field, CharField | TextField) and not field.choices:
            refusals.take(partial(refuse_personal, getattr(record, field.attname)), name=field.name)
    if refusals:
        raise refusals.error()


def _refuse(where: str, *texts: str) -> None:
    try:
        refuse_personal(list(texts))
    except ValidationError as refusal:
        raise ValidationError([f"{where}: {message}" for message in refusal.messages]) from refusal
