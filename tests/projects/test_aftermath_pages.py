"""The pages of targets, follow-ups and uppdrag: a happy walk, a wrong input, and lists that stay fast."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.organisation.models import Role
from projects import finding, todo
from projects.models import Commission, Target
from tests.factories.aftermath import (
    CityGoalFactory,
    CommissionFactory,
    CommissionProjectFactory,
    FollowUpFactory,
    GoalLinkFactory,
    PrintedPointFactory,
    TargetFactory,
)
from tests.factories.portal import ExpectedReportFactory, OrganisationFactory, person
from tests.factories.projects import ProgrammeFactory, ProjectFactory, ReportDutyFactory
from tests.factories.reports import OutcomeCountFactory, ReportFactory, measure

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def coordinator(client):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


def words(answer) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main", 1)[1])
    return " ".join(text.split()).replace("\N{NO-BREAK SPACE}", " ")


class TestTargets:
    def form(self, **more):
        given = {
            "text": "Fler ska få arbete.",
            "measure": measure("arbete").pk,
            "direction": "at_least",
            "value": "50",
            "unit": "procent i arbete",
            "is_percent": "on",
            "base": measure("deltagare").pk,
        }
        return given | more

    @pytest.mark.parametrize(
        ("due_on", "direction", "said"),
        [
            (timezone.localdate() + timedelta(days=1), "at_least", "Målet inte nått än"),
            (timezone.localdate(), "at_least", "Målet inte nått"),
            (None, "at_least", "Målet inte nått"),
            (timezone.localdate() + timedelta(days=1), "at_most", "Målet inte nått"),
        ],
    )
    def test_one_whose_day_is_to_come_is_not_missed(self, client, coordinator, due_on, direction, said):
        report = ReportFactory()
        OutcomeCountFactory(report=report, code="arbete", value=12)
        project = report.duty.project
        value = 20 if direction == "at_least" else 10
        TargetFactory(
            project=project,
            measure=measure("arbete"),
            value=value,
            is_percent=False,
            base=None,
            direction=direction,
            due_on=due_on,
        )
        after = client.get(f"/projekt/{project.pk}/").context["after"]
        assert [str(goal.state.word) for goal in after.goals] == [said]

    def test_set(self, client, coordinator):
        project = ProjectFactory()
        answer = client.post(f"/projekt/{project.pk}/mal/nytt/", self.form())
        assert answer.status_code == 302
        (target,) = project.targets.all()
        assert (target.text, target.value, target.is_percent) == ("Fler ska få arbete.", 50, True)

    def test_a_percentage_without_a_base_is_refused(self, client, coordinator):
        project = ProjectFactory()
        answer = client.post(f"/projekt/{project.pk}/mal/nytt/", self.form(base=""))
        assert "Ett mål i procent är högst 100 och har en bas." in words(answer)
        assert Target.objects.count() == 0

    def test_changed_by_two_at_once(self, client, coordinator):
        target = TargetFactory()
        path = f"/projekt/{target.project_id}/mal/{target.pk}/andra/"
        seen = client.get(path).context["form"]["seen"].value()
        form = self.form(is_percent="", base="") | {"seen": seen}
        del form["is_percent"]
        Target.objects.filter(pk=target.pk).update(value=99)
        assert "Någon annan sparade medan du skrev" in words(client.post(path, form))

    def test_removed(self, client, coordinator):
        target = TargetFactory()
        client.post(f"/projekt/{target.project_id}/mal/{target.pk}/ta-bort/")
        assert Target.objects.count() == 0

    def test_goals_of_the_city_budget(self, client, coordinator):
        project, goal = ProjectFactory(), CityGoalFactory()
        path = f"/projekt/{project.pk}/budgetmal/"
        seen = client.get(path).context["form"]["seen"].value()
        assert client.post(path, {"goals": [goal.pk], "seen": seen}).status_code == 302
        assert list(project.goal_links.values_list("goal", flat=True)) == [goal.pk]

    def shown(self, client, project, reader):
        client.force_login(reader)
        return words(client.get(f"/projekt/{project.pk}/"))

    def test_small_numbers_are_for_those_with_the_right(self, client):
        lead, partner = OrganisationFactory(), OrganisationFactory()
        project = ProjectFactory(lead=lead)
        project.partnerships.create(organisation=partner)
        TargetFactory(project=project)
        expected = ExpectedReportFactory(organisation=lead, submitted=True)
        duty = ReportDutyFactory(project=project, expected=expected)
        OutcomeCountFactory(report=ReportFactory(duty=duty), code="praktik", value=3)
        assert "Utfall 3." in self.shown(client, project, person(Role.PROJECT_MANAGER, lead))
        assert "Utfall 3." in self.shown(client, project, person(Role.COORDINATOR))
        stranger = self.shown(client, project, person(Role.PROJECT_MANAGER, partner))
        assert "Utfall 3." not in stranger
        assert "Talet är så litet att någon kan kännas igen." in stranger


class TestProjectPage:
    def test_shows_targets_follow_ups_goals_and_uppdrag(self, client, coordinator):
        project = ProjectFactory()
        TargetFactory(project=project)
        GoalLinkFactory(project=project)
        CommissionProjectFactory(project=project, commission__text="Pröva metoden.")
        FollowUpFactory(project=project, running=True)
        page = words(client.get(f"/projekt/{project.pk}/"))
        for said in (
            "Fler ska få praktik.",
            "Utfallet är ej redovisat. Målet är minst 30 personer i praktik.",
            "Fler har egen försörjning.",
            "Pröva metoden.",
            "Infört och i drift",
        ):
            assert said in page

    def test_as_many_queries_for_many_targets_as_for_one(self, client, coordinator):
        project, counts = ProjectFactory(), set()
        OutcomeCountFactory(
            report=ReportFactory(
                duty=ReportDutyFactory(
                    project=project, expected=ExpectedReportFactory(organisation=project.lead, submitted=True)
                )
            ),
            code="praktik",
        )
        for months in (6, 12, 24):
            TargetFactory(project=project)
            FollowUpFactory(project=project, months=months)
            CommissionProjectFactory(project=project)
            GoalLinkFactory(project=project)
            with CaptureQueriesContext(connection) as queries:
                client.get(f"/projekt/{project.pk}/")
            counts.add(len(queries))
        assert len(counts) == 1


class TestFollowUps:
    def test_late_ones_first_and_told(self, client, coordinator):
        FollowUpFactory(project__number="1", running=True)
        FollowUpFactory(project__number="2", due_on=timezone.localdate() + timedelta(days=40))
        FollowUpFactory(project__number="3", due_on=timezone.localdate() - timedelta(days=7))
        table = client.get("/projekt/uppfoljning/?format=csv")
        rows = b"".join(table.streaming_content).decode().splitlines()
        assert [row.split(" ")[0] for row in rows[1:]] == ["3", "2", "1"]
        assert rows[1].split(";")[4:6] == ["Försenad", "7"]

    @pytest.mark.parametrize(("status", "numbers"), [("sen", ["3"]), ("vantar", ["2"]), ("running", ["1"])])
    def test_by_status(self, client, coordinator, status, numbers):
        self.test_late_ones_first_and_told(client, coordinator)
        table = client.get(f"/projekt/uppfoljning/?format=csv&status={status}")
        rows = b"".join(table.streaming_content).decode().splitlines()[1:]
        assert [row.split(" ")[0] for row in rows] == numbers

    def test_as_many_queries_for_three_as_for_one(self, client, coordinator):
        counts = set()
        for _n in range(3):
            FollowUpFactory()
            client.get("/projekt/uppfoljning/")
            with CaptureQueriesContext(connection) as queries:
                assert client.get("/projekt/uppfoljning/").status_code == 200
            counts.add(len(queries))
        assert len(counts) == 1

    def test_answered_by_the_leads_project_manager(self, client):
        row = FollowUpFactory()
        client.force_login(person(Role.PROJECT_MANAGER, row.project.lead))
        path = f"/projekt/uppfoljning/{row.pk}/"
        form = {"answer": "running", "where": "Enheten", "cost": "95,5"}
        form["seen"] = client.get(path).context["form"]["seen"].value()
        assert client.post(path, form).status_code == 302
        row.refresh_from_db()
        assert (row.answer, row.where, row.cost) == ("running", "Enheten", 95500)

    def test_a_running_one_without_a_place_is_refused(self, client, coordinator):
        row = FollowUpFactory()
        path = f"/projekt/uppfoljning/{row.pk}/"
        seen = client.get(path).context["form"]["seen"].value()
        assert "Skriv var det är infört" in words(client.post(path, {"answer": "running", "seen": seen}))

    def test_waits_for_the_lead_and_the_coordinator(self):
        row = FollowUpFactory()
        mine = [item.title for item in todo.waiting(person(Role.PROJECT_MANAGER, row.project.lead), TODAY)]
        assert mine == [f"Uppföljning av {row.project}"]
        assert [item.title for item in todo.waiting(person(Role.COORDINATOR), TODAY)] == [
            "1 uppföljning är sen"
        ]
        assert list(todo.waiting(person(Role.PROJECT_MANAGER), TODAY)) == []


class TestCommissions:
    def form(self, **more):
        return {
            "text": "Återkom med kostnaden.",
            "source": "decision",
            "given_by": OrganisationFactory(committee=True).pk,
            "given_on": "2026-01-12",
            "committee": OrganisationFactory(committee=True).pk,
            "due_on": "2026-06-01",
        } | more

    def test_registered_with_projects_by_number(self, client):
        client.force_login(person(Role.COMMITTEE_SECRETARY))
        programme = ProgrammeFactory()
        project = ProjectFactory(programme=programme, number="1.1")
        form = self.form(programme=programme.pk, projects="1.1")
        assert client.post("/projekt/uppdrag/nytt/", form).status_code == 302
        (row,) = Commission.objects.all()
        assert list(row.links.values_list("project", flat=True)) == [project.pk]

    def test_a_number_nobody_has_is_refused(self, client, coordinator):
        form = self.form(programme=ProgrammeFactory().pk, projects="9.9")
        answer = words(client.post("/projekt/uppdrag/nytt/", form))
        assert "Programmet har inget projekt med numret 9.9." in answer
        assert Commission.objects.count() == 0

    def test_answered_and_put_back(self, client, coordinator):
        row = CommissionFactory()
        path = f"/projekt/uppdrag/{row.pk}/"
        client.post(f"{path}besvara/", {"answered_on": "2026-05-20", "answered_in": "Rapport"})
        assert "Besvarat 2026-05-20 i Rapport." in words(client.get(path))
        client.post(f"{path}oppna/")
        assert "Inte besvarat än." in words(client.get(path))

    def test_dropped(self, client, coordinator):
        row = CommissionFactory()
        form = {"answered_on": "2026-05-20", "reason": "Ersatt."}
        client.post(f"/projekt/uppdrag/{row.pk}/avskriv/", form)
        assert "Avskrivet 2026-05-20 utan svar." in words(client.get(f"/projekt/uppdrag/{row.pk}/"))

    def test_balanslista_by_committee(self, client, coordinator):
        late = CommissionFactory(due_on=timezone.localdate() - timedelta(days=3))
        CommissionFactory(answered=True)
        CommissionFactory(committee=late.committee, due_on=None)
        page = words(client.get("/projekt/uppdrag/balanslista/"))
        assert f"{late.committee.short_name} 2 obesvarade uppdrag" in page
        answer = client.get("/projekt/uppdrag/balanslista/?format=csv")
        rows = b"".join(answer.streaming_content).decode().splitlines()
        assert rows[0] == (
            "\ufeffUppdrag;Nämnd;Gavs av;Gavs den;Diarienummer eller paragraf;Senast;Dagar sen"
        )
        assert [row.split(";")[5:] for row in rows[1:]] == [
            [late.due_on.isoformat(), "3"],
            ["ingen dag satt", "0"],
        ]

    @pytest.mark.parametrize("page", ["", "balanslista/", "i-tryck/"])
    def test_as_many_queries_for_three_as_for_one(self, client, coordinator, page):
        counts = set()
        for _n in range(3):
            CommissionFactory()
            PrintedPointFactory()
            client.get(f"/projekt/uppdrag/{page}")
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/projekt/uppdrag/{page}").status_code == 200
            counts.add(len(queries))
        assert len(counts) == 1

    def test_waits_for_those_who_keep_it(self):
        CommissionFactory(text="Återkom.", due_on=TODAY + timedelta(days=20))
        CommissionFactory(text="Senare.", due_on=TODAY + timedelta(days=40))
        titles = [item.title for item in todo.waiting(person(Role.COMMITTEE_SECRETARY), TODAY)]
        assert titles == ["Uppdrag att besvara: Återkom."]
        assert list(todo.waiting(person(Role.CONTROLLER), TODAY)) == []

    def test_found_and_hangs_on_its_case(self):
        point = PrintedPointFactory()
        CommissionFactory(text="Återkom med kostnaden.", case=point.case)
        user = person(Role.COORDINATOR)
        assert [hit.title for hit in finding.find("aterkom kostnad", user)] == ["Återkom med kostnaden."]
        entries = [(str(entry.kind), entry.detail) for entry in finding.on_case(point.case, user)]
        assert entries == [("Uppdrag", "obesvarat"), ("I tryck", "1 punkt")]
