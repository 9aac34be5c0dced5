"""Who may what with outreach: one sentence per question. What a person may see is ``for_user``."""

from outreach.models import Activity
from portal.organisation.models import Role, User

READING = frozenset(
    {
        Role.OUTREACH_OFFICER,
        Role.COORDINATOR,
        Role.PROJECT_MANAGER,
        Role.DISTRICT_DIRECTOR,
        Role.COMMITTEE_SECRETARY,
        Role.HEAD_OF_DEPARTMENT,
        Role.HEAD_OF_ADMINISTRATION,
        Role.REGISTRAR,
        Role.DATA_PROTECTION_OFFICER,
        Role.AUDITOR,
    }
)


def may_read_outreach(user: User) -> bool:
    """Everyone who works with outreach or answers for it; controllers and agreement officers do not."""
    return user.reach.has(*READING)


def may_register(user: User) -> bool:
    """The outreach officer registers activities."""
    return user.reach.has(Role.OUTREACH_OFFICER)


def may_register_at(user: User, organisation_id: int) -> bool:
    """The outreach officer registers for the own district only."""
    return organisation_id in user.reach.at(Role.OUTREACH_OFFICER)


def may_edit(user: User, activity: Activity) -> bool:
    """The officers of the activity's district write in it."""
    return may_register_at(user, activity.organisation_id)


def sees_unmasked(user: User, organisation_id: int) -> bool:
    """Small counts are shown as they are to the responsible district's own people only."""
    return organisation_id in user.reach.district_organisations
