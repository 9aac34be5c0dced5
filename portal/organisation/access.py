"""Who may what with organisations and people: one sentence per question."""

from portal.organisation.models import Role, User


def may_administer(user: User) -> bool:
    """People, roles and code lists in the back office: the system administrator."""
    return user.is_authenticated and user.reach.has(Role.ADMINISTRATOR)
