"""What the portal is told of reports on agreements: start page, expected reports, letters, the day's news."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding import letters
from funding.domain.reporting import hand_in_draft, write_draft
from funding.domain.reviewing import return_report
from funding.models import PartyDuty
from funding.news import news
from funding.todo import reporting
from portal.deadlines.extending import ask_extension, grant_extension
from portal.deadlines.models import ExpectedReport
from portal.deadlines.reminding import remind, steps_due
from portal.deadlines.wheel import load_wheel
from portal.organisation.models import Role
from tests.factories.funding import cost_type, party, signed_terms
from tests.factories.portal import OrganisationFactory, person

pytestmark = pytest.mark.django_db
NOW = datetime(2019, 5, 6, 9, tzinfo=UTC)
TODAY = date(2019, 5, 6)


@pytest.fixture
def agreement():
    cost_type()
    load_wheel()
    agreement = signed_terms().agreement
    ExpectedReport.objects.filter(year=2018).update(state="accepted", submitted_at=NOW, decided_at=NOW)
    return agreement


@pytest.fixture
def duty(agreement):
    return duty_of(agreement, "Norrmalm")


def duty_of(agreement, name: str) -> PartyDuty:
    return PartyDuty.objects.select_related("expected", "party__organisation").get(
        party=party(agreement, name), expected__year=2019, expected__number=1
    )


def manager(duty: PartyDuty, **more):
    return person(Role.PROJECT_MANAGER, organisation=duty.party.organisation, **more)


def officer():
    return person(Role.AGREEMENT_OFFICER, organisation=OrganisationFactory(committee=True))


def handed_in(duty: PartyDuty, now=NOW):
    return hand_in_draft(
        report=write_draft(duty=duty, values={"registered": 1}, by=None, now=now), by=None, now=now
    )


def lines(user, today=TODAY) -> list[tuple[str, str]]:
    return [(str(each.title), each.detail) for each in reporting.waiting(user, today)]


class TestWaiting:
    def test_a_report_that_is_due_waits_for_its_party(self, duty):
        detail = "Norrmalm, Tertial 1 2019. Senast 2019-05-08."
        waits = [(f"Redovisning för {duty.party.agreement}", detail)]
        assert lines(manager(duty)) == waits
        assert lines(person(Role.DISTRICT_DIRECTOR, organisation=duty.party.organisation)) == waits

    def test_not_long_before_and_not_when_it_is_in(self, duty):
        assert lines(manager(duty), date(2019, 4, 7)) == []
        assert len(lines(manager(duty), date(2019, 4, 8))) == 1
        handed_in(duty)
        assert lines(manager(duty)) == []

    def test_what_came_in_waits_for_the_officer(self, duty):
        handed_in(duty)
        detail = "Norrmalm, Tertial 1 2019. Inlämnad 2019-05-06."
        assert lines(officer()) == [(f"Granska redovisningen för {duty.party.agreement}", detail)]

    def test_late_ones_are_chased_an_agreement_a_line(self, duty):
        handed_in(duty)
        waits = lines(officer(), date(2019, 5, 18))
        assert waits[1:] == [
            (f"{duty.party.agreement}: 2 redovisningar är sena", "Den äldsta har varit väntad i 10 dagar.")
        ]

    def test_uppskov_waits_for_the_officer(self, duty):
        ask(duty)
        assert lines(officer()) == [
            (f"Uppskov för {duty.party.agreement}", "Norrmalm begär uppskov till 2019-06-01.")
        ]

    @pytest.mark.parametrize("role", [Role.COORDINATOR, Role.CONTROLLER, Role.AUDITOR, Role.REGISTRAR])
    def test_it_is_nobody_elses(self, duty, role):
        handed_in(duty)
        ask(duty_of(duty.party.agreement, "Östermalm"))
        assert lines(person(role), date(2019, 5, 18)) == []

    def test_asks_as_often_for_few_as_for_many(self, agreement, django_assert_num_queries):
        user = officer()
        assert user.reach.central
        handed_in(duty_of(agreement, "Norrmalm"))
        with CaptureQueriesContext(connection) as few:
            assert len(lines(user)) == 1
        for name in ("Kungsholmen", "Östermalm"):
            handed_in(duty_of(agreement, name))
        with django_assert_num_queries(len(few)):
            assert len(lines(user)) == 3


def ask(duty: PartyDuty):
    return ask_extension(
        expected=duty.expected, to=date(2019, 6, 1), reason="Mer tid.", by=manager(duty), now=NOW
    )


class TestExpected:
    def test_central_roles_know_of_all_and_a_party_of_its_own(self, duty):
        central = reporting.expected(person(Role.COORDINATOR), TODAY)
        own = reporting.expected(manager(duty), TODAY)
        assert (len(central), {each.organisation for each in own}) == (9, {"Norrmalm"})
        assert (own[0].period, own[0].due_on, own[0].report) == (
            "Tertial 1 2019",
            date(2019, 5, 8),
            duty.expected_id,
        )

    def test_nothing_for_who_does_not_work_with_agreements(self, duty):
        outreach = person(Role.OUTREACH_OFFICER, organisation=duty.party.organisation)
        assert reporting.expected(outreach, TODAY) == []


class TestLetters:
    def test_say_what_it_is_about_and_how_far_it_is(self, duty):
        write_draft(duty=duty, values={"registered": 58, "women": 31}, by=None, now=NOW)
        told = letters.about([duty.expected_id], TODAY)[duty.expected_id]
        assert (told.title, told.organisation, told.days_late) == (str(duty.party.agreement), "Norrmalm", 0)
        assert (told.filled().asked, told.filled().done) == (4, 2)

    def test_carry_the_file_to_fill(self, duty):
        sheet = letters.about([duty.expected_id], TODAY)[duty.expected_id].sheet()
        assert sheet.name == f"redovisning-{duty.party.agreement.key}.xlsx"
        assert sheet.content.startswith(b"PK")

    def test_know_nothing_of_others(self, duty):
        ExpectedReport.objects.exclude(pk=duty.expected_id).delete()
        assert letters.about([10**6], TODAY) == {}

    def test_a_reminder_names_the_agreement(self, duty, mailoutbox):
        user = manager(duty, email="nagon@example.org")
        user.assignments.update(valid_from=date(2018, 1, 1))
        due = [one.expected for one in steps_due(TODAY) if one.expected.pk == duty.expected_id]
        assert due == [duty.expected]
        remind(today=TODAY, now=NOW)
        (letter,) = [each for each in mailoutbox if each.to == ["nagon@example.org"]]
        assert str(duty.party.agreement) in letter.subject
        assert f"/overenskommelser/{duty.party.agreement_id}/redovisningar/{duty.pk}/" in letter.body
        assert [name for name, _content, _kind in letter.attachments] == [
            f"redovisning-{duty.party.agreement.key}.xlsx"
        ]
        remind(today=TODAY, now=NOW)
        assert len([each for each in mailoutbox if each.to == ["nagon@example.org"]]) == 1


class TestNews:
    def told(self, user, since=NOW - timedelta(days=1), today=TODAY) -> list[tuple[str, str, bool]]:
        return [(str(each.heading), each.detail, each.is_new) for each in news(user, since, today)]

    def test_a_party_hears_what_came_back_and_what_is_due(self, duty):
        user = manager(duty)
        return_report(report=handed_in(duty), reason="Barnen?", now=NOW)
        assert self.told(user) == [
            ("Lämnat tillbaka", "Barnen?", True),
            ("Ska redovisas", "Senast 2019-05-08.", False),
        ]

    def test_a_party_hears_the_answer_on_uppskov(self, duty):
        extension = ask(duty)
        grant_extension(extension=extension, by=officer(), now=NOW, answer="Gärna.")
        assert self.told(manager(duty)) == [
            ("Svar på uppskov", "Uppskov beviljat till 2019-06-01. Gärna.", True)
        ]

    def test_the_officer_hears_what_came_in_is_asked_and_is_late(self, duty):
        handed_in(duty)
        ask(duty_of(duty.party.agreement, "Östermalm"))
        assert self.told(officer(), today=date(2019, 5, 9)) == [
            ("Kommit in", "Norrmalm", True),
            ("Uppskov att svara på", "Till 2019-06-01: Mer tid.", True),
            ("Sena redovisningar", "Kungsholmen. 1 dag sen.", True),
            ("Sena redovisningar", "Östermalm. 1 dag sen.", True),
        ]

    def test_another_party_hears_nothing_of_it(self, duty):
        other = manager(duty_of(duty.party.agreement, "Östermalm"))
        handed_in(duty)
        handed_in(duty_of(duty.party.agreement, "Östermalm"))
        assert self.told(other) == []
