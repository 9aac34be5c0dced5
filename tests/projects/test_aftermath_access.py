"""Who may what with targets, follow-ups and uppdrag: role by verb."""

import pytest

from portal.organisation.models import Role
from projects import access
from tests.factories.portal import OrganisationFactory, SuccessionFactory, UserFactory, person
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db

C, P, S, A = Role.COORDINATOR, Role.PROJECT_MANAGER, Role.COMMITTEE_SECRETARY, Role.ADMINISTRATOR
VERBS = {
    # verb: the roles that may; every other may not
    "set_targets": {C},
    "set_targets_of_draft": set(),
    "answer_own_follow_up": {C, P},
    "answer_foreign_follow_up": {C},
    "read_commissions": set(Role) - {A},
    "keep_commissions": {C, S},
    "name_for_the_system": {C},
}


def may(verb, user, own):
    """Ask the question ``verb`` for a user whose organisation is ``own``."""
    asked = {
        "set_targets": lambda: access.may_set_targets(user, ProjectFactory(lead=own)),
        "set_targets_of_draft": lambda: access.may_set_targets(user, ProjectFactory(lead=own, draft=True)),
        "answer_own_follow_up": lambda: access.may_answer_follow_up(user, ProjectFactory(lead=own)),
        "answer_foreign_follow_up": lambda: access.may_answer_follow_up(user, ProjectFactory()),
        "read_commissions": lambda: access.may_read_commissions(user),
        "keep_commissions": lambda: access.may_keep_commissions(user),
        "name_for_the_system": lambda: access.may_name_for_the_system(user),
    }
    return asked[verb]()


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", Role)
def test_role_by_verb(role, verb):
    own = OrganisationFactory()
    assert may(verb, person(role, own), own) is (role in VERBS[verb])


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_without_a_role_may_anything(verb):
    assert may(verb, UserFactory(), OrganisationFactory()) is False


def test_the_successor_tells_of_what_was_left():
    gone = OrganisationFactory()
    heir = SuccessionFactory(predecessor=gone).successor
    assert access.may_answer_follow_up(person(P, heir), ProjectFactory(lead=gone)) is True
    assert access.may_answer_follow_up(person(P, gone), ProjectFactory(lead=heir)) is False
