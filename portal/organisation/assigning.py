"""Roles are given, and taken away: per organisation, with dates, and to a deputy for a while.

Nobody acts as another: a deputy has a role of their own that points at the one it stands in for. Nobody gives
themselves a role, the system administrator neither.
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.organisation.models import Assignment, User


def check_assignment(*, assignment: Assignment, by: User | None) -> None:
    """Refuse, with the field at fault, a role given to oneself, or a deputy who stands in for nobody."""
    if by is not None and assignment.user_id == by.pk:
        raise ValidationError({"user": _("Du kan inte ge dig själv en roll. Be en annan systemförvaltare.")})
    if assignment.deputy_for is not None:
        _check_deputy(assignment, assignment.deputy_for)
    if assignment.pk and assignment.valid_to is not None:
        _check_own_deputies(assignment, assignment.valid_to)


def _check_deputy(deputy: Assignment, original: Assignment) -> None:
    if original.deputy_for_id or original.user_id == deputy.user_id:
        raise ValidationError(
            {"deputy_for": _("Välj den ordinaries uppdrag. Ingen är ställföreträdare för sig själv.")}
        )
    if (original.role, original.organisation_id) != (deputy.role, deputy.organisation_id):
        raise ValidationError(
            {"deputy_for": _("Ställföreträdaren ska ha samma roll på samma organisation som den ordinarie.")}
        )
    ends_in_time = original.valid_to is None or (
        deputy.valid_to is not None and deputy.valid_to <= original.valid_to
    )
    if deputy.valid_from < original.valid_from or not ends_in_time:
        raise ValidationError(
            {"valid_from": _("Ställföreträdarens tid ska ligga inom den ordinaries uppdrag.")}
        )


def _check_own_deputies(original: Assignment, last: date) -> None:
    if original.deputies.filter(valid_to__gt=last).exists():
        raise ValidationError({"valid_to": _("Avsluta först ställföreträdaren, vars tid är längre.")})


@transaction.atomic
def withdraw(*, assignment: Assignment, by: User | None, today: date) -> None:
    """Take the role away at once, and its deputies' with it: yesterday was the last day.

    One that begins today or later never held, and is removed; the history keeps that it was there. Raises
    ValidationError when somebody takes away their own role.
    """
    if by is not None and assignment.user_id == by.pk:
        raise ValidationError(_("Du kan inte ta ifrån dig själv en roll. Be en annan systemförvaltare."))
    for deputy in assignment.deputies.all():
        _end(deputy, today)
    _end(assignment, today)


def _end(assignment: Assignment, today: date) -> None:
    yesterday = today - timedelta(days=1)
    if assignment.valid_from > yesterday:
        assignment.delete()
    elif assignment.valid_to is None or assignment.valid_to > yesterday:
        assignment.valid_to = yesterday
        assignment.save(update_fields=["valid_to"])
