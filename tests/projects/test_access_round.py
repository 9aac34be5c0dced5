"""Who may what with applications, rounds, funds and papers: role by verb."""

from types import SimpleNamespace

import pytest

from portal.organisation.models import Role
from portal.organisation.models.people import CENTRAL_ROLES
from projects import access
from projects.models import Application
from tests.factories.applications import ApplicationFactory
from tests.factories.portal import OrganisationFactory, UserFactory, person
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db

C, P, A = Role.COORDINATOR, Role.PROJECT_MANAGER, Role.ADMINISTRATOR
State = Application.State
VERBS = {
    # verb: the roles that may; every other may not
    "apply": {P},
    "edit_own_draft": {P},
    "edit_foreign_draft": set(),
    "edit_submitted": set(),
    "withdraw_own": {P},
    "withdraw_foreign": set(),
    "withdraw_conditional": set(),
    "withdraw_draft": set(),
    "assess_submitted": {C},
    "assess_draft": set(),
    "assess_granted": set(),
    "read_notes": {C, Role.AUDITOR},
    "read_proposals": set(CENTRAL_ROLES),
    "decide": {C},
    "read_funds": set(CENTRAL_ROLES),
    "keep_funds": {C, Role.CONTROLLER},
    "attach_to_own_draft": {P},
    "attach_to_foreign_draft": set(),
    "attach_to_own_project": {C, P},
    "attach_to_foreign_project": {C},
    "detach_from_own_draft": {P},
    "detach_from_submitted": set(),
}


def may(verb, user, own):
    """Ask the question ``verb`` for a user whose organisation is ``own``."""

    def application(state, lead=own):
        draft = {"draft": True} if state == State.DRAFT else {"state": state}
        return ApplicationFactory(lead=lead, **draft)

    def paper(thing):
        return SimpleNamespace(application=thing, project=None)

    foreign = OrganisationFactory()
    asked = {
        "apply": lambda: access.may_apply(user),
        "edit_own_draft": lambda: access.may_edit_application(user, application(State.DRAFT)),
        "edit_foreign_draft": lambda: access.may_edit_application(user, application(State.DRAFT, foreign)),
        "edit_submitted": lambda: access.may_edit_application(user, application(State.SUBMITTED)),
        "withdraw_own": lambda: access.may_withdraw_application(user, application(State.ASSESSED)),
        "withdraw_foreign": lambda: access.may_withdraw_application(
            user, application(State.SUBMITTED, foreign)
        ),
        "withdraw_conditional": lambda: access.may_withdraw_application(user, application(State.CONDITIONAL)),
        "withdraw_draft": lambda: access.may_withdraw_application(user, application(State.DRAFT)),
        "assess_submitted": lambda: access.may_assess(user, application(State.SUBMITTED)),
        "assess_draft": lambda: access.may_assess(user, application(State.DRAFT)),
        "assess_granted": lambda: access.may_assess(user, application(State.REJECTED)),
        "read_notes": lambda: access.may_read_notes(user),
        "read_proposals": lambda: access.may_read_proposals(user),
        "decide": lambda: access.may_decide(user),
        "read_funds": lambda: access.may_read_funds(user),
        "keep_funds": lambda: access.may_keep_funds(user),
        "attach_to_own_draft": lambda: access.may_attach(user, application(State.DRAFT)),
        "attach_to_foreign_draft": lambda: access.may_attach(user, application(State.DRAFT, foreign)),
        "attach_to_own_project": lambda: access.may_attach(user, ProjectFactory(lead=own)),
        "attach_to_foreign_project": lambda: access.may_attach(user, ProjectFactory(lead=foreign)),
        "detach_from_own_draft": lambda: access.may_detach(user, paper(application(State.DRAFT))),
        "detach_from_submitted": lambda: access.may_detach(user, paper(application(State.SUBMITTED))),
    }
    return asked[verb]()


@pytest.mark.parametrize("role", Role)
def test_role_by_verb(role):
    own = OrganisationFactory()
    user = person(role, own)
    assert {verb: may(verb, user, own) for verb in VERBS} == {
        verb: role in roles for verb, roles in VERBS.items()
    }


def test_nobody_without_a_role_may_anything():
    own = OrganisationFactory()
    assert [verb for verb in VERBS if may(verb, UserFactory(), own)] == []
