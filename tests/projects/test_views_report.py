"""A report is handed in, reviewed, corrected and read: what each page says and does, for whom."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from portal.deadlines.models import ExpectedReport
from portal.organisation.models import Role
from projects.domain.reviewing import accept_report, correct_report, verify_count
from projects.models import OutcomeCount, Project, Report
from tests.factories.portal import CommentFactory, ExpectedReportFactory, OrganisationFactory, person
from tests.factories.projects import (
    GrantFactory,
    PartnershipFactory,
    ProgrammeFactory,
    ProjectFactory,
    ReportDutyFactory,
)
from tests.factories.reports import OutcomeCountFactory, ReportFactory, measure

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def project():
    measure("deltagare")
    project = ProjectFactory(title="Navigator", number="1.1")
    GrantFactory(project=project, amount=Decimal("450000"))
    return project


@pytest.fixture
def duty(project):
    expected = ExpectedReportFactory(organisation=project.lead, number=2, due_on=date(2026, 9, 8))
    return ReportDutyFactory(project=project, expected=expected)


@pytest.fixture
def draft(duty):
    """Whole: 36 participants, 2 of them at work."""
    report = ReportFactory(duty=duty, draft=True, spent=Decimal("412500"), experience="Allt tar tid.")
    OutcomeCountFactory(report=report, value=Decimal(36), women=23, men=12, unknown=1)
    OutcomeCountFactory(report=report, code="arbete", value=Decimal(2))
    return report


@pytest.fixture
def report(draft):
    """The same, handed in."""
    ExpectedReport.objects.filter(pk=draft.duty.expected_id).update(state="submitted", submitted_at=NOW)
    committee = draft.duty.project.programme.case.committee
    Report.objects.filter(pk=draft.pk).update(submitted_at=NOW, received_by=committee)
    return Report.objects.get(pk=draft.pk)


@pytest.fixture
def manager(client, project):
    user = person(Role.PROJECT_MANAGER, project.lead)
    client.force_login(user)
    return user


@pytest.fixture
def coordinator(client):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


def address(duty, tail=""):
    return f"/projekt/{duty.project_id}/redovisningar/{duty.pk}/{tail}"


def words_in(html):
    body = re.sub(r"<(script|style).*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).replace("\u00a0", " ").split())


def text_of(response):
    return words_in(response.content.decode())


def printed(response):
    """What only the paper shows."""
    return words_in(
        response.content.decode().split('<div class="print-only">')[1].split("</div>\n<section")[0]
    )


def state(duty):
    return ExpectedReport.objects.get(pk=duty.expected_id).state


class TestHandIn:
    def test_the_page_shows_what_goes_and_hands_in_nothing(self, client, manager, duty, draft):
        shown = text_of(client.get(address(duty, "lamna-in/")))
        assert "Deltagare sedan projektet började" in shown
        assert "Tertial 2 2026 23 12 1 36 ej redovisat" in shown
        assert "Allt tar tid." in shown
        assert "tar emot redovisningen i samma sekund." in shown
        assert (state(duty), Report.objects.get().is_draft) == ("awaited", True)

    def test_participants_given_only_by_sex_are_summed_as_they_will_be(self, client, manager, duty, draft):
        OutcomeCount.objects.filter(measure__code="deltagare").update(value=None)
        assert "Deltagare hittills 36" in text_of(client.get(address(duty, "lamna-in/")))
        OutcomeCount.objects.filter(measure__code="deltagare").update(women=None, men=None, unknown=None)
        assert "Deltagare hittills 36" not in text_of(client.get(address(duty, "lamna-in/")))

    def test_what_is_missing_is_told_with_the_way_to_its_box(self, client, manager, duty):
        ReportFactory(duty=duty, draft=True, spent=None)
        page = client.get(address(duty, "lamna-in/"))
        assert f'href="{address(duty)}#id_spent"' in page.content.decode()
        assert "2 uppgifter saknas innan du kan lämna in" in text_of(page)
        assert '<button class="btn btn-primary" type="submit">' not in page.content.decode()
        assert "Inte redovisat än: Deltagare, Resultat, Förbrukat, Erfarenheter." in text_of(page)

    def test_the_button_hands_in_and_leads_to_the_receipt(self, client, manager, duty, draft):
        seen = client.get(address(duty, "lamna-in/")).context["seen"]
        answer = client.post(address(duty, "lamna-in/"), {"sedd": seen})
        assert answer.url == address(duty, "kvitto/")
        assert (state(duty), Report.objects.get().submitted_by) == ("submitted", manager)
        assert "Redovisningen är inlämnad Version 1, mottagen av" in text_of(client.get(answer.url))

    def test_a_draft_that_somebody_changed_meanwhile_is_read_again(self, client, manager, duty, draft):
        seen = client.get(address(duty, "lamna-in/")).context["seen"]
        Report.objects.get().save()  # a colleague saves
        answer = client.post(address(duty, "lamna-in/"), {"sedd": seen}, follow=True)
        assert "Någon ändrade utkastet medan du läste." in text_of(answer)
        assert state(duty) == "awaited"

    def test_pressed_twice_is_handed_in_once(self, client, manager, duty, draft):
        seen = client.get(address(duty, "lamna-in/")).context["seen"]
        for _again in range(2):
            answer = client.post(address(duty, "lamna-in/"), {"sedd": seen})
        assert answer.url == address(duty, "kvitto/")
        assert Report.objects.count() == 1

    def test_what_is_missing_is_refused_when_posted_too(self, client, manager, duty):
        ReportFactory(duty=duty, draft=True, spent=None)
        seen = client.get(address(duty, "lamna-in/")).context["seen"]
        assert "2 uppgifter saknas" in text_of(client.post(address(duty, "lamna-in/"), {"sedd": seen}))
        assert state(duty) == "awaited"

    def test_without_a_draft_there_is_nothing_to_hand_in(self, client, manager, duty):
        assert client.get(address(duty, "lamna-in/")).url == address(duty)


class TestRead:
    def test_reported_checked_and_share_side_by_side(self, client, coordinator, report, duty):
        count = OutcomeCount.objects.get(measure__code="arbete")
        verify_count(count=count, value=6, why="Mot journalen.", by=coordinator, now=NOW)
        shown = text_of(client.get(address(duty, "las/")))
        assert "Arbete 1 2 6 6 av 36 (17 %)" in shown
        assert f"1 Kontrollerat av {coordinator}: Mot journalen." in shown

    def test_those_who_were_called_are_no_part_of_those_who_came(self, client, coordinator, report, duty):
        OutcomeCountFactory(report=report, code="kallade", value=Decimal(41))
        shown = text_of(client.get(address(duty, "las/")))
        assert "Kallade 41 Arbete 2 2 av 36 (6 %)" in shown

    def test_share_is_of_what_the_count_belongs_to(self, client, coordinator, report, duty):
        base = OutcomeCountFactory(report=report, code="provade-pension", value=Decimal(65))
        OutcomeCountFactory(report=report, code="pension", value=Decimal(43), base=base)
        assert "Pension 43 43 av 65 (66 %)" in text_of(client.get(address(duty, "las/")))

    def test_not_reported_is_neither_zero_nor_blank(self, client, coordinator, report, duty):
        OutcomeCountFactory(report=report, code="studier", value=Decimal(0))
        OutcomeCountFactory(report=report, code="praktik", value=None, note="Räknas först i vår.")
        shown = text_of(client.get(address(duty, "las/")))
        assert "Studier 0 0 av 36 (0 %)" in shown
        assert "Praktik 1 ej redovisat" in shown

    def test_what_was_told_before_and_not_now_is_missing(self, client, coordinator, report, duty):
        expected = ExpectedReportFactory(organisation=duty.project.lead, accepted=True)
        earlier = ReportFactory(duty=ReportDutyFactory(project=duty.project, expected=expected))
        OutcomeCountFactory(report=earlier, code="studier", value=Decimal(7))
        shown = text_of(client.get(address(duty, "las/")))
        assert "Mått Tertial 1 2026 Redovisat" in shown
        assert "Studier 7 ej redovisat" in shown

    def test_before_it_is_in_only_what_is_asked_is_told(self, client, coordinator, draft, duty):
        shown = text_of(client.get(address(duty, "las/")))
        assert "Inte inlämnad Redovisningen har sex frågor." in shown
        assert "Allt tar tid." not in shown

    def test_versions_and_their_difference_stand_side_by_side(self, client, coordinator, report, duty):
        accept_report(report=report, by=coordinator, now=NOW)
        second = ReportFactory(
            duty=duty, version=2, spent=Decimal("400000"), correction_reason="Fel konto.", submitted_at=NOW
        )
        OutcomeCountFactory(report=second, value=Decimal(36), women=23, men=12, unknown=1)
        shown = text_of(client.get(address(duty, "las/")))
        assert "Rättad: version 2 Fel konto." in shown
        assert "Uppgift Version 1 Version 2 Förbrukat hittills 412,5 tkr 400 tkr" in shown
        assert "Arbete 2 ej redovisat" in shown
        old = text_of(client.get(address(duty, "las/?version=1")))
        assert "Det här är en äldre version." in old
        assert "Skillnad" not in old

    def test_small_numbers_are_masked_for_others_and_on_paper(self, client, coordinator, report, duty):
        page = client.get(address(duty, "las/"))
        assert "Arbete 2 2 av 36 (6 %)" in text_of(page)
        assert "Arbete .. talet är dolt" in printed(page)
        internal = client.get(address(duty, "las/?variant=intern"))
        assert "print-only" not in internal.content.decode().split("<main")[1]
        partner = PartnershipFactory(project=duty.project).organisation
        client.force_login(person(Role.PROJECT_MANAGER, partner))
        shown = text_of(client.get(address(duty, "las/?variant=intern")))
        assert "Arbete .. talet är dolt" in shown
        assert "Varför" in shown or "”..” betyder" in shown

    def test_a_small_number_cannot_be_worked_out_from_those_who_share_the_whole(self, client, report, duty):
        """36 take part, 32 have ended: then 4 are ongoing, and so one of the three sums must go."""
        OutcomeCountFactory(report=report, code="avslutade", value=Decimal(32))
        OutcomeCountFactory(report=report, code="pagaende", value=Decimal(4))
        partner = PartnershipFactory(project=duty.project).organisation
        client.force_login(person(Role.PROJECT_MANAGER, partner))
        shown = text_of(client.get(address(duty, "las/")))
        assert "Deltagare hittills 36" in shown
        assert "Avslutade .. talet är dolt" in shown
        assert "Pågående .. talet är dolt" in shown

    def test_what_is_checked_is_no_way_to_work_it_out_either(self, client, coordinator, report, duty):
        """31 were reported and 32 counted: of 36 taking part, the checked number leaves 4."""
        ended = OutcomeCountFactory(report=report, code="avslutade", value=Decimal(31))
        OutcomeCountFactory(report=report, code="pagaende", value=Decimal(4))
        verify_count(count=ended, value=32, why="Räknat om.", by=coordinator, now=NOW)
        partner = PartnershipFactory(project=duty.project).organisation
        client.force_login(person(Role.PROJECT_MANAGER, partner))
        shown = text_of(client.get(address(duty, "las/")))
        assert "Avslutade 1 31 .. talet är dolt" in shown
        assert "Pågående .. talet är dolt" in shown
        assert " 32 " not in shown

    def test_a_published_programme_hides_nothing(self, client, report, duty):
        duty.project.programme.is_published = True
        duty.project.programme.save()
        partner = PartnershipFactory(project=duty.project).organisation
        client.force_login(person(Role.PROJECT_MANAGER, partner))
        page = client.get(address(duty, "las/"))
        assert "Arbete 2 2 av 36 (6 %)" in text_of(page)
        assert "print-only" not in page.content.decode().split("<main")[1]

    def test_comments_stand_with_the_report(self, client, coordinator, report, duty):
        CommentFactory(about=duty, text="Tack, bra skrivet.")
        assert "Tack, bra skrivet." in text_of(client.get(address(duty, "las/")))

    def test_history_tells_who_did_what(self, client, coordinator, report, duty):
        accept_report(report=report, by=coordinator, now=NOW)
        shown = text_of(client.get(address(duty, "historik/")))
        assert "registrerade utfall" in shown
        assert "granskad och godtagen" in shown

    def test_the_years_money_begins_with_what_was_left(self, client, coordinator, report, duty):
        duty.project.grants.update(year=2025, amount=Decimal(300_000))
        GrantFactory(project=duty.project, number=99, amount=Decimal(450_000), extension=True)
        shown = text_of(client.get(address(duty, "las/")))
        assert "Beviljat för 2026 450 tkr Kvar från tidigare år ej redovisat Prognos" in shown
        before = ExpectedReportFactory(organisation=duty.project.lead, year=2025, number=3)
        ended = ReportDutyFactory(project=duty.project, expected=before)
        ReportFactory(duty=ended, spent=Decimal(210_000))
        shown = text_of(client.get(address(duty, "las/")))
        assert "Beviljat för 2026 450 tkr Kvar från tidigare år 90 tkr Prognos" in shown
        assert "Kvar från tidigare år 90 tkr" in text_of(client.get(address(duty, "namnden/")))

    def test_history_shows_the_numbers_to_those_who_see_small_ones(self, client, report, duty):
        """Each number stands alone in the history, so none of them can be masked beside the others."""
        OutcomeCount.objects.filter(measure__code="arbete").update(note="Räknat den sista dagen.")
        partner = PartnershipFactory(project=duty.project).organisation
        readers = {
            "own": person(Role.PROJECT_MANAGER, duty.project.lead),
            "auditor": person(Role.AUDITOR),
            "partner": person(Role.PROJECT_MANAGER, partner),
            "head": person(Role.HEAD_OF_DEPARTMENT),
        }
        told = {}
        for name, reader in readers.items():
            client.force_login(reader)
            shown = text_of(client.get(address(duty, "historik/")))
            told[name] = ("Mått Efter: Arbete" in shown, "Talen i historiken visas inte" in shown)
        assert told == {
            "own": (True, False),
            "auditor": (True, False),
            "partner": (False, True),
            "head": (False, True),
        }

    def test_history_of_a_duty_that_nobody_has_told_of(self, client, coordinator, draft, duty):
        shown = text_of(client.get(address(duty, "historik/")))
        assert "registrerade väntad redovisning" in shown
        assert "Allt tar tid." not in shown

    def test_as_many_queries_for_much_as_for_little(self, client, coordinator, report, duty):
        def counted(tail):
            client.get(address(duty, tail))
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address(duty, tail)).status_code == 200
            return len(queries)

        tails = ("las/", "kvitto/", "namnden/", "historik/")
        before = [counted(tail) for tail in tails]
        for code in ("praktik", "studier", "pension"):
            OutcomeCountFactory(report=report, code=code, value=Decimal(5))
        for number in (1, 3):
            expected = ExpectedReportFactory(organisation=duty.project.lead, number=number, submitted=True)
            ReportFactory(duty=ReportDutyFactory(project=duty.project, expected=expected))
        assert [counted(tail) for tail in tails] == before


class TestReview:
    def test_accepted_is_locked_and_its_plan_is_the_projects(self, client, coordinator, report, duty):
        answer = client.post(address(duty, "godta/"), {"version": "1"}, follow=True)
        assert "Redovisningen är granskad och godtagen." in text_of(answer)
        assert state(duty) == "accepted"
        assert Project.objects.get(pk=duty.project_id).plan_in_table == "yes"
        assert address(duty, "godta/") not in answer.content.decode()

    def test_a_version_that_was_not_read_is_not_accepted(self, client, coordinator, report, duty):
        answer = client.post(address(duty, "godta/"), {"version": "2"}, follow=True)
        assert "Det finns en nyare version av redovisningen." in text_of(answer)
        assert state(duty) == "submitted"

    def test_nothing_in_nothing_to_accept(self, client, coordinator, draft, duty):
        answer = client.post(address(duty, "godta/"), {"version": "1"}, follow=True)
        assert "Redovisningen är inte inlämnad" in text_of(answer)

    def test_returned_with_a_reason_and_a_draft_that_says_the_same(self, client, coordinator, report, duty):
        refused = client.post(address(duty, "lamna-tillbaka/"), {"return_reason": "", "version": "1"})
        assert list(refused.context["form"].errors) == ["return_reason"]
        answer = client.post(address(duty, "lamna-tillbaka/"), {"return_reason": "Mer.", "version": "1"})
        assert (answer.status_code, state(duty)) == (302, "returned")
        draft = Report.objects.drafts().get()
        assert (draft.version, draft.counts.count()) == (2, 2)
        assert "Återlämnad Mer." in text_of(client.get(address(duty, "las/")))

    def test_a_reason_that_points_somebody_out_is_refused(self, client, coordinator, report, duty):
        asked = {"return_reason": "Fråga 19811218-9876.", "version": "1"}
        answer = client.post(address(duty, "lamna-tillbaka/"), asked)
        assert list(answer.context["form"].errors) == ["return_reason"]
        assert state(duty) == "submitted"

    def test_a_number_is_checked_and_the_check_taken_back(self, client, coordinator, report, duty):
        count = OutcomeCount.objects.get(measure__code="arbete")
        page = address(duty, f"kontrollera/{count.pk}/")
        assert "Redovisat: 2." in text_of(client.get(page))
        for value, stored in (("6", Decimal(6)), ("", None)):
            assert client.post(page, {"value": value, "why": "Mot journalen."}).status_code == 302
            count.refresh_from_db()
            assert (count.value, count.verified) == (Decimal(2), stored)
        assert list(client.post(page, {"value": "6", "why": ""}).context["form"].errors) == ["why"]
        assert list(client.post(page, {"value": "-6", "why": "x"}).context["form"].errors) == ["value"]

    def test_another_reports_count_is_404(self, client, coordinator, report, duty):
        other = OutcomeCountFactory()
        assert client.get(address(duty, f"kontrollera/{other.pk}/")).status_code == 404


class TestCorrect:
    ANSWERS = {"deltagare": "36", "spent": "400", "plan": "yes", "is_final": "False"}

    def ask(self, client, duty, **more):
        seen = client.get(address(duty, "ratta/")).context["form"]["seen"].value()
        return client.post(address(duty, "ratta/"), {**self.ANSWERS, "seen": seen, **more})

    def test_the_district_begins_a_draft_with_the_reason(self, client, manager, report, duty):
        answer = self.ask(client, duty, correction_reason="Fel konto.")
        assert answer.url == address(duty, "lamna-in/")
        draft = Report.objects.drafts().get()
        assert (draft.version, draft.correction_reason, draft.spent) == (2, "Fel konto.", Decimal(400000))
        assert list(Report.objects.current()) == [report]
        assert client.get(address(duty, "ratta/")).url == address(duty)
        assert "Skäl till rättelsen" in text_of(client.get(address(duty)))

    def test_the_coordinator_hands_in_at_once(self, client, coordinator, report, duty):
        accept_report(report=report, by=coordinator, now=NOW)
        answer = self.ask(client, duty, correction_reason="Fel konto.")
        assert answer.url == address(duty, "las/")
        newest = Report.objects.current().get()
        assert (newest.version, newest.spent, newest.submitted_by) == (2, Decimal(400000), coordinator)
        assert state(duty) == "submitted"

    def test_without_a_reason_nothing_is_corrected(self, client, coordinator, report, duty):
        answer = self.ask(client, duty, correction_reason=" ")
        assert list(answer.context["form"].errors) == ["correction_reason"]
        assert Report.objects.count() == 1

    def test_a_newer_version_meanwhile_is_not_overwritten(self, client, coordinator, report, duty):
        seen = client.get(address(duty, "ratta/")).context["form"]["seen"].value()
        ReportFactory(duty=duty, version=2)
        asked = self.ANSWERS | {"seen": seen, "correction_reason": "Fel."}
        assert "Sidan har blivit för gammal." in text_of(client.post(address(duty, "ratta/"), asked))

    def test_what_is_not_in_is_not_corrected(self, client, manager, draft, duty):
        assert client.get(address(duty, "ratta/")).status_code == 403


class TestPaper:
    def test_the_districts_own_page_is_masked_and_says_what_it_is(self, client, manager, report, duty):
        shown = text_of(client.get(address(duty, "namnden/")))
        assert "1.1 Navigator" in shown
        assert "Tertial 2 2026 (1 maj–31 augusti)." in shown
        assert "Arbete .. talet är dolt" in shown
        assert "Erfarenheter Allt tar tid." in shown
        assert "Kvar 37,5 tkr" in shown
        assert "Arbete 2 2 av 36" in text_of(client.get(address(duty, "namnden/?variant=intern")))

    def test_as_word(self, client, manager, report, duty):
        answer = client.get(address(duty, "namnden.docx"))
        name = "redovisning-1-1-tertial-2-2026.docx"
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
        file = Document(BytesIO(answer.content))
        cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
        assert [each.text for each in file.paragraphs if each.style.name == "Title"] == ["1.1 Navigator"]
        assert "Deltagare hittills" in cells
        assert ".." in cells
        assert "2" not in cells
        assert file.core_properties.author == ""

    def test_hostile_text_is_only_text(self, client, manager, report, duty):
        evil = "<script>alert(1)</script>\x00\x0b=1+1"
        Report.objects.update(experience=evil.replace("\x00", ""))
        assert "<script>alert" not in client.get(address(duty, "namnden/")).content.decode()
        file = Document(BytesIO(client.get(address(duty, "namnden.docx")).content))
        assert "<script>alert(1)</script>\n=1+1" in [each.text for each in file.paragraphs]

    @pytest.mark.parametrize("tail", ["namnden/", "namnden.docx"])
    def test_there_is_none_before_it_is_in(self, client, manager, draft, duty, tail):
        assert client.get(address(duty, tail)).status_code == 404


class TestReceipt:
    def test_gives_back_three_things(self, client, manager, report, duty):
        shown = text_of(client.get(address(duty, "kvitto/")))
        for words in ("Er egen sida till nämnden", "Text till uppföljningssystemet", "Samordnarens svar"):
            assert words in shown
        assert "Samordnaren har inte granskat den än." in shown

    def test_tells_the_answer(self, client, manager, report, duty):
        accept_report(report=report, by=person(Role.COORDINATOR), now=NOW)
        assert "Granskad och godtagen 2026-11-20 kl. 10.00" in text_of(client.get(address(duty, "kvitto/")))

    def test_before_it_is_in_the_report_is_shown_instead(self, client, manager, draft, duty):
        assert client.get(address(duty, "kvitto/")).url == address(duty, "las/")


class TestStrangers:
    def test_a_foreign_report_is_not_there(self, client, report, duty):
        client.force_login(person(Role.PROJECT_MANAGER, OrganisationFactory()))
        tails = ("", "las/", "lamna-in/", "kvitto/", "namnden/", "namnden.docx", "ratta/", "historik/")
        assert {client.get(address(duty, tail)).status_code for tail in tails} == {404}
        posts = ("slang/", "godta/", "lamna-tillbaka/")
        assert {client.post(address(duty, tail)).status_code for tail in posts} == {404}

    def test_a_report_is_asked_for_under_its_own_project(self, client, coordinator, report, duty):
        other = ProjectFactory(programme=duty.project.programme)
        assert client.get(f"/projekt/{other.pk}/redovisningar/{duty.pk}/las/").status_code == 404

    def test_a_partner_reads_and_writes_nothing(self, client, report, duty):
        partner = PartnershipFactory(project=duty.project).organisation
        client.force_login(person(Role.PROJECT_MANAGER, partner))
        assert client.get(address(duty, "las/")).status_code == 200
        assert {client.get(address(duty, tail)).status_code for tail in ("", "lamna-in/", "ratta/")} == {403}
        posts = ("slang/", "godta/", "lamna-tillbaka/")
        assert {client.post(address(duty, tail)).status_code for tail in posts} == {403}

    def test_a_partner_sees_no_draft(self, client, draft, duty):
        partner = PartnershipFactory(project=duty.project).organisation
        client.force_login(person(Role.PROJECT_MANAGER, partner))
        assert "Allt tar tid." not in text_of(client.get(address(duty, "las/")))

    def test_a_correction_begun_is_seen_by_its_own_only(self, client, coordinator, report, duty):
        manager = person(Role.PROJECT_MANAGER, duty.project.lead)
        correct_report(report=report, reason="Hemligt skäl.", by=manager, now=NOW)
        for tail in ("las/", "historik/", "kvitto/"):
            assert "Hemligt skäl." not in text_of(client.get(address(duty, tail)))
        client.force_login(manager)
        assert "Det finns ett utkast som inte är inlämnat." in text_of(client.get(address(duty, "las/")))


def test_the_projects_page_leads_each_reader_on(client, report, duty, manager):
    project = f"/projekt/{duty.project_id}/"
    next_one = ExpectedReportFactory(organisation=duty.project.lead, number=3, due_on=date(2027, 1, 15))
    other = ReportDutyFactory(project=duty.project, expected=next_one)
    told = client.get(project).content.decode()
    assert f'<a href="{address(other)}">Redovisa<' in told
    assert f'<a href="{address(duty, "las/")}">Läs<' in told
    ReportFactory(duty=other, draft=True)
    assert f'<a href="{address(other)}">Fortsätt<' in client.get(project).content.decode()
    client.force_login(person(Role.COORDINATOR))
    told = client.get(project).content.decode()
    assert f'<a href="{address(duty, "las/")}">Granska<' in told
    assert f'<a href="{address(other, "las/")}">Läs<' in told
    assert "på samma sätt som i dag" not in told


def test_programmes_of_print_keep_what_stood_in_print(client, coordinator, report, duty):
    published = ProgrammeFactory(published=True)
    Project.objects.filter(pk=duty.project_id).update(programme=published, plan_in_table="no")
    client.post(address(duty, "godta/"), {"version": "1"})
    assert Project.objects.get(pk=duty.project_id).plan_in_table == "no"
