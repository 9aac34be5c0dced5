"""Who may what with projects: one sentence per question."""

from portal.organisation.models import Role, User

READS = frozenset(Role) - {Role.ADMINISTRATOR}


def may_list_projects(user: User) -> bool:
    """Everyone with a role but the system administrator, who reads no business, opens the list."""
    return user.reach.has(*READS)
