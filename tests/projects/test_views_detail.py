"""One project's page and its history: what stands there, for whom, in how many queries."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.organisation.models import Role
from projects.models import Grant, Project
from tests.factories.portal import (
    CaseNumberFactory,
    CommentFactory,
    ExpectedReportFactory,
    OrganisationFactory,
    SuccessionFactory,
    person,
)
from tests.factories.projects import (
    DecisionRoundFactory,
    GrantFactory,
    GrantShareFactory,
    ImplementationStatementFactory,
    PartnershipFactory,
    ProgrammeFactory,
    ProjectFactory,
    PublishedAccountFactory,
    ReportDutyFactory,
)

pytestmark = pytest.mark.django_db
NBSP = "\u00a0"


@pytest.fixture
def coordinator(client):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


@pytest.fixture
def programme():
    programme = ProgrammeFactory(name="Från bidrag", published=True)
    CaseNumberFactory(case=programme.case, number="SOTN 013-609/2001")
    return programme


@pytest.fixture
def kista():
    kista = OrganisationFactory(short_name="Kista")
    jarva = OrganisationFactory(short_name="Järva", administration_name="Järva stadsdelsförvaltning")
    SuccessionFactory(predecessor=kista, successor=jarva)
    return kista


@pytest.fixture
def project(programme, kista):
    return ProjectFactory(
        programme=programme,
        number="2.3.3",
        title="Nätverk obekväm arbetstid",
        lead=kista,
        subgroup="obekväm arbetstid",
        target_group="Ensamstående med barn",
        goal="Fler i arbete",
        target_value=Decimal("80.00"),
        target_unit="procent av målgruppen",
        target_text="80 procent ska komma i arbete.",
        collaborators=["Arbetsförmedlingen", "LO"],
        report_status=Project.ReportStatus.REPORTED,
        plan_in_table=Project.Plan.NOT_APPORTIONED,
        plan_in_text=Project.Plan.YES,
    )


def text_of(response):
    """The page's words between main and its end, white space made single."""
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0].split(">", 1)[1]
    words = unescape(re.sub(r"<[^>]+>", " ", main)).replace(NBSP, " ")
    return re.sub(r" ([.,)])", r"\1", re.sub(r"\s+", " ", words)).replace("( ", "(").strip()


def show(client, project):
    return text_of(client.get(f"/projekt/{project.pk}/"))


class TestShown:
    def test_name_badge_and_lede(self, client, coordinator, project):
        response = client.get(f"/projekt/{project.pk}/")
        content = response.content.decode()
        assert "<h1>2.3.3 Nätverk obekväm arbetstid</h1>" in content
        assert "Slutredovisad</span>" in content
        assert (
            "Kista, i dag Järva stadsdelsförvaltning. Område Arbetsmarknad, undergrupp obekväm arbetstid."
            in text_of(response)
        )

    def test_goal_in_words_and_figures(self, client, coordinator, project):
        assert (
            "Mål Lägg till ett mål Fler i arbete 80 procent av målgruppen 80 procent ska komma i arbete."
            in show(client, project)
        )

    def test_a_project_without_target_says_so(self, client, coordinator):
        assert "Mål Lägg till ett mål inget mål i siffror" in show(client, ProjectFactory())

    def test_facts(self, client, coordinator, project):
        PartnershipFactory(project=project, organisation=OrganisationFactory(short_name="Österby"))
        PartnershipFactory(project=project, organisation=OrganisationFactory(short_name="Åsen"))
        assert (
            "Fakta Program Från bidrag Ansvarig Kista Ansvarar i dag Järva stadsdelsförvaltning "
            "Medverkande Åsen, Österby Målgrupp Ensamstående med barn "
            "Samverkanspartner Arbetsförmedlingen, LO "
            "Diarienummer SOTN 013-609/2001 (programmets) Inlämnat 2026-05-04 kl. 11.00, mottaget av"
        ) in show(client, project)

    def test_a_split_nobody_has_stated_an_heir_for_is_not_guessed(self, client, coordinator):
        lead, one = OrganisationFactory(short_name="Delade"), OrganisationFactory()
        SuccessionFactory(predecessor=lead, successor=one, kind="split", takes_over=False)
        shown = show(client, ProjectFactory(lead=lead))
        assert "Delade, som har delats utan att någon angett vem som tog över. Område" in shown
        assert "Ansvarar i dag ej angivet efter delningen" in shown

    def test_own_case_goes_before_the_programmes(self, client, coordinator, project):
        number = CaseNumberFactory(number="1.2.4-182-2013")
        project.case = number.case
        project.save()
        assert "Diarienummer 1.2.4-182-2013 Inlämnat" in show(client, project)


