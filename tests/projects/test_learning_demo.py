"""What the programmes learnt, in the demo: all that stood in print, and an example year."""

from collections import Counter
from datetime import date

import pytest
from django.db.models import Sum

from portal.demo.loading import load_demo
from projects.models import (
    Activity,
    ActivityKind,
    MethodSpread,
    Network,
    NetworkKind,
    Programme,
    Suggestion,
    Survey,
    SurveyReply,
)
from tests.demo import NOW, demo_data

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), demo_data():
        yield


@pytest.fixture
def historic():
    return Programme.objects.get(slug="fran-bidrag-till-egen-forsorjning")


@pytest.fixture
def example():
    return Programme.objects.get(slug="exempelprogrammet")


def test_the_22_activities_as_in_print(historic):
    rows = Activity.objects.filter(programme=historic)
    assert (rows.count(), rows.filter(in_competence_programme=True).count()) == (22, 13)
    assert rows.aggregate(people=Sum("participants"))["people"] == 787
    assert rows.filter(participants=None).count() == 7
    assert Counter(rows.values_list("status", flat=True)) == {"held": 20, "planned": 2}
    days = {row.number: (row.dates, row.begins, row.ends) for row in rows}
    assert days[11] == ("2003-10-27/2003-10-28|2003-12-05", date(2003, 10, 27), date(2003, 12, 6))
    assert days[4] == ("2003-05/2003-06", date(2003, 5, 1), date(2003, 7, 1))
    assert days[18] == ("2003-hösten", date(2003, 7, 1), date(2004, 1, 1))
    assert (days[16], days[17][0]) == (("", None, None), "2002/2003")


def test_the_13_networks_and_their_members(historic):
    rows = Network.objects.filter(programme=historic)
    assert rows.count() == 13
    assert sum(row.members.count() for row in rows) == 37
    kungsholmen = rows.get(name="Kungsholmsnätet")
    assert kungsholmen.members.get(position=0).organisation.key == "kungsholmen"
    assert Counter(rows.values_list("status", flat=True)) == {
        "running": 9,
        "ended": 2,
        "starting": 1,
        "wished": 1,
    }


def test_the_three_surveys_and_eleven_questions(historic):
    rows = Survey.objects.filter(programme=historic).order_by("title")
    assert [(row.title, row.questions.count(), row.source, row.replies.count()) for row in rows] == [
        ("kartläggning 2019", 1, "001", 0),
        ("ledarskapsenkät 2003-10-27/28", 4, "003", 0),
        ("stadsdelsenkät 2003", 6, "003", 0),
    ]


def test_what_the_coordinator_suggested_waits_in_the_source(historic):
    rows = Suggestion.objects.filter(programme=historic)
    assert (rows.count(), set(rows.values_list("outcome", "made_on"))) == (12, {("waiting", None)})
    taken = MethodSpread.objects.get(method__programme=historic, status="taken_up")
    assert (taken.organisation.key, taken.project.number) == ("vantor", "2.3.8")


def test_two_districts_have_not_answered_the_example_survey(example):
    survey = Survey.objects.get(programme=example)
    assert (survey.sent_on, survey.due_on) == (date(2026, 11, 8), date(2026, 11, 29))
    replies = SurveyReply.objects.filter(survey=survey)
    missing = replies.drafts().values_list("organisation__key", flat=True)
    assert (replies.count(), sorted(missing)) == (5, ["jarva", "kungsholmen"])
    assert replies.submitted().filter(received_by__key="socialnamnden").count() == 3


def test_the_example_year_tries_everything(example):
    outcomes = Suggestion.objects.filter(programme=example).values_list("outcome", flat=True)
    assert Counter(outcomes) == {"held": 2, "not_held": 1, "waiting": 2}
    spread = MethodSpread.objects.filter(method__programme=example).values_list("status", flat=True)
    assert Counter(spread) == {"taken_up": 3, "offered": 2, "declined": 1}
    statuses = Activity.objects.filter(programme=example).values_list("status", flat=True)
    assert Counter(statuses) == {"held": 6, "planned": 1, "cancelled": 1}
    assert all("Exempel" in text for text in example.suggestions.values_list("text", flat=True))


def test_a_second_time_nothing_is_added():
    before = [model.objects.count() for model in (Network, Activity, ActivityKind, NetworkKind)]
    assert load_demo(NOW, papers=False) is False
    assert [model.objects.count() for model in (Network, Activity, ActivityKind, NetworkKind)] == before
