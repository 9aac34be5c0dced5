"""The demo's chase: the ready sentences come out of rows, and every kind of note and repayment is there."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from portal.deadlines.ledger import chase_of
from portal.deadlines.models import Promise, Reminder
from portal.deadlines.telling import committee_text
from portal.organisation.models import User
from portal.workareas import Scope
from projects.domain.returning import returned_text
from projects.models import Programme, Repayment, ReportDuty
from projects.summary.reports import MONEY, DutyFacts, reports_rows, reports_table
from projects.views.chase.naming import report_in_a_sentence
from tests.demo import demo_data

TODAY = date(2026, 11, 22)
HISTORIC = "fran-bidrag-till-egen-forsorjning"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), demo_data():
        yield


def sentence(number: str) -> str:
    duty = ReportDuty.objects.get(project__programme__slug=HISTORIC, project__number=number)
    told = committee_text(chase_of(duty.expected, what=report_in_a_sentence(duty)), today=TODAY)
    return f"{told} {returned_text(duty.project.repayments.order_by('pk'))}".strip()


PRINTED = "Trots tre påminnelser, den senaste den 4 november 2003, har slutredovisning inte kommit in."


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("2.2.2", PRINTED),
        ("2.3.7", PRINTED),
        (
            "2.3.9",
            f"{PRINTED} Återföring av medel meddelades den 30 september 2003 men drogs tillbaka "
            "den 14 oktober 2003.",
        ),
        (
            "2.3.6",
            "Slutredovisning kom in den 31 december 2003 men lämnades tillbaka den 1 mars 2004. "
            "Den har inte kommit in igen.",
        ),
        ("2.1.1", "Slutredovisning kom in den 31 december 2003 och är granskad och godtagen."),
    ],
)
def test_the_ready_sentence_of_a_printed_project(number, words):
    assert sentence(number) == words


def test_what_was_said_of_two_that_did_not_report():
    said = Promise.objects.filter(expected__project_duty__project__programme__slug=HISTORIC)
    rows = said.order_by("pk").values_list(
        "expected__project_duty__project__number", "kind", "noted_on", "when_text"
    )
    assert list(rows) == [
        ("2.3.9", "excuse", date(2003, 9, 30), ""),
        ("2.3.6", "promise", date(2002, 5, 1), "efter våren 2002"),
        ("2.3.6", "promise", date(2002, 6, 1), "efter våren 2002"),
    ]


def test_every_day_that_print_does_not_give_says_so():
    reminders = Reminder.objects.filter(expected__project_duty__project__programme__slug=HISTORIC)
    assert all("Dagen står inte i utlåtandet" in one.text or one.when_text for one in reminders)
    assert reminders.count() == 10


def test_the_example_has_every_kind_of_note_and_ending():
    example = {"expected__project_duty__project__programme__is_example": True}
    by_hand = Reminder.objects.filter(step__isnull=True, **example)
    assert Counter(by_hand.values_list("channel", flat=True)) == {"telephone": 2}
    assert set(Promise.objects.filter(**example).values_list("kind", flat=True)) == {
        "promise",
        "excuse",
        "escalation",
    }
    back = Repayment.objects.filter(project__programme__is_example=True)
    ended = [(bool(one.received_on), bool(one.withdrawn_on)) for one in back.order_by("pk")]
    assert ended == [(False, False), (True, False), (False, True)]


@pytest.mark.parametrize(
    ("division", "line"), [("da", ("Rinkeby", 6, 3, 4, 1, 0, 2)), ("nu", ("Järva", 12, 3, 4, 1, 1, 7))]
)
def test_the_standing_table_of_then_and_of_now(division, line):
    programme = Programme.objects.get(slug=HISTORIC)
    user = User.objects.get(username="samordnare")
    facts = DutyFacts(programme, Scope(user, TODAY, programme, division))
    table = reports_table(facts)
    first = table.rows[0]
    assert (first.label, *(cell.value for cell in list(first.cells.values())[:-1])) == line
    assert [cell.value for cell in table.total.cells.values()] == [32, 3, 4, 1, 1, 27, Decimal("1910000.00")]
    rows = reports_rows(facts, "", MONEY)
    assert rows.total.cells[MONEY].value == Decimal("1910000.00")
    assert reports_rows(facts, "", "finns-inte") is None
    for key, figure in first.cells.items():
        opened = reports_rows(facts, first.key, key)
        assert (opened.total.cells[key].value if opened else 0) == figure.value
