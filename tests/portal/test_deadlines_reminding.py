"""Reminders: the newest step that has come, once, to those who report today, one letter a person."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from portal.deadlines.extending import ask_extension, grant_extension
from portal.deadlines.models import Reminder
from portal.deadlines.reminding import remind
from portal.deadlines.wheel import load_wheel
from portal.organisation.models import Role
from tests.factories.portal import (
    AssignmentFactory,
    ExpectedReportFactory,
    MembershipFactory,
    OrganisationFactory,
    SuccessionFactory,
    UserFactory,
    person,
)

pytestmark = pytest.mark.django_db
DUE = date(2026, 5, 8)


@pytest.fixture(autouse=True)
def wheel():
    load_wheel()


@pytest.fixture
def report():
    return ExpectedReportFactory(organisation__short_name="Järva", due_on=DUE)


def manager_of(organisation, login="projektledare", **account):
    return person(
        Role.PROJECT_MANAGER, organisation, username=login, email=f"{login}@exempel.invalid", **account
    )


def run(day: date):
    return remind(today=day, now=datetime(day.year, day.month, day.day, 6, tzinfo=UTC))


def steps() -> list[tuple[date, int, int]]:
    return list(Reminder.objects.order_by("pk").values_list("counted_from", "step", "recipients"))


def test_each_step_goes_out_on_its_day_and_once(report):
    manager_of(report.organisation)
    sent = {}
    for day in (DUE + timedelta(days=n) for n in range(-20, 30)):
        for _twice in range(2):
            if run(day).reminders:
                sent[day] = sent.get(day, 0) + 1
    assert sent == {
        date(2026, 4, 24): 1,
        date(2026, 5, 8): 1,
        date(2026, 5, 15): 1,
        date(2026, 5, 29): 1,
    }
    assert steps() == [(DUE, -14, 1), (DUE, 0, 1), (DUE, 7, 1), (DUE, 21, 1)]
    assert len(mail.outbox) == 4


def test_the_letters_words(report):
    manager_of(report.organisation)
    for day in (date(2026, 4, 24), DUE, date(2026, 5, 15), date(2026, 5, 29)):
        run(day)
    assert [letter.subject for letter in mail.outbox] == [
        "Redovisning för Järva, tertial 1, senast 8 maj",
        "Sista dagen 8 maj: redovisning för Järva, tertial 1",
        "Redovisning för Järva, tertial 1, skulle ha kommit 8 maj",
        "Redovisning för Järva, tertial 1, är 21 dagar sen",
    ]
    assert mail.outbox[0].to == ["projektledare@exempel.invalid"]
    assert mail.outbox[0].body.splitlines()[0] == "Redovisning för Järva, tertial 1, senast 8 maj. Öppna:"


def test_a_clock_that_stood_still_sends_only_the_newest(report):
    manager_of(report.organisation)
    run(date(2026, 5, 20))
    assert steps() == [(DUE, 7, 1)]


def test_a_step_over_the_years_end_and_the_leap_day():
    new_year = ExpectedReportFactory(due_on=date(2027, 1, 15), number=3)
    manager_of(new_year.organisation, "over-nyar")
    leap = ExpectedReportFactory(due_on=date(2028, 3, 2))
    manager_of(leap.organisation, "skottar")
    assert [one.step for one in run(date(2027, 1, 1)).reminders] == [-14]
    assert run(date(2028, 2, 16)).reminders[-1].step == 21
    assert [one.step for one in run(date(2028, 2, 17)).reminders] == [-14]
    assert [one.step for one in run(date(2028, 2, 29)).reminders] == []
    assert [one.step for one in run(date(2028, 3, 2)).reminders] == [0]


def test_an_extension_begins_the_steps_anew(report):
    manager = manager_of(report.organisation)
    run(date(2026, 5, 9))
    now = datetime(2026, 5, 11, 9, tzinfo=UTC)
    extension = ask_extension(expected=report, to=date(2026, 5, 29), reason="Mer tid.", by=manager, now=now)
    assert run(date(2026, 5, 11)).reminders == ()
    grant_extension(extension=extension, by=manager, now=now)
    assert run(date(2026, 5, 12)).reminders == ()
    run(date(2026, 5, 15))
    assert steps() == [(DUE, 0, 1), (date(2026, 5, 29), -14, 1)]


@pytest.mark.parametrize("trait", ["submitted", "accepted"])
def test_nobody_is_reminded_of_what_is_in(trait):
    manager_of(ExpectedReportFactory(due_on=DUE, **{trait: True}).organisation)
    assert run(date(2026, 5, 9)).reminders == ()


def test_a_returned_report_is_reminded_of():
    manager_of(ExpectedReportFactory(due_on=DUE, returned=True).organisation)
    assert [one.step for one in run(date(2026, 5, 9)).reminders] == [0]


def test_the_director_hears_of_it_when_it_is_late(report):
    manager = manager_of(report.organisation)
    director = person(
        Role.DISTRICT_DIRECTOR, report.organisation, username="direktor", email="direktor@exempel.invalid"
    )
    assert run(date(2026, 5, 28)).people == (manager,)
    assert run(date(2026, 5, 29)).people == (manager, director)


def test_several_reports_come_in_one_letter(report):
    manager_of(report.organisation)
    ExpectedReportFactory(organisation=report.organisation, due_on=DUE)
    run(date(2026, 5, 5))
    assert [letter.subject for letter in mail.outbox] == ["2 redovisningar att lämna in"]


def test_the_successors_people_are_told(report):
    heir = OrganisationFactory()
    SuccessionFactory(predecessor=report.organisation, successor=heir, on=date(2026, 5, 1))
    manager = manager_of(heir)
    assert run(date(2026, 4, 24)).people == ()
    assert run(date(2026, 5, 5)).people == (manager,)


def test_a_joint_organisations_members_are_told():
    member = OrganisationFactory()
    joint = MembershipFactory(member=member).joint
    manager = manager_of(member)
    ExpectedReportFactory(organisation=joint, due_on=DUE)
    assert run(date(2026, 5, 5)).people == (manager,)


def test_a_step_nobody_hears_is_not_written_down(report):
    manager_of(report.organisation, "har-stangt-av", wants_digest=False)
    person(Role.PROJECT_MANAGER, report.organisation, username="utan-adress")
    ended = AssignmentFactory(
        user=UserFactory(email="slutat@exempel.invalid"),
        role=Role.PROJECT_MANAGER,
        organisation=report.organisation,
        valid_to=date(2026, 1, 1),
    )
    sent = run(date(2026, 5, 5))
    assert (sent.reminders, [one.expected for one in sent.unreachable]) == ((), [report])
    assert (steps(), mail.outbox) == ([], [])
    assert ended.user.email == "slutat@exempel.invalid"


def test_a_letter_the_post_would_not_take_is_tried_again(report, settings):
    manager_of(report.organisation)
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    settings.EMAIL_PORT = 1  # nobody listens there
    sent = run(date(2026, 5, 5))
    assert (sent.reminders, [one.expected for one in sent.failed], steps()) == ((), [report], [])
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert [one.step for one in run(date(2026, 5, 5)).reminders] == [-14]


def test_a_dry_run_says_and_sends_nothing(report, capsys):
    manager_of(report.organisation)
    call_command("remind", "--today", "2026-05-05", "--dry-run")
    assert capsys.readouterr().out.splitlines() == [
        "Järva, Tertial 1 2026, senast 2026-05-08 (-14 dagar): projektledare",
        "Påminnelser som skulle skickas: 1. Mottagare: 1.",
    ]
    assert (steps(), mail.outbox) == ([], [])


def test_the_command_sends_and_a_second_time_nothing(report, capsys):
    manager_of(report.organisation)
    call_command("remind", "--today", "2026-05-05")
    call_command("remind", "--today", "2026-05-05")
    assert capsys.readouterr().out.splitlines() == [
        "Järva, Tertial 1 2026, senast 2026-05-08 (-14 dagar): projektledare",
        "Påminnelser skickade: 1. Mottagare: 1.",
        "Påminnelser skickade: 0. Mottagare: 0.",
    ]
    assert len(mail.outbox) == 1


def test_a_day_that_is_none_is_an_unusable_call():
    from django.core.management import execute_from_command_line

    with pytest.raises(SystemExit) as ended:
        execute_from_command_line(["manage.py", "remind", "--today", "8 maj"])
    assert ended.value.code == 2
