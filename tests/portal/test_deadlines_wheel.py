"""/arshjulet/: the wheel as data, the reader's own reports counted, and the choice about letters."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.deadlines.models import ReminderStep, WheelEntry
from portal.deadlines.summing import next_line, plan_table, wheel_tables
from portal.deadlines.wheel import load_wheel
from portal.organisation.models import Role
from tests.factories.portal import ExpectedReportFactory, OrganisationFactory, UserFactory, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 5)


@pytest.fixture(autouse=True)
def wheel():
    load_wheel()


def written(table) -> list[tuple]:
    return [(row.label, *(getattr(cell, "value", cell) for cell in row.cells.values())) for row in table.rows]


def test_the_tables_of_a_year():
    (tertials,) = wheel_tables(user=person(Role.COORDINATOR), year=2026, today=TODAY)
    assert str(tertials.caption) == "Tertial 2026"
    assert written(tertials) == [
        ("Tertial 1", "1 januari–30 april", date(2026, 5, 8), "dagen har varit", 0, 0, 0),
        ("Tertial 2", "1 maj–31 augusti", date(2026, 9, 8), "redovisas nu", 0, 0, 0),
        ("Helår", "1 januari–31 december", date(2027, 1, 15), "pågår", 0, 0, 0),
    ]


def test_quarters_are_shown_in_a_year_that_reports_follow_them():
    ExpectedReportFactory(year=2002, period_kind="quarter", number=2, due_on=date(2002, 7, 8))
    ExpectedReportFactory(year=2002, period_kind="year", number=1, due_on=date(2003, 12, 31))
    found = wheel_tables(user=person(Role.COORDINATOR), year=2002, today=TODAY)
    assert [str(table.caption) for table in found] == ["Tertial 2002", "Kvartal 2002", "År 2002"]
    assert [row[4] for row in written(found[1])] == [0, 1, 0, 0]
    # The wheel has no line for a whole year: its reports have days of their own.
    assert written(found[2]) == [("År 2002", "1 januari–31 december", "egen dag", "dagen har varit", 1, 0, 1)]


def test_each_reader_sees_their_own_reports_counted():
    here, there = OrganisationFactory(), OrganisationFactory()
    ExpectedReportFactory(organisation=here)
    ExpectedReportFactory(organisation=here, extended_to=date(2026, 9, 30))
    ExpectedReportFactory(organisation=there, submitted=True)
    ExpectedReportFactory(organisation=there, returned=True)
    ExpectedReportFactory(organisation=there, year=2025)

    def first(user):
        return written(wheel_tables(user=user, year=2026, today=TODAY)[0])[0][4:]

    assert first(person(Role.COORDINATOR)) == (4, 1, 2)
    assert first(person(Role.PROJECT_MANAGER, here)) == (2, 0, 1)


def test_a_wheel_of_other_kinds_is_shown_as_it_is():
    WheelEntry.objects.all().delete()
    WheelEntry.objects.create(kind="year", number=1, title="År", due_month=2, due_day=29, due_next_year=True)
    (table,) = wheel_tables(user=person(Role.COORDINATOR), year=2026, today=TODAY)
    assert written(table) == [("År", "1 januari–31 december", date(2027, 2, 28), "pågår", 0, 0, 0)]


def test_the_page(client):
    client.force_login(person(Role.PROJECT_MANAGER))
    with time_machine.travel("2026-09-05 12:00+02:00", tick=False):
        page = client.get(reverse("deadlines:wheel")).content.decode()
    assert "Tertial 2026" in page
    assert "2026-09-08" in page
    assert "Närmast: Tertial 2 2026 (1 maj–31 augusti), senast 8 september." in page


def test_the_plan_in_words():
    ReminderStep.objects.create(days=1)
    ReminderStep.objects.create(days=-1)
    assert [(row.label, row.cells["who"]) for row in plan_table().rows] == [
        ("14 dagar före sista dagen", "Projektledaren"),
        ("1 dag före sista dagen", "Projektledaren"),
        ("Sista dagen", "Projektledaren"),
        ("1 dag efter sista dagen", "Projektledaren"),
        ("7 dagar efter sista dagen", "Projektledaren"),
        ("21 dagar efter sista dagen", "Projektledaren och stadsdelsdirektören"),
    ]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 9, 8), "Närmast: Tertial 2 2026 (1 maj–31 augusti), senast 8 september."),
        (date(2026, 10, 9), "Närmast: Helår 2026 (1 januari–31 december), senast 15 januari 2027."),
        (date(2027, 1, 15), "Närmast: Helår 2026 (1 januari–31 december), senast 15 januari 2027."),
        (date(2027, 1, 16), "Närmast: Tertial 1 2027 (1 januari–30 april), senast 8 maj."),
    ],
)
def test_the_next_day_of_the_wheel(today, words):
    assert next_line(today) == words


def test_an_empty_wheel_has_no_next_day(client):
    WheelEntry.objects.all().delete()
    assert next_line(TODAY) == ""
    client.force_login(person(Role.COORDINATOR))
    assert "Årshjulet är tomt" in client.get(reverse("deadlines:wheel")).content.decode()


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("2003", "Tertial 2003"),
        ("", "Tertial 2026"),
        ("x", "Tertial 2026"),
        ("9999", "Tertial 2026"),
        ("²", "Tertial 2026"),
    ],
)
def test_a_year_is_asked_for(client, asked, shown):
    client.force_login(person(Role.AUDITOR))
    with time_machine.travel("2026-09-05 12:00+02:00", tick=False):
        page = client.get(reverse("deadlines:wheel"), {"ar": asked})
    assert (page.status_code, shown in page.content.decode()) == (200, True)


def test_the_page_costs_as_much_with_more_reports(client):
    client.force_login(person(Role.COORDINATOR))
    client.get(reverse("deadlines:wheel"))  # the session's first page asks more

    def cost(more: int) -> int:
        ExpectedReportFactory.create_batch(more)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("deadlines:wheel"))
        return len(asked)

    assert cost(1) == cost(3)


def test_strangers_and_people_without_a_role_are_refused(client):
    assert client.get(reverse("deadlines:wheel")).url == "/logga-in/?next=/arshjulet/"
    client.force_login(UserFactory())
    assert client.get(reverse("deadlines:wheel")).status_code == 403
