"""The feed: a secret shown once, what its owner may see at that moment, and nothing to anybody else."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.timezone import localdate

from outreach.domain.feeding import MOST, events_for, hash_of, make_feed
from outreach.models import Activity, CalendarFeed
from portal.organisation.models import Role
from tests.factories.outreach import make_activity
from tests.factories.portal import OrganisationFactory, UserFactory, person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def district():
    return OrganisationFactory(short_name="Järva")


@pytest.fixture
def officer(district):
    return person(Role.OUTREACH_OFFICER, district)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def address(user) -> str:
    return reverse("outreach:calendar_feed", args=[make_feed(user=user, now=NOW)])


def titles(user) -> list[str]:
    return [event.uid for event in events_for(user, now=NOW, address=lambda row: "")]


def test_the_secret_is_shown_once_and_never_kept(client, officer):
    client.force_login(officer)

    shown = client.post(reverse("outreach:feed_detail"))

    secret = shown.context["address"].rsplit("/", 1)[1].removesuffix(".ics")
    feed = CalendarFeed.objects.get(user=officer)
    assert feed.token_hash == hash_of(secret)
    assert shown.context["address"] in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert secret not in client.get(reverse("outreach:feed_detail")).content.decode()


def test_a_stranger_with_the_secret_reads_what_its_owner_sees(client, officer, district):
    make_activity(
        district,
        state="planned",
        key="a-1",
        day=date(2026, 3, 3),
        starts_at=time(14),
        ends_at=time(16),
        place="Husby, biblioteket",
    )

    answer = client.get(address(officer))

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert "no-store" in answer.headers["Cache-Control"]
    lines = answer.content.decode().replace("\r\n ", "").split("\r\n")
    assert lines[lines.index("BEGIN:VEVENT") :] == [
        "BEGIN:VEVENT",
        "UID:a-1@samverkansportalen",
        "DTSTAMP:20260301T090000Z",
        "DTSTART:20260303T130000Z",
        "DTEND:20260303T150000Z",
        "SUMMARY:Gruppinformation",
        "LOCATION:Husby\\, biblioteket\\, Järva",
        "DESCRIPTION:Målgrupp: EBO\\nSpråk: Arabiska\\nLäge: Planerad",
        f"URL:http://testserver{reverse('outreach:activity_detail', args=[Activity.objects.get().pk])}",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_it_tells_neither_heads_nor_remarks(client, officer, district):
    make_activity(district, women=733, children=2, remark="qhemligq", day=date(2026, 2, 2))

    text = client.get(address(officer)).content.decode()

    assert ("BEGIN:VEVENT" in text, "733" in text, "qhemligq" in text) == (True, False, False)


def test_it_has_what_the_owner_may_see_and_no_more(officer, district):
    other = OrganisationFactory()
    make_activity(district, state="planned", key="egen", day=date(2026, 3, 3))
    make_activity(district, state="cancelled", key="egen-installd", day=date(2026, 3, 2))
    make_activity(other, state="planned", key="annans", day=date(2026, 3, 3))
    make_activity(other, key="annans-hallen", day=date(2026, 2, 3))

    assert titles(officer) == ["egen@samverkansportalen", "egen-installd@samverkansportalen"]
    assert titles(person(Role.COORDINATOR)) == ["annans-hallen@samverkansportalen"]
    assert titles(UserFactory()) == []


@pytest.mark.parametrize(("days", "there"), [(-91, 0), (-90, 1), (400, 1), (401, 0)])
def test_it_reaches_three_months_back_and_a_year_ahead(officer, district, days, there):
    state = "planned" if days > 0 else "held"
    make_activity(district, state=state, day=localdate() + timedelta(days=days))

    assert len(titles(officer)) == there


def test_no_reading_grows_without_end(officer, district, monkeypatch):
    for n in range(3):
        make_activity(district, key=f"nr-{n}", day=date(2026, 2, 2 + n))
    monkeypatch.setattr("outreach.domain.feeding.MOST", 2)

    assert titles(officer) == ["nr-2@samverkansportalen", "nr-1@samverkansportalen"]
    assert MOST == 2000


def test_the_name_of_an_event_stays_when_it_is_moved(officer, district):
    activity = make_activity(district, state="planned", day=date(2026, 3, 3))
    before = titles(officer)

    Activity.objects.filter(pk=activity.pk).update(day=date(2026, 3, 10), place="Kista")

    assert titles(officer) == before


@pytest.mark.parametrize("secret", ["x", "A" * 43, "0"])
def test_a_wrong_secret_is_no_page(client, officer, secret):
    make_feed(user=officer, now=NOW)

    assert client.get(reverse("outreach:calendar_feed", args=[secret])).status_code == 404


def test_a_renewed_address_kills_the_old(client, officer):
    old, new = address(officer), address(officer)

    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


def test_a_revoked_address_is_no_page(client, officer):
    there = address(officer)
    client.force_login(officer)

    client.post(reverse("outreach:feed_revoke"))

    client.logout()
    assert (client.get(there).status_code, CalendarFeed.objects.count()) == (404, 0)


def test_who_may_not_log_in_reads_nothing(client, officer):
    there = address(officer)
    officer.is_active = False
    officer.save()

    assert client.get(there).status_code == 404


def test_who_has_lost_the_role_reads_nothing(client, officer):
    there = address(officer)
    assert client.get(there).status_code == 200

    officer.assignments.update(valid_to=date(2026, 2, 28))

    assert client.get(there).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_it_is_only_read(client, officer, method):
    assert getattr(client, method)(address(officer)).status_code == 405


def test_that_it_was_read_is_told_by_the_day(client, officer):
    there = address(officer)
    with time_machine.travel(NOW, tick=False) as clock:
        client.get(there)
        clock.shift(timedelta(hours=5))
        client.get(there)
        assert CalendarFeed.objects.get().read_at == NOW
        clock.shift(timedelta(hours=19))
        client.get(there)
        assert CalendarFeed.objects.get().read_at == NOW + timedelta(hours=24)


def test_many_cost_no_more_queries_than_few(client, officer, district, django_assert_num_queries):
    there = address(officer)
    client.get(there)
    for n in (1, 4):
        for _each in range(n):
            make_activity(district, day=date(2026, 2, 2))
        with django_assert_num_queries(QUERIES):
            client.get(there)


QUERIES = 7


def test_who_does_not_work_with_outreach_makes_none(client):
    client.force_login(person(Role.CONTROLLER))

    assert client.post(reverse("outreach:feed_detail")).status_code == 403
    assert CalendarFeed.objects.count() == 0
