"""The rules of networks, activities, methods and suggestions: what is kept, and what is refused in words."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from projects.domain.gathering import keep_activity
from projects.domain.networking import keep_network
from projects.domain.spreading import keep_method, keep_spread
from projects.domain.suggesting import follow_up_suggestion, keep_suggestion
from projects.models import Activity, Method, MethodSpread, Network, Suggestion
from tests.factories.learning import (
    ActivityFactory,
    ActivityKindFactory,
    MethodFactory,
    NetworkFactory,
    NetworkKindFactory,
    SuggestionFactory,
)
from tests.factories.portal import OrganisationFactory
from tests.factories.projects import ProgrammeFactory, ProjectFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)
PERSON = "811228-9874"


@pytest.fixture
def programme():
    return ProgrammeFactory()


def refused(act, **told):
    with pytest.raises(ValidationError) as found:
        act(**told)
    return found.value.message_dict


def members(network):
    return [str(each) for each in network.members.select_related("organisation").order_by("position")]


# Networks -------------------------------------------------------------------------------------------------


def test_a_network_has_its_members_in_order_and_each_once(programme):
    farsta = OrganisationFactory(short_name="Farsta")
    network = Network(programme=programme, name=" Jobbspår ", kind=NetworkKindFactory())
    keep_network(network=network, members=["AF ", farsta, "AF", "Försäkringskassan", farsta])
    assert (network.name, members(network)) == ("Jobbspår", ["AF", "Farsta", "Försäkringskassan"])


def test_who_left_is_taken_away_and_who_stayed_is_the_same_row(programme):
    network = NetworkFactory(programme=programme)
    keep_network(network=network, members=["A", "B", "C"])
    b = network.members.get(name="B").pk
    keep_network(network=network, members=["D", "B"])
    assert (members(network), network.members.get(name="B").pk) == (["D", "B"], b)


def test_a_network_without_name_or_with_a_person_is_refused(programme):
    nameless = Network(programme=programme, name=" ", kind=NetworkKindFactory())
    assert refused(keep_network, network=nameless, members=[])["name"] == ["Detta fält får inte vara tomt."]
    told = Network(programme=programme, name="Nätet", kind=NetworkKindFactory(), note=f"Ring {PERSON}")
    assert list(refused(keep_network, network=told, members=[])) == ["note"]
    with pytest.raises(ValidationError):
        keep_network(network=NetworkFactory(programme=programme), members=[PERSON])


def test_a_programme_has_a_network_of_a_name_once(programme):
    NetworkFactory(programme=programme, name="Nätet")
    again = Network(programme=programme, name="Nätet", kind=NetworkKindFactory())
    assert refused(keep_network, network=again, members=[]) == {
        "__all__": ["Programmet har redan ett nätverk med det namnet."]
    }
    NetworkFactory(name="Nätet")  # another programme may


# Activities -----------------------------------------------------------------------------------------------


def activity(programme, **more):
    told = {"title": "Kurs", "kind": ActivityKindFactory(), "status": Activity.Status.HELD} | more
    return Activity(programme=programme, **told)


def test_the_days_of_an_activity_are_kept_as_told(programme):
    kept = keep_activity(
        activity=activity(programme, dates="2026-03-27/2026-03-28\n2026-05-05", days=Decimal("3")),
        today=TODAY,
    )
    assert (kept.dates, kept.begins, kept.ends) == (
        "2026-03-27/2026-03-28|2026-05-05",
        date(2026, 3, 27),
        date(2026, 5, 6),
    )
    kept.dates = ""
    keep_activity(activity=kept, today=TODAY)
    assert (kept.begins, kept.ends, kept.dates_in_words) == (None, None, None)


@pytest.mark.parametrize("status", [Activity.Status.PLANNED, Activity.Status.CANCELLED])
def test_only_what_was_held_has_participants(programme, status):
    words = "Bara en genomförd aktivitet har deltagare. Skriv de inbjudna för sig."
    told = activity(programme, status=status, participants=3)
    assert refused(keep_activity, activity=told, today=TODAY) == {"participants": [words]}
    told.participants, told.invited = None, 40
    assert keep_activity(activity=told, today=TODAY).invited == 40


def test_nobody_and_not_reported_are_two_things(programme):
    kept = [
        keep_activity(activity=activity(programme, participants=n), today=TODAY).participants
        for n in (0, None)
    ]
    assert kept == [0, None]


def test_an_activity_is_held_on_its_day_and_not_before(programme):
    today = activity(programme, dates=TODAY.isoformat())
    assert keep_activity(activity=today, today=TODAY).pk
    tomorrow = activity(programme, dates="2026-05-21")
    assert refused(keep_activity, activity=tomorrow, today=TODAY) == {
        "status": ["Aktiviteten har inte varit än. Välj planerad."]
    }


def test_an_activity_is_refused_what_cannot_be(programme):
    assert list(refused(keep_activity, activity=activity(programme, dates="maj"), today=TODAY)) == ["dates"]
    elsewhere = activity(programme, network=NetworkFactory())
    assert refused(keep_activity, activity=elsewhere, today=TODAY) == {
        "network": ["Nätverket hör till ett annat program."]
    }
    none = activity(programme, days=Decimal("0"))
    assert refused(keep_activity, activity=none, today=TODAY) == {
        "__all__": ["Antalet dagar ska vara större än noll."]
    }


# Methods and how they spread ------------------------------------------------------------------------------


def test_a_method_comes_from_a_handed_in_project_of_its_programme(programme):
    project = ProjectFactory(programme=programme)
    method = keep_method(method=Method(programme=programme, name="Jobbspår", project=project))
    assert method.project == project
    words = {"project": ["Välj ett inlämnat projekt i samma program."]}
    for wrong in (ProjectFactory(), ProjectFactory(programme=programme, draft=True)):
        told = Method(programme=programme, name="Annan", project=wrong)
        assert refused(keep_method, method=told) == words


def test_a_method_is_offered_and_taken_up_in_a_project_of_its_own(programme):
    method, project = MethodFactory(programme=programme), ProjectFactory(programme=programme)
    spread = MethodSpread(
        method=method,
        organisation=project.lead,
        project=project,
        status=MethodSpread.Status.TAKEN_UP,
        offered_on=date(2026, 5, 1),
        answered_on=TODAY,
    )
    assert keep_spread(spread=spread, today=TODAY).pk
    again = MethodSpread(method=method, organisation=project.lead, project=project, status="taken_up")
    assert refused(keep_spread, spread=again, today=TODAY) == {
        "__all__": ["Metoden är redan erbjuden dit. Ändra den raden i stället."]
    }


SPREADS = {
    "another's project": ({"project": ProjectFactory, "status": "taken_up"}, "project"),
    "a project without taking it up": ({"own": True}, "project"),
    "tomorrow": ({"offered_on": date(2026, 5, 21)}, "offered_on"),
    "an answer that waits": ({"answered_on": TODAY}, "__all__"),
    "an answer before the offer": (
        {"offered_on": TODAY, "answered_on": date(2026, 5, 19), "status": "declined"},
        "__all__",
    ),
}


@pytest.mark.parametrize("case", SPREADS)
def test_a_spread_that_cannot_be_is_refused(programme, case):
    told, field = SPREADS[case]
    lead = OrganisationFactory()
    values = {name: value() if callable(value) else value for name, value in told.items() if name != "own"}
    if "own" in told:
        values["project"] = ProjectFactory(programme=programme, lead=lead)
    spread = MethodSpread(method=MethodFactory(programme=programme), organisation=lead, **values)
    assert list(refused(keep_spread, spread=spread, today=TODAY)) == [field]


# Suggestions ----------------------------------------------------------------------------------------------


def test_a_suggestion_waits_until_it_is_followed_up(programme):
    made = keep_suggestion(
        suggestion=Suggestion(programme=programme, kind="workshop", text="En workshop.", made_on=TODAY),
        today=TODAY,
    )
    assert made.outcome == Suggestion.Outcome.WAITING
    made.outcome, made.outcome_on = Suggestion.Outcome.HELD, TODAY
    made.activity = ActivityFactory(programme=programme, held=True)
    follow_up_suggestion(suggestion=made, today=TODAY)
    stored = Suggestion.objects.get(pk=made.pk)
    assert (stored.outcome, stored.outcome_on, stored.activity) == ("held", TODAY, made.activity)


def test_what_waits_again_forgets_how_it_went(programme):
    held = SuggestionFactory(
        programme=programme,
        outcome="held",
        outcome_on=TODAY,
        outcome_note="Det blev av.",
        activity=ActivityFactory(programme=programme),
    )
    held.outcome = Suggestion.Outcome.WAITING
    follow_up_suggestion(suggestion=held, today=TODAY)
    stored = Suggestion.objects.get(pk=held.pk)
    assert (stored.outcome_on, stored.outcome_note, stored.activity) == (None, "", None)


FOLLOW_UPS = {
    "held without a day": ({"outcome": "held"}, {"outcome_on": ["Skriv dagen du följde upp förslaget."]}),
    "held tomorrow": (
        {"outcome": "held", "outcome_on": date(2026, 5, 21)},
        {"outcome_on": ["Dagen har inte varit än. Skriv den dag det hände."]},
    ),
    "not held by something": (
        {"outcome": "not_held", "outcome_on": TODAY, "own_activity": True},
        {"outcome": ["Ett förslag som inte genomfördes har ingen aktivitet och inget nätverk."]},
    ),
    "held before it was made": (
        {"outcome": "not_held", "outcome_on": date(2026, 5, 3)},
        {"__all__": ["Uppföljningen kan inte ligga före förslaget."]},
    ),
    "held by another programme's": (
        {"outcome": "held", "outcome_on": TODAY, "foreign_network": True},
        {"network": ["Nätverket hör till ett annat program."]},
    ),
}


@pytest.mark.parametrize("case", FOLLOW_UPS)
def test_a_follow_up_that_cannot_be_is_refused(programme, case):
    told, words = FOLLOW_UPS[case]
    suggestion = SuggestionFactory(programme=programme)
    for name, value in told.items():
        if name == "own_activity":
            suggestion.activity = ActivityFactory(programme=programme)
        elif name == "foreign_network":
            suggestion.network = NetworkFactory()
        else:
            setattr(suggestion, name, value)
    assert refused(follow_up_suggestion, suggestion=suggestion, today=TODAY) == words


def test_a_suggestion_is_about_a_handed_in_project_of_its_programme(programme):
    told = Suggestion(programme=programme, kind="other", text="Prova.", project=ProjectFactory())
    assert refused(keep_suggestion, suggestion=told, today=TODAY) == {
        "project": ["Välj ett inlämnat projekt i samma program."]
    }
    told.project, told.method = None, MethodFactory()
    assert refused(keep_suggestion, suggestion=told, today=TODAY) == {
        "method": ["Metoden hör till ett annat program."]
    }
