"""Uppskov and promises: asked with a reason, answered once, and the due date always stays."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from portal.deadlines import access
from portal.deadlines.extending import ask_extension, grant_extension, refuse_extension
from portal.deadlines.models import ExpectedReport
from portal.deadlines.promising import note_promise
from portal.organisation.models import Role
from tests.factories.portal import ExpectedReportFactory, OrganisationFactory, UserFactory, person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)


def ask(expected, *, to=date(2026, 5, 22), reason="Vi väntar på siffror.", now=NOW):
    return ask_extension(expected=expected, to=to, reason=reason, by=UserFactory(), now=now)


def test_a_granted_extension_moves_the_last_day_and_not_the_due_date():
    extension = ask(ExpectedReportFactory())
    grant_extension(extension=extension, by=UserFactory(), now=NOW)
    report = ExpectedReport.objects.get()
    assert (report.due_on, report.extended_to, report.last_day) == (
        date(2026, 5, 8),
        date(2026, 5, 22),
        date(2026, 5, 22),
    )
    assert (report.days_late(date(2026, 5, 22)), report.days_late(date(2026, 5, 23))) == (0, 1)


def test_a_refused_extension_moves_nothing():
    extension = ask(ExpectedReportFactory())
    refuse_extension(extension=extension, by=UserFactory(), now=NOW, answer="Nämnden möts den 12 maj.")
    report = ExpectedReport.objects.get()
    assert (report.extended_to, report.days_late(date(2026, 5, 9))) == (None, 1)
    assert (extension.granted, extension.answer) == (False, "Nämnden möts den 12 maj.")


def test_a_second_extension_begins_where_the_first_ended():
    extension = ask(ExpectedReportFactory())
    grant_extension(extension=extension, by=UserFactory(), now=NOW)
    with pytest.raises(ValidationError) as refused:
        ask(extension.expected, to=date(2026, 5, 22))
    assert refused.value.message_dict == {"asked_to": ["Uppskovet ska vara till en senare dag."]}
    grant_extension(extension=ask(extension.expected, to=date(2026, 5, 29)), by=UserFactory(), now=NOW)
    assert ExpectedReport.objects.get().last_day == date(2026, 5, 29)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"to": date(2026, 5, 8)}, {"asked_to": ["Uppskovet ska vara till en senare dag."]}),
        (
            {"to": date(2026, 5, 20), "now": datetime(2026, 5, 20, 22, 1, tzinfo=UTC)},
            {"asked_to": ["Den dagen har redan varit. Välj en senare dag."]},
        ),
        ({"reason": "  "}, {"reason": ["Skriv varför ni behöver mer tid."]}),
    ],
)
def test_a_bad_question_is_refused(changes, why):
    with pytest.raises(ValidationError) as refused:
        ask(ExpectedReportFactory(), **changes)
    assert refused.value.message_dict == why


def test_a_day_may_be_asked_for_until_midnight_in_stockholm():
    asked = ask(ExpectedReportFactory(), to=date(2026, 5, 20), now=datetime(2026, 5, 20, 21, 59, tzinfo=UTC))
    assert asked.asked_to == date(2026, 5, 20)


def test_one_question_at_a_time():
    extension = ask(ExpectedReportFactory())
    with pytest.raises(ValidationError) as refused:
        ask(extension.expected, to=date(2026, 6, 1))
    assert refused.value.messages == ["Ett uppskov är redan begärt och väntar på svar."]


@pytest.mark.parametrize("trait", ["submitted", "accepted"])
def test_a_report_that_is_in_needs_no_extension(trait):
    with pytest.raises(ValidationError) as refused:
        ask(ExpectedReportFactory(**{trait: True}))
    assert refused.value.messages == ["Redovisningen är redan inlämnad, så uppskov behövs inte."]


def test_a_returned_report_may_be_given_more_time():
    assert ask(ExpectedReportFactory(returned=True)).granted is None


def test_an_answer_is_given_once():
    extension = ask(ExpectedReportFactory())
    grant_extension(extension=extension, by=UserFactory(), now=NOW)
    with pytest.raises(ValidationError) as refused:
        refuse_extension(extension=extension, by=UserFactory(), now=NOW, answer="Nej.")
    assert refused.value.messages == ["Uppskovet är redan besvarat."]
    assert ExpectedReport.objects.get().extended_to == date(2026, 5, 22)


def test_a_no_says_why():
    extension = ask(ExpectedReportFactory())
    with pytest.raises(ValidationError) as refused:
        refuse_extension(extension=extension, by=UserFactory(), now=NOW, answer=" ")
    assert refused.value.message_dict == {"answer": ["Skriv varför uppskovet inte beviljas."]}


def test_a_promise_is_noted_and_moves_nothing():
    report = ExpectedReportFactory()
    said = note_promise(
        expected=report,
        text="Kommer på fredag.",
        on=date(2026, 5, 11),
        by=None,
        promised_for=date(2026, 5, 15),
    )
    assert (said.text, said.promised_for) == ("Kommer på fredag.", date(2026, 5, 15))
    assert ExpectedReport.objects.get().last_day == date(2026, 5, 8)


@pytest.mark.parametrize(
    ("text", "promised_for", "why"),
    [
        (" ", None, {"text": ["Skriv vad som sades."]}),
        (
            "I går.",
            date(2026, 5, 10),
            {"promised_for": ["Den utlovade dagen ligger före dagen för löftet."]},
        ),
    ],
)
def test_a_bad_promise_is_refused(text, promised_for, why):
    with pytest.raises(ValidationError) as refused:
        note_promise(
            expected=ExpectedReportFactory(),
            text=text,
            on=date(2026, 5, 11),
            by=None,
            promised_for=promised_for,
        )
    assert refused.value.message_dict == why


@pytest.mark.parametrize(
    ("role", "own", "asks", "answers", "notes", "wheel"),
    [
        (Role.PROJECT_MANAGER, True, True, False, False, True),
        (Role.PROJECT_MANAGER, False, False, False, False, True),
        (Role.DISTRICT_DIRECTOR, True, True, False, False, True),
        (Role.OUTREACH_OFFICER, True, False, False, False, True),
        (Role.COORDINATOR, False, False, True, True, True),
        (Role.REGISTRAR, False, False, False, False, True),
        (Role.AUDITOR, False, False, False, False, True),
        (None, False, False, False, False, False),
    ],
)
def test_who_may_what(role, own, asks, answers, notes, wheel):
    report = ExpectedReportFactory()
    user = person(role, report.organisation if own else OrganisationFactory()) if role else UserFactory()
    assert (
        access.may_ask_extension(user, report),
        access.may_answer_extension(user),
        access.may_chase(user),
        access.may_see_wheel(user),
    ) == (asks, answers, notes, wheel)
