"""The list and the page of an activity: filtered, exported, masked outside and on paper; what waits."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from outreach.domain.headcounts import counted, heads_of
from outreach.models import Activity
from outreach.todo import activities
from portal.content.figures import MASKED
from portal.organisation.models import Role
from tests.factories.outreach import form, make_activity
from tests.factories.portal import NeighbourhoodFactory, OrganisationFactory, person

pytestmark = pytest.mark.django_db
LIST = "/uppsokande/"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-24T09:00:00+01:00", tick=False):
        yield


@pytest.fixture
def officer(db):
    return person(Role.OUTREACH_OFFICER)


@pytest.fixture
def district(officer):
    return officer.assignments.get().organisation


def csv(client, user, query=""):
    client.force_login(user)
    answer = client.get(f"{LIST}?format=csv{query}")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    return [line.split(";") for line in lines]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        # what is told: women, men, unknown, adults, children
        ({"women": 14, "men": 6}, (14, 6, None, 20, None)),
        ({"women": 14, "men": 0}, (14, 0, None, 14, None)),
        ({"women": 14, "men": 3}, (MASKED, MASKED, None, 17, None)),
        ({"women": 3}, (MASKED, None, None, MASKED, None)),
        ({"women": 14, "men": 6, "children": 4}, (14, 6, None, 20, MASKED)),
    ],
)
def test_a_small_count_and_what_gives_it_away_are_hidden(counts, shown):
    row = Activity(**counts)
    heads = heads_of(row, masked=True)
    assert (heads.women, heads.men, heads.unknown, heads.adults, heads.children) == shown
    assert vars(heads_of(row, masked=False)) == counted(row)


def test_a_file_is_masked_also_inside_unless_it_is_asked_for_by_right(client, officer, district):
    make_activity(district, women=14, men=3, children=2)
    coordinator = person(Role.COORDINATOR)

    found = [
        csv(client, user, query)[1] for user in (officer, coordinator) for query in ("", "&variant=intern")
    ]

    numbers = [line[-5:-1] for line in found]
    masked, plain = ["..", "..", "17", ".."], ["14", "3", "17", "2"]
    assert numbers == [masked, plain, masked, masked]


def test_the_screen_shows_own_small_counts_and_the_paper_does_not(client, officer, district):
    one = make_activity(district, women=14, men=3)
    client.force_login(officer)
    both = '<span class="no-print">3</span><span class="print-only-inline">..</span>'
    for page in (LIST, f"{LIST}{one.pk}/"):
        assert both in client.get(page).content.decode()
        assert both not in client.get(f"{page}?variant=intern").content.decode()
    client.force_login(person(Role.COORDINATOR))
    for page in (f"{LIST}?variant=intern", f"{LIST}{one.pk}/?variant=intern"):
        html = client.get(page).content.decode()
        assert (">3<" in html, ".." in html) == (False, True)


def test_the_history_with_its_counts_is_the_own_districts(client, officer, district):
    one = make_activity(district, women=3)
    client.force_login(officer)
    assert client.get(f"{LIST}{one.pk}/historik/").status_code == 200
    client.force_login(person(Role.COORDINATOR))
    assert client.get(f"{LIST}{one.pk}/historik/").status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"a", "b", "c"}),
        ("form=dialogtorg", {"b"}),
        ("malgrupp=kvot", {"b"}),
        ("sprak=so", {"b", "c"}),
        ("amne=bostad", {"c"}),
        ("fran=2026-02-01", {"b", "c"}),
        ("till=2026-02-01", {"a", "b"}),
        ("fran=2026-02-01&till=2026-02-01", {"b"}),
        ("lage=planned", {"c"}),
        ("text=biblio", {"a"}),
        ("text=hagersten", {"b"}),
        ("text=finns+inte", set()),
        ("form=finns-inte", {"a", "b", "c"}),
        ("fran=igår", {"a", "b", "c"}),
    ],
)
def test_each_filter_finds_its_own(client, officer, district, query, found):
    make_activity(district, key="a", day=date(2026, 1, 1), place="Biblioteket")
    make_activity(
        district,
        key="b",
        day=date(2026, 2, 1),
        form=form("dialogtorg"),
        groups=["kvot"],
        languages=["so"],
        remark="Hägersten",
    )
    make_activity(
        district, key="c", day=date(2026, 12, 1), state="planned", languages=["so"], topics=["bostad"]
    )
    client.force_login(officer)
    rows = client.get(f"{LIST}?{query}").context["listing"].rows
    assert (
        set(Activity.objects.filter(pk__in=[row.pk for row in rows]).values_list("key", flat=True)) == found
    )


def test_by_district_and_area(client, district):
    area = NeighbourhoodFactory(district=district)
    one = make_activity(district, neighbourhood=area)
    make_activity(OrganisationFactory())
    client.force_login(person(Role.COORDINATOR))
    for query in (f"stadsdel={district.pk}", f"omrade={area.pk}"):
        assert [row.pk for row in client.get(f"{LIST}?{query}").context["listing"].rows] == [one.pk]


def test_the_list_asks_as_often_at_many_as_at_few(client, officer, district, django_assert_num_queries):
    client.force_login(officer)
    make_activity(district, women=3)
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for _ in range(20):
        make_activity(district, women=3, men=9)
    with django_assert_num_queries(len(few)):
        client.get(LIST)


def test_cancel_and_undo_by_the_pages(client, officer, district):
    one = make_activity(district, state="planned", day=date(2026, 12, 1))
    client.force_login(officer)
    client.post(reverse("outreach:activity_cancel", args=[one.pk]), {"reason": "Stängt."})
    one.refresh_from_db()
    assert (one.state, one.cancelled_reason) == ("cancelled", "Stängt.")
    assert client.get(reverse("outreach:activity_edit", args=[one.pk])).status_code == 403
    client.post(reverse("outreach:activity_restore", args=[one.pk]))
    one.refresh_from_db()
    assert one.state == "planned"


def test_the_second_who_saves_is_told_what_the_first_changed(client, officer, district):
    one = make_activity(district, place="Biblioteket", women=5)
    client.force_login(officer)
    page = reverse("outreach:activity_edit", args=[one.pk])
    opened = client.get(page).context["form"]
    boxes = {name: opened[name].value() for name in opened.fields}
    boxes = {name: "" if value is None else value for name, value in boxes.items()}
    Activity.objects.filter(pk=one.pk).update(women=9)

    answer = client.post(page, boxes | {"place": "Skolan"})

    one.refresh_from_db()
    assert (one.women, one.place) == (9, "Biblioteket")
    assert "Någon annan sparade medan du skrev" in answer.content.decode()


def test_what_was_planned_and_has_passed_waits_for_its_officer(officer, district):
    passed = make_activity(district, state="planned", day=date(2026, 11, 23))
    make_activity(district, state="planned", day=date(2026, 11, 24))
    make_activity(district, state="cancelled", day=date(2026, 11, 23))
    make_activity(OrganisationFactory(), state="planned", day=date(2026, 11, 23))
    found = [(item.title, item.url) for item in activities.waiting(officer, date(2026, 11, 24))]
    assert found == [
        (
            f"Skriv hur många som kom: Gruppinformation, {district}",
            reverse("outreach:activity_edit", args=[passed.pk]),
        )
    ]
    assert list(activities.waiting(person(Role.PROJECT_MANAGER, district), date(2026, 11, 24))) == []


def test_what_was_cancelled_asks_nobody_how_many_came(client, officer, district):
    one = make_activity(district, state="planned", day=date(2026, 12, 1))
    client.force_login(officer)
    client.post(reverse("outreach:activity_cancel", args=[one.pk]), {"reason": ""})
    page = client.get(reverse("outreach:activity_detail", args=[one.pk])).content.decode()
    assert "Aktiviteten blev inte av. Det finns inget att räkna." in page
    assert "Så är det räknat" not in page
