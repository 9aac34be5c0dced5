"""The database says no, in the Swedish words of the model: one refusal for form, file and back office.

What a constraint says stands beside the constraint (``violation_error_message``). What a trigger says stands
on the model too, as ``trigger_refusals = {"name_raised_by_the_trigger": ("field", _("Words."))}``.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import BaseConstraint, CheckConstraint, Model, UniqueConstraint
from django.utils.translation import gettext as _


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what the database refuses inside the block into a ValidationError, and undo the block.

    Deferred constraints are asked at the end of the block: at the commit nobody could answer for them.
    """
    try:
        with transaction.atomic():
            yield
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    except (IntegrityError, DataError) as error:
        raise refusal(error) from error


def refusal(error: IntegrityError | DataError) -> ValidationError:
    """Return what ``error`` means as {field: message}; a rule about several fields has no field."""
    if isinstance(error, DataError):
        words = _("Ett värde är för stort eller har fel form. Kontrollera talen och datumen.")
        return ValidationError({NON_FIELD_ERRORS: words})
    broken = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    field, words = _said_of(broken) or (
        NON_FIELD_ERRORS,
        _("Uppgiften krockar med en som redan finns. Läs om sidan, se vad som ändrats och försök igen."),
    )
    return ValidationError({field: words})


def words_of(name: str) -> str:
    """Return what the constraint or trigger says, for domain code that must refuse it before it is tried."""
    said = _said_of(name)
    if said is None:
        raise LookupError(f"No model says anything about the constraint {name}.")
    return said[1]


def _said_of(name: str | None) -> tuple[str, str] | None:
    for model in apps.get_models():
        said = getattr(model, "trigger_refusals", {})
        if name in said:
            field, words = said[name]
            return field or NON_FIELD_ERRORS, str(words)
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return _field_of(constraint, model), str(constraint.get_violation_error_message())
    return None


def _field_of(constraint: BaseConstraint, model: type[Model]) -> str:
    """Return the field a form shows the message at: of a unique key the last, of a check the only one."""
    if isinstance(constraint, UniqueConstraint) and constraint.condition is None and constraint.fields:
        return constraint.fields[-1]
    names = _names_in(constraint.condition) if isinstance(constraint, CheckConstraint) else set()
    return names.pop() if len(names) == 1 else NON_FIELD_ERRORS


def _names_in(condition: object) -> set[str]:
    """Return the fields a condition is about; an expression that is no Q speaks for none."""
    if isinstance(condition, tuple):
        return {condition[0].split("__")[0]} | _names_in_value(condition[1])
    return set().union(*(_names_in(child) for child in getattr(condition, "children", ())))


def _names_in_value(value: object) -> set[str]:
    name = getattr(value, "name", None)  # an F on the right: dates in order speak of two fields
    return {name} if isinstance(name, str) and name != "pk" else set()
