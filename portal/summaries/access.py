"""Who may read standing tables: every role with business of its own; the administrator has none."""

from portal.organisation.models import Role, User

READERS = frozenset(Role) - {Role.ADMINISTRATOR}


def may_read_tables(user: User) -> bool:
    return user.reach.has(*READERS)
