"""The tallies equal the live sums after every write, and an unknown code is never stored."""

import random
import threading
from datetime import date, time

import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction
from django.db.models import Sum

from outreach.models import Activity, Tally
from outreach.models.tallytriggers import SUMS, TRIGGERS
from portal.database.refusals import words_of
from tests.factories.outreach import form, make_activity
from tests.factories.portal import NeighbourhoodFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
COLUMNS = tuple(SUMS)
CROSSED = ("all_language", "all_topic", "group_language", "group_topic")


def tallied(**cut) -> dict[str, int]:
    found = Tally.objects.filter(**cut).aggregate(*(Sum(column) for column in COLUMNS))
    return {column: found[f"{column}__sum"] or 0 for column in COLUMNS}


def live() -> dict[str, int]:
    """What the rows themselves say, worked out in Python."""
    rows = list(Activity.objects.held())
    told = [row for row in rows if (row.women, row.men, row.unknown) != (None, None, None)]
    return {
        "activities": len(rows),
        "women": sum(row.women or 0 for row in rows),
        "men": sum(row.men or 0 for row in rows),
        "unknown": sum(row.unknown or 0 for row in rows),
        "children": sum(row.children or 0 for row in rows),
        "recipients": sum(row.recipients or 0 for row in rows),
        "telling_heads": len(told),
        "telling_children": sum(row.children is not None for row in rows),
        "estimated": sum(row.counting != "counted" for row in rows),
        "with_interpreter": sum(row.interpreter is True for row in rows),
        "telling_interpreter": sum(row.interpreter is not None for row in rows),
        "with_childcare": sum(row.childcare is True for row in rows),
        "telling_childcare": sum(row.childcare is not None for row in rows),
    }


def test_an_activity_is_tallied_in_every_cut_of_it():
    make_activity(
        groups=["ebo", "unga"], languages=["ar", "so"], topics=["bostad"], women=3, men=0, children=2
    )

    cuts = {(each.slice, each.first, each.second): each.women for each in Tally.objects.all()}

    assert cuts == {
        ("", "", ""): 3,
        ("group", "ebo", ""): 3,
        ("group", "unga", ""): 3,
        ("language", "ar", ""): 3,
        ("language", "so", ""): 3,
        ("topic", "bostad", ""): 3,
        ("all_language", "ar", ""): 3,
        ("all_language", "so", ""): 3,
        ("all_topic", "bostad", ""): 3,
        ("group_language", "ebo", "ar"): 3,
        ("group_language", "ebo", "so"): 3,
        ("group_language", "unga", "ar"): 3,
        ("group_language", "unga", "so"): 3,
        ("group_topic", "ebo", "bostad"): 3,
        ("group_topic", "unga", "bostad"): 3,
    }


def test_the_neighbourhood_is_told_in_cuts_of_its_own():
    """Else a year of a district would be as many rows as it has forms, hours and neighbourhoods in all."""
    area = NeighbourhoodFactory()
    make_activity(area.district, neighbourhood=area, topics=["bostad"], women=3)
    make_activity(area.district, topics=["bostad"], women=4)

    told = {
        (each.slice, each.neighbourhood_id, each.form is None): each.women for each in Tally.objects.all()
    }

    assert told == {
        **{(name, None, False): 7 for name in ("", "group", "language", "topic")},
        **{(name, None, True): 7 for name in CROSSED},
        **{(f"area_{name}", area.pk, True): 3 for name in CROSSED},
    }


@pytest.mark.parametrize("state", ["planned", "cancelled"])
def test_what_was_not_held_is_not_tallied(state):
    make_activity(state=state)

    assert not Tally.objects.exists()


