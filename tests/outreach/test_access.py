"""Who may what with outreach, as a table: role x verb."""

import pytest

from outreach import access
from outreach.models import Material
from portal.organisation.models import Role
from portal.organisation.models.people import DISTRICT_ROLES
from tests.factories.observing import ObservationFactory, ReplyFactory, RoundFactory, SpreadFactory
from tests.factories.outreach import make_activity
from tests.factories.portal import OrganisationFactory, person

pytestmark = pytest.mark.django_db
OFFICER, COORDINATOR = Role.OUTREACH_OFFICER, Role.COORDINATOR
NOT_READING = {Role.AGREEMENT_OFFICER, Role.CONTROLLER, Role.ADMINISTRATOR}
VERBS = {
    # verb: the roles that may; every other may not
    "read": set(Role) - NOT_READING,
    "register": {OFFICER},
    "register_at_own": {OFFICER},
    "register_at_foreign": set(),
    "edit_own": {OFFICER},
    "edit_foreign": set(),
    "own_unmasked": set(DISTRICT_ROLES),
    "foreign_unmasked": set(),
    "observe": {OFFICER, COORDINATOR},
    "keep_mapping": {COORDINATOR},
    "follow_up_own_observation": {OFFICER, COORDINATOR},
    "follow_up_foreign_observation": set(),
    "answer_own_offer": {OFFICER, COORDINATOR},
    "answer_foreign_offer": {COORDINATOR},
    "answer_own_mapping": set(DISTRICT_ROLES),
    "answer_foreign_mapping": set(),
    "answer_closed_mapping": set(),
    "return_mapping": {COORDINATOR},
    "compile_mapping": set(Role) - NOT_READING - set(DISTRICT_ROLES),
    "keep_materials": {OFFICER, COORDINATOR},
    "keep_own_material": {OFFICER, COORDINATOR},
    "keep_foreign_material": set(),
}


def may(verb: str, user) -> bool:
    """Ask the question ``verb``; own is the organisation where the user holds the role."""
    own, foreign = user.assignments.get().organisation, OrganisationFactory()
    asked = {
        "read": lambda: access.may_read_outreach(user),
        "register": lambda: access.may_register(user),
        "register_at_own": lambda: access.may_register_at(user, own.pk),
        "register_at_foreign": lambda: access.may_register_at(user, foreign.pk),
        "edit_own": lambda: access.may_edit(user, make_activity(own)),
        "edit_foreign": lambda: access.may_edit(user, make_activity(foreign)),
        "own_unmasked": lambda: access.sees_unmasked(user, own.pk),
        "foreign_unmasked": lambda: access.sees_unmasked(user, foreign.pk),
        "observe": lambda: access.may_observe(user),
        "keep_mapping": lambda: access.may_keep_mapping(user),
        "follow_up_own_observation": lambda: access.may_edit_observation(
            user, ObservationFactory(organisation=own)
        ),
        "follow_up_foreign_observation": lambda: access.may_edit_observation(user, ObservationFactory()),
        "answer_own_offer": lambda: access.may_answer_offer(user, SpreadFactory(organisation=own)),
        "answer_foreign_offer": lambda: access.may_answer_offer(user, SpreadFactory()),
        "answer_own_mapping": lambda: access.may_answer_mapping(user, ReplyFactory(organisation=own)),
        "answer_foreign_mapping": lambda: access.may_answer_mapping(user, ReplyFactory()),
        "answer_closed_mapping": lambda: access.may_answer_mapping(
            user, ReplyFactory(organisation=own, round=RoundFactory(closed=True))
        ),
        "return_mapping": lambda: access.may_return_mapping(
            user, ReplyFactory(answers={1: "Klart."}, handed_in=True)
        ),
        "compile_mapping": lambda: access.may_compile_mapping(user),
        "keep_materials": lambda: access.keeps_materials(user),
        "keep_own_material": lambda: access.may_keep_material(user, Material(owner=own)),
        "keep_foreign_material": lambda: access.may_keep_material(user, Material(owner=foreign)),
    }
    return asked[verb]()


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", Role)
def test_who_may_what(role, verb):
    assert may(verb, person(role)) is (role in VERBS[verb])


@pytest.mark.parametrize(
    ("state", "own", "central", "foreign"),
    [
        ("planned", True, False, False),
        ("held", True, True, False),
        ("reported", True, True, False),
        ("cancelled", True, False, False),
    ],
)
def test_who_sees_an_activity(state, own, central, foreign):
    officer = person(OFFICER)
    activity = make_activity(officer.assignments.get().organisation, state=state)

    def sees(user):
        return type(activity).objects.for_user(user).filter(pk=activity.pk).exists()

    assert [sees(each) for each in (officer, person(COORDINATOR), person(OFFICER))] == [own, central, foreign]


def test_rights_end_with_the_account():
    officer = person(OFFICER)
    officer.is_active = False
    officer.save()
    officer = type(officer).objects.get(pk=officer.pk)
    assert (access.may_register(officer), access.may_read_outreach(officer)) == (False, False)
