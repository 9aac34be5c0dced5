"""Det här ska ni redovisa: all periods, all questions, the sheet; and who may add and take away."""

from datetime import UTC, datetime
from html import unescape
from re import sub

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.deadlines.wheel import load_wheel
from portal.organisation.models import Role
from projects.domain.codelist import load_measures
from projects.domain.expecting import expect_project_reports
from projects.models import DutyWithdrawal, ReportDuty
from tests.factories.portal import OrganisationFactory, person
from tests.factories.projects import GrantFactory, ProjectFactory
from tests.factories.reports import ReportFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def january():
    load_wheel()
    load_measures()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def project():
    found = ProjectFactory(number="1.1", title="Navigator", lead=OrganisationFactory(short_name="Järva"))
    GrantFactory(project=found)
    return found


@pytest.fixture
def duties(project):
    return expect_project_reports(project=project, today=NOW.date())


@pytest.fixture
def manager(project):
    return person(Role.PROJECT_MANAGER, project.lead)


@pytest.fixture
def coordinator():
    return person(Role.COORDINATOR)


def url(name, *things):
    return reverse(f"projects:{name}", args=[getattr(thing, "pk", thing) for thing in things])


def text_of(answer):
    return " ".join(unescape(sub(r"<[^>]+>", " ", answer.content.decode())).split())


def messages_of(answer):
    return [str(message) for message in answer.context["messages"]]


def periods(answer):
    return [
        (line.period.title, line.report.due_on.isoformat(), line.duty.is_final, bool(line.remove_url))
        for line in answer.context["lines"]
    ]


class TestPlan:
    def test_on_day_one_the_district_sees_every_period_and_question(self, client, project, duties, manager):
        client.force_login(manager)
        answer = client.get(url("report_plan", project))
        assert periods(answer) == [
            ("Tertial 1 2026", "2026-05-08", False, False),
            ("Tertial 2 2026", "2026-09-08", False, False),
            ("Helår 2026", "2027-01-15", True, False),
        ]
        shown = text_of(answer)
        for words in ("1 maj–31 augusti", "Slutredovisning", "Alla kostnader sedan projektet började."):
            assert words in shown
        assert [(group.title, len(group.questions)) for group in answer.context["groups"]] == [
            ("Deltagare", 5),
            ("Resultat hittills", 14),
            ("Ekonomi", 4),
            ("Efter projektet", 2),
            ("Vad ni har lärt er", 3),
            ("Till sist", 2),
        ]
        musts = [q.label for group in answer.context["groups"] for q in group.questions if q.must]
        assert [str(label) for label in musts] == [
            "Deltagare hittills",
            "Förbrukat hittills",
            "Plan för implementering",
            "Är det här slutredovisningen?",
        ]

    def test_the_sheet_is_the_projects_own(self, client, project, duties, manager):
        client.force_login(manager)
        sheets = client.get(url("report_plan", project)).context["sheets"]
        assert sheets == [
            (form.upper(), f"/inlasning/redovisningar/mall.{form}?projekt={project.pk}")
            for form in ("xlsx", "csv")
        ]
        lines = b"".join(client.get(sheets[1][1])).decode("utf-8-sig").splitlines()
        assert [line.split(";")[:4] for line in lines[1:]] == [
            ["2026", number, "Järva", "1.1"] for number in "123"
        ]
        answer = client.get(url("report_sheet", project, duties[0]))
        assert (answer.status_code, answer.url) == (302, sheets[0][1])

    def test_who_only_reads_is_given_no_sheet(self, client, project, duties):
        client.force_login(person(Role.AUDITOR))
        assert client.get(url("report_plan", project)).context["sheets"] == []
        assert client.get(url("report_sheet", project, duties[0])).status_code == 403

    def test_before_any_grant_it_says_so(self, client, coordinator):
        client.force_login(coordinator)
        assert "Inget är begärt än." in text_of(client.get(url("report_plan", ProjectFactory())))

    def test_a_draft_says_when_its_reports_come(self, client, manager, project):
        draft = ProjectFactory(lead=project.lead, draft=True)
        client.force_login(manager)
        answer = client.get(url("report_plan", draft))
        assert "Projektet är ett utkast." in text_of(answer)
        assert answer.context["sheets"] == []

    def test_another_district_sees_nothing(self, client, project, duties):
        client.force_login(person(Role.PROJECT_MANAGER))
        for name in ("report_plan", "duty_create"):
            assert client.get(url(name, project)).status_code == 404
        assert client.get(url("report_sheet", project, duties[0])).status_code == 404
        assert client.get(url("duty_withdraw", project, duties[0])).status_code == 404
        assert client.post(url("report_template", project)).status_code == 404

    def test_the_same_queries_for_one_report_and_for_three(self, client, project, duties, manager):
        client.force_login(manager)
        ReportDuty.objects.exclude(pk=duties[0].pk).delete()
        cost = []
        for _round in range(2):
            with CaptureQueriesContext(connection) as made:
                client.get(url("report_plan", project))
            cost.append(len(made))
            expect_project_reports(project=project, today=NOW.date())
        assert cost[0] == cost[1]


