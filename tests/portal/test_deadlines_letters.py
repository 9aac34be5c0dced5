"""The day's letter: words as data in two languages, who gets it when nobody is there, and how it ends."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from portal.deadlines.extending import ask_extension, refuse_extension
from portal.deadlines.models import DayLetter, Reminder, ReminderStep
from portal.deadlines.optout import person_of, stop_address, stop_token
from portal.deadlines.placeholders import check_placeholders, fill
from portal.deadlines.receiving import send_back
from portal.deadlines.reminding import remind, steps_due
from portal.deadlines.wheel import load_wheel
from portal.organisation.models import Role, User
from tests.factories.chase import ReminderStepFactory
from tests.factories.portal import (
    AssignmentFactory,
    CaseFactory,
    ExpectedReportFactory,
    UserFactory,
    person,
)
from tests.factories.projects import ReportDutyFactory
from tests.factories.reports import ReportFactory

pytestmark = pytest.mark.django_db
DUE = date(2026, 5, 8)


@pytest.fixture(autouse=True)
def wheel():
    load_wheel()


@pytest.fixture
def duty():
    return ReportDutyFactory(
        project__number="1",
        project__title="Navigator",
        project__lead__short_name="Järva",
        expected__due_on=date(2026, 9, 8),
        expected__number=2,
    )


def somebody(role, organisation=None, login="projektledare", **account):
    return person(role, organisation, username=login, email=f"{login}@exempel.invalid", **account)


def run(day: date, hour: int = 6):
    return remind(today=day, now=datetime(day.year, day.month, day.day, hour, tzinfo=UTC))


def letter_to(login: str):
    return next(one for one in mail.outbox if one.to == [f"{login}@exempel.invalid"])


class TestWords:
    def test_the_letter_is_the_work(self, duty):
        somebody(Role.PROJECT_MANAGER, duty.expected.organisation)
        run(date(2026, 8, 25))
        (letter,) = mail.outbox
        assert letter.subject == "Redovisning för 1 Navigator, tertial 2, senast 8 september"
        first, link, *_rest = letter.body.splitlines()
        assert first == (
            "Redovisning för 1 Navigator, tertial 2, senast 8 september. Öppna: 6 frågor, 1 redan ifylld"
        )
        assert link.endswith(f"/projekt/{duty.project_id}/redovisningar/{duty.pk}/")

    def test_the_sheet_to_fill_comes_with_it(self, duty):
        somebody(Role.PROJECT_MANAGER, duty.expected.organisation)
        run(date(2026, 8, 25))
        ((name, content, kind),) = mail.outbox[0].attachments
        assert (name, content[:2]) == ("redovisning-1.xlsx", b"PK")
        assert kind.endswith("spreadsheetml.sheet")

    def test_in_the_readers_own_language(self, duty):
        somebody(Role.PROJECT_MANAGER, duty.expected.organisation, language="en")
        run(date(2026, 8, 25))
        assert mail.outbox[0].subject == "Report for 1 Navigator, tertial 2, due 8 September"

    def test_a_step_of_ones_own_words(self, duty):
        ReminderStep.objects.filter(days=-14).update(subject="Dags för {projekt}!", text="Hej {ansvarig}.")
        somebody(Role.PROJECT_MANAGER, duty.expected.organisation)
        run(date(2026, 8, 25))
        assert mail.outbox[0].subject == "Dags för 1 Navigator!"
        assert mail.outbox[0].body.splitlines()[0] == "Hej Järva."

    def test_without_words_the_portals_own(self, duty):
        ReminderStep.objects.update(subject="", text="")
        somebody(Role.PROJECT_MANAGER, duty.expected.organisation)
        run(date(2026, 9, 20))
        assert (
            mail.outbox[0].subject == "Redovisning för 1 Navigator, tertial 2, skulle ha kommit 8 september"
        )

    def test_the_director_is_led_to_the_ledger(self, duty):
        somebody(Role.DISTRICT_DIRECTOR, duty.expected.organisation, "direktor")
        run(date(2026, 9, 29))
        assert f"/projekt/redovisningar/{duty.pk}/" in letter_to("direktor").body


class TestPlaceholders:
    @pytest.mark.parametrize("text", ["", "Utan ord.", "{projekt} {period}", "{{klammer}}", "{frågor}"])
    def test_known_words_and_none(self, text):
        check_placeholders(text)

    @pytest.mark.parametrize(
        "text", ["{projektet}", "{}", "{0}", "{projekt.pk}", "{projekt!r}", "{projekt:>9}", "{projekt", "}"]
    )
    def test_anything_else_is_refused_on_saving(self, text):
        with pytest.raises(ValidationError):
            ReminderStep(days=3, text=text).full_clean()

    def test_the_refusal_says_what_there_is(self):
        with pytest.raises(ValidationError) as no:
            check_placeholders("Hej {namn}")
        assert no.value.messages == [
            "{namn} finns inte. Välj bland {projekt}, {ansvarig}, {period}, {senast}, {dagar}, {frågor}."
        ]

    def test_a_subject_stands_on_one_line(self):
        with pytest.raises(ValidationError) as no:
            ReminderStep(days=3, subject="En\nTvå").full_clean()
        assert list(no.value.message_dict) == ["subject"]

    def test_what_slipped_in_before_is_sent_as_it_is(self):
        assert fill("{okänd} {projekt}", {"projekt": "1"}) == "{okänd} {projekt}"

    def test_they_are_edited_in_the_back_office(self, client):
        step = ReminderStepFactory(days=7)
        client.force_login(person(Role.ADMINISTRATOR))
        page = reverse("admin:deadlines_reminderstep_change", args=[step.pk])
        said = {"days": 7, "tone": "firm", "subject": "{fel}", "text": "", "subject_en": "", "text_en": ""}
        assert "{fel} finns inte." in client.post(page, said).content.decode()
        assert client.post(page, said | {"subject": "Sent: {projekt}"}).status_code == 302
        step.refresh_from_db()
        assert (step.subject, step.tone) == ("Sent: {projekt}", "firm")


class TestWhoGetsIt:
    def test_a_deputy_is_told(self, duty):
        owner = somebody(Role.PROJECT_MANAGER, duty.expected.organisation, wants_digest=False)
        deputy = UserFactory(username="vikarie", email="vikarie@exempel.invalid")
        AssignmentFactory(
            user=deputy,
            role=Role.PROJECT_MANAGER,
            organisation=duty.expected.organisation,
            valid_to=date(2026, 8, 31),
            deputy_for=owner.assignments.get(),
        )
        assert run(date(2026, 8, 25)).people == (deputy,)
        assert run(date(2026, 9, 8)).people == ()  # the deputy's time is over

    def test_the_mailbox_when_nobody_is_there(self, duty):
        organisation = duty.expected.organisation
        organisation.mailbox = "jarva@exempel.invalid"
        organisation.save()
        (sent,) = run(date(2026, 8, 25)).reminders
        assert (sent.people, sent.mailbox) == ((), "jarva@exempel.invalid")
        (letter,) = mail.outbox
        assert letter.to == ["jarva@exempel.invalid"]
        assert "List-Unsubscribe" not in letter.extra_headers
        assert list(Reminder.objects.values_list("step", "recipients")) == [(-14, 1)]
        assert run(date(2026, 8, 25)).reminders == ()

    def test_the_coordinator_hears_of_what_nobody_could_be_told(self, duty):
        somebody(Role.COORDINATOR, login="samordnare")
        assert len(run(date(2026, 8, 25)).unreachable) == 1
        body = letter_to("samordnare").body
        assert "INGEN ATT PÅMINNA" in body
        assert "Järva har varken en person eller en funktionsbrevlåda." in body
        run(date(2026, 8, 26))
        assert len(mail.outbox) == 1  # told once, not every day

    def test_a_closed_case_is_chased_no_more(self):
        for case in (CaseFactory(closed=True), CaseFactory(), None):
            ExpectedReportFactory(due_on=DUE, case=case)
        found = [one.expected.case for one in steps_due(DUE)]
        assert [case and case.closed_on for case in found] == [None, None]


class TestNews:
    """What came back, what was answered, what falls due: once, and never two letters a day."""

    def test_a_returned_report_and_an_answer(self, duty):
        manager = somebody(Role.PROJECT_MANAGER, duty.expected.organisation)
        now = datetime(2026, 7, 1, 9, tzinfo=UTC)
        extension = ask_extension(
            expected=duty.expected, to=date(2026, 9, 30), reason="Mer tid.", by=manager, now=now
        )
        refuse_extension(extension=extension, by=manager, now=now, answer="Nämnden möts före det.")
        ReportFactory(duty=duty, submitted_at=now + timedelta(hours=1))
        send_back(expected=duty.expected, reason="Deltagarna saknas.", now=now + timedelta(hours=2))
        assert run(date(2026, 7, 2)).readers == (manager,)
        body = letter_to("projektledare").body
        assert "LÄMNAT TILLBAKA\n- 1 Navigator, Tertial 2 2026. Deltagarna saknas." in body
        assert "Uppskov till 2026-09-30 avslaget. Nämnden möts före det." in body
        assert run(date(2026, 7, 2), hour=15).readers == ()
        assert run(date(2026, 7, 3)).readers == ()
        assert DayLetter.objects.count() == 1

    def test_the_coordinators_own(self, duty):
        coordinator = somebody(Role.COORDINATOR, login="samordnare")
        now = datetime(2026, 7, 1, 9, tzinfo=UTC)
        ReportFactory(duty=duty, submitted_at=now)
        assert run(date(2026, 7, 2)).readers == (coordinator,)
        assert "KOMMIT IN\n- 1 Navigator, Tertial 2 2026. Järva" in letter_to("samordnare").body

    def test_a_report_that_fell_late_yesterday(self, duty):
        somebody(Role.COORDINATOR, login="samordnare")
        assert run(date(2026, 9, 7)).readers == ()
        run(date(2026, 9, 9))
        assert "SENA REDOVISNINGAR" in letter_to("samordnare").body

    def test_strangers_hear_nothing(self, duty):
        somebody(Role.PROJECT_MANAGER, login="annan-stadsdel")
        ReportFactory(duty=duty, submitted_at=datetime(2026, 7, 1, 9, tzinfo=UTC))
        assert run(date(2026, 7, 2)).readers == ()
        assert mail.outbox == []

    def test_one_letter_holds_both_and_says_nothing_twice(self, duty):
        somebody(Role.PROJECT_MANAGER, duty.expected.organisation)
        run(date(2026, 9, 8))
        (letter,) = mail.outbox
        assert letter.subject == "Sista dagen 8 september: redovisning för 1 Navigator, tertial 2"
        assert "SKA REDOVISAS" not in letter.body


class TestOptOut:
    def test_the_link_in_the_letter_stops_them_without_logging_in(self, duty):
        manager = somebody(Role.PROJECT_MANAGER, duty.expected.organisation)
        run(date(2026, 8, 25))
        headers = mail.outbox[0].extra_headers
        assert headers["List-Unsubscribe"] == f"<{stop_address(manager)}>"
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        stranger = Client(enforce_csrf_checks=True)
        page = reverse("letters:stop", args=[stop_token(manager)])
        assert "Stäng av breven" in stranger.get(page).content.decode()
        assert User.objects.get(pk=manager.pk).wants_digest is True  # a link that is fetched stops nothing
        assert stranger.post(page, {"List-Unsubscribe": "One-Click"}).status_code == 200
        assert User.objects.get(pk=manager.pk).wants_digest is False
        assert run(date(2026, 9, 8)).people == ()

    def test_pressed_on_the_page_it_says_so(self):
        manager = somebody(Role.PROJECT_MANAGER)
        answer = Client(enforce_csrf_checks=True).post(reverse("letters:stop", args=[stop_token(manager)]))
        assert "Du får inga fler brev" in answer.content.decode()

    @pytest.mark.parametrize("token", ["x", "1:x", "99999999999999999999:x"])
    def test_a_link_nobody_was_sent_is_not_there(self, client, token):
        assert person_of(token) is None
        assert client.get(reverse("letters:stop", args=[token])).status_code == 404
        assert client.post(reverse("letters:stop", args=[token])).status_code == 404

    def test_one_persons_link_is_no_others(self):
        one, other = somebody(Role.PROJECT_MANAGER), somebody(Role.PROJECT_MANAGER, login="annan")
        forged = stop_token(one).replace(str(one.pk), str(other.pk), 1)
        assert (person_of(stop_token(one)), person_of(forged)) == (one, None)


class TestOwnLetters:
    def test_everybody_decides_for_themselves(self, client):
        user, other = somebody(Role.PROJECT_MANAGER), somebody(Role.PROJECT_MANAGER, login="annan")
        client.force_login(user)
        answer = client.post(reverse("letters:own"), {"language": "en"}, follow=True)
        assert [str(message) for message in answer.context["messages"]] == ["Ditt val är sparat."]
        found = dict(User.objects.order_by("pk").values_list("pk", "wants_digest"))
        assert found == {user.pk: False, other.pk: True}
        client.post(reverse("letters:own"), {"wants_digest": "on", "language": "sv"})
        user.refresh_from_db()
        assert (user.wants_digest, user.language) == (True, "sv")

    def test_a_language_that_there_is_not(self, client):
        client.force_login(somebody(Role.PROJECT_MANAGER))
        answer = client.post(reverse("letters:own"), {"language": "xx"})
        assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["language"])

    def test_strangers_and_people_without_a_role(self, client):
        assert client.get("/mina-brev/").url == "/logga-in/?next=/mina-brev/"
        client.force_login(UserFactory())
        assert client.get("/mina-brev/").status_code == 403
