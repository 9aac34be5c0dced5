"""Who reads the projects and what belongs to them, and who takes it out."""

from portal.organisation.models import Role, User
from projects.models import Project

READING = frozenset(Role) - {Role.ADMINISTRATOR}
EXPORTING = frozenset({Role.COORDINATOR, Role.CONTROLLER, Role.AUDITOR})
UNMASKED = EXPORTING | {Role.REGISTRAR}


def may_list_projects(user: User) -> bool:
    """Everyone with a role opens the list, but the system administrator, who reads no business."""
    return user.reach.has(*READING)


def may_export_imports(user: User) -> bool:
    """The coordinator, the controller and the auditor take out files with raw values, to be read in again."""
    return user.reach.has(*EXPORTING)


def may_see_small_counts(user: User, project: Project) -> bool:
    """People counted 1 to 4 are shown to the lead's own administration and to those whose work needs them.

    Facts of a published programme stand in print already (contract, "Masking").
    """
    if project.programme.is_published or user.reach.has(*UNMASKED):
        return True
    return project.lead_id in user.reach.own_organisations


def sees_small_counts_of(user: User, lead: int) -> bool:
    """As ``may_see_small_counts``, of a lead's key, where the programme is not published."""
    return user.reach.has(*UNMASKED) or lead in user.reach.own_organisations
