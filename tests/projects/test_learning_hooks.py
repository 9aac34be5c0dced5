"""What Lärande says on the start page and in a search, in the menu and in the back office."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from portal.organisation.models import Role
from projects import finding, menu, todo
from projects.domain.learningkinds import add_kinds, load_kinds
from projects.models import ActivityKind, NetworkKind, Suggestion
from tests.factories.learning import (
    ActivityFactory,
    MethodFactory,
    NetworkFactory,
    NetworkMemberFactory,
    SuggestionFactory,
    SurveyFactory,
    SurveyReplyFactory,
)
from tests.factories.portal import person
from tests.factories.projects import ProgrammeFactory, ProjectFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)


def waiting(user, today=TODAY):
    return [(item.title, item.detail, str(item.state.word), item.url) for item in todo.waiting(user, today)]


def test_an_unanswered_survey_waits_for_its_district():
    reply = SurveyReplyFactory(survey=SurveyFactory(title="Enkäten"))
    url = f"/projekt/larande/enkater/{reply.survey_id}/svar/{reply.pk}/andra/"
    own = person(Role.OUTREACH_OFFICER, reply.organisation)
    title, district = "Svara på enkäten Enkäten", reply.organisation.short_name
    assert waiting(own) == [(title, f"{district}. Senast 2026-05-22.", "Inte besvarad", url)]
    assert waiting(own, date(2026, 5, 23)) == [(title, f"{district}. Senast 2026-05-22.", "Sen", url)]
    assert waiting(own, date(2026, 4, 30)) == []  # it is sent tomorrow
    assert waiting(person(Role.PROJECT_MANAGER)) == []


def test_an_answered_and_a_closed_survey_wait_for_nobody():
    answered = SurveyReplyFactory(handed_in=True)
    SurveyReplyFactory(organisation=answered.organisation, survey=SurveyFactory(closed_on=TODAY))
    assert waiting(person(Role.PROJECT_MANAGER, answered.organisation)) == []


def test_suggestions_wait_for_a_follow_up_after_a_month():
    programme = ProgrammeFactory(name="Programmet", slug="programmet")
    month = timedelta(days=30)
    SuggestionFactory(programme=programme, made_on=TODAY - month)
    SuggestionFactory(programme=programme, made_on=TODAY - month + timedelta(days=1))
    SuggestionFactory(programme=programme, made_on=None)
    SuggestionFactory(programme=programme, outcome=Suggestion.Outcome.HELD, outcome_on=TODAY)
    SuggestionFactory(programme=ProgrammeFactory(published=True), made_on=TODAY - month)
    assert waiting(person(Role.COORDINATOR)) == [
        (
            "1 förslag väntar på uppföljning",
            "Programmet. Blev det av?",
            "Att följa upp",
            "/projekt/larande/forslag/?program=programmet&uppfoljning=waiting",
        )
    ]
    assert waiting(person(Role.AUDITOR)) == []


def found(query, user):
    return [(hit.title, str(hit.kind), hit.detail) for hit in finding.find(query, user)]


def test_what_is_learnt_is_found_whatever_the_accents():
    programme = ProgrammeFactory(name="Programmet", example=True)
    network = NetworkFactory(programme=programme, name="Jobbnätet")
    NetworkMemberFactory(network=network, name="Hägerstens företag")
    MethodFactory(programme=programme, name="Språkspår", description="Från Hägersten.")
    ActivityFactory(programme=programme, title="Kurs", audience="hagersten")
    detail = "Programmet, exempel"
    expected = [
        ("Jobbnätet", "Nätverk", detail),
        ("Språkspår", "Metod", detail),
        ("Kurs", "Aktivitet", detail),
    ]
    assert found("Hagersten", person(Role.AUDITOR)) == expected
    follower = person(Role.PROJECT_MANAGER, ProjectFactory(programme=programme).lead)
    assert found("hägersten", follower) == expected
    assert found("hägersten", person(Role.PROJECT_MANAGER)) == []
    assert found("hägersten", person(Role.ADMINISTRATOR)) == []


def test_the_menu_leads_to_it():
    pages = [page.url for item in menu.menu(person(Role.PROJECT_MANAGER)) for page in item.pages]
    assert "/projekt/larande/" in pages
    assert menu.menu(person(Role.ADMINISTRATOR)) == ()


def test_the_code_lists_are_filled_once():
    assert (load_kinds(), load_kinds()) == (20, 0)
    ActivityKind.objects.filter(name="kurs").update(name="grundkurs")
    NetworkKind.objects.filter(name="samarbete").delete()
    assert add_kinds() == 0
    assert not NetworkKind.objects.filter(name="samarbete").exists()


def test_the_administrator_keeps_the_code_lists(client):
    client.force_login(person(Role.ADMINISTRATOR))
    for name, model in (("activitykind", ActivityKind), ("networkkind", NetworkKind)):
        assert client.get(f"/admin/projects/{name}/").status_code == 200
        assert client.post(f"/admin/projects/{name}/add/", {"name": "träff"}).status_code == 302
        assert model.objects.filter(name="träff").exists()
        with pytest.raises(ValidationError):
            model(name="träff").full_clean()
