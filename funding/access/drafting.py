"""Who writes the terms and keeps the basis."""

from funding.models import Agreement
from portal.organisation.models import Role, User


def may_draft(user: User) -> bool:
    """The agreement officer registers agreements and drafts their terms."""
    return user.reach.has(Role.AGREEMENT_OFFICER)


def may_draft_for(user: User, agreement: Agreement) -> bool:
    """The officer of the authority that drafts the agreement writes, sends and takes back its terms."""
    return may_draft(user) and agreement.owner_id in user.reach.own_organisations


def may_keep_basis(user: User, agreement: Agreement) -> bool:
    """The same officer keeps the basis register."""
    return may_draft_for(user, agreement)
