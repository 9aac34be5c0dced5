"""Who may what with takeovers: one sentence per question."""

from portal.organisation.models import Role, User


def may_see_takeovers(user: User) -> bool:
    """The list Att ta över: the registrar works it off, the auditor reads it."""
    return user.reach.has(Role.REGISTRAR, Role.AUDITOR)


def may_take_over(user: User) -> bool:
    """Note that a successor has taken something over: the registrar."""
    return user.reach.has(Role.REGISTRAR)
