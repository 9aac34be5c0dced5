"""Who may what with requests for masked figures: one sentence per question."""

from portal.disclosures.models import Disclosure
from portal.organisation.models import Role, User

ASKING = frozenset(Role) - {Role.ADMINISTRATOR, Role.AUDITOR}


def may_ask(user: User) -> bool:
    """Everybody with work of their own may ask; the auditor only reads, and asks the registrar in person."""
    return user.reach.has(*ASKING)


def may_list(user: User) -> bool:
    """The list is for those who ask, the registrar who tries and the auditor who reads."""
    return user.reach.has(*ASKING, Role.AUDITOR)


def tries(user: User) -> bool:
    """The registrar tries requests."""
    return user.reach.has(Role.REGISTRAR)


def may_try(user: User, disclosure: Disclosure) -> bool:
    """The registrar tries what waits, and never the own request."""
    waits = disclosure.state == Disclosure.State.ASKED
    return tries(user) and waits and disclosure.asked_by_id != user.pk


def may_withdraw(user: User, disclosure: Disclosure) -> bool:
    """The asker takes back what has not been tried."""
    return disclosure.state == Disclosure.State.ASKED and disclosure.asked_by_id == user.pk
