"""Who may what with outreach: one sentence per question. What a person may see is ``for_user``."""

from outreach.models import Activity, MappingReply, Material, Observation, ObservationSpread
from portal.organisation.models import Role, User
from portal.organisation.models.people import DISTRICT_ROLES

READING = frozenset(
    {
        Role.OUTREACH_OFFICER,
        Role.COORDINATOR,
        Role.PROJECT_MANAGER,
        Role.DISTRICT_DIRECTOR,
        Role.COMMITTEE_SECRETARY,
        Role.HEAD_OF_DEPARTMENT,
        Role.HEAD_OF_ADMINISTRATION,
        Role.REGISTRAR,
        Role.DATA_PROTECTION_OFFICER,
        Role.AUDITOR,
    }
)


def may_read_outreach(user: User) -> bool:
    """Everyone who works with outreach or answers for it; controllers and agreement officers do not."""
    return user.reach.has(*READING)


def may_register(user: User) -> bool:
    """The outreach officer registers activities."""
    return user.reach.has(Role.OUTREACH_OFFICER)


def may_register_at(user: User, organisation_id: int) -> bool:
    """The outreach officer registers for the own district only."""
    return organisation_id in user.reach.at(Role.OUTREACH_OFFICER)


def registers_at(user: User) -> frozenset[int]:
    """The districts the officer registers for, those before the own one included."""
    return user.reach.at(Role.OUTREACH_OFFICER)


def reads_raw_of(user: User) -> frozenset[int]:
    """The districts whose counts one may take out as they are: the own, for who works with outreach there."""
    return user.reach.at(*(READING & DISTRICT_ROLES))


def may_export_activities(user: User) -> bool:
    """A district's own people take its activities out as a file; it holds small counts."""
    return bool(reads_raw_of(user))


def may_read_activity_files(user: User, authority: int | None) -> bool:
    """A file of activities, and its receipt, show small counts as they are: to the district that sent it."""
    return authority in reads_raw_of(user)


def may_edit(user: User, activity: Activity) -> bool:
    """The officers of the activity's district write in it."""
    return may_register_at(user, activity.organisation_id)


def reads_only_own(user: User) -> bool:
    """Who reads nothing but the own district's counts sees all of them as they are."""
    return not user.reach.central and bool(user.reach.district_organisations)


def sees_unmasked(user: User, organisation_id: int) -> bool:
    """Small counts are shown as they are to the responsible district's own people only."""
    return organisation_id in user.reach.district_organisations


def may_observe(user: User) -> bool:
    """The outreach officer and the coordinator write down what has been learnt."""
    return user.reach.has(Role.OUTREACH_OFFICER, Role.COORDINATOR)


def observes_at(user: User) -> frozenset[int]:
    """The organisations a person writes observations for: the own district, or the own administration."""
    return user.reach.at(Role.OUTREACH_OFFICER, Role.COORDINATOR)


def may_edit_observation(user: User, observation: Observation) -> bool:
    """Those who observe for the organisation that saw it follow it up and offer it to others."""
    return observation.organisation_id in observes_at(user)


def may_answer_offer(user: User, spread: ObservationSpread) -> bool:
    """The district that was offered an example says whether it uses it; the coordinator may for anybody."""
    return user.reach.has(Role.COORDINATOR) or may_register_at(user, spread.organisation_id)


def may_keep_mapping(user: User) -> bool:
    """The coordinator asks the districts, returns their replies and closes the round."""
    return user.reach.has(Role.COORDINATOR)


def may_answer_mapping(user: User, reply: MappingReply) -> bool:
    """A district's own people answer, while it is a draft and the round is open."""
    own = reply.organisation_id in user.reach.at(*DISTRICT_ROLES)
    return own and reply.is_draft and reply.round.sent_on is not None and reply.round.closed_on is None


def may_return_mapping(user: User, reply: MappingReply) -> bool:
    """The coordinator gives a reply back while the round is open."""
    return may_keep_mapping(user) and not reply.is_draft and reply.round.closed_on is None


def may_compile_mapping(user: User) -> bool:
    """Central roles who work with outreach compile what the districts have answered."""
    return user.reach.central and may_read_outreach(user)


def keeps_materials_at(user: User) -> frozenset[int]:
    """The organisations whose materials a person keeps: the own district's, or the own administration's."""
    return user.reach.at(Role.OUTREACH_OFFICER, Role.COORDINATOR)


def keeps_materials(user: User) -> bool:
    """The outreach officer and the coordinator add materials."""
    return bool(keeps_materials_at(user))


def may_keep_material(user: User, material: Material) -> bool:
    """Those who keep materials for its owner change it, add versions and withdraw it."""
    return material.owner_id in keeps_materials_at(user)
