"""Who may what with projects: role by verb, and a district's own draft against a foreign one."""

import pytest

from portal.organisation.models import Role
from projects import access
from projects.models import Project
from tests.factories.portal import (
    AssignmentFactory,
    OrganisationFactory,
    SuccessionFactory,
    UserFactory,
    person,
)
from tests.factories.projects import PartnershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db

C, P, A = Role.COORDINATOR, Role.PROJECT_MANAGER, Role.ADMINISTRATOR
VERBS = {
    # verb: the roles that may; every other may not
    "list_projects": set(Role) - {A},
    "register_project": {C, P},
    "register_at_once": {C},
    "register_for_own": {C, P},
    "register_for_foreign": {C},
    "edit_handed_in": {C},
    "edit_own_draft": {P},
    "edit_foreign_draft": set(),
    "hand_in_own_draft": {P},
    "hand_in_foreign_draft": set(),
    "hand_in_twice": set(),
    "grant": {C},
    "grant_to_draft": set(),
    "import_projects": {C},
    "import_grants": {C},
    "export_imports": {C, Role.CONTROLLER, Role.AUDITOR},
    "import_reports": {C, P},
    "import_reports_of_own": {C, P},
    "import_reports_of_foreign": {C},
    "export_reports": {C, P, Role.CONTROLLER, Role.AUDITOR},
    "plan_reports": {C},
    "plan_reports_of_draft": set(),
    "read_questions": set(Role) - {A},
    "answer_own_question": {C, P},
    "answer_foreign_question": {C},
    "run_check": {C},
    "see_small_counts_of_foreign": {C, Role.CONTROLLER, Role.AUDITOR, Role.REGISTRAR},
}


def may(verb, user, own):
    """Ask the question ``verb`` for a user whose organisation is ``own``."""
    foreign = OrganisationFactory()
    asked = {
        "list_projects": lambda: access.may_list_projects(user),
        "register_project": lambda: access.may_register_project(user),
        "register_at_once": lambda: access.registers_at_once(user),
        "register_for_own": lambda: access.may_register_for(user, own),
        "register_for_foreign": lambda: access.may_register_for(user, foreign),
        "edit_handed_in": lambda: access.may_edit_project(user, ProjectFactory(lead=own)),
        "edit_own_draft": lambda: access.may_edit_project(user, ProjectFactory(lead=own, draft=True)),
        "edit_foreign_draft": lambda: access.may_edit_project(user, ProjectFactory(lead=foreign, draft=True)),
        "hand_in_own_draft": lambda: access.may_hand_in_project(user, ProjectFactory(lead=own, draft=True)),
        "hand_in_foreign_draft": lambda: access.may_hand_in_project(
            user, ProjectFactory(lead=foreign, draft=True)
        ),
        "hand_in_twice": lambda: access.may_hand_in_project(user, ProjectFactory(lead=own)),
        "grant": lambda: access.may_grant(user, ProjectFactory(lead=own)),
        "grant_to_draft": lambda: access.may_grant(user, ProjectFactory(lead=own, draft=True)),
        "import_projects": lambda: access.may_import_projects(user),
        "import_grants": lambda: access.may_import_grants(user),
        "export_imports": lambda: access.may_export_imports(user),
        "import_reports": lambda: access.may_import_reports(user),
        "import_reports_of_own": lambda: _reads_in_of(user, own),
        "import_reports_of_foreign": lambda: _reads_in_of(user, foreign),
        "export_reports": lambda: access.may_export_reports(user),
        "plan_reports": lambda: access.may_plan_reports(user, ProjectFactory(lead=own)),
        "plan_reports_of_draft": lambda: access.may_plan_reports(user, ProjectFactory(lead=own, draft=True)),
        "read_questions": lambda: access.may_read_questions(user),
        "answer_own_question": lambda: access.may_answer_question(user, ProjectFactory(lead=own)),
        "answer_foreign_question": lambda: access.may_answer_question(user, ProjectFactory(lead=foreign)),
        "run_check": lambda: access.may_run_check(user),
        "see_small_counts_of_foreign": lambda: access.sees_small_counts_of(user, foreign.pk),
    }
    return asked[verb]()


def _reads_in_of(user, lead):
    leads = access.reads_in_reports_of(user)
    return leads is None or lead.pk in leads


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", Role)
def test_role_by_verb(role, verb):
    own = OrganisationFactory()
    assert may(verb, person(role, own), own) is (role in VERBS[verb])


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_without_a_role_may_anything(verb):
    assert may(verb, UserFactory(), OrganisationFactory()) is False


def test_administrator_with_another_role_has_what_the_other_gives():
    user = person(A)
    AssignmentFactory(user=user, role=Role.AUDITOR, organisation=OrganisationFactory(committee=True))
    assert access.may_list_projects(user) is True


def test_project_manager_of_the_successor_works_on_what_was_left():
    gone = OrganisationFactory()
    heir = SuccessionFactory(predecessor=gone).successor
    draft = ProjectFactory(lead=gone, draft=True)
    assert access.may_edit_project(person(P, heir), draft) is True
    assert access.may_edit_project(person(P, gone), ProjectFactory(lead=heir, draft=True)) is False


class TestForUser:
    """What each sees: a draft only its own administration, and the rest as the role reaches."""

    @pytest.fixture
    def seen(self):
        district, other = OrganisationFactory(), OrganisationFactory()
        led = ProjectFactory(number="led", lead=district)
        joined = ProjectFactory(number="joined", lead=other)
        PartnershipFactory(project=joined, organisation=district)
        for number, lead in (("foreign", other), ("draft", district), ("foreign draft", other)):
            ProjectFactory(number=number, lead=lead, draft=number.endswith("draft"))
        PartnershipFactory(project=Project.objects.get(number="foreign draft"), organisation=district)
        assert led.is_draft is False

        def numbers(role):
            home = district if role in (P, Role.OUTREACH_OFFICER, Role.DISTRICT_DIRECTOR) else None
            return sorted(Project.objects.for_user(person(role, home)).values_list("number", flat=True))

        return numbers

    @pytest.mark.parametrize("role", [P, Role.OUTREACH_OFFICER, Role.DISTRICT_DIRECTOR])
    def test_districts_people(self, seen, role):
        assert seen(role) == ["draft", "joined", "led"]

    @pytest.mark.parametrize("role", [C, Role.CONTROLLER, Role.AUDITOR, Role.REGISTRAR])
    def test_central_roles(self, seen, role):
        assert seen(role) == ["foreign", "joined", "led"]

    def test_administrator(self, seen):
        assert seen(A) == []
