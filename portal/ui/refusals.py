"""A refusal by the domain or the database, turned into form errors a person can act on."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DataError, IntegrityError
from django.db.models import Model
from django.utils.translation import gettext as _


def refuse(form: Any, refusal: ValidationError | IntegrityError | DataError) -> None:
    """Add ``refusal`` to ``form``: by field where the form has the field, else above the form."""
    if isinstance(refusal, ValidationError):
        _add(form, refusal)
    elif isinstance(refusal, IntegrityError):
        form.add_error(None, _words_of_constraint(form, refusal))
    else:
        form.add_error(None, _("Ett värde är för stort eller har fel form. Kontrollera talen och datumen."))


def _add(form: Any, refusal: ValidationError) -> None:
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, errors)


def _words_of_constraint(form: Any, error: IntegrityError) -> str:
    """Return the broken constraint's own Swedish words; somebody else may have been a second earlier."""
    broken = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    model: type[Model] | None = getattr(getattr(form, "_meta", None), "model", None)
    for constraint in [*model._meta.total_unique_constraints, *model._meta.constraints] if model else []:
        if constraint.name == broken:
            return str(constraint.get_violation_error_message())
    return _("Uppgiften krockar med en som redan finns. Läs om sidan, se vad som ändrats och försök igen.")
