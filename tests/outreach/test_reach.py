"""Reach: what is counted, in which districts, and what the words say of it."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outreach.domain import windows
from outreach.domain.reach import Sums, first_month, reach
from outreach.domain.reachtables import DISTRICTS, FORMS, HELP, PEOPLE, SPANS, reach_tables
from outreach.domain.reachwords import answer
from outreach.models import Population
from outreach.views.reach import mask_page
from portal.content.figures import MASKED, Figure, Share
from portal.organisation.models import Role
from tests.factories.outreach import form, make_activity
from tests.factories.portal import OrganisationFactory, SuccessionFactory, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def asked(user, window=None, division="nu"):
    return reach(user, window or windows.latest(TODAY), division=division, today=TODAY)


def values(table, *keys):
    return {
        row.label: [each.value if isinstance(each := row.cells[key], Figure) else each for key in keys]
        for row in table.all_rows
    }


@pytest.fixture
def coordinator():
    return person(Role.COORDINATOR)


@pytest.mark.parametrize(
    ("key", "begins", "ends"),
    [
        ("senaste", date(2025, 12, 1), date(2026, 12, 1)),
        ("2026", date(2026, 1, 1), date(2027, 1, 1)),
        ("2026-t2", date(2026, 5, 1), date(2026, 9, 1)),
        ("2025-t3", date(2025, 9, 1), date(2026, 1, 1)),
        ("2024", date(2025, 12, 1), date(2026, 12, 1)),  # not offered: the latest
        ("'; --", date(2025, 12, 1), date(2026, 12, 1)),
    ],
)
def test_the_window_asked_for(key, begins, ends):
    found = windows.chosen(windows.offered(TODAY, date(2025, 3, 1)), key)

    assert (found.begins, found.ends) == (begins, ends)


def test_no_tertial_is_offered_before_it_has_begun():
    offered = windows.offered(date(2026, 8, 31), None)

    assert [each.key for each in offered] == ["senaste", "2026", "2026-t2", "2026-t1"]


@pytest.mark.parametrize(
    ("day", "counted"),
    [
        (date(2025, 11, 30), 0),
        (date(2025, 12, 1), 1),
        (date(2026, 11, 22), 1),
    ],
)
def test_only_the_window_counts(coordinator, day, counted):
    make_activity(day=day)

    assert asked(coordinator).total.activities == counted


def test_all_is_added_up_from_the_tallies(coordinator):
    district = OrganisationFactory(short_name="Järva")
    make_activity(
        district,
        day=date(2026, 2, 2),
        women=30,
        men=10,
        unknown=1,
        children=6,
        childcare=True,
        interpreter=False,
    )
    make_activity(district, day=date(2026, 2, 7), starts_at=time(10), counting="estimated", women=5, men=15)
    make_activity(district, form=form("informationsbrev"), recipients=700)

    assert asked(coordinator).total == Sums(
        activities=3,
        asked_heads=2,
        telling_heads=2,
        telling_children=1,
        estimated=1,
        women=35,
        men=25,
        unknown=1,
        children=6,
        recipients=700,
        with_childcare=1,
        telling_childcare=1,
        telling_interpreter=1,
    )


def test_the_tables_tell_the_same_people_cut_in_four_ways(coordinator):
    here, there = OrganisationFactory(short_name="Järva"), OrganisationFactory(short_name="Farsta")
    make_activity(here, women=30, men=10, children=6, starts_at=time(18))
    make_activity(there, form=form("dialogtorg"), day=date(2026, 5, 2), women=8, men=12, unknown=2)
    make_activity(there, form=form("informationsbrev"), recipients=700)
    make_activity(there, day=date(2026, 5, 9), women=None)

    tables = reach_tables(asked(coordinator))

    keys = ("activities", "told", "women", "men", "unknown", "adults", "share", "children")
    total = [4, 2, 38, 22, 2, 62, Share(38, 60), 6]
    assert values(tables[DISTRICTS], *keys) == {
        "Farsta": [3, 1, 8, 12, 2, 22, Share(8, 20), None],
        "Järva": [1, 1, 30, 10, 0, 40, Share(30, 40), 6],
        "Totalt": total,
    }
    assert values(tables[FORMS], *keys, "recipients") == {
        "Gruppinformation": [2, 1, 30, 10, 0, 40, Share(30, 40), 6, ""],
        "Dialogtorg": [1, 1, 8, 12, 2, 22, Share(8, 20), None, ""],
        "Informationsbrev": [1, *[""] * 7, 700],
        "Totalt": [*total, 700],
    }
    assert values(tables[SPANS], *keys)["Totalt"] == total
    assert values(tables[SPANS], "activities", "women")["maj 2026"] == [2, 8]


def test_nobody_has_told_is_not_nobody_came(coordinator):
    district = OrganisationFactory(short_name="Järva")
    silent = OrganisationFactory(short_name="Farsta")
    make_activity(district, women=0, men=12)
    make_activity(silent)

    told = values(reach_tables(asked(coordinator))[DISTRICTS], "women", "men", "children")

    assert told == {"Järva": [0, 12, None], "Farsta": [None, None, None], "Totalt": [0, 12, None]}


def test_a_district_where_nothing_was_held_is_a_row_of_zeros(coordinator):
    OrganisationFactory(short_name="Farsta")
    OrganisationFactory(short_name="Borta", valid_to=date(2020, 6, 30))
    make_activity(OrganisationFactory(short_name="Järva"), women=30, men=10)

    told = values(reach_tables(asked(coordinator))[DISTRICTS], "activities", "women")

    assert told == {"Farsta": [0, 0], "Järva": [1, 30], "Totalt": [1, 30]}


@pytest.mark.parametrize(
    ("division", "rows", "merged"),
    [("nu", {"Järva": [2]}, True), ("da", {"Järva": [1], "Rinkeby": [1]}, False)],
)
def test_what_a_district_once_did_stands_under_its_heir_of_today(coordinator, division, rows, merged):
    before = OrganisationFactory(short_name="Rinkeby", valid_to=date(2026, 6, 30))
    heir = OrganisationFactory(short_name="Järva", valid_from=date(2026, 7, 1))
    SuccessionFactory(predecessor=before, successor=heir, on=date(2026, 7, 1))
    make_activity(before, women=9, men=9)
    make_activity(heir, day=date(2026, 9, 1), women=9, men=9)

    found = asked(coordinator, division=division)

    assert values(reach_tables(found)[DISTRICTS], "activities") == rows | {"Totalt": [2]}
    assert found.merged == ({str(heir.pk)} if merged else set())


def test_a_district_counts_its_own_only_and_before_the_merger_too():
    own, other = OrganisationFactory(short_name="Järva"), OrganisationFactory(short_name="Farsta")
    before = OrganisationFactory(short_name="Rinkeby", valid_to=date(2023, 6, 30))
    SuccessionFactory(predecessor=before, successor=own)
    for each in (own, other, before):
        make_activity(each, women=9, men=9)

    found = asked(person(Role.OUTREACH_OFFICER, own))

    assert [(each.short_name, sums.activities) for each, sums in found.districts] == [("Järva", 2)]
    assert (found.total.women, found.is_whole_city) == (18, False)
    assert first_month(person(Role.OUTREACH_OFFICER, OrganisationFactory())) is None


def test_the_visits_stand_beside_the_newest_known_population(coordinator):
    district = OrganisationFactory(short_name="Järva")
    for place, year, women, men in (
        (None, 2017, 1, 1),
        (None, 2018, 486_104, 476_050),
        (None, 2027, 2, 2),
        (district, 2018, 40_000, 41_000),
    ):
        Population.objects.create(organisation=place, year=year, women=women, men=men, source="SCB")
    make_activity(district, women=500, men=300)

    table = reach_tables(asked(coordinator))[PEOPLE]

    assert {
        label: [str(each) for each in row] for label, row in values(table, "all_women", "women_rate").items()
    } == {
        "Hela staden": ["486104", "1.0"],
        "Järva": ["40000", "12.5"],
    }
    assert "alla åldrar" in str(table.footnotes[0][1])


def test_childcare_and_interpreter_are_shares_of_those_that_say(coordinator):
    for had in (True, True, False, None):
        make_activity(childcare=had, interpreter=None)

    told = values(reach_tables(asked(coordinator))[HELP], "had", "telling", "share", "silent")

    assert told == {"Barnpassning": [2, 3, Share(2, 3), 1], "Tolk": [0, 0, "", 4]}


def test_it_costs_as_many_questions_for_many_activities_as_for_few(coordinator):
    def queries() -> int:
        reader = type(coordinator).objects.get(pk=coordinator.pk)
        with CaptureQueriesContext(connection) as found:
            reach_tables(asked(reader))
        return len(found)

    make_activity(women=3)
    few = queries()
    for number in range(12):
        make_activity(form=form("dialogtorg"), day=date(2026, 1 + number % 9, 2), starts_at=time(number + 6))

    assert queries() == few


def test_the_page_is_masked_as_one(coordinator):
    """Three women at one dialogue: hidden in every table that tells of them, the totals kept."""
    district = OrganisationFactory(short_name="Järva")
    make_activity(district, women=30, men=10)
    make_activity(OrganisationFactory(short_name="Farsta"), women=20, men=22)
    make_activity(district, form=form("dialogtorg"), day=date(2026, 5, 2), women=3, men=17)

    masked = mask_page(reach_tables(asked(coordinator)))

    assert values(masked[FORMS], "women", "share") == {
        "Gruppinformation": [MASKED, MASKED],
        "Dialogtorg": [MASKED, MASKED],
        "Totalt": [53, Share(53, 102)],
    }
    assert values(masked[SPANS], "women")["maj 2026"] == [MASKED]
    assert values(masked[DISTRICTS], "women") == {"Järva": [33], "Farsta": [20], "Totalt": [53]}
    said = " ".join(each.text for each in answer(asked(coordinator), masked))
    assert "53 av kvinnor" in said
    assert "Dialogtorg" not in said


def test_rows_of_two_tables_that_tell_of_the_same_activities_are_one_fact(coordinator):
    """Farsta alone works with dialogues: else each table could hide another cell to protect the three."""
    district = OrganisationFactory(short_name="Järva")
    make_activity(district, women=8, men=10)
    make_activity(OrganisationFactory(short_name="Farsta"), form=form("dialogtorg"), women=3, men=17)
    make_activity(OrganisationFactory(short_name="Kista"), form=form("introduktion"), women=8, men=9)

    found = reach_tables(asked(coordinator))
    facts = {
        name: {row.label: row.cells["women"].fact for row in found[name].rows} for name in (DISTRICTS, FORMS)
    }
    masked = mask_page(found)

    assert facts[DISTRICTS]["Farsta"] == facts[FORMS]["Dialogtorg"]
    assert facts[DISTRICTS]["Järva"] == facts[FORMS]["Gruppinformation"]
    assert facts[DISTRICTS]["Järva"] != facts[DISTRICTS]["Kista"]
    by_district = values(masked[DISTRICTS], "women")
    by_form = values(masked[FORMS], "women")
    assert (by_district["Farsta"], by_form["Dialogtorg"]) == ([MASKED], [MASKED])
    assert by_district["Järva"] == by_form["Gruppinformation"]
    assert by_district["Kista"] == by_form["Introduktion"]


def test_two_districts_that_happen_to_tell_the_same_are_two_facts(coordinator):
    for name in ("Farsta", "Järva", "Kista"):
        make_activity(OrganisationFactory(short_name=name), women=3, men=17)

    found = reach_tables(asked(coordinator))

    assert len({row.cells["women"].fact for row in found[DISTRICTS].rows}) == 3
    assert values(mask_page(found)[DISTRICTS], "women", "men") == {
        "Farsta": [MASKED, MASKED],
        "Järva": [MASKED, MASKED],
        "Kista": [MASKED, MASKED],
        "Totalt": [9, 51],
    }
