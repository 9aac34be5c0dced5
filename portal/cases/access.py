"""Who may what with cases: one sentence per question. Which cases one sees is ``Case.objects.for_user``."""

from portal.organisation.models import Role, User
from portal.organisation.models.people import DISTRICT_ROLES


def may_list(user: User) -> bool:
    """The list of cases: everyone with a role in the work; the system administrator has none."""
    return user.reach.central or user.reach.has(*DISTRICT_ROLES)


def may_register(user: User) -> bool:
    """Open and change cases and note their registry numbers: the registrar."""
    return user.reach.has(Role.REGISTRAR)


def may_see_waiting(user: User) -> bool:
    """The registrar's list Väntar på diarienummer; the auditor reads it too."""
    return user.reach.has(Role.REGISTRAR, Role.AUDITOR)
