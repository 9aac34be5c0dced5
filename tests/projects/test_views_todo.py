"""What waits for whom, which reports are due, and what a search or a case finds."""

from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.utils import timezone

from portal.deadlines.extending import ask_extension
from portal.deadlines.noting import note_reminder
from portal.organisation.models import Role
from portal.workareas import Entry, Hit
from projects import finding, todo
from tests.factories.portal import (
    CaseFactory,
    ExpectedReportFactory,
    OrganisationFactory,
    UserFactory,
    person,
)
from tests.factories.projects import (
    GrantFactory,
    PartnershipFactory,
    ProgrammeFactory,
    ProjectFactory,
    ReportDutyFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 20)


@pytest.fixture
def programme():
    return ProgrammeFactory(name="Programmet", slug="programmet")


@pytest.fixture
def district():
    return OrganisationFactory(short_name="Järva")


@pytest.fixture
def project(programme, district):
    return ProjectFactory(programme=programme, number="1", title="Navigator", lead=district)


def owes(project, **report):
    report = {"organisation": project.lead, "number": 2, "due_on": date(2026, 9, 8)} | report
    return ReportDutyFactory(project=project, expected=ExpectedReportFactory(**report))


def lines(items):
    return [(item.title, item.detail, str(item.state.word)) for item in items]


def waiting(user):
    return list(todo.waiting(user, TODAY))


