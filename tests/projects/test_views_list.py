"""The list of projects: what it shows, sums, filters, sorts and exports, to whom, in how many queries."""

import re
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from portal.organisation.models import Role
from projects.models import Project
from tests.factories.portal import ExpectedReportFactory, OrganisationFactory, UserFactory, person
from tests.factories.projects import (
    AreaFactory,
    GrantFactory,
    ImplementationStatementFactory,
    PartnershipFactory,
    ProgrammeFactory,
    ProjectFactory,
    ReportDutyFactory,
)

pytestmark = pytest.mark.django_db
NBSP = "\u00a0"
REST = ["ej redovisat", "inget beslut", "Pågår", "Ej fördelat1"]
PARAMETERS = ["text", "program", "omrade", "ansvarig", "ar", "redovisning", "plan", "minst"]
PARAMETERS += ["sortera", "efter", "fore", "format"]


@pytest.fixture
def coordinator(client):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


@pytest.fixture
def programme():
    return ProgrammeFactory(name="Från bidrag", slug="fran-bidrag", published=True)


@pytest.fixture
def projects(programme):
    """Four projects: an unknown year, a ring of letters, a plan printed only for Kista as a whole."""
    sfi, work = AreaFactory(name="SFI"), AreaFactory(name="Arbetsmarknad")
    kista = OrganisationFactory(short_name="Kista")
    osterby, asen = OrganisationFactory(short_name="Österby"), OrganisationFactory(short_name="Åsen")
    status, plan = Project.ReportStatus, Project.Plan

    def make(number, title, area, lead, report, answer):
        return ProjectFactory(
            programme=programme,
            number=number,
            title=title,
            area=area,
            lead=lead,
            report_status=report,
            plan_in_table=answer,
        )

    made = {
        "2.1.10": make("2.1.10", "Ängen", sfi, osterby, status.REPORTED, plan.YES),
        "2.1.9": make("2.1.9", "Åkern", sfi, asen, status.NOT_REPORTED, plan.NO),
        "2.3.3": make("2.3.3", "Zonen", work, kista, status.UNCLEAR, plan.NOT_APPORTIONED),
        "2.3.4": make("2.3.4", "Arken", work, kista, status.RUNNING, ""),
    }
    GrantFactory(project=made["2.1.10"], year=2002, amount=Decimal("250000"))
    GrantFactory(project=made["2.1.10"], year=2003, amount=Decimal("82500"), extension=True)
    GrantFactory(project=made["2.1.9"], unknown_year=True, amount=Decimal("396000"))
    GrantFactory(project=made["2.3.3"], year=2002, amount=Decimal("1200000"))
    ImplementationStatementFactory(programme=programme, lead=kista)
    return made


def table(response):
    """The rows as text, cell by cell, tags left out."""
    rows = re.findall(r"<tr>(.*?)</tr>", response.context["body"], re.S)
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S) for row in rows]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in cells]


def numbers(response):
    return [row.number for row in response.context["listing"].rows]


def exported(response):
    return response.getvalue()