class TestCoordinator:
    def test_a_date_by_hand(self, client, project, duties, coordinator):
        client.force_login(coordinator)
        offered = client.get(url("duty_create", project)).context["form"].fields["period"].choices
        assert [year for year, _periods in offered] == ["", "2025", "2026", "2027"]
        assert ("half_year:2026:1", "Halvår 1 2026 (1 januari–30 juni)") in offered[2][1]
        assert "tertial:2026:1" not in [value for value, _label in offered[2][1]]
        told = {"period": "half_year:2026:1", "due_on": "15/8 2026", "is_final": ""}
        answer = client.post(url("duty_create", project), told, follow=True)
        assert messages_of(answer) == ["Redovisningen väntas. Den som ska redovisa ser den nu."]
        assert ("Halvår 1 2026", "2026-08-15", False, True) in periods(answer)

    def test_a_blank_day_is_the_wheels(self, client, project, coordinator):
        client.force_login(coordinator)
        client.post(url("duty_create", project), {"period": "tertial:2026:2", "is_final": "on"})
        duty = ReportDuty.objects.get()
        assert (duty.expected.due_on.isoformat(), duty.is_final) == ("2026-09-08", True)

    @pytest.mark.parametrize(
        ("told", "errors"),
        [
            ({}, {"period": ["Detta fält måste fyllas i."]}),
            (
                {"period": "half_year:2026:1"},
                {"__all__": ["Årshjulet säger inte när Halvår 1 2026 ska vara inne. Skriv en dag."]},
            ),
            (
                {"period": "half_year:2026:2", "due_on": "2026-06-30"},
                {"due_on": ["Redovisningen kan inte vara inne innan perioden har börjat."]},
            ),
            (
                {"period": "tertial:2025:3", "due_on": "2026-01-11"},
                {"due_on": ["Den dagen har redan varit. Välj en senare dag."]},
            ),
            (
                {"period": "tertial:2026:1", "due_on": "31/2 2026"},
                {"due_on": ["Dagen finns inte i almanackan. Skriv år-månad-dag, till exempel 2026-11-22."]},
            ),
        ],
    )
    def test_what_cannot_be_is_refused_in_words(self, client, project, coordinator, told, errors):
        client.force_login(coordinator)
        answer = client.post(url("duty_create", project), told)
        assert answer.context["form"].errors == errors
        assert ReportDuty.objects.count() == 0

    @pytest.mark.parametrize("period", ["tertial:2026:9", "månad:2026:1", "tertial:9999999:1", "x", "::"])
    def test_a_period_that_is_not_offered_is_refused(self, client, project, coordinator, period):
        client.force_login(coordinator)
        answer = client.post(url("duty_create", project), {"period": period})
        assert list(answer.context["form"].errors) == ["period"]

    def test_the_template_for_a_project_without_reports(self, client, project, coordinator):
        client.force_login(coordinator)
        answer = client.post(url("report_template", project), {"kind": "quarter"}, follow=True)
        assert messages_of(answer) == ["4 redovisningar väntas nu."]
        assert [line[0] for line in periods(answer)] == [f"Kvartal {place} 2026" for place in range(1, 5)]
        answer = client.post(url("report_template", project), {"kind": "quarter"}, follow=True)
        assert messages_of(answer) == [
            "Ingen redovisning lades till. Projektet har inga beviljade medel för tid som kommer, "
            "årshjulet saknar sådana perioder, eller så väntas de redan."
        ]
        answer = client.post(url("report_template", project), {"kind": "vecka"}, follow=True)
        assert messages_of(answer) == ["Välj vilken sorts period redovisningarna följer."]

    def test_a_wrong_row_goes_with_a_reason_that_stays(self, client, project, duties, coordinator):
        client.force_login(coordinator)
        page = url("duty_withdraw", project, duties[0])
        answer = client.get(page)
        assert "Tertial 1 2026 (1 januari–30 april), senast 8 maj." in text_of(answer)
        assert client.post(page, {"reason": ""}).status_code == 200
        answer = client.post(page, {"reason": "Projektet börjar i maj."}, follow=True)
        assert messages_of(answer) == ["Redovisningen begärs inte längre. Skälet står kvar."]
        assert len(periods(answer)) == 2
        assert "Projektet börjar i maj." in text_of(answer)
        assert DutyWithdrawal.objects.get().withdrawn_by == coordinator
        assert client.get(page).status_code == 404
        assert "Projektet börjar i maj." in text_of(client.get(url("project_history", project)))

    def test_the_row_of_another_project_is_not_there(self, client, project, duties, coordinator):
        client.force_login(coordinator)
        assert client.get(url("duty_withdraw", ProjectFactory(), duties[0])).status_code == 404

    def test_only_what_nobody_has_begun_offers_to_be_taken_away(self, client, project, duties, coordinator):
        ReportFactory(duty=duties[0], draft=True)
        client.force_login(coordinator)
        lines = periods(client.get(url("report_plan", project)))
        assert [removable for *_rest, removable in lines] == [False, True, True]
        with time_machine.travel(datetime(2026, 9, 9, 9, tzinfo=UTC), tick=False):
            client.force_login(coordinator)
            lines = periods(client.get(url("report_plan", project)))
        assert [removable for *_rest, removable in lines] == [False, False, True]


@pytest.mark.parametrize("role", Role)
def test_only_the_coordinator_changes_the_plan(client, project, duties, role):
    client.force_login(person(role, project.lead if role == Role.PROJECT_MANAGER else None))
    seen = client.get(url("report_plan", project)).status_code == 200
    allowed = role == Role.COORDINATOR
    refused = 403 if seen else 404
    for name, things in (("duty_create", [project]), ("duty_withdraw", [project, duties[0]])):
        assert client.get(url(name, *things)).status_code == (200 if allowed else refused)
    posted = client.post(url("report_template", project), {"kind": "tertial"})
    assert posted.status_code == (302 if allowed else refused)
    assert client.get(url("report_template", project)).status_code == (405 if allowed else refused)