class TestWaiting:
    def test_a_late_report_waits_for_the_manager_who_owes_it(self, project, district):
        duty = owes(project)
        (item,) = waiting(person(Role.PROJECT_MANAGER, district))
        assert lines([item]) == [
            ("Redovisning för 1 Navigator", "Tertial 2 2026. Senast 2026-09-08.", "12 dagar sen")
        ]
        assert (item.url, item.urgency) == (f"/projekt/{project.pk}/redovisningar/{duty.pk}/", 3)
        for day in (date(2026, 9, 15), date(2026, 9, 18)):
            note_reminder(expected=duty.expected, channel="telephone", on=day, by=None, today=TODAY)
        (item,) = waiting(person(Role.PROJECT_MANAGER, district))
        assert item.detail == "Tertial 2 2026. Senast 2026-09-08. Påmind 2 gånger."

    @pytest.mark.parametrize(
        ("due", "waits"),
        [
            (date(2026, 9, 19), True),
            (date(2026, 9, 20), True),
            (date(2026, 10, 20), True),
            (date(2026, 10, 21), False),
        ],
    )
    def test_a_report_waits_from_a_month_before_it_is_due(self, project, district, due, waits):
        owes(project, due_on=due)
        assert bool(waiting(person(Role.PROJECT_MANAGER, district))) is waits

    def test_an_extension_moves_the_day(self, project, district):
        owes(project, extended_to=date(2026, 10, 1))
        assert lines(waiting(person(Role.PROJECT_MANAGER, district))) == [
            ("Redovisning för 1 Navigator", "Tertial 2 2026. Senast 2026-10-01.", "Ej inlämnad")
        ]

    def test_a_returned_report_waits_whenever_it_is_due(self, project, district):
        owes(project, due_on=date(2027, 1, 15), number=3, returned=True)
        assert lines(waiting(person(Role.PROJECT_MANAGER, district))) == [
            ("Redovisning för 1 Navigator", "Helår 2026. Senast 2027-01-15.", "Återlämnad")
        ]

    def test_what_is_in_waits_for_the_coordinator_until_it_is_answered(self, project, district):
        duty = owes(project, submitted=True)
        owes(project, number=1, accepted=True)
        assert waiting(person(Role.PROJECT_MANAGER, district)) == []
        (item,) = waiting(person(Role.COORDINATOR))
        assert lines([item]) == [
            (
                "Granska redovisningen för 1 Navigator",
                "Järva, Tertial 2 2026. Inlämnad 2026-05-04.",
                "Inlämnad",
            )
        ]
        assert item.url == f"/projekt/{project.pk}/redovisningar/{duty.pk}/las/"

    def test_another_districts_report_waits_for_somebody_else(self, project):
        owes(project)
        assert waiting(person(Role.PROJECT_MANAGER)) == []

    def test_a_partner_does_not_owe_the_leads_report(self, project):
        partner = PartnershipFactory(project=project).organisation
        owes(project)
        assert waiting(person(Role.PROJECT_MANAGER, partner)) == []

    def test_late_reports_wait_per_lead_for_the_coordinator(self, client, project, programme):
        other = ProjectFactory(programme=programme, number="2", lead=OrganisationFactory(short_name="Farsta"))
        owes(project)
        owes(project, number=1, due_on=date(2026, 5, 8))
        owes(other)
        owes(other, number=3, due_on=date(2027, 1, 15))
        user = person(Role.COORDINATOR)
        first, second = waiting(user)
        assert lines([first, second]) == [
            ("Järva: 2 redovisningar är sena", "Den äldsta har varit väntad i 135 dagar.", "Sen"),
            ("Farsta: 1 redovisning är sen", "Den äldsta har varit väntad i 12 dagar.", "Sen"),
        ]
        assert parse_qsl(urlsplit(first.url).query) == [
            ("program", "alla"),
            ("status", "sen"),
            ("ansvarig", str(project.lead_id)),
        ]

    def test_the_coordinators_line_opens_those_reports(self, client, project):
        duty = owes(project, due_on=date(2020, 1, 15))
        user = person(Role.COORDINATOR)
        (item,) = todo.waiting(user, timezone.localdate())
        client.force_login(user)
        assert [row.pk for row in client.get(item.url).context["listing"].rows] == [duty.pk]

    def test_uppskov_waits_for_the_coordinators_answer(self, client, project, district):
        duty = owes(project, due_on=date(2027, 1, 15))
        manager = person(Role.PROJECT_MANAGER, district)
        extension = ask_extension(
            expected=duty.expected,
            to=date(2027, 1, 29),
            reason="Mer tid.",
            by=manager,
            now=datetime(2026, 9, 20, 9, tzinfo=UTC),
        )
        (item,) = waiting(person(Role.COORDINATOR))
        assert item.url == f"/projekt/redovisningar/{duty.pk}/uppskov/{extension.pk}/"
        assert item.detail == "Järva begär uppskov till 2027-01-29."
        assert waiting(manager) == []

    def test_what_a_closed_case_waits_for_is_chased_no_more(self, project, district):
        closed = CaseFactory(closed=True)
        owes(project, case=closed)
        assert waiting(person(Role.COORDINATOR)) == []
        assert waiting(person(Role.PROJECT_MANAGER, district)) == []

    def test_own_drafts_wait_to_be_handed_in(self, programme, district):
        draft = ProjectFactory(programme=programme, number="3", title="Ny", lead=district, draft=True)
        (item,) = waiting(person(Role.PROJECT_MANAGER, district))
        assert lines([item]) == [("Lämna in 3 Ny", "Utkastet ser bara din egen förvaltning.", "Utkast")]
        assert item.url == f"/projekt/{draft.pk}/"
        assert waiting(person(Role.COORDINATOR)) == []
        assert waiting(person(Role.DISTRICT_DIRECTOR, district)) == []

    def test_nothing_waits_for_readers_and_those_without_a_role(self, project):
        owes(project)
        for user in (person(Role.AUDITOR), person(Role.ADMINISTRATOR), UserFactory()):
            assert waiting(user) == []


class TestExpected:
    def test_the_next_stand_first_then_the_late(self, project):
        owes(project)
        owes(project, number=3, due_on=date(2027, 1, 15))
        owes(project, number=1, due_on=date(2026, 5, 8), accepted=True)
        found = todo.expected(person(Role.COORDINATOR), TODAY)
        assert [(each.period, each.due_on, each.days_late, each.organisation) for each in found] == [
            ("Helår 2026", date(2027, 1, 15), 0, "Järva"),
            ("Tertial 2 2026", date(2026, 9, 8), 12, "Järva"),
        ]
        assert found[0].title == "1 Navigator"

    def test_an_example_says_so(self, district):
        owes(ProjectFactory(programme=ProgrammeFactory(example=True), number="1", title="A", lead=district))
        (found,) = todo.expected(person(Role.COORDINATOR), TODAY)
        assert found.title == "1 A (exempel)"

    def test_only_what_one_may_know_of(self, project, district):
        owes(project)
        assert len(todo.expected(person(Role.PROJECT_MANAGER, district), TODAY)) == 1
        assert todo.expected(person(Role.PROJECT_MANAGER), TODAY) == []
        assert todo.expected(person(Role.ADMINISTRATOR), TODAY) == []