class TestGrants:
    def test_table_with_unknown_year_kind_round_and_total(self, client, coordinator, project):
        decided = DecisionRoundFactory(programme=project.programme, number=2, decided_on=date(2002, 5, 14))
        GrantFactory(project=project, number=1, year=None, amount=Decimal("350000"))
        GrantFactory(
            project=project, number=2, year=2003, amount=Decimal("4770500"), extension=True, round=decided
        )
        assert (
            "Belopp tkr Ändra År okänt Första datum ej redovisat 350 Ändra beslut 1 "
            "2003 Förlängning Beslutstillfälle 2, 2002-05-14 4 770,5 Ändra beslut 2 Totalt 5 120,5"
        ) in show(client, project)

    def test_shares_of_the_committees_are_explained_step_by_step(self, client, coordinator, project):
        grant = GrantFactory(project=project, number=1, year=2002, amount=Decimal("100000.01"))
        first = OrganisationFactory(committee=True, committee_name="integrationsnämnden")
        second = OrganisationFactory(committee=True, committee_name="socialtjänstnämnden")
        GrantShareFactory(grant=grant, committee=first, amount=Decimal("50000.01"))
        GrantShareFactory(grant=grant, committee=second, amount=Decimal("50000.00"))
        assert (
            "Så räknades det Så delas beloppet mellan nämnderna, i tkr: "
            "integrationsnämnden 50,00001 socialtjänstnämnden 50 Totalt 100,00001 "
            "2002, Första, 100 000,01 kr "
            "integrationsnämnden: 50 % är 50 000,005 kr, avrundat 50 000,00 kr, med resten 50 000,01 kr. "
            "socialtjänstnämnden: 50 % är 50 000,005 kr, avrundat 50 000,00 kr. "
            "De avrundade delarna blir 100 000,00 kr. Resten, 0,01 kr, läggs på integrationsnämnden. "
            "Summan blir 100 000,01 kr."
        ) in show(client, project)

    def test_agreed_unequal_shares_are_explained_too(self, client, coordinator, project):
        grant = GrantFactory(project=project, number=1, amount=Decimal("100000"))
        for name, amount in (("A-nämnden", "75000"), ("B-nämnden", "25000")):
            committee = OrganisationFactory(committee=True, committee_name=name)
            GrantShareFactory.build(grant=grant, committee=committee, amount=Decimal(amount)).save()
        shown = show(client, project)
        assert "A-nämnden: 75 % är 75 000,00 kr." in shown
        assert "B-nämnden: 25 % är 25 000,00 kr." in shown

    def test_what_nobody_has_split_is_said(self, client, coordinator, project):
        GrantFactory(project=project, number=1, amount=Decimal("100000"))
        assert "Så räknades det" not in show(client, project)
        grant = GrantFactory(project=project, number=2, amount=Decimal("20000"), extension=True)
        GrantShareFactory(grant=grant)
        assert "Inte delat mellan nämnder 100 Totalt 120" in show(client, project)

    def test_without_grants_the_section_says_what_it_is_for(self, client, coordinator, project):
        assert "Inga medel är beviljade än." in show(client, project)


class TestFamily:
    def test_continuations_stand_together_with_their_sum(self, client, coordinator, programme):
        first = ProjectFactory(programme=programme, number="2.1.6", title="Fördjupningen")
        second = ProjectFactory(programme=programme, number="2.1.7", title="Fördjupningen", continues=first)
        third = ProjectFactory(programme=programme, number="2.1.10", title="Vidare", continues=second)
        GrantFactory(project=first, year=2002, amount=Decimal("400000"))
        GrantFactory(project=second, year=2003, amount=Decimal("350500"))
        PublishedAccountFactory(project=second, continuation_basis="Titeln säger fortsättning.")
        told = (
            "2.1.6 Fördjupningen 2002 400 2.1.7 Fördjupningen (det här projektet) 2003 350,5 "
            "2.1.10 Vidare ej redovisat inget beslut Tillsammans 750,5 "
            "Så vet vi att det är en fortsättning: Titeln säger fortsättning."
        )
        assert told in show(client, second)
        assert "2.1.6 Fördjupningen (det här projektet) 2002 400" in show(client, first)
        assert "2.1.10 Vidare (det här projektet)" in show(client, third)

    def test_a_project_alone_has_no_family(self, client, coordinator, project):
        assert "Fortsättningar" not in show(client, project)

    def test_a_foreign_draft_is_not_of_the_family(self, client, coordinator, project):
        ProjectFactory(
            programme=project.programme,
            number="9",
            title="Hemlig",
            continues=project,
            draft=True,
            lead=project.lead,
        )
        shown = show(client, project)
        assert "Hemlig" not in shown
        assert "Fortsättningar" not in shown


