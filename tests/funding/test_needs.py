"""What the agreements' registers tell other areas: how many people are counted in each district."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.domain.basis import Count, record_counts
from funding.summary.needs import people_counted
from portal.organisation.models import Role
from portal.workareas import Counted, work_areas
from tests.factories.funding import make_agreement, party, sent_terms
from tests.factories.portal import person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LISTS = "förvaltningens listor"
TODAY = date(2026, 11, 22)


def count(agreement, name, begins, ends, persons, source=LISTS):
    of = party(agreement, name)
    row = Count(of, begins, ends, persons, source, age_from=18, age_to=64)
    record_counts(agreement=agreement, counts=[row], now=NOW)


def test_counts_that_follow_each_other_are_one_number():
    agreement = sent_terms().agreement
    count(agreement, "Norrmalm", date(2017, 1, 1), date(2018, 1, 1), 198)
    count(agreement, "Norrmalm", date(2018, 1, 1), date(2018, 3, 1), 8)

    assert people_counted(person(Role.COORDINATOR)) == [
        Counted(
            organisation=party(agreement, "Norrmalm").organisation_id,
            what="folkbokförda nyanlända 18–64 år",
            number=206,
            begins=date(2017, 1, 1),
            last_day=date(2018, 2, 28),
            source=LISTS,
            url=f"/overenskommelser/{agreement.pk}/underlag/",
        )
    ]


@pytest.mark.parametrize(
    ("begins", "source"), [(date(2018, 2, 1), LISTS), (date(2018, 1, 1), "en annan lista")]
)
def test_after_a_gap_or_from_another_source_only_the_newest_counts(begins, source):
    agreement = sent_terms().agreement
    count(agreement, "Norrmalm", date(2017, 1, 1), date(2018, 1, 1), 198)
    count(agreement, "Norrmalm", begins, date(2018, 3, 1), 8, source)

    assert [(each.number, each.begins) for each in people_counted(person(Role.COORDINATOR))] == [(8, begins)]


@pytest.mark.parametrize(
    ("role", "seen"), [(Role.COORDINATOR, 1), (Role.AUDITOR, 1), (Role.OUTREACH_OFFICER, 0)]
)
def test_only_who_reads_agreements_is_told(role, seen):
    agreement = sent_terms().agreement
    count(agreement, "Norrmalm", date(2017, 1, 1), date(2018, 1, 1), 198)

    assert len(people_counted(person(role))) == seen


def test_a_draft_tells_its_counts_to_nobody_else():
    agreement = make_agreement()
    count(agreement, "Norrmalm", date(2017, 1, 1), date(2018, 1, 1), 198)

    assert people_counted(person(Role.COORDINATOR)) == []
    assert people_counted(person(Role.DISTRICT_DIRECTOR, party(agreement, "Norrmalm").organisation)) == []


def test_small_counts_are_for_the_own_party_and_for_who_needs_them():
    agreement = sent_terms().agreement
    of = party(agreement, "Norrmalm").organisation
    count(agreement, "Norrmalm", date(2017, 1, 1), date(2018, 1, 1), 3)

    told = {
        who: people_counted(person(who, of if who == Role.DISTRICT_DIRECTOR else None))[0].shows_small
        for who in (Role.DISTRICT_DIRECTOR, Role.REGISTRAR, Role.COORDINATOR)
    }

    assert told == {Role.DISTRICT_DIRECTOR: True, Role.REGISTRAR: True, Role.COORDINATOR: False}


def test_it_costs_as_many_questions_for_many_agreements_as_for_one():
    reader = person(Role.COORDINATOR)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            people_counted(type(reader).objects.get(pk=reader.pk))
        return len(queries)

    for _turn in range(2):
        agreement = sent_terms().agreement
        count(agreement, "Norrmalm", date(2017, 1, 1), date(2018, 1, 1), 20)
    few = asked()
    for _turn in range(8):
        agreement = sent_terms().agreement
        count(agreement, "Norrmalm", date(2017, 1, 1), date(2018, 1, 1), 20)

    assert asked() == few


def test_every_area_answers_and_the_others_know_of_nobody():
    reader = person(Role.COORDINATOR)

    assert [list(area.people_counted(reader, TODAY)) for area in work_areas()] == [[], [], []]
