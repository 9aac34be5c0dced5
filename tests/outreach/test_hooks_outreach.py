"""What outreach answers the portal: a search, and the day's letter."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from outreach import finding, news
from outreach.models import (
    Cooperation,
    Initiative,
    MappingReply,
    MappingRound,
    Material,
    Observation,
    ObservationSpread,
)
from portal.organisation.models import Role
from tests.factories.outreach import make_activity
from tests.factories.portal import NeighbourhoodFactory, OrganisationFactory, person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 15, 9, tzinfo=UTC)
SINCE, TODAY = datetime(2026, 3, 14, 6, tzinfo=UTC), NOW.date()


@pytest.fixture(autouse=True)
def march():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def jarva():
    return OrganisationFactory(short_name="Järva")


@pytest.fixture
def officer(jarva):
    return person(Role.OUTREACH_OFFICER, jarva)


def observation(district, *, draft=False, **said) -> Observation:
    handed_in = {} if draft else {"submitted_at": NOW, "received_by": district}
    given = {"kind": "good_example", "theme": "Tid", "text": "Kvällstid på Träffpunkten."} | said
    return Observation.objects.create(organisation=district, **(given | handed_in))


def found(query, user):
    return [(hit.title, str(hit.kind), hit.detail) for hit in finding.find(query, user)]


def told(user):
    lines = news.news(user, SINCE, TODAY)
    return [(str(each.heading), each.title, each.detail, each.is_new) for each in lines]


def test_an_activity_is_found_by_its_id_and_by_its_place_whatever_the_accents(jarva, officer):
    make_activity(jarva, key="a-xyz", place="Träffpunkten i Husby")
    line = ("Gruppinformation 2026-02-02", "Aktivitet", "Järva, Träffpunkten i Husby, hållen")
    assert found("a-xyz", officer) == [line]
    assert found(" A-XYZ ", officer) == [line]
    assert found("traffpunkten husby", officer) == [line]
    assert found("traffpunkten akalla", officer) == []


def test_a_planned_activity_of_another_district_is_not_found(jarva, officer):
    make_activity(jarva, key="a-1", place="Torget", state="planned", day=date(2026, 4, 1))
    assert len(found("torget", officer)) == 1
    for stranger in (person(Role.OUTREACH_OFFICER), person(Role.COORDINATOR)):
        assert found("torget", stranger) == []
        assert found("a-1", stranger) == []


def test_a_draft_observation_is_found_by_its_own_district_only(jarva, officer):
    observation(jarva, draft=True)
    assert found("kvallstid", officer) == [("Kvällstid på Träffpunkten.", "Gott exempel", "Tid, Järva")]
    assert found("kvallstid", person(Role.COORDINATOR)) == []


def test_materials_initiatives_rounds_and_partners_are_found_by_name(jarva):
    coordinator = person(Role.COORDINATOR)
    Material.objects.create(title="Så funkar staden", kind="letter", owner=jarva)
    Initiative.objects.create(name="Språkcafé i staden", organisation_text="Järva")
    MappingRound.objects.create(title="Läget i staden", year=2026, asked_by=jarva, sent_on=TODAY)
    partner = OrganisationFactory(short_name="Föreningen Staden", association=True)
    Cooperation.objects.create(organisation=jarva, partner=partner)
    Cooperation.objects.create(organisation=OrganisationFactory(), partner=partner)
    assert found("staden", coordinator) == [
        ("Så funkar staden", "Material", "Järva"),
        ("Språkcafé i staden", "Insats", "Järva"),
        ("Läget i staden 2026", "Kartläggning", ""),
        ("Föreningen Staden", "Samverkanspartner", ""),
    ]


@pytest.mark.parametrize("role", [Role.CONTROLLER, Role.AGREEMENT_OFFICER, Role.ADMINISTRATOR])
def test_who_does_not_read_outreach_finds_and_hears_nothing(jarva, role):
    make_activity(jarva, place="Torget")
    assert found("torget", person(role)) == []
    assert told(person(role)) == []


@pytest.mark.parametrize("query", ["", " ", "\x00", "%", "'\"<b>", "x" * 5000, "_"])
def test_any_question_is_survived(jarva, officer, query):
    make_activity(jarva, place="Torget")
    assert found(query, officer) == []


def test_the_officer_hears_of_what_was_planned_and_nobody_told_of(jarva, officer):
    make_activity(jarva, state="planned", day=date(2026, 3, 10), place="Torget")
    make_activity(jarva, state="planned", day=date(2026, 3, 14))
    make_activity(jarva, state="planned", day=date(2026, 3, 15))
    make_activity(jarva, state="planned", day=date(2025, 12, 1))
    make_activity(OrganisationFactory(), state="planned", day=date(2026, 3, 14))
    assert told(officer) == [
        ("Skriv hur många som kom", "Gruppinformation 2026-03-10", "Torget", False),
        ("Skriv hur många som kom", "Gruppinformation 2026-03-14", "", True),
    ]
    assert told(person(Role.PROJECT_MANAGER, jarva)) == []


def test_the_officer_hears_of_a_good_example_that_was_offered(jarva, officer):
    seen = observation(OrganisationFactory(short_name="Farsta"))
    spread = ObservationSpread.objects.create(
        observation=seen, organisation=jarva, offered_on=date(2026, 3, 14)
    )
    assert told(officer) == [("Gott exempel till er", "Tid", "Från Farsta.", True)]
    spread.taken_up_on = date(2026, 3, 15)
    spread.save()
    assert told(officer) == []


def test_a_mapping_round_is_told_of_on_the_days_that_matter(jarva, officer):
    asked = MappingRound.objects.create(
        title="Läget",
        year=2026,
        asked_by=OrganisationFactory(),
        sent_on=date(2026, 3, 1),
        due_on=date(2026, 3, 22),
    )
    reply = MappingReply.objects.create(round=asked, organisation=jarva)
    assert told(officer) == [
        ("Kartläggning att svara på", "Läget 2026", "Svar senast 2026-03-22.", True),
    ]
    MappingRound.objects.update(due_on=date(2026, 3, 20))
    assert [line[3] for line in told(officer)] == [False]
    MappingRound.objects.update(due_on=date(2026, 4, 20))
    assert told(officer) == []
    reply.submitted_at, reply.received_by = NOW, asked.asked_by
    reply.save()
    assert told(person(Role.COORDINATOR)) == [("Svar på kartläggningen", "Läget 2026", "Järva", True)]


def test_the_letter_asks_as_much_of_many_as_of_few(jarva, officer, django_assert_num_queries):
    told(officer)
    with django_assert_num_queries(3):
        told(officer)
    for number in range(10):
        make_activity(jarva, state="planned", day=date(2026, 3, 1 + number))
        ObservationSpread.objects.create(
            observation=observation(OrganisationFactory()), organisation=jarva, offered_on=TODAY
        )
    with django_assert_num_queries(3):
        assert len(told(officer)) == 20


def test_an_activity_is_found_by_its_area_too(jarva, officer):
    husby = NeighbourhoodFactory(name="Husby", district=jarva)
    make_activity(jarva, place="Träffpunkten", neighbourhood=husby)
    line = ("Gruppinformation 2026-02-02", "Aktivitet", "Järva, Träffpunkten, Husby, hållen")
    assert found("husby", officer) == [line]
    assert found("traffpunkten husby", officer) == [line]
    assert found("traffpunkten akalla", officer) == []