class TestImplementation:
    def test_as_published_and_as_read(self, client, coordinator, project):
        ImplementationStatementFactory(programme=project.programme, lead=project.lead)
        PublishedAccountFactory(project=project, implementation="Planer finns.")
        assert (
            "Plan för implementering Enligt tabellen Ej fördelat "
            "Kista svarade samlat om plan för implementering: 4 ja och 1 nej. "
            "Fördelningen på projekt är inte redovisad. Enligt texten Ja Planer finns."
        ) in show(client, project)

    def test_an_answer_of_its_own_is_not_explained_by_the_leads(self, client, coordinator, project):
        ImplementationStatementFactory(programme=project.programme, lead=project.lead)
        Project.objects.filter(pk=project.pk).update(plan_in_table="yes", plan_in_text="")
        assert "Enligt tabellen Ja Enligt texten ej redovisat" in show(client, project)


class TestReportsAndWords:
    def test_expected_reports_stand_with_their_state(self, client, coordinator, project):
        lead = project.lead
        late = ExpectedReportFactory(organisation=lead, due_on=date(2020, 5, 8))
        returned = ExpectedReportFactory(
            organisation=lead, number=2, due_on=date(2020, 9, 8), extended_to=date(2020, 10, 1), returned=True
        )
        for expected in (late, returned):
            ReportDutyFactory(project=project, expected=expected)
        shown = show(client, project)
        assert "Tertial 2 2026 Kista 2020-10-01 uppskov, var 2020-09-08" in shown
        assert re.search(r"Tertial 1 2026 Kista 2020-05-08 \d+ dagar sen", shown)
        assert "Deltagarna saknas." in shown

    def test_the_printed_reports_own_words_with_their_source(self, client, coordinator, project):
        PublishedAccountFactory(
            project=project,
            experience="SFI fungerar.",
            further_work="Fortsätt.",
            coordinator_comment="Bra.",
            status_evidence="Avsnitt 2.1.",
            reminders="flera",
            repayment="ingen uppgift",
        )
        assert (
            "Så stod det i den tryckta rapporten Stadsdelens erfarenhet SFI fungerar. "
            "Förslag till fortsatt arbete Fortsätt. Samordnarens kommentar Bra. "
            "Så vet vi redovisningens status Avsnitt 2.1. Påminnelser flera Återföring ingen uppgift "
            "Källa 003, återgiven i korthet."
        ) in show(client, project)
        assert "den tryckta rapporten" not in show(client, ProjectFactory())

    def test_events_are_told_newest_first(self, client, coordinator, project):
        GrantFactory(project=project, number=1, year=2002, amount=Decimal("350000"))
        GrantFactory(project=project, number=2, year=2003, amount=Decimal("319000"), extension=True)
        accepted = ExpectedReportFactory(organisation=project.lead, accepted=True)
        ReportDutyFactory(project=project, expected=accepted)
        assert re.search(
            r"Händelser 2026-05-04 (Redovisning inlämnad: Tertial 1 2026 2026-05-04 Inlämnat till .*|"
            r"Inlämnat till .* 2026-05-04 Redovisning inlämnad: Tertial 1 2026 )"
            r".*2003 Förlängning, 319 tkr 2002 Första beslut, 350 tkr",
            show(client, project),
        )

    def test_comments_stand_there_for_those_who_may_read_them(self, client, coordinator, project):
        CommentFactory(about=project, text="Ring mig.")
        CommentFactory(about=project, text="Bara vi.", audience="internal")
        shown = show(client, project)
        assert "Ring mig." in shown
        assert "Bara vi." not in shown


