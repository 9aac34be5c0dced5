"""Who may what with reports: every role and a stranger, by verb, at home, at a partner and elsewhere."""

import pytest

from portal.organisation.models import Role
from projects import access
from projects.models import Report
from tests.factories.portal import (
    AssignmentFactory,
    ExpectedReportFactory,
    OrganisationFactory,
    SuccessionFactory,
    UserFactory,
    person,
)
from tests.factories.projects import PartnershipFactory, ProgrammeFactory, ProjectFactory, ReportDutyFactory
from tests.factories.reports import ReportFactory

pytestmark = pytest.mark.django_db

C, P = Role.COORDINATOR, Role.PROJECT_MANAGER
SMALL = {C, Role.CONTROLLER, Role.AUDITOR, Role.REGISTRAR}
DISTRICT = {P, Role.DISTRICT_DIRECTOR, Role.OUTREACH_OFFICER}
VERBS = {
    # verb: (the roles that may at the organisation that owes it, those that may from anywhere else)
    "write": ({P}, set()),
    "review": ({C}, {C}),
    "correct": ({P, C}, {C}),
    "see_small": (set(Role) - {Role.ADMINISTRATOR}, SMALL),
}
ASKED = {
    "write": access.may_write_report,
    "review": lambda user, duty: access.may_review_reports(user),
    "correct": access.may_correct_report,
    "see_small": lambda user, duty: access.may_see_small_counts(user, duty.project),
}


@pytest.fixture
def duty():
    return ReportDutyFactory()


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", Role)
def test_role_by_verb_at_home(role, verb, duty):
    """An auditor reads at no administration, so small counts are shown for the role's own sake."""
    user = person(role, duty.project.lead)
    assert ASKED[verb](user, duty) is (role in VERBS[verb][0])


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", Role)
def test_role_by_verb_elsewhere(role, verb, duty):
    assert ASKED[verb](person(role), duty) is (role in VERBS[verb][1])


@pytest.mark.parametrize("verb", VERBS)
def test_a_partner_writes_nothing(verb, duty):
    partner = PartnershipFactory(project=duty.project).organisation
    assert ASKED[verb](person(P, partner), duty) is False


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_without_a_role_may_anything(verb, duty):
    assert ASKED[verb](UserFactory(), duty) is False


def test_the_successors_project_manager_writes_what_is_owed():
    succession = SuccessionFactory()
    expected = ExpectedReportFactory(organisation=succession.predecessor)
    duty = ReportDutyFactory(project=ProjectFactory(lead=succession.predecessor), expected=expected)
    assert access.may_write_report(person(P, succession.successor), duty)
    assert not access.may_write_report(person(P), duty)


def test_two_roles_have_what_each_gives(duty):
    user = person(Role.AUDITOR)
    AssignmentFactory(user=user, role=P, organisation=duty.project.lead)
    assert access.may_write_report(user, duty)


def test_what_is_published_is_masked_for_nobody():
    project = ProjectFactory(programme=ProgrammeFactory(published=True))
    assert access.may_see_small_counts(person(P), project)


class TestSeen:
    """Which versions a person sees at all: what is handed in of visible projects, drafts only at home."""

    @pytest.fixture
    def seen(self):
        led = ReportFactory(duty__project__number="led")
        ReportFactory(duty=led.duty, version=2, submitted_at=None, received_by=None)
        joined = ReportFactory()
        partner = PartnershipFactory(project=joined.duty.project, organisation=led.duty.project.lead)
        ReportFactory(duty=joined.duty, version=2, submitted_at=None, received_by=None)
        names = {joined.duty_id: "joined", led.duty_id: "led", ReportFactory().duty_id: "foreign"}

        def versions(role, home=None):
            at = partner.organisation if home is None and role in DISTRICT else home
            rows = Report.objects.for_user(person(role, at))
            return sorted((names[each.duty_id], each.version) for each in rows)

        return versions

    @pytest.mark.parametrize("role", sorted(DISTRICT))
    def test_districts_people(self, seen, role):
        assert seen(role) == [("joined", 1), ("led", 1), ("led", 2)]

    @pytest.mark.parametrize("role", sorted(set(Role) - DISTRICT - {Role.ADMINISTRATOR}))
    def test_central_roles_see_what_is_handed_in(self, seen, role):
        assert seen(role) == [("foreign", 1), ("joined", 1), ("led", 1)]

    def test_administrator_and_strangers_see_nothing(self, seen):
        assert seen(Role.ADMINISTRATOR) == []
        assert seen(P, OrganisationFactory()) == []
        assert list(Report.objects.for_user(UserFactory())) == []
