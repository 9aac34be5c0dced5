"""Who may what with agreements: one sentence per question. What a person may see is ``for_user``."""

from collections.abc import Iterable

from django.utils import timezone

from funding.models import Agreement, BookingOrder, Notice, Party, SettlementLine, Terms
from portal.organisation.models import Assignment, Role, User

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
SIGNERS = (Role.DISTRICT_DIRECTOR,)
REPORTING = (Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR)
EXPORTING = (Role.AGREEMENT_OFFICER, Role.CONTROLLER, Role.AUDITOR)
UNMASKED = (*EXPORTING, Role.REGISTRAR)
SIGNERS = (Role.DISTRICT_DIRECTOR,)
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


def signs_for(user: User) -> frozenset[int]:
    """The organisations ``user`` signs for today: where they are director, and those that came before, of
    which nobody else is director. One query, none for who is no director."""
    reached = user.reach.at(Role.DISTRICT_DIRECTOR)
    if not reached:
        return frozenset()
    held = Assignment.objects.valid_on(timezone.localdate()).filter(
        role=Role.DISTRICT_DIRECTOR, organisation__in=reached, user__is_active=True
    )
    found = set(held.values_list("organisation", "user"))
    own = {organisation for organisation, who in found if who == user.pk}
    return reached - ({organisation for organisation, _who in found} - own)


def may_sign_for(user: User, party: Party) -> bool:
    """The party's own director signs; who took the party's organisation over, where nobody else does."""
    if party.organisation_id not in user.reach.at(Role.DISTRICT_DIRECTOR):
        return False
    return party.organisation_id in signs_for(user)


def may_take_in_paper(user: User, party: Party) -> bool:
    """What was signed on paper is taken in by the officer who drafts, or by the party's director."""
    return may_draft_for(user, party.agreement) or may_sign_for(user, party)


def may_register_support(user: User, party: Party) -> bool:
    """The party's director registers what the signature rests on; the committee secretary may for any."""
    return may_sign_for(user, party) or registers_support(user)


def registers_support(user: User) -> bool:
    """The committee secretary registers supports, and that delegations were told, for any party."""
    return user.reach.has(Role.COMMITTEE_SECRETARY)


def may_list_delegations(user: User) -> bool:
    """Central roles read the list of decisions on delegation; a director that of the own parties."""
    return may_list_agreements(user) and (user.reach.central or user.reach.has(Role.DISTRICT_DIRECTOR))


def may_give_notice(user: User, party: Party) -> bool:
    """The party's director calls for renegotiation; the agreement officer notes one that came on paper."""
    return may_sign_for(user, party) or may_draft(user)


def gives_notice_for(user: User, parties: Iterable[Party]) -> list[Party]:
    """Of ``parties`` those that ``user`` may give notice for; as ``may_give_notice``, asked at once."""
    if may_draft(user):
        return list(parties)
    own = signs_for(user)
    return [party for party in parties if party.organisation_id in own]


def may_withdraw_notice(user: User, notice: Notice) -> bool:
    """The party's director takes its notice back; the officer who drafts notes that it was."""
    return may_sign_for(user, notice.party) or may_draft_for(user, notice.agreement)


def may_tell_steering_group(user: User, agreement: Agreement) -> bool:
    """The officer who drafts, or the host's director, notes when the steering group was told."""
    if may_draft_for(user, agreement):
        return True
    return any(may_sign_for(user, party) for party in agreement.parties.filter(is_host=True))


def may_report(user: User, party: Party) -> bool:
    """The party's project manager or director writes and hands in its tertial report."""
    return party.organisation_id in user.reach.at(Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR)


def may_review_reports(user: User) -> bool:
    """The agreement officer returns and accepts tertial reports."""
    return user.reach.has(Role.AGREEMENT_OFFICER)


def may_correct_report(user: User, party: Party) -> bool:
    """Who writes the report corrects what is in, by a new version with a reason."""
    return may_report(user, party)


def may_follow_reports(user: User) -> bool:
    """The agreement officer answers uppskov, and notes reminders and what was said."""
    return user.reach.has(Role.AGREEMENT_OFFICER)


def may_see_small_counts(user: User, party: Party) -> bool:
    """People counted 1 to 4 are shown to the party's own administration and to those whose work needs them.
    Facts of a published agreement stand in print already (contract, "Masking")."""
    if party.agreement.is_published or user.reach.has(*UNMASKED):
        return True
    return party.organisation_id in user.reach.own_organisations


def may_import_reports(user: User) -> bool:
    """Who reports for a party reads in its reports; the officer what has come another way."""
    return user.reach.has(Role.AGREEMENT_OFFICER, *REPORTING)


def may_export_reports(user: User) -> bool:
    """Raw values to read in again: who reads them in, and the central roles that export."""
    return may_import_reports(user) or user.reach.has(*EXPORTING)


def reads_in_reports_of(user: User) -> frozenset[int] | None:
    """The organisations whose reports the person reads in; None is every party's. One never reports for
    another."""
    return None if user.reach.has(Role.AGREEMENT_OFFICER) else user.reach.at(*REPORTING)


def may_settle(user: User) -> bool:
    """The agreement officer or the controller prepares a settlement."""
    return user.reach.has(Role.AGREEMENT_OFFICER, Role.CONTROLLER)


def may_keep_allowances(user: User) -> bool:
    """Likewise the parties' general allowances."""
    return may_settle(user)


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