@pytest.mark.parametrize(
    ("day", "starts_at", "hours"),
    [
        (date(2026, 2, 2), None, ""),
        (date(2026, 2, 2), time(8), "office"),
        (date(2026, 2, 2), time(16, 59), "office"),
        (date(2026, 2, 2), time(17), "evening"),
        (date(2026, 2, 2), time(7, 59), "evening"),
        (date(2026, 2, 7), None, "weekend"),
        (date(2026, 2, 8), time(10), "weekend"),
    ],
)
def test_the_hours_an_activity_was_held(day, starts_at, hours):
    make_activity(day=day, starts_at=starts_at)

    assert Tally.objects.get(slice="").hours == hours


def test_the_tallies_are_exact_after_every_kind_of_write():
    """500 writes by chance: made, changed, moved, taken back to planned, deleted, many at once."""
    chance = random.Random(5)
    places = [OrganisationFactory() for _ in range(3)]
    form()
    for turn in range(100):
        row = make_activity(places[turn % 3], **_figures(chance))
        if turn % 3 == 0:
            Activity.objects.filter(pk=row.pk).update(**_figures(chance), organisation=places[0])
        if turn % 5 == 0:
            Activity.objects.filter(organisation=places[1]).update(day=date(2026, chance.randint(1, 12), 9))
        if turn % 7 == 0:
            Activity.objects.filter(
                pk=chance.choice(list(Activity.objects.values_list("pk", flat=True)))
            ).delete()
        for name in ("", "group", "group_language"):
            assert tallied(slice=name) == live()


def _figures(chance: random.Random) -> dict:
    def maybe(number: int):
        return chance.choice([None, 0, number])

    return {
        "women": maybe(chance.randint(1, 40)),
        "men": maybe(chance.randint(1, 40)),
        "unknown": maybe(2),
        "children": maybe(7),
        "interpreter": chance.choice([None, True, False]),
        "childcare": chance.choice([None, True, False]),
        "counting": chance.choice(["counted", "estimated"]),
    }


def test_many_rows_in_one_statement_are_tallied_once():
    district = OrganisationFactory()
    first = make_activity(district, women=1)
    Activity.objects.bulk_create(
        Activity(
            key=f"many-{number}",
            organisation=district,
            form=first.form,
            day=first.day,
            groups=["ebo"],
            languages=["ar"],
            women=2,
            state="held",
            submitted_at=first.submitted_at,
            received_by=district,
        )
        for number in range(1000)
    )

    assert tallied(slice="group_language", first="ebo", second="ar")["women"] == 2001


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("groups", "Målgruppen finns inte i listan."),
        ("languages", "Språket finns inte i listan."),
        ("topics", "Ämnet finns inte i listan."),
    ],
)
def test_an_unknown_code_is_refused_by_the_database_in_words(field, words):
    with pytest.raises(IntegrityError, match=f"unknown code in {field}"), transaction.atomic():
        make_activity(**{field: ["finns-inte"]})

    assert words_of(f"activity_{field}_known") == words
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE outreach_tally SET women = women + 1",
        "DELETE FROM outreach_tally",
        "INSERT INTO outreach_tally SELECT * FROM outreach_tally",
        "TRUNCATE outreach_tally",
    ],
)
def test_the_application_writes_no_tally_but_by_an_activity(statement):
    make_activity(women=3)
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert tallied(slice="") == live()


def test_the_triggers_are_the_ones_that_are_tested():
    assert [each.name for each in TRIGGERS] == ["insert_is_tallied", "update_is_tallied", "delete_is_tallied"]


@pytest.mark.django_db(transaction=True)
def test_two_who_register_at_once_are_both_tallied():
    district = OrganisationFactory()
    group = form()
    both = threading.Barrier(2)

    def register(number: int) -> None:
        both.wait()
        for turn in range(20):
            make_activity(district, key=f"race-{number}-{turn}", form=group, women=1)
        connections.close_all()

    people = [threading.Thread(target=register, args=(number,)) for number in range(2)]
    for one in people:
        one.start()
    for one in people:
        one.join()

    assert tallied(slice="") == live()
    assert tallied(slice="")["women"] == 40
