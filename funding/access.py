"""Who may what with agreements: one sentence per question. What a person may see is ``for_user``."""

from funding.models import Agreement, BookingOrder, Party, SettlementLine, Terms
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
ATTESTING = (Role.HEAD_OF_DEPARTMENT, Role.HEAD_OF_ADMINISTRATION)


def may_list_agreements(user: User) -> bool:
    """Everyone who works with agreements, money or papers opens the list; outreach officers do not."""
    return user.reach.has(*READING)


def may_draft(user: User) -> bool:
    """The agreement officer registers agreements and drafts their terms."""
    return user.reach.has(Role.AGREEMENT_OFFICER)


def may_draft_for(user: User, agreement: Agreement) -> bool:
    """The officer of the authority that drafts the agreement writes, sends and takes back its terms."""
    return may_draft(user) and agreement.owner_id in user.reach.own_organisations


def may_keep_basis(user: User, agreement: Agreement) -> bool:
    """The same officer keeps the basis register."""
    return may_draft_for(user, agreement)


def may_sign_for(user: User, party: Party) -> bool:
    """The party's own director signs, or who answers for it now; never for two parties of an agreement."""
    return party.organisation_id in user.reach.at(Role.DISTRICT_DIRECTOR)


def may_register_support(user: User, party: Party) -> bool:
    """The party's director registers what the signature rests on; the committee secretary may for any."""
    return may_sign_for(user, party) or user.reach.has(Role.COMMITTEE_SECRETARY)


def may_give_notice(user: User, party: Party) -> bool:
    """The party's director calls for renegotiation; the agreement officer notes one that came on paper."""
    return may_sign_for(user, party) or may_draft(user)


def may_report(user: User, party: Party) -> bool:
    """The party's project manager or director writes and hands in its tertial report."""
    return party.organisation_id in user.reach.at(Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR)


def may_review_reports(user: User) -> bool:
    """The agreement officer returns and accepts tertial reports."""
    return user.reach.has(Role.AGREEMENT_OFFICER)


def may_settle(user: User) -> bool:
    """The agreement officer or the controller prepares a settlement."""
    return user.reach.has(Role.AGREEMENT_OFFICER, Role.CONTROLLER)


def may_check_line(user: User, line: SettlementLine) -> bool:
    """The party's director checks the party's line."""
    return may_sign_for(user, line.party)


def may_prepare_order(user: User) -> bool:
    """The controller makes the booking order, and notes when it is booked."""
    return user.reach.has(Role.CONTROLLER)


def may_attest(user: User, order: BookingOrder) -> bool:
    """A head of department or of administration attests, never who prepared it."""
    return user.reach.has(*ATTESTING) and order.prepared_by_id != user.pk


def may_read_draft(user: User, terms: Terms) -> bool:
    """A draft is read only inside the authority that drafts it."""
    return not terms.is_draft or terms.agreement.owner_id in user.reach.own_organisations