class TestShown:
    def test_rows_say_what_stands_in_the_database(self, client, coordinator, projects):
        response = client.get("/projekt/")
        assert table(response) == [
            ["2.1.9", "2.1.9 Åkern", "Åsen", "SFI", "År okänt", "396", "Ej redovisad", "Nej"],
            ["2.1.10", "2.1.10 Ängen", "Österby", "SFI", "2002–2003", "332,5", "Slutredovisad", "Ja"],
            [
                "2.3.3",
                "2.3.3 Zonen",
                "Kista",
                "Arbetsmarknad",
                "2002",
                f"1{NBSP}200",
                "Oklar",
                "Ej fördelat1",
            ],
            ["2.3.4", "2.3.4 Arken", "Kista", "Arbetsmarknad", *REST],
        ]
        assert list(response.context["notes"]) == [
            (
                1,
                "Kista svarade samlat om plan för implementering: 4 ja och 1 nej. "
                "Fördelningen på projekt är inte redovisad.",
            )
        ]
        assert response.context["caption"] == "4 projekt"

    def test_a_number_opens_the_project_and_a_sum_its_grants(self, client, coordinator, projects):
        body = client.get("/projekt/").context["body"]
        pk = projects["2.3.3"].pk
        assert f'<a href="/projekt/{pk}/"><span class="only-phone">2.3.3 </span>Zonen</a>' in body
        assert f'<a class="fig" href="/projekt/{pk}/#medel">1{NBSP}200</a>' in body

    def test_sums_count_what_is_known_and_say_what_is_missing(self, client, coordinator, projects):
        (row,) = client.get("/projekt/").context["footer"]
        assert "Totalt 4 projekt" in row
        assert f"1{NBSP}928,5" in row
        assert "1 saknas" in row

    def test_sums_of_the_shown_and_of_all_stand_apart_on_a_page(self, client, coordinator, programme):
        lead = OrganisationFactory()
        for n in range(60):
            project = ProjectFactory(programme=programme, number=f"1.{n}", lead=lead)
            GrantFactory(project=project, amount=Decimal("1000"))
        shown, every = client.get("/projekt/").context["footer"]
        assert "Visade 50 projekt" in shown
        assert ">50<" in shown
        assert "Alla 60 projekt" in every
        assert ">60<" in every

    def test_a_draft_and_an_example_are_marked(self, client):
        district = OrganisationFactory()
        programme = ProgrammeFactory(example=True, name="Exempelprogrammet")
        ProjectFactory(programme=programme, number="1", title="Öppna dörren", lead=district, draft=True)
        client.force_login(person(Role.PROJECT_MANAGER, district))
        response = client.get("/projekt/")
        assert [row[1] for row in table(response)] == ["1 Öppna dörren Utkast exempel"]

    def test_hostile_text_is_only_text(self, client, coordinator, programme):
        ProjectFactory(programme=programme, title="<script>alert(1)</script>", number='"><b>')
        content = client.get("/projekt/").content.decode()
        assert "<script>alert" not in content
        assert "<b>" not in content

    def test_an_empty_list_says_what_it_is_for_and_offers_the_first_step(self, client, coordinator):
        content = client.get("/projekt/").content.decode()
        assert "Inga projekt än" in content
        assert 'href="/projekt/nytt/"' in content


class TestProgramme:
    def test_without_a_word_the_newest_followed_is_shown(self, client, coordinator, projects):
        newer = ProgrammeFactory(name="Nyare")
        ProjectFactory(programme=newer, number="9")
        assert numbers(client.get("/projekt/")) == ["9"]
        assert numbers(client.get("/projekt/?program=fran-bidrag")) == ["2.1.9", "2.1.10", "2.3.3", "2.3.4"]

    def test_all_programmes_stand_together_with_their_names(self, client, coordinator, projects):
        ProjectFactory(programme=ProgrammeFactory(name="Nyare"), number="9")
        response = client.get("/projekt/?program=alla")
        assert [row[2] for row in table(response)] == ["Från bidrag"] * 4 + ["Nyare"]

    def test_one_that_is_not_there_is_taken_as_the_newest(self, client, coordinator, projects):
        assert len(numbers(client.get("/projekt/?program=finns-inte"))) == 4

    def test_a_district_is_offered_only_programmes_it_is_in(self, client, projects):
        ProgrammeFactory(name="Andras", slug="andras")
        client.force_login(person(Role.PROJECT_MANAGER, projects["2.1.9"].lead))
        response = client.get("/projekt/")
        assert response.context["filter"].fields["program"].choices == [("fran-bidrag", "Från bidrag")]
        assert numbers(response) == ["2.1.9"]
        assert numbers(client.get("/projekt/?program=andras")) == ["2.1.9"]

    def test_choosing_another_in_place_loads_the_whole_page(self, client, coordinator, projects):
        ProjectFactory(programme=ProgrammeFactory(name="Nyare", slug="nyare"))
        headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/projekt/?text=x"}
        response = client.get("/projekt/?program=fran-bidrag&ansvarig=7", headers=headers)
        assert response["HX-Redirect"] == "/projekt/?program=fran-bidrag"
        assert "HX-Redirect" not in client.get("/projekt/?program=nyare&text=y", headers=headers)

    @pytest.mark.parametrize("address", ["", "http://[", "x" * 9000, "http://testserver/?program=%00"])
    def test_a_hostile_address_of_the_page_before_is_no_error(self, client, coordinator, projects, address):
        headers = {"HX-Request": "true", "HX-Current-URL": address}
        assert client.get("/projekt/", headers=headers).status_code == 200


