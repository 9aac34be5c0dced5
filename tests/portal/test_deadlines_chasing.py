"""Notes by hand in a report's ledger: reminders, promises, excuses, escalations; and who may."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.deadlines import access
from portal.deadlines.ledger import chase_of, ledger_lines
from portal.deadlines.models import Promise, Reminder
from portal.deadlines.noting import note_reminder
from portal.deadlines.promising import escalate, note_excuse, note_promise, withdraw_promise
from portal.organisation.models import Role
from tests.factories.chase import PromiseFactory, ReminderFactory
from tests.factories.portal import ExpectedReportFactory, OrganisationFactory, UserFactory, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)


@pytest.fixture
def report():
    return ExpectedReportFactory(due_on=date(2026, 5, 8))


def refusal(act, **given) -> dict[str, list[str]] | list[str]:
    with pytest.raises(ValidationError) as no:
        act(**given)
    return no.value.message_dict if hasattr(no.value, "error_dict") else no.value.messages


class TestReminderByHand:
    def test_it_is_noted_with_its_day(self, report):
        by = UserFactory()
        done = note_reminder(
            expected=report, channel="letter", on=date(2026, 5, 12), by=by, today=TODAY, text=" Brev nr 2. "
        )
        assert (done.channel, done.on, done.text, done.noted_by, done.step, done.counted_from) == (
            "letter",
            date(2026, 5, 12),
            "Brev nr 2.",
            by,
            None,
            None,
        )

    @pytest.mark.parametrize("on", [date(2026, 3, 29), date(2026, 10, 25), date(2028, 2, 29)])
    def test_its_day_stands_when_the_clock_is_turned_and_in_a_leap_year(self, report, on):
        done = note_reminder(expected=report, channel="meeting", on=on, by=None, today=date(2028, 3, 1))
        assert Reminder.objects.get(pk=done.pk).on == on

    @pytest.mark.parametrize("channel", ["automatic", "brevduva", ""])
    def test_only_ways_that_hands_can_use(self, report, channel):
        given = {"expected": report, "channel": channel, "on": TODAY, "by": None, "today": TODAY}
        words = "Välj hur påminnelsen gavs: brev, telefon, möte eller e-post."
        assert refusal(note_reminder, **given) == {"channel": [words]}

    def test_not_on_a_day_to_come(self, report):
        given = {"expected": report, "channel": "letter", "by": None, "today": TODAY}
        assert refusal(note_reminder, on=date(2026, 5, 21), **given) == {
            "on": ["Skriv en dag som har varit."]
        }
        assert note_reminder(on=TODAY, **given).on == TODAY

    def test_not_after_the_report_came_in(self):
        came = ExpectedReportFactory(submitted=True)  # 4 May
        given = {"expected": came, "channel": "letter", "by": None, "today": TODAY}
        assert refusal(note_reminder, on=date(2026, 5, 5), **given) == {
            "on": ["Redovisningen hade redan kommit in den dagen."]
        }
        assert note_reminder(on=date(2026, 5, 4), **given).on == date(2026, 5, 4)

    def test_no_personal_identity_numbers(self, report):
        given = {"expected": report, "channel": "letter", "on": TODAY, "by": None, "today": TODAY}
        assert list(refusal(note_reminder, text="Ring 811218-9876.", **given)) == ["text"]

    @pytest.mark.parametrize(
        "row",
        [
            {"channel": "automatic"},
            {"channel": "letter", "step": 7},
            {"channel": "letter", "counted_from": date(2026, 5, 8)},
            {"channel": "okänd"},
        ],
    )
    def test_the_database_tells_the_clocks_from_the_hands(self, report, row):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReminderFactory(expected=report, **row)


class TestWords:
    def test_a_promise_moves_nothing(self, report):
        said = note_promise(
            expected=report,
            text="Kommer på fredag.",
            on=date(2026, 5, 12),
            promised_for=date(2026, 5, 15),
            by=None,
            today=TODAY,
        )
        report.refresh_from_db()
        assert (said.kind, report.last_day, report.state) == ("promise", date(2026, 5, 8), "awaited")

    @pytest.mark.parametrize("act", [note_promise, note_excuse])
    def test_something_must_have_been_said_on_a_day_that_has_been(self, report, act):
        given = {"expected": report, "by": None, "today": TODAY}
        assert refusal(act, text=" ", on=TODAY, **given) == {"text": ["Skriv vad som sades."]}
        assert refusal(act, text="Ja.", on=date(2026, 5, 21), **given) == {
            "on": ["Skriv en dag som har varit."]
        }

    def test_a_promise_is_taken_back_once_and_not_before_it_was_given(self, report):
        promise = PromiseFactory(expected=report)
        assert refusal(withdraw_promise, promise=promise, on=date(2026, 5, 11), today=TODAY) == {
            "on": ["Löftet kan inte tas tillbaka innan det gavs."]
        }
        assert withdraw_promise(promise=promise, on=date(2026, 5, 14), today=TODAY).withdrawn_on == date(
            2026, 5, 14
        )
        assert refusal(withdraw_promise, promise=promise, on=TODAY, today=TODAY) == [
            "Det finns inget löfte att ta tillbaka."
        ]

    def test_an_escalation_says_to_whom(self, report):
        given = {"expected": report, "text": "Ingen redovisning.", "on": TODAY, "by": None}
        assert escalate(chief="director", **given).get_chief_display() == "stadsdelsdirektören"
        assert refusal(escalate, chief="", **given) == {"chief": ["Välj vem frågan lyfts till."]}

    @pytest.mark.parametrize(
        "row",
        [
            {"kind": "excuse", "promised_for": TODAY},
            {"kind": "escalation"},
            {"kind": "promise", "chief": "head"},
            {"withdrawn_on": date(2026, 5, 1)},
            {"kind": "skvaller"},
        ],
    )
    def test_the_database_refuses_what_cannot_be(self, report, row):
        with pytest.raises(IntegrityError), transaction.atomic():
            PromiseFactory(expected=report, **row)


def test_the_ledger_stands_newest_first_and_tells_the_same(report):
    ReminderFactory(expected=report, by_plan=True, sent_at=datetime(2026, 5, 15, 6, tzinfo=UTC))
    ReminderFactory(expected=report, text="Ringde.")
    PromiseFactory(expected=report, noted_on=date(2026, 5, 16), withdrawn_on=date(2026, 5, 18))
    PromiseFactory(expected=report, kind="excuse", noted_on=date(2026, 5, 17), text="Sjukdom.")
    PromiseFactory(expected=report, kind="escalation", chief="head", noted_on=date(2026, 5, 19))
    assert [(line.on.day, line.title, line.text) for line in ledger_lines(report)] == [
        (19, "Lyft till förvaltningschefen", "Den kommer i nästa vecka."),
        (18, "Löftet återtaget", "Den kommer i nästa vecka."),
        (17, "Förklaring", "Sjukdom."),
        (16, "Löfte", "Den kommer i nästa vecka."),
        (15, "Påminnelse, portalens e-post", "7 dagar efter sista dagen, till 1 mottagare."),
        (12, "Påminnelse: telefon", "Ringde."),
    ]
    chase = chase_of(report, what="slutredovisning")
    assert [one.on.day for one in chase.reminders] == [15, 12]
    assert [one.withdrawn_on for one in chase.promises] == [date(2026, 5, 18)]
    assert chase.escalated == [("förvaltningschefen", date(2026, 5, 19))]
    assert Promise.objects.count() == 3


C, P, D, A = Role.COORDINATOR, Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR, Role.ADMINISTRATOR
VERBS = {
    # verb: the roles that may at the organisation that owes the report; every other may not
    "see_wheel": set(Role),
    "report": {P},
    "ask_extension": {P, D},
    "ask_extension_foreign": set(),
    "answer_extension": {C},
    "chase": {C},
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", Role)
def test_role_by_verb(role, verb):
    own = OrganisationFactory()
    user = person(role, own)
    mine, foreign = ExpectedReportFactory(organisation=own), ExpectedReportFactory()
    asked = {
        "see_wheel": lambda: access.may_see_wheel(user),
        "report": lambda: access.may_report(user, mine),
        "ask_extension": lambda: access.may_ask_extension(user, mine),
        "ask_extension_foreign": lambda: access.may_ask_extension(user, foreign),
        "answer_extension": lambda: access.may_answer_extension(user),
        "chase": lambda: access.may_chase(user),
    }
    assert asked[verb]() is (role in VERBS[verb])
