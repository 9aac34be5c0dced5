"""The month: whole weeks with their numbers, what the reader may see, and no month that breaks it."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from outreach.domain.monthly import SHOWN, month_after, month_before, month_of, weeks_of
from outreach.models import Activity
from portal.organisation.models import Role
from tests.factories.outreach import make_activity
from tests.factories.portal import OrganisationFactory, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)
URL = "outreach:calendar"


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


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2026-11", date(2026, 11, 1)),
        ("1990-01", date(1990, 1, 1)),
        ("2100-12", date(2100, 12, 1)),
        ("1989-12", date(2026, 3, 1)),
        ("2101-01", date(2026, 3, 1)),
        ("2026-13", date(2026, 3, 1)),
        ("2026-1", date(2026, 3, 1)),
        ("", date(2026, 3, 1)),
        ("٢٠٢٦-١١", date(2026, 3, 1)),
        ("2026-11\x00", date(2026, 3, 1)),
        ("9" * 500, date(2026, 3, 1)),
    ],
)
def test_a_month_is_read_or_it_is_todays(text, first):
    assert month_of(text, TODAY) == first


@pytest.mark.parametrize(
    ("first", "before", "after"),
    [
        (date(2026, 1, 1), date(2025, 12, 1), date(2026, 2, 1)),
        (date(2026, 2, 1), date(2026, 1, 1), date(2026, 3, 1)),
        (date(2026, 12, 1), date(2026, 11, 1), date(2027, 1, 1)),
    ],
)
def test_months_follow_each_other(first, before, after):
    assert (month_before(first), month_after(first)) == (before, after)


def test_weeks_have_seven_days_and_swedish_numbers():
    weeks = weeks_of(date(2027, 1, 1), Activity.objects.all(), today=TODAY)

    assert [week.number for week in weeks] == [53, 1, 2, 3, 4]
    assert {len(week.days) for week in weeks} == {7}
    assert (weeks[0].days[0].day, weeks[0].days[0].in_month) == (date(2026, 12, 28), False)


def test_a_day_shows_a_few_in_the_order_of_the_day_and_counts_the_rest(district):
    for hour in range(SHOWN + 3, 0, -1):
        make_activity(district, day=date(2026, 3, 3), starts_at=time(8 + hour))
    make_activity(district, day=date(2026, 3, 3))
    make_activity(district, day=date(2026, 4, 1))

    weeks = weeks_of(date(2026, 3, 1), Activity.objects.all(), today=TODAY)

    days = {day.day: day for week in weeks for day in week.days}
    shown = days[date(2026, 3, 3)]
    assert [row.starts_at.hour for row in shown.activities] == [9, 10, 11, 12, 13, 14]
    assert (shown.more, days[date(2026, 4, 1)].activities) == (4, ())
    assert [week.is_empty for week in weeks] == [True, False, True, True, True, True]


def test_the_page_shows_what_the_reader_may_see(client, officer, district):
    make_activity(district, state="planned", day=date(2026, 3, 3), place="Egenplats")
    make_activity(state="planned", day=date(2026, 3, 3), place="Hemligplats")
    make_activity(day=date(2026, 3, 1), place="Annansplats")

    page = client.get(reverse(URL)).content.decode()

    assert [word in page for word in ("Egenplats", "Hemligplats", "Annansplats")] == [True, False, False]
    assert "Mars 2026" in page


def test_a_district_is_chosen_and_nonsense_chooses_none(client):
    client.force_login(person(Role.COORDINATOR))
    one, other = make_activity(day=TODAY, place="Ettan"), make_activity(day=TODAY, place="Tvåan")

    def shown(district):
        page = client.get(reverse(URL), {"stadsdel": district}).content.decode()
        return ["Ettan" in page, "Tvåan" in page]

    assert shown(one.organisation_id) == [True, False]
    assert shown(other.organisation_id) == [False, True]
    assert [shown(nonsense) for nonsense in ("", "x", "9" * 50, "\x00")] == [[True, True]] * 4


def test_many_cost_no_more_queries_than_few(client, officer, district):
    counts = []
    for n in (1, 9):
        for _each in range(n):
            make_activity(district, day=date(2026, 3, 3))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(URL)).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_who_does_not_work_with_outreach_sees_no_calendar(client):
    client.force_login(person(Role.CONTROLLER))

    assert client.get(reverse(URL)).status_code == 403
