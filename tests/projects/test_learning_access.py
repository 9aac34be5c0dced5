"""Who may what in Lärande: role by verb; and what each reads."""

import pytest

from portal.organisation.models import Role
from projects import access
from projects.models import Activity, Method, Network, Suggestion, Survey
from tests.factories.learning import (
    ActivityFactory,
    MethodFactory,
    NetworkFactory,
    SuggestionFactory,
    SurveyFactory,
    SurveyReplyFactory,
)
from tests.factories.portal import AssignmentFactory, OrganisationFactory, UserFactory, person
from tests.factories.projects import ProgrammeFactory, ProjectFactory

pytestmark = pytest.mark.django_db

C, A = Role.COORDINATOR, Role.ADMINISTRATOR
DISTRICT = {Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR, Role.OUTREACH_OFFICER}
VERBS = {
    "read": set(Role) - {A},
    "keep": {C},
    "answer_own": DISTRICT,
    "answer_foreign": set(),
    "answer_handed_in": set(),
    "answer_closed": set(),
}


def may(verb, user, own):
    asked = {
        "read": lambda: access.may_read_learning(user),
        "keep": lambda: access.may_keep_learning(user),
        "answer_own": lambda: access.may_answer_survey(user, SurveyReplyFactory(organisation=own)),
        "answer_foreign": lambda: access.may_answer_survey(user, SurveyReplyFactory()),
        "answer_handed_in": lambda: access.may_answer_survey(
            user, SurveyReplyFactory(organisation=own, handed_in=True)
        ),
        "answer_closed": lambda: access.may_answer_survey(
            user, SurveyReplyFactory(organisation=own, survey=SurveyFactory(closed_on="2026-05-30"))
        ),
    }
    return asked[verb]()


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", Role)
def test_role_by_verb(role, verb):
    own = OrganisationFactory()
    user = UserFactory()
    AssignmentFactory(user=user, role=role, organisation=own)
    assert may(verb, user, own) is (role in VERBS[verb])


@pytest.mark.parametrize("verb", VERBS)
def test_somebody_without_a_role_may_nothing(verb):
    assert may(verb, UserFactory(), OrganisationFactory()) is False


FACTORIES = {
    Network: NetworkFactory,
    Activity: ActivityFactory,
    Survey: SurveyFactory,
    Method: MethodFactory,
    Suggestion: SuggestionFactory,
}


@pytest.mark.parametrize("model", FACTORIES)
def test_a_district_reads_what_belongs_to_the_programmes_it_follows(model):
    lead = OrganisationFactory()
    followed = ProjectFactory(lead=lead).programme
    mine, _other = FACTORIES[model](programme=followed), FACTORIES[model]()
    reads = {
        "district": list(model.objects.for_user(person(Role.OUTREACH_OFFICER, lead))),
        "centre": model.objects.for_user(person(Role.AUDITOR)).count(),
        "administrator": model.objects.for_user(person(A)).count(),
        "nobody": model.objects.for_user(UserFactory()).count(),
    }
    assert reads == {"district": [mine], "centre": 2, "administrator": 0, "nobody": 0}


def test_a_district_reads_a_survey_it_is_asked_though_it_follows_nothing_there():
    reply = SurveyReplyFactory()
    user = person(Role.DISTRICT_DIRECTOR, reply.organisation)
    assert list(Survey.objects.for_user(user)) == [reply.survey]


def test_a_suggestion_about_a_project_is_read_by_those_who_see_the_project():
    lead, programme = OrganisationFactory(), ProgrammeFactory()
    own = SuggestionFactory(programme=programme, project=ProjectFactory(programme=programme, lead=lead))
    SuggestionFactory(programme=programme, project=ProjectFactory(programme=programme))
    general = SuggestionFactory(programme=programme)
    user = person(Role.PROJECT_MANAGER, lead)
    assert set(Suggestion.objects.for_user(user)) == {own, general}
    assert Suggestion.objects.for_user(person(C)).count() == 3