class TestActions:
    def test_the_coordinator_changes_and_grants(self, client, coordinator, project):
        content = client.get(f"/projekt/{project.pk}/").content.decode()
        assert f'href="/projekt/{project.pk}/andra/"' in content
        assert f'href="/projekt/{project.pk}/medel/nytt/"' in content
        assert "Lämna in" not in content

    def test_a_reader_has_no_buttons_for_what_is_not_there(self, client, project):
        client.force_login(person(Role.AUDITOR))
        content = client.get(f"/projekt/{project.pk}/").content.decode()
        assert "/andra/" not in content
        assert "/medel/nytt/" not in content
        assert "Lämna in" not in content

    def test_a_draft_says_who_sees_it_and_can_be_handed_in(self, client, programme):
        district = OrganisationFactory()
        draft = ProjectFactory(programme=programme, lead=district, draft=True)
        client.force_login(person(Role.PROJECT_MANAGER, district))
        content = client.get(f"/projekt/{draft.pk}/").content.decode()
        assert "Vem ser utkastet?" in content
        assert f'<form method="post" action="/projekt/{draft.pk}/lamna-in/">' in content
        assert "Utkast</span>" in content
        assert content.count("btn-primary") == 1

    def test_an_example_says_so(self, client, coordinator):
        project = ProjectFactory(programme=ProgrammeFactory(example=True))
        for page in ("", "historik/"):
            assert "exempel</span>" in client.get(f"/projekt/{project.pk}/{page}").content.decode()


class TestHistory:
    def test_tells_who_changed_what_in_the_project_and_its_grants(self, client, coordinator, project):
        grant = GrantFactory(project=project, number=1, year=2002, amount=Decimal("350000"))
        Project.objects.filter(pk=project.pk).update(title="Nytt namn")
        Grant.objects.filter(pk=grant.pk).update(comment="Rättat")
        response = client.get(f"/projekt/{project.pk}/historik/")
        shown = text_of(response)
        assert "<title>Historik: 2.3.3 Nytt namn | Samverkansportalen</title>" in response.content.decode()
        assert "ändrade projekt Titel Före: Nätverk obekväm arbetstid Efter: Nytt namn" in shown
        assert "ändrade beviljade medel Kommentar Efter: Rättat" in shown

    def test_tab_is_marked_as_where_one_is(self, client, coordinator, project):
        page = f"/projekt/{project.pk}/"
        for path, here in ((page, page), (f"{page}historik/", f"{page}historik/")):
            tabs = (
                client.get(path).content.decode().split('aria-label="Projektets delar"')[1].split("</nav>")[0]
            )
            assert re.findall(r'href="([^"]+)" aria-current="page"', tabs) == [here]


@pytest.mark.parametrize("path", ["", "historik/"])
def test_a_foreign_or_missing_project_is_404(client, path):
    project = ProjectFactory()
    client.force_login(person(Role.PROJECT_MANAGER))
    assert client.get(f"/projekt/{project.pk}/{path}").status_code == 404
    assert client.get(f"/projekt/{10**30}/{path}").status_code == 404


def test_hostile_text_is_only_text(client, coordinator):
    evil = "<script>alert(1)</script>"
    project = ProjectFactory(
        title=evil,
        goal=evil,
        target_group=evil,
        subgroup=evil,
        operator=evil,
        collaborators=[evil],
        target_text=evil,
    )
    PublishedAccountFactory(project=project, experience=evil, implementation=evil, repayment=evil)
    GrantFactory(project=project, comment=evil)
    CommentFactory(about=project, text=evil)
    for page in ("", "historik/"):
        assert "<script>alert" not in client.get(f"/projekt/{project.pk}/{page}").content.decode()


def test_as_many_queries_for_much_as_for_little(client, coordinator, programme):
    counts = set()
    for many in (1, 3, 20):
        project = ProjectFactory(programme=programme, number=f"{many}")
        before = ProjectFactory(programme=programme, number=f"{many}.0", continues=project)
        for n in range(many):
            grant = GrantFactory(project=project, number=n + 1, kind="extension" if n else "initial")
            GrantShareFactory(grant=grant)
            PartnershipFactory(project=project)
            expected = ExpectedReportFactory(organisation=project.lead, year=2000 + n)
            ReportDutyFactory(project=project, expected=expected)
            ProjectFactory(programme=programme, number=f"{many}.{n + 1}", continues=before)
            CommentFactory(about=project)
        client.get(f"/projekt/{project.pk}/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/projekt/{project.pk}/").status_code == 200
        counts.add(len(queries))
    assert len(counts) == 1
    assert counts.pop() <= 21
