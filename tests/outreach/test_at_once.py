"""Two at the same moment, in real threads: one effect, and both are shown it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from outreach.models import Activity, Series
from portal.organisation.models import Role
from tests.factories.outreach import form, make_activity
from tests.factories.portal import person
from tests.projects.test_views_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4


def browser(officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def sending(client: Client, address: str, boxes: dict):
    def send():
        answer = client.post(address, boxes)
        return answer.status_code, answer.headers.get("Location")

    return send


def test_the_same_activity_sent_twice_is_one_and_both_are_shown_it():
    officer = person(Role.OUTREACH_OFFICER)
    district, clients = officer.assignments.get().organisation, [browser(officer) for _ in range(2)]
    form()
    for number in "abcd"[:ROUNDS]:
        boxes = {
            "key": f"a-{number * 10}",
            "organisation": str(district.pk),
            "form": "dialogtorg",
            "day": localdate().isoformat(),
            "groups": ["ebo"],
            "counting": "counted",
            "women": "7",
        }
        answers = at_once(*(sending(each, reverse("outreach:activity_create"), boxes) for each in clients))
        one = Activity.objects.get(key=boxes["key"])
        assert answers == [(302, reverse("outreach:activity_detail", args=[one.pk]))] * 2


def test_what_is_repeated_twice_becomes_one_series():
    officer = person(Role.OUTREACH_OFFICER)
    district, clients = officer.assignments.get().organisation, [browser(officer) for _ in range(2)]
    for _ in range(ROUNDS):
        first = make_activity(district, state="planned", day=localdate() + timedelta(days=1))
        boxes = {"every_weeks": "1", "until": (first.day + timedelta(weeks=3)).isoformat()}
        address = reverse("outreach:series_create", args=[first.pk])
        answers = at_once(*(sending(each, address, boxes) for each in clients))
        assert sorted(status for status, _where in answers) == [200, 302]
        first.refresh_from_db()
        assert list(Series.objects.order_by("-pk")[:1]) == [first.series]
        assert first.series.activities.count() == 4
    assert Series.objects.count() == ROUNDS