class TestFind:
    @pytest.fixture
    def practice(self, programme):
        lead = OrganisationFactory(short_name="Hägersten, Älvsjö och Liljeholmen")
        return ProjectFactory(
            programme=programme,
            number="2.2.6",
            title="Praktikprojekt med praktikcoacher",
            lead=lead,
            goal="Egen försörjning",
            target_group="SFI-studerande",
            collaborators=["Hässelby sdf"],
        )

    @pytest.mark.parametrize(
        "query",
        [
            "Hagersten",
            "hägersten praktik",
            "2.2.6",
            "forsorjning",
            "SFI-STUDERANDE",
            "hasselby",
            "  älvsjö  ",
        ],
    )
    def test_every_word_wherever_it_stands_whatever_the_accents(self, practice, query):
        assert list(finding.find(query, person(Role.COORDINATOR))) == [
            Hit(
                title="2.2.6 Praktikprojekt med praktikcoacher",
                url=f"/projekt/{practice.pk}/",
                kind="Projekt",
                detail="Hägersten, Älvsjö och Liljeholmen, Arbetsmarknad, Programmet",
            )
        ]

    @pytest.mark.parametrize(
        "query",
        ["", " ", "finns-inte", "hägersten finns-inte", "finns-inte hägersten", "%", "_", "\x00", "\\"],
    )
    def test_what_is_not_there_is_not_found(self, practice, query):
        assert list(finding.find(query, person(Role.COORDINATOR))) == []

    def test_in_order_of_number_and_no_more_than_fifty(self, programme):
        lead = OrganisationFactory()
        for n in range(60, 0, -1):
            ProjectFactory(programme=programme, number=f"1.{n}", title="Samma", lead=lead)
        found = finding.find("samma", person(Role.COORDINATOR))
        assert [hit.title for hit in found] == [f"1.{n} Samma" for n in range(1, 51)]

    def test_a_foreign_draft_is_not_found_and_the_own_says_so(self, programme, district):
        ProjectFactory(programme=programme, number="9", title="Hemlig", lead=district, draft=True)
        assert list(finding.find("hemlig", person(Role.COORDINATOR))) == []
        (hit,) = finding.find("hemlig", person(Role.PROJECT_MANAGER, district))
        assert hit.detail == "Järva, Arbetsmarknad, Programmet, Utkast"

    def test_nobody_finds_what_they_may_not_see(self, practice):
        for user in (person(Role.PROJECT_MANAGER), person(Role.ADMINISTRATOR), UserFactory()):
            assert list(finding.find("praktik", user)) == []


class TestOnCase:
    def test_programme_and_projects_hang_on_it(self, programme, district):
        project = ProjectFactory(
            programme=programme, number="1", title="A", lead=district, case=programme.case
        )
        GrantFactory(project=project, year=2026)
        assert finding.on_case(programme.case, person(Role.COORDINATOR)) == [
            Entry("Program", "Programmet", "/projekt/?program=programmet", date(2026, 1, 1), ""),
            Entry(
                "Projekt",
                "1 A",
                f"/projekt/{project.pk}/",
                date(2026, 5, 4),
                "Järva, Arbetsmarknad, Programmet, 2026",
            ),
        ]

    def test_only_what_one_may_see(self, programme, district):
        ProjectFactory(programme=programme, lead=district, case=programme.case, draft=True)
        (only,) = finding.on_case(programme.case, person(Role.COORDINATOR))
        assert only.kind == "Program"
        assert finding.on_case(programme.case, person(Role.PROJECT_MANAGER)) == []
        assert finding.on_case(programme.case, person(Role.ADMINISTRATOR)) == []


def test_the_menu_leads_to_the_list_for_those_who_may_open_it(client):
    for user, shown in ((person(Role.AUDITOR), True), (person(Role.ADMINISTRATOR), False)):
        client.force_login(user)
        menu = client.get("/hjalp/").content.decode().split('aria-label="Huvudmeny"')[1].split("</nav>")[0]
        assert ('<a href="/projekt/">Projekt</a>' in menu) is shown