class TestFilters:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("text=akern", ["2.1.9"]),
            ("text=osterby+sfi", []),
            ("text=OSTERBY", ["2.1.10"]),
            ("ar=2002", ["2.1.10", "2.3.3"]),
            ("ar=2003", ["2.1.10"]),
            ("ar=okant", ["2.1.9"]),
            ("redovisning=not_reported", ["2.1.9"]),
            ("plan=yes", ["2.1.10"]),
            ("plan=not_apportioned", ["2.3.3", "2.3.4"]),
            ("plan=ej-angivet", []),
            ("minst=332,5", ["2.1.9", "2.1.10", "2.3.3"]),
            ("minst=1+200", ["2.3.3"]),
            ("text=zonen&ar=2002&minst=1", ["2.3.3"]),
        ],
    )
    def test_filter_shows_what_it_says(self, client, coordinator, projects, query, expected):
        assert numbers(client.get(f"/projekt/?{query}")) == expected

    def test_area_and_lead_by_key_and_several_leads(self, client, coordinator, projects):
        sfi, osterby = projects["2.1.9"].area_id, projects["2.1.10"].lead_id
        asen = projects["2.1.9"].lead_id
        assert numbers(client.get(f"/projekt/?omrade={sfi}")) == ["2.1.9", "2.1.10"]
        assert numbers(client.get(f"/projekt/?ansvarig={asen}")) == ["2.1.9"]
        assert numbers(client.get(f"/projekt/?ansvarig={asen}&ansvarig={osterby}")) == ["2.1.9", "2.1.10"]
        assert numbers(client.get(f"/projekt/?ansvarig=&omrade={sfi}")) == ["2.1.9", "2.1.10"]

    def test_late_reports_are_found(self, client, coordinator, projects):
        lead = projects["2.3.4"].lead
        late = ExpectedReportFactory(organisation=lead, due_on="2020-01-15")
        ReportDutyFactory(project=projects["2.3.4"], expected=late)
        ReportDutyFactory(
            project=projects["2.3.3"], expected=ExpectedReportFactory(organisation=lead, submitted=True)
        )
        assert numbers(client.get("/projekt/?redovisning=sen")) == ["2.3.4"]

    def test_what_may_be_chosen_is_what_is_there_in_swedish_order(self, client, coordinator, projects):
        fields = client.get("/projekt/").context["filter"].fields
        assert [name for _key, name in fields["ansvarig"].choices] == ["Alla", "Kista", "Åsen", "Österby"]
        assert [name for _key, name in fields["omrade"].choices] == ["Alla", "Arbetsmarknad", "SFI"]
        assert [name for _key, name in fields["ar"].choices] == ["Alla", "2002", "2003", "År okänt"]

    def test_chosen_filters_are_chips_that_can_be_taken_away(self, client, coordinator, projects):
        lead = projects["2.1.9"].lead_id
        chips = client.get(f"/projekt/?text=akern&ansvarig={lead}&minst=100").context["chips"]
        assert [(chip.label, chip.href) for chip in chips] == [
            ("Ord i projektet: akern", f"?ansvarig={lead}&minst=100"),
            ("Ansvarig: Åsen", "?text=akern&minst=100"),
            ("Beviljat, minst tkr: 100", f"?text=akern&ansvarig={lead}"),
        ]

    def test_count_is_of_the_whole_programme(self, client, coordinator, projects):
        assert client.get("/projekt/?text=akern").context["caption"] == "1 av 4 projekt"


