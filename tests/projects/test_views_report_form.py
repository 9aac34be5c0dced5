"""A report is written on its page: what stands beside the boxes, what is saved, and what is refused."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape

import pytest
from django.utils import timezone

from portal.deadlines.models import ExpectedReport
from portal.organisation.models import Role
from portal.saved.models import SavedDraft
from projects.models import Report
from tests.factories.portal import ExpectedReportFactory, person
from tests.factories.projects import GrantFactory, ProjectFactory, ReportDutyFactory
from tests.factories.reports import OutcomeCountFactory, ReportFactory, measure

pytestmark = pytest.mark.django_db
PERSON = "Ring 19811218-9876 om det."
ANSWERS = {"deltagare": "36", "spent": "412,5", "plan": "yes", "is_final": "False"}


@pytest.fixture
def duty():
    """Tertial 2 2026 of a project with 450 tkr for the year; tertial 1 is accepted with 38 participants."""
    measure("deltagare")
    project = ProjectFactory(title="Navigator", number="1.1")
    GrantFactory(project=project, amount=Decimal("450000"))
    lead = project.lead
    first = ReportDutyFactory(
        project=project, expected=ExpectedReportFactory(organisation=lead, accepted=True)
    )
    earlier = ReportFactory(duty=first, spent=Decimal("268000"), collaborators=["Arbetsförmedlingen"])
    OutcomeCountFactory(report=earlier, value=Decimal(38), women=22, men=15, unknown=1)
    OutcomeCountFactory(report=earlier, code="arbete", value=Decimal(9), qualifier="about")
    expected = ExpectedReportFactory(organisation=lead, number=2, due_on=date(2026, 9, 8))
    return ReportDutyFactory(project=project, expected=expected)


@pytest.fixture
def manager(client, duty):
    user = person(Role.PROJECT_MANAGER, duty.project.lead)
    client.force_login(user)
    return user


def address(duty, tail=""):
    return f"/projekt/{duty.project_id}/redovisningar/{duty.pk}/{tail}"


def text_of(response):
    body = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).replace("\u00a0", " ").split())


def boxes(response):
    return {name: response.context["form"][name].value() for name in response.context["form"].fields}


def seen(response):
    return {"seen": response.context["form"]["seen"].value()}


def save(client, duty, **more):
    return client.post(address(duty), ANSWERS | more)


class TestPage:
    def test_says_the_period_and_what_was_told_beside_each_box(self, client, manager, duty):
        shown = text_of(client.get(address(duty)))
        assert "Redovisning för Navigator" in shown
        assert "Tertial 2 2026 (1 maj–31 augusti), senast 8 september." in shown
        assert "Tertial 1 2026: 38" in shown
        assert "Tertial 1 2026: cirka 9" in shown
        assert "Tertial 1 2026: 268 " in shown
        assert "Tertial 1 2026: ej redovisat" in shown

    def test_begins_with_what_lasts_and_never_with_a_figure(self, client, manager, duty):
        held = boxes(client.get(address(duty)))
        assert (held["plan"], held["collaborators"], held["is_final"]) == (
            "yes",
            "Arbetsförmedlingen",
            False,
        )
        assert (held["deltagare"], held["spent"]) == (None, None)
        assert "6 frågor, 2 ifyllda" in text_of(client.get(address(duty)))

    def test_the_help_says_who_sees_it_and_what_blank_means(self, client, manager, duty):
        shown = text_of(client.get(address(duty)))
        for words in (
            "Ett utkast ser bara din egen förvaltning. När du väljer Lämna in får mottagaren den.",
            "Tomt visas som ”ej redovisat” och räknas aldrig som noll.",
            "Räkna alla sedan projektet började, inte bara den här tertialen.",
            "Barn är under 18 och räknas för sig.",
            "Skriv ”en förälder” eller ”flera unga”.",
        ):
            assert words in shown

    def test_a_box_names_what_stands_beside_it(self, client, manager, duty):
        content = client.get(address(duty)).content.decode()
        assert 'aria-describedby="id_praktik_helptext id_praktik_prev"' in content
        assert 'id="id_praktik_prev"' in content

    def test_how_exact_a_number_is_stands_beside_its_box(self, client, manager, duty):
        content = client.get(address(duty)).content.decode()
        beside = content[content.index('name="arbete"') :][:600]
        assert '<label class="visually-hidden" for="id_arbete_qualifier">Arbete, hur exakt</label>' in beside
        assert '<option value="exact" selected>exakt</option>' in beside
        assert (content.count('class="exact-box"'), content.count('_qualifier" ')) == (15, 15)
        assert "Är något tal inte exakt?" not in content

    def test_money_left_is_computed_and_explained(self, client, manager, duty):
        save(client, duty, forecast="440")
        shown = text_of(client.get(address(duty)))
        assert "Kvar 37,5 tkr" in shown
        assert "Kvar: beviljat hittills 450 − förbrukat hittills 412,5 = 37,5 tkr." in shown
        assert "prognos för 2026 440 − beviljat för 2026 450 = −10 tkr (−2 % av" in shown

    def test_what_is_in_is_read_instead(self, client, manager):
        report = ReportFactory(duty__project__lead=manager.assignments.get().organisation)
        answer = client.get(address(report.duty))
        assert (answer.status_code, answer.url) == (302, address(report.duty, "las/"))


class TestSave:
    def test_the_draft_is_kept_for_the_own_administration(self, client, manager, duty):
        answer = save(client, duty, deltagare_women="23", arbete="0", arbete_qualifier="about")
        assert (answer.status_code, answer.url) == (302, address(duty))
        draft = Report.objects.get(duty=duty)
        assert (draft.is_draft, draft.spent, draft.plan) == (True, Decimal("412500.00"), "yes")
        told = {each.measure.code: each for each in draft.counts.select_related("measure")}
        assert set(told) == {"deltagare", "arbete"}
        assert (told["deltagare"].value, told["deltagare"].women, told["deltagare"].men) == (36, 23, None)
        assert (told["arbete"].value, told["arbete"].qualifier) == (0, "about")

    def test_half_a_report_is_saved_too(self, client, manager, duty):
        client.post(address(duty), {"is_final": "False"})
        draft = Report.objects.get(duty=duty)
        assert (draft.spent, draft.plan, draft.counts.count()) == (None, "", 0)

    def test_the_button_forward_leads_to_lamna_in(self, client, manager, duty):
        assert save(client, duty, granska="1").url == address(duty, "lamna-in/")

    @pytest.mark.parametrize(
        ("box", "typed", "told"),
        [
            ("spent", "4.125", "4.125 kan läsas på två sätt"),
            ("spent", "-1", "Beloppet kan inte vara mindre än noll."),
            ("arbete", "-1", ""),
            ("arbete", "många", ""),
            ("experience", PERSON, "Texten innehåller ett personnummer."),
            ("collaborators", PERSON, "Texten innehåller ett personnummer."),
            ("comment", PERSON, "Texten innehåller ett personnummer."),
            ("plan", "kanske", ""),
        ],
    )
    def test_what_cannot_stand_is_refused_at_its_box(self, client, manager, duty, box, typed, told):
        answer = save(client, duty, **{box: typed})
        assert answer.status_code == 200
        assert list(answer.context["form"].errors) == [box]
        assert not Report.objects.filter(duty=duty).exists()

    def test_a_lower_number_is_asked_about_and_stands(self, client, manager, duty):
        save(client, duty)
        shown = text_of(client.get(address(duty)))
        assert "Talet är lägre än förra gången (38). Stämmer det?" in shown
        assert Report.objects.get(duty=duty).counts.get().value == 36

    def test_two_who_write_are_told_of_each_other(self, client, manager, duty):
        save(client, duty)
        first, second = client.get(address(duty)), client.get(address(duty))
        assert save(client, duty, **seen(first) | {"arbete": "3"}).status_code == 302
        refused = save(client, duty, **seen(second) | {"studier": "2"})
        assert "Någon annan sparade medan du skrev" in text_of(refused)
        draft = Report.objects.get(duty=duty)
        assert dict(draft.counts.values_list("measure__code", "value")) == {"deltagare": 36, "arbete": 3}

    def test_a_form_opened_before_the_first_draft_does_not_overwrite_it(self, client, manager, duty):
        save(client, duty, deltagare="12")
        assert "Sidan har blivit för gammal." in text_of(save(client, duty))

    def test_throw_away(self, client, manager, duty):
        save(client, duty)
        assert client.post(address(duty, "slang/")).url == address(duty, "las/")
        assert not Report.objects.filter(duty=duty).exists()


class TestKeptByItself:
    def keep(self, client, duty, **fields):
        return client.post("/sparat/utkast/", {"sida": address(duty), **fields})

    def test_what_was_typed_is_there_after_a_lost_session(self, client, manager, duty):
        assert self.keep(client, duty, deltagare="41", experience="Halva meningen").status_code == 200
        client.logout()
        assert client.get(address(duty)).url == f"/logga-in/?next={address(duty)}"
        client.force_login(manager)
        held = boxes(client.get(address(duty)))
        assert (held["deltagare"], held["experience"]) == ("41", "Halva meningen")
        assert "Det du skrev finns kvar" in text_of(client.get(address(duty)))

    def test_what_was_typed_is_not_what_somebody_else_saved(self, client, manager, duty):
        save(client, duty)
        self.keep(client, duty, **ANSWERS, studier="7")
        page = client.get(address(duty))
        assert boxes(page)["studier"] == "7"
        assert save(client, duty, **seen(page) | {"studier": "7"}).status_code == 302
        assert not SavedDraft.objects.exists()

    def test_an_older_one_gives_way_to_the_stored_draft(self, client, manager, duty):
        self.keep(client, duty, deltagare="41")
        SavedDraft.objects.update(saved_at=datetime(2020, 1, 1, tzinfo=UTC))
        ReportFactory(duty=duty, draft=True)
        assert boxes(client.get(address(duty)))["deltagare"] is None

    def test_a_personal_number_is_kept_nowhere_not_even_then(self, client, manager, duty):
        answer = self.keep(client, duty, experience=PERSON)
        assert answer.status_code == 422
        assert not SavedDraft.objects.exists()


class TestReturned:
    def test_the_form_tells_why_and_holds_what_was_told(self, client, manager, duty):
        report = ReportFactory(duty=duty, spent=Decimal("5000"))
        ExpectedReport.objects.filter(pk=duty.expected_id).update(
            state="returned", submitted_at=timezone.now(), decided_at=timezone.now(), return_reason="Mer."
        )
        page = client.get(address(duty))
        assert "Samordnaren har lämnat tillbaka redovisningen Mer." in text_of(page)
        assert boxes(page)["spent"] == "5"
        save(client, duty)
        versions = Report.objects.filter(duty=duty).order_by("version")
        assert [(each.version, each.is_draft) for each in versions] == [
            (report.version, False),
            (2, True),
        ]
