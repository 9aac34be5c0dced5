"""Who signs, supports, and calls for a change."""

from collections.abc import Iterable

from django.utils import timezone

from funding.access.drafting import may_draft, may_draft_for
from funding.access.listing import may_list_agreements
from funding.models import Agreement, Notice, Party
from portal.organisation.models import Assignment, Role, User

SIGNERS = (Role.DISTRICT_DIRECTOR,)


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