class TestOrder:
    @pytest.mark.parametrize(
        ("sort", "expected"),
        [
            ("number", ["2.1.9", "2.1.10", "2.3.3", "2.3.4"]),
            ("-number", ["2.3.4", "2.3.3", "2.1.10", "2.1.9"]),
            ("title", ["2.3.4", "2.3.3", "2.1.9", "2.1.10"]),
            ("lead", ["2.3.3", "2.3.4", "2.1.9", "2.1.10"]),
            ("area", ["2.3.3", "2.3.4", "2.1.10", "2.1.9"]),
            ("years", ["2.1.10", "2.3.3", "2.1.9", "2.3.4"]),
            ("granted", ["2.1.10", "2.1.9", "2.3.3", "2.3.4"]),
            ("-granted", ["2.3.3", "2.1.9", "2.1.10", "2.3.4"]),
            ("report_status", ["2.1.9", "2.3.3", "2.3.4", "2.1.10"]),
            ("plan", ["2.3.3", "2.3.4", "2.1.10", "2.1.9"]),
            ("finns-inte", ["2.1.9", "2.1.10", "2.3.3", "2.3.4"]),
        ],
    )
    def test_sorting_is_swedish_and_natural(self, client, coordinator, projects, sort, expected):
        assert numbers(client.get(f"/projekt/?sortera={sort}")) == expected

    @pytest.mark.parametrize("sort", ["number", "-title", "years", "granted", "report_status", "plan"])
    def test_pages_visit_every_row_once(self, client, coordinator, programme, sort):
        lead = OrganisationFactory()
        for n in range(120):
            project = ProjectFactory(programme=programme, number=f"1.{n}", title=f"Titel {n % 7}", lead=lead)
            if n % 3:
                GrantFactory(project=project, amount=Decimal(1000 * (n % 5 + 1)), year=2002 + n % 2)
        address, seen = f"?sortera={sort}", []
        while address:
            response = client.get("/projekt/" + address)
            seen += numbers(response)
            address = response.context["listing"].links.get("next", "")
        assert sorted(seen) == sorted(f"1.{n}" for n in range(120))


class TestExport:
    def test_csv_is_the_list_byte_for_byte(self, client, coordinator, projects):
        response = client.get("/projekt/?format=csv&sortera=-granted")
        assert response["Content-Disposition"] == 'attachment; filename="projekt.csv"'
        assert (
            exported(response)
            == (
                "\ufeffNr;Projekt;Ansvarig;Område;År;Beviljat tkr;Redovisning;Plan för implementering\r\n"
                "2.3.3;Zonen;Kista;Arbetsmarknad;2002;1200;Oklar;Ej fördelat\r\n"
                "2.1.9;Åkern;Åsen;SFI;År okänt;396;Ej redovisad;Nej\r\n"
                "2.1.10;Ängen;Österby;SFI;2002–2003;332,5;Slutredovisad;Ja\r\n"
                "2.3.4;Arken;Kista;Arbetsmarknad;;;Pågår;Ej fördelat\r\n"
                "Totalt;;;;;1928,5;;\r\n"
            ).encode()
        )

    def test_csv_has_only_what_the_filter_matches_and_its_sum(self, client, coordinator, projects):
        lines = exported(client.get("/projekt/?format=csv&ar=2002")).decode("utf-8-sig").splitlines()
        assert [line.split(";")[0] for line in lines] == ["Nr", "2.1.10", "2.3.3", "Totalt"]
        assert lines[-1] == "Totalt;;;;;1532,5;;"

    def test_xlsx_has_the_same_cells_as_numbers(self, client, coordinator, projects):
        sheet = load_workbook(BytesIO(exported(client.get("/projekt/?format=xlsx")))).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert rows[2] == ["2.1.10", "Ängen", "Österby", "SFI", "2002–2003", 332.5, "Slutredovisad", "Ja"]
        assert rows[-1][0] == "Totalt"
        assert rows[-1][5] == 1928.5

    def test_all_rows_not_only_the_page_shown(self, client, coordinator, programme):
        lead = OrganisationFactory()
        for n in range(60):
            ProjectFactory(programme=programme, number=f"1.{n}", lead=lead)
        assert len(exported(client.get("/projekt/?format=csv")).splitlines()) == 62

    def test_an_example_and_a_draft_say_so_in_the_file(self, client):
        district = OrganisationFactory(short_name="Järva")
        programme = ProgrammeFactory(example=True)
        ProjectFactory(programme=programme, number="1", title="Dörren", lead=district, draft=True)
        client.force_login(person(Role.PROJECT_MANAGER, district))
        line = exported(client.get("/projekt/?format=csv")).decode("utf-8-sig").splitlines()[1]
        assert line == "1;Dörren (utkast, exempel);Järva;Arbetsmarknad;;;Pågår;"

    def test_a_formula_is_defused(self, client, coordinator, programme):
        ProjectFactory(programme=programme, number="1", title="+HYPERLINK()")
        assert b";'+HYPERLINK();" in exported(client.get("/projekt/?format=csv"))


