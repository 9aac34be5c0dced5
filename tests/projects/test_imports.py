"""Files of projects and grants: every bad cell is named with what to do; what goes out comes back."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from portal.demo.loading import load_demo
from portal.imports import running
from portal.imports.models import RowOutcome
from portal.imports.sheets_out import sheet_response
from portal.organisation.models import Role
from portal.workareas import work_areas
from projects.imports import KINDS, GrantFile, ProjectFile
from projects.models import Area, Grant, IndicatorValue, Programme, Project, Report
from tests.factories.portal import MembershipFactory, OrganisationFactory, SuccessionFactory, person
from tests.factories.projects import (
    AppropriationFactory,
    AreaFactory,
    GrantFactory,
    PartnershipFactory,
    ProgrammeFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PROJECT = {
    "Program": "Egen försörjning",
    "Projektnummer": "2.2.5",
    "Titel": "Praktik",
    "Område": "SFI",
    "Ansvarig": "Skarpnäck",
}
GRANT = {
    "Program": "Egen försörjning",
    "Projektnummer": "2.2.5",
    "Nr": "16",
    "År": "2002",
    "Belopp tkr": "350",
    "Slag": "Första",
}


@pytest.fixture
def programme():
    """Of 2002-2003, with the code list and Skarpnäck of then and before."""
    for name in ("Arbetsmarknad", "SFI", "Socialmedicin"):
        AreaFactory(name=name)
    OrganisationFactory(
        key="skarpnack-1997", short_name="Skarpnäck", valid_from=date(1997, 1, 1), valid_to=date(1998, 12, 31)
    )
    OrganisationFactory(key="skarpnack", short_name="Skarpnäck", valid_from=date(1999, 1, 1))
    return ProgrammeFactory(published=True, name="Egen försörjning", slug="egen-forsorjning")


def sheet(*rows, separator=";"):
    headings = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def checked(kind, content, by=None):
    return running.receive(kind=kind, name="fil.csv", content=content, by=by, now=NOW)


def applied(kind, content, by=None, scope="allt"):
    batch = checked(kind, content, by)
    return running.apply(batch=batch, kind=kind, scope=scope, by=by, now=NOW)


def counts(batch):
    return batch.state, batch.new, batch.changed, batch.unchanged, batch.bad


def problems(batch):
    """(line, column, value, message, remedy) of every problem."""
    names = ("column", "value", "message", "remedy")
    return [
        (row.line, *(problem[name] for name in names))
        for row in batch.outcomes.filter(status=RowOutcome.Status.BAD).order_by("line")
        for problem in row.details
    ]


def changes(batch):
    return [
        (change["column"], change["old"], change["new"])
        for row in batch.outcomes.filter(status=RowOutcome.Status.CHANGED).order_by("line")
        for change in row.details
    ]


def exported(kind, user=None):
    """The export as the bytes of a CSV file."""
    return b"".join(sheet_response(kind, user, "csv", kind.slug))


class TestProjects:
    kind = ProjectFile()

    def test_row_becomes_a_project_handed_in_at_once(self, programme):
        for name in ("Kista", "Spånga-Tensta"):
            OrganisationFactory(short_name=name)
        row = PROJECT | {
            "Undergrupp": "praktik",
            "Medverkande": "Spånga-Tensta|kista",
            "Utförare": "En förening",
            "Målgrupp": "SFI-elever",
            "Mål": "Arbete",
            "Målvärde": "1,5",
            "Målenhet": "tjänster",
            "Plan enligt tabell": "Ej fördelbar",
            "Plan enligt text": "",
            "Redovisningsstatus": "ej redovisad",
        }
        assert counts(applied(self.kind, sheet(row))) == ("applied", 1, 0, 0, 0)
        project = Project.objects.get()
        assert {
            "project": str(project),
            "lead": project.lead.key,
            "partners": sorted(str(each) for each in project.partners.all()),
            "area": project.area.name,
            "texts": (project.subgroup, project.operator, project.target_group, project.goal),
            "target": (project.target_value, project.target_unit),
            "answers": (project.plan_in_table, project.plan_in_text, project.report_status),
            "received_by": project.received_by,
        } == {
            "project": "2.2.5 Praktik",
            "lead": "skarpnack",
            "partners": ["Kista", "Spånga-Tensta"],
            "area": "SFI",
            "texts": ("praktik", "En förening", "SFI-elever", "Arbete"),
            "target": (Decimal("1.50"), "tjänster"),
            "answers": ("not_apportioned", "", "not_reported"),
            "received_by": programme.case.holder,
        }

    def test_checking_writes_nothing(self, programme):
        assert counts(checked(self.kind, sheet(PROJECT))) == ("checked", 1, 0, 0, 0)
        assert not Project.objects.exists()

    def test_changed_row_is_shown_old_and_new_as_files_write(self, programme):
        lead = Project._meta.get_field("lead").related_model.objects.get(key="skarpnack")
        project = ProjectFactory(
            programme=programme,
            number="2.2.5",
            title="Praktik",
            area=Area.objects.get(name="SFI"),
            lead=lead,
            target_value=Decimal("1.5"),
            goal="Kvar",
        )
        PartnershipFactory(project=project, organisation__short_name="Ängby")
        OrganisationFactory(short_name="Simba", kind="voluntary")
        row = PROJECT | {
            "Ansvarig": "simba",
            "Medverkande": "",
            "Målvärde": "80",
            "Plan enligt tabell": "ja",
            "Redovisningsstatus": "",
        }
        batch = applied(self.kind, sheet(row))
        assert counts(batch) == ("applied", 0, 1, 0, 0)
        assert changes(batch) == [
            ("Ansvarig", "Skarpnäck", "Simba"),
            ("Medverkande", "Ängby", ""),
            ("Målvärde", "1,5", "80"),
            ("Plan enligt tabell", "", "Ja"),
        ]
        project.refresh_from_db()
        assert (project.goal, project.report_status, project.lead.short_name) == ("Kvar", "running", "Simba")

    def test_every_bad_cell_is_named_at_once_and_nothing_is_written(self, programme):
        OrganisationFactory(short_name="Hägersten", valid_from=date(1997, 1, 1))
        rows = [
            PROJECT,
            PROJECT | {"Projektnummer": "2", "Ansvarig": "Hagersten", "Område": "SIF", "Målvärde": "0,001"},
            PROJECT
            | {"Projektnummer": "3", "Medverkande": "Skarpnäck|Hägerstn|Mars", "Fortsättning på": "9"},
            PROJECT | {"Projektnummer": "4", "Program": "Egen försorjning"},
            PROJECT | {"Projektnummer": "5", "Plan enligt text": "Kanske", "Titel": ""},
            PROJECT | {"Projektnummer": "6", "Mål": "Ring 121212-1212"},
            PROJECT | {"Program": "egen-forsorjning"},
            PROJECT | {"Projektnummer": "7", "Ansvarig": "Skarpnäck", "Medverkande": "skarpnäck"},
        ]
        batch = applied(self.kind, sheet(*rows))
        assert counts(batch) == ("checked", 1, 0, 0, 7)
        assert problems(batch) == [
            (3, "Område", "SIF", "Området finns inte.", "Skriv ett av: Arbetsmarknad, SFI, Socialmedicin."),
            (3, "Ansvarig", "Hagersten", "Ingen organisation heter så.", "Menade du Hägersten?"),
            (3, "Målvärde", "0,001", "Säkerställ att det inte är mer än 2 decimaler.", RECTIFY),
            (4, "Medverkande", "Hägerstn", "Ingen organisation heter så.", "Menade du Hägersten?"),
            (
                4,
                "Medverkande",
                "Mars",
                "Ingen organisation heter så.",
                "Skriv det korta namnet, till exempel Hägersten.",
            ),
            (
                4,
                "Fortsättning på",
                "9",
                "Projektet 9 finns inte i programmet.",
                "Skriv numret på ett tidigare projekt.",
            ),
            (5, "Program", "Egen försorjning", "Programmet finns inte.", "Menade du Egen försörjning?"),
            (6, "Titel", "", "Cellen är tom.", "Fyll i Titel."),
            (
                6,
                "Plan enligt text",
                "Kanske",
                "Ordet finns inte i listan.",
                "Skriv Ja, Nej, Delvis, Oklar, Ej fördelbar.",
            ),
            (
                7,
                "Mål",
                "Ring ••••••-••••",
                "Texten innehåller ett personnummer.",
                "Skriv inget som pekar ut en person: inga namn, personnummer eller adresser. "
                "Skriv ”en förälder” eller ”flera unga”.",
            ),
            (8, "Projektnummer", "2.2.5", "Numret står redan på en tidigare rad.", "Ta bort den ena."),
            (
                9,
                "Medverkande",
                "skarpnäck",
                "Den som är ansvarig står inte också som medverkande.",
                "Ta bort den ena.",
            ),
        ]
        assert not Project.objects.exists()

    def test_good_rows_are_read_when_asked(self, programme):
        rows = [PROJECT, PROJECT | {"Projektnummer": "3", "Ansvarig": "Mars"}]
        assert counts(applied(self.kind, sheet(*rows), scope="goda")) == ("applied", 1, 0, 0, 1)
        assert [each.number for each in Project.objects.all()] == ["2.2.5"]

    def test_continuation_may_stand_later_in_the_file(self, programme):
        rows = [PROJECT | {"Fortsättning på": "2.2.4"}, PROJECT | {"Projektnummer": "2.2.4"}]
        assert counts(applied(self.kind, sheet(*rows))) == ("applied", 2, 0, 0, 0)
        assert Project.objects.get(number="2.2.5").continues.number == "2.2.4"

    def test_joint_organisation_and_association_may_answer_for_a_project(self, programme):
        MembershipFactory(joint__short_name="Hägersten, Älvsjö och Liljeholmen")
        OrganisationFactory(short_name="Simba", association=True)
        rows = [
            PROJECT | {"Projektnummer": "1", "Ansvarig": "Hägersten, Älvsjö och Liljeholmen"},
            PROJECT | {"Projektnummer": "2", "Ansvarig": "Simba"},
        ]
        assert counts(applied(self.kind, sheet(*rows, separator=","))) == ("applied", 2, 0, 0, 0)

    def test_committee_answers_for_no_project(self, programme):
        OrganisationFactory(committee=True, short_name="Socialnämnden")
        (found,) = problems(checked(self.kind, sheet(PROJECT | {"Ansvarig": "Socialnämnden"})))
        assert found[1:4] == ("Ansvarig", "Socialnämnden", "Ingen organisation heter så.")

    def test_name_of_then_name_of_today_and_the_key(self, programme):
        gone = OrganisationFactory(
            short_name="Rinkeby", valid_from=date(1997, 1, 1), valid_to=date(2006, 12, 31)
        )
        heir = OrganisationFactory(short_name="Järva", valid_from=date(2023, 7, 1))
        SuccessionFactory(predecessor=gone, successor=heir)
        rows = [
            PROJECT | {"Projektnummer": "1", "Ansvarig": "Rinkeby sdf"},
            PROJECT | {"Projektnummer": "2", "Ansvarig": "JÄRVA"},
            PROJECT | {"Projektnummer": "3", "Ansvarig": "Skarpnäck (1997-01-01–1998-12-31)"},
        ]
        assert counts(applied(self.kind, sheet(*rows))) == ("applied", 3, 0, 0, 0)
        leads = Project.objects.order_by("number").values_list("lead__key", flat=True)
        assert [*leads] == [gone.key, heir.key, "skarpnack-1997"]
        ProgrammeFactory(name="Nytt", starts_on=None)
        batch = checked(self.kind, sheet(PROJECT | {"Program": "Nytt", "Ansvarig": "Rinkeby"}))
        assert problems(batch) == [
            (
                2,
                "Ansvarig",
                "Rinkeby",
                "Rinkeby finns inte den tiden (1997-01-01–2006-12-31).",
                "Menade du Järva?",
            )
        ]

    def test_name_of_two_at_the_time_is_refused_with_both(self, programme):
        Programme.objects.filter(pk=programme.pk).update(starts_on=date(1998, 1, 1))
        (found,) = problems(checked(self.kind, sheet(PROJECT)))
        assert found[3:] == (
            "Skarpnäck kan vara flera organisationer.",
            "Skriv ”Skarpnäck (1997-01-01–1998-12-31)” eller ”Skarpnäck (1999-01-01–)”.",
        )

    def test_draft_of_a_district_is_neither_touched_nor_exported(self, programme):
        ProjectFactory(programme=programme, number="2.2.5", title="Hemligt", draft=True)
        assert list(self.kind.known(person(Role.COORDINATOR))) == []
        AppropriationFactory(programme=programme, year=2002)
        assert counts(applied(self.kind, sheet(PROJECT))) == ("applied", 1, 0, 0, 0)
        assert Project.objects.drafts().get().title == "Hemligt"

    def test_export_reads_back_unchanged_on_every_row(self, programme):
        before = Project._meta.get_field("lead").related_model.objects.get(key="skarpnack-1997")
        earlier = ProjectFactory(
            programme=programme, number="2.10", lead=before, target_value=Decimal("1.50")
        )
        ProjectFactory(
            programme=programme,
            number="2.9",
            title='=1+1; "citat"\nny rad',
            continues=earlier,
            plan_in_table="not_apportioned",
            plan_in_text="partly",
            report_status="incomplete",
        )
        for name in ("Ängby", "Aspudden"):
            PartnershipFactory(project=earlier, organisation__short_name=name)
        out = exported(self.kind, person(Role.COORDINATOR))
        first = out.decode().splitlines()[1].split(";")
        assert (
            first[1],
            out.decode().count("Skarpnäck (1997-01-01–1998-12-31)"),
            "Aspudden|Ängby" in out.decode(),
        ) == (
            "2.9",
            1,
            True,
        )
        batch = applied(self.kind, out)
        assert problems(batch) == []
        assert counts(batch) == ("applied", 0, 0, 2, 0)

    @pytest.mark.parametrize("kind", [ProjectFile(), GrantFile()], ids=lambda kind: kind.slug)
    def test_queries_do_not_grow_with_the_rows(self, programme, kind, django_assert_max_num_queries):
        AppropriationFactory(programme=programme, year=2002)
        projects = ProjectFactory.create_batch(1010, programme=programme, area=Area.objects.first())

        def rows(some):
            numbers = [each.number for each in some]
            if kind.slug == "projekt":
                return [PROJECT | {"Projektnummer": f"9.{number}"} for number in numbers]
            return [GRANT | {"Projektnummer": number} for number in numbers]

        few, many = sheet(*rows(projects[:10])), sheet(*rows(projects[10:]))
        with django_assert_max_num_queries(60) as first:
            assert counts(checked(kind, few)) == ("checked", 10, 0, 0, 0)
        with django_assert_max_num_queries(len(first)):
            assert counts(checked(kind, many)) == ("checked", 1000, 0, 0, 0)


class TestGrants:
    kind = GrantFile()

    @pytest.fixture
    def project(self, programme):
        for name in ("Integrationsnämnden", "Socialtjänstnämnden"):
            AppropriationFactory(programme=programme, year=2002, committee__short_name=name)
        return ProjectFactory(programme=programme, number="2.2.5", title="Praktik")

    def test_row_becomes_a_grant_in_kronor_split_between_the_committees(self, project):
        rows = [
            GRANT
            | {"Nr": "17", "År": "", "Belopp tkr": "319,50001 tkr", "Slag": "förlängning", "Kommentar": "x"},
            GRANT,
        ]
        assert counts(applied(self.kind, sheet(*rows))) == ("applied", 2, 0, 0, 0)
        assert [
            (
                each.number,
                each.year,
                each.amount,
                each.kind,
                each.comment,
                [s.amount for s in each.shares.all()],
            )
            for each in Grant.objects.order_by("number").prefetch_related("shares")
        ] == [
            (16, 2002, Decimal("350000.00"), "initial", "", [Decimal("175000.00")] * 2),
            (17, None, Decimal("319500.01"), "extension", "x", [Decimal("159750.01"), Decimal("159750.00")]),
        ]

    def test_every_bad_cell_is_named_at_once(self, project):
        rows = [
            GRANT | {"Belopp tkr": "100 kr"},
            GRANT | {"Nr": "2", "Belopp tkr": "0", "År": "202"},
            GRANT | {"Nr": "3", "Belopp tkr": "0"},
            GRANT | {"Nr": "4", "Slag": "Förlängnig"},
            GRANT | {"Nr": "5", "Projektnummer": "2.2.6"},
            GRANT | {"Nr": "6", "Slag": "Förlängning"},
            GRANT | {"Nr": "7", "Belopp tkr": "1,000001"},
            GRANT | {"Nr": "8", "Program": "Egen försorjning"},
        ]
        assert problems(checked(self.kind, sheet(*rows))) == [
            (
                2,
                "Belopp tkr",
                "100 kr",
                "Enheten passar inte här.",
                "Skriv talet i tkr.",
            ),
            (3, "År", "202", "Det är inget år.", "Skriv året med fyra siffror, mellan 1990 och 2100."),
            (3, "Belopp tkr", "0", "Beloppet ska vara större än noll.", RECTIFY),
            (4, "Belopp tkr", "0", "Beloppet ska vara större än noll.", RECTIFY),
            (5, "Slag", "Förlängnig", "Ordet finns inte i listan.", "Skriv Förlängning."),
            (
                6,
                "Projektnummer",
                "2.2.6",
                "Projektet finns inte i programmet.",
                "Kontrollera numret, eller registrera det först.",
            ),
            (
                7,
                "Slag",
                "Förlängning",
                "En förlängning behöver ett första beslut för samma projekt, samma år eller tidigare.",
                RECTIFY,
            ),
            (8, "Belopp tkr", "1,000001", "Talet har för många decimaler.", "Skriv högst 5 decimaler."),
            (9, "Program", "Egen försorjning", "Programmet finns inte.", "Menade du Egen försörjning?"),
        ]

    def test_correction_of_a_published_grant_is_explained_by_the_file(self, project):
        GrantFactory(project=project, number=16, year=2002, amount=Decimal(350000))
        batch = applied(self.kind, sheet(GRANT | {"Belopp tkr": "4770,5"}))
        assert changes(batch) == [("Belopp tkr", "350", "4770,5")]
        event = Grant.events.rel.related_model.objects.order_by("pgh_id").last()
        assert (event.amount, event.pgh_context.metadata["why"]) == (
            Decimal("4770500.00"),
            f"Inläst ur fil.csv, kvitto {batch.pk}",
        )

    def test_draft_has_no_money_and_is_not_told_of(self, programme):
        ProjectFactory(programme=programme, number="2.2.5", draft=True)
        (found,) = problems(checked(self.kind, sheet(GRANT)))
        assert found[1:4] == ("Projektnummer", "2.2.5", "Projektet finns inte i programmet.")

    def test_export_reads_back_unchanged_on_every_row(self, project):
        GrantFactory(project=project, number=16, unknown_year=True, amount=Decimal("0.01"), comment="+ 1")
        GrantFactory(project=project, number=2, extension=True, amount=Decimal("4770500.50"))
        out = exported(self.kind, person(Role.AUDITOR))
        assert [line.split(";")[2:5] for line in out.decode().splitlines()[1:]] == [
            ["2", "2026", "4770,5005"],
            ["16", "", "0,00001"],
        ]
        assert counts(applied(self.kind, out)) == ("applied", 0, 0, 2, 0)


RECTIFY = "Rätta cellen och lämna in filen igen."


def test_headings_and_required_columns_are_those_of_the_contract():
    found = {kind.slug: ", ".join(c.heading + "*" * c.required for c in kind.columns) for kind in KINDS}
    assert found == {
        "projekt": (
            "Program*, Projektnummer*, Titel*, Område*, Undergrupp, Ansvarig*, Medverkande, Utförare, "
            "Målgrupp, Mål, Målvärde, Målenhet, Fortsättning på, Plan enligt tabell, Plan enligt text, "
            "Redovisningsstatus"
        ),
        "beviljade-medel": "Program*, Projektnummer*, Nr*, År, Belopp tkr*, Slag*, Kommentar",
        "redovisningar": (
            "År*, Tertial*, Stadsdelsförvaltning*, Projektnummer*, Deltagare hittills*, Kvinnor, Män, "
            "Kön ej noterat, Barn (under 18), Kallade, Kartlagda, Intervjuade, Praktik, Arbete, Studier, "
            "Sjukersättning, Pension, Flyttat, Ej hörts av, Annan försörjning, Pågående, Avslutade, "
            "Självförsörjande, Förbrukat hittills tkr*, Kvar tkr, Prognos helår tkr, Avvikelse och åtgärd, "
            "Plan för implementering*, Implementering, Erfarenheter, Fortsatt arbete, Samverkanspartner, "
            "Slutredovisning*"
        ),
        "indikatorer": "Indikator*, Kategori, Period*, Värde*, Enhet*, Preliminär, Kommentar",
    }


def test_the_area_offers_every_kind():
    assert [kind.slug for area in work_areas() if area.key == "projects" for kind in area.imports] == [
        "projekt",
        "beviljade-medel",
        "redovisningar",
        "indikatorer",
    ]


@pytest.mark.parametrize("role", Role)
def test_who_may_read_in_and_take_out(role):
    user = person(role)
    reads_in = role == Role.COORDINATOR
    takes_out = role in (Role.COORDINATOR, Role.CONTROLLER, Role.AUDITOR)
    own = role == Role.PROJECT_MANAGER  # the own district's reports
    answers = {kind.slug: (kind.may(user), kind.may_export(user)) for kind in KINDS}
    assert answers.pop("redovisningar") == (reads_in or own, takes_out or own)
    assert list(answers.values()) == [(reads_in, takes_out)] * 3
    assert all(kind.may(None) and kind.may_export(None) for kind in KINDS)


def test_the_whole_demo_reads_back_unchanged():
    load_demo(NOW, papers=False)
    coordinator = person(Role.COORDINATOR)
    rows = {
        "projekt": Project.objects.submitted().count(),
        "beviljade-medel": Grant.objects.filter(project__submitted_at__isnull=False).count(),
        "redovisningar": Report.objects.current().exclude(origin="print").count(),
        "indikatorer": IndicatorValue.objects.count(),
    }
    for kind in KINDS:
        batch = applied(kind, exported(kind, coordinator))
        assert problems(batch) == []
        assert counts(batch) == ("applied", 0, 0, rows[kind.slug], 0)
