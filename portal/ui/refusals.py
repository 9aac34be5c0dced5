"""A refusal by the domain or the database, turned into form errors a person can act on."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DataError, IntegrityError

from portal.database.refusals import refusal


def refuse(form: Any, no: ValidationError | IntegrityError | DataError) -> None:
    """Add the refusal to ``form``: by field where the form has the field, else above the form."""
    _add(form, no if isinstance(no, ValidationError) else refusal(no))


def _add(form: Any, refusal: ValidationError) -> None:
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, errors)