class TestSeenByWhom:
    def test_a_district_sees_what_it_leads_takes_part_in_and_inherited(self, client, projects, programme):
        district = OrganisationFactory()
        PartnershipFactory(project=projects["2.3.3"], organisation=district)
        own = ProjectFactory(programme=programme, number="1", lead=district, draft=True)
        client.force_login(person(Role.PROJECT_MANAGER, district))
        assert numbers(client.get("/projekt/")) == [own.number, "2.3.3"]

    def test_a_foreign_draft_is_nowhere(self, client, coordinator, projects, programme):
        lead = OrganisationFactory(short_name="Hemliga sdf")
        area = AreaFactory(name="Hemligt område")
        draft = ProjectFactory(
            programme=programme, number="9", title="Hemlig", lead=lead, area=area, draft=True
        )
        for query in (
            "",
            "text=hemlig",
            "format=csv",
            f"ansvarig={lead.pk}",
            "program=alla",
            "sortera=-number",
        ):
            content = exported(client.get(f"/projekt/?{query}")).decode()
            assert "Hemlig</a>" not in content
            assert "Hemliga sdf" not in content
            assert "Hemligt område" not in content
            assert f"/projekt/{draft.pk}/" not in content
        assert client.get("/projekt/").context["caption"] == "4 projekt"

    def test_only_those_who_may_are_offered_to_register(self, client, projects):
        for role, offered in ((Role.COORDINATOR, True), (Role.AUDITOR, False)):
            client.force_login(person(role))
            assert ('href="/projekt/nytt/"' in client.get("/projekt/").content.decode()) is offered

    def test_somebody_without_a_role_may_not_open_it(self, client):
        client.force_login(UserFactory())
        assert client.get("/projekt/").status_code == 403


HOSTILE = [
    "\x00",
    "%00",
    "' OR 1=1 --",
    "9" * 400,
    "-1",
    "NaN",
    "1e309",
    "\u202e",
    "å" * 3000,
    "<b>",
    "[]",
    "٣",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", PARAMETERS)
def test_nothing_typed_into_the_address_is_an_error(client, coordinator, projects, name, value):
    assert client.get("/projekt/", {name: value}).status_code == 200


@pytest.mark.parametrize(
    "query", ["", "?program=alla&sortera=granted&minst=1", "?text=projekt&sortera=years"]
)
def test_as_many_queries_for_1_3_and_60_rows(client, coordinator, programme, query):
    counts, lead = set(), OrganisationFactory()
    for upto in (1, 3, 60):
        for n in range(Project.objects.count(), upto):
            project = ProjectFactory(programme=programme, number=f"1.{n}", title=f"Projekt {n}", lead=lead)
            GrantFactory(project=project, amount=Decimal(2000))
        client.get(f"/projekt/{query}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(f"/projekt/{query}")
        counts.add(len(queries))
    assert len(counts) == 1
    assert counts.pop() <= 12
