"""Who may comment, and for which authority: one sentence per question."""

from datetime import date

from django.db.models import QuerySet

from portal.organisation.models import Organisation, User
from portal.organisation.reach import READERS


def authorities_of(user: User, *, today: date) -> QuerySet[Organisation]:
    """The organisations the user works at today; those who only read work at none."""
    held = user.assignments.valid_on(today).exclude(role__in=READERS)
    return Organisation.objects.filter(pk__in=held.values("organisation")).by_name()


def may_comment(user: User) -> bool:
    """Everybody who may do anything at all: not the auditor, and not the system administrator."""
    return bool(set(user.reach.roles) - READERS)
