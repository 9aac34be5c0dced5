"""The pages of a series: made, seen, one moved, the rest changed and cancelled; who may not."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.urls import reverse

from outreach.models import Activity, Series
from portal.organisation.models import Role
from tests.factories.outreach import make_activity
from tests.factories.portal import OrganisationFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime(2026, 3, 1, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def district():
    return OrganisationFactory()


@pytest.fixture
def officer(client, district):
    user = person(Role.OUTREACH_OFFICER, district)
    client.force_login(user)
    return user


@pytest.fixture
def first(district):
    return make_activity(district, state="planned", day=date(2026, 3, 3), starts_at=time(14))


def to(name, *args):
    return reverse(f"outreach:{name}", args=args)


def repeat(client, first, **said):
    told = {"every_weeks": "1", "until": "2026-03-24"} | said
    return client.post(to("series_create", first.pk), told)


def test_an_activity_is_repeated(client, officer, first):
    answer = repeat(client, first)

    series = Series.objects.get()
    assert answer.url == to("series_detail", series.pk)
    assert series.activities.count() == 4
    page = client.get(answer.url).content.decode()
    assert page.count(f'href="{to("activity_detail", first.pk)}"') == 1
    assert "Varje vecka från 2026-03-03 till 2026-03-24." in page


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"until": "2026-03-09"}, "until"),
        ({"until": "aldrig"}, "until"),
        ({"every_weeks": "0"}, "every_weeks"),
    ],
)
def test_what_is_wrong_is_said_at_its_box(client, officer, first, said, field):
    answer = repeat(client, first, **said)

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert not Series.objects.exists()


def test_one_is_moved(client, officer, first):
    repeat(client, first)

    answer = client.post(
        to("activity_move", first.pk), {"day": "2026-03-05", "starts_at": "9.30", "ends_at": "11"}
    )

    first.refresh_from_db()
    assert answer.url == to("activity_detail", first.pk)
    assert (first.day, first.starts_at, first.ends_at) == (date(2026, 3, 5), time(9, 30), time(11))


@pytest.mark.parametrize("clock", ["25", "12.60", "halv tre", "-1", "٣"])
def test_an_hour_that_is_none_is_said_at_its_box(client, officer, first, clock):
    answer = client.post(to("activity_move", first.pk), {"day": "2026-03-05", "starts_at": clock})

    assert answer.context["form"].errors["starts_at"] == ["Skriv klockslaget så här: 14.00."]


def test_the_rest_is_changed(client, officer, first):
    repeat(client, first)
    second = Activity.objects.get(day=date(2026, 3, 10))
    form = client.get(to("series_change", second.pk)).context["form"]
    boxes = {"weekday": "2", "starts_at": "17", "groups": ["ebo"], "languages": ["ar"], "place": "Kista"}
    assert form["starts_at"].value() == "14.00"

    answer = client.post(to("series_change", second.pk), boxes, follow=True)

    assert "3 aktiviteter är ändrade." in answer.content.decode()
    rows = Activity.objects.order_by("day").values_list("day", "starts_at", "place")
    assert list(rows) == [
        (date(2026, 3, 3), time(14), ""),
        (date(2026, 3, 11), time(17), "Kista"),
        (date(2026, 3, 18), time(17), "Kista"),
        (date(2026, 3, 25), time(17), "Kista"),
    ]


def test_the_rest_is_cancelled(client, officer, first):
    repeat(client, first)

    answer = client.post(to("series_cancel", first.pk), {"reason": "Stängt."}, follow=True)

    assert "4 aktiviteter är inställda." in answer.content.decode()
    assert set(Activity.objects.values_list("state", "cancelled_reason")) == {("cancelled", "Stängt.")}


@pytest.mark.parametrize("page", ["series_change", "series_cancel"])
def test_an_activity_alone_has_no_rest(client, officer, first, page):
    assert client.get(to(page, first.pk)).status_code == 404


@pytest.mark.parametrize("page", ["series_create", "activity_move"])
@pytest.mark.parametrize(("state", "status"), [("planned", 404), ("held", 403)])
def test_a_coordinator_writes_in_nobodys_series(client, district, page, state, status):
    activity = make_activity(district, state=state)
    client.force_login(person(Role.COORDINATOR))

    assert [
        client.get(to(page, activity.pk)).status_code,
        client.post(to(page, activity.pk)).status_code,
    ] == [
        status,
        status,
    ]


def test_a_series_of_which_one_sees_nothing_is_no_page(client, officer, first):
    repeat(client, first)
    series = Series.objects.get()
    client.force_login(person(Role.OUTREACH_OFFICER))

    assert client.get(to("series_detail", series.pk)).status_code == 404
