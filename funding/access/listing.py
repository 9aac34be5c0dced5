"""Who reads agreements, drafts and small counts."""

from funding.models import Party, Terms
from portal.organisation.models import Role, User

READING = frozenset(
    {
        Role.AGREEMENT_OFFICER,
        Role.COORDINATOR,
        Role.PROJECT_MANAGER,
        Role.DISTRICT_DIRECTOR,
        Role.COMMITTEE_SECRETARY,
        Role.HEAD_OF_DEPARTMENT,
        Role.HEAD_OF_ADMINISTRATION,
        Role.REGISTRAR,
        Role.CONTROLLER,
        Role.DATA_PROTECTION_OFFICER,
        Role.AUDITOR,
    }
)
EXPORTING = (Role.AGREEMENT_OFFICER, Role.CONTROLLER, Role.AUDITOR)
UNMASKED = (*EXPORTING, Role.REGISTRAR)


def may_list_agreements(user: User) -> bool:
    """Everyone who works with agreements, money or papers opens the list; outreach officers do not."""
    return user.reach.has(*READING)


def may_see_small_counts(user: User, party: Party) -> bool:
    """People counted 1 to 4 are shown to the party's own administration and to those whose work needs them.
    Facts of a published agreement stand in print already (contract, "Masking")."""
    if party.agreement.is_published or user.reach.has(*UNMASKED):
        return True
    return party.organisation_id in user.reach.own_organisations


def may_read_draft(user: User, terms: Terms) -> bool:
    """A draft is read only inside the authority that drafts it."""
    return not terms.is_draft or terms.agreement.owner_id in user.reach.own_organisations
