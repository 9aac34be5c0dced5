"""Files of district reports: whose they are, what they may leave out, and what comes out comes back."""

import csv
import io
import json
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.deadlines.models import ExpectedReport
from portal.deadlines.wheel import load_wheel
from portal.imports import running
from portal.imports.models import RowOutcome
from portal.imports.sheets_out import sheet_response, template_response
from portal.organisation.models import Role
from projects.domain.codelist import load_measures
from projects.domain.reviewing import accept_report, return_report
from projects.imports import ReportFile
from projects.models import OutcomeCount, Question, Report, ReportDuty
from tests.factories.portal import (
    ExpectedReportFactory,
    MembershipFactory,
    NeighbourhoodFactory,
    OrganisationFactory,
    SuccessionFactory,
    person,
)
from tests.factories.projects import ProgrammeFactory, ProjectFactory, ReportDutyFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 4, 9, tzinfo=UTC)
KIND = ReportFile()
ROW = {
    "År": "2026",
    "Tertial": "2",
    "Stadsdelsförvaltning": "Järva",
    "Projektnummer": "2.2.5",
    "Deltagare hittills": "42",
    "Förbrukat hittills tkr": "310,5",
    "Plan för implementering": "Ja",
    "Slutredovisning": "Nej",
}
FULL = {
    "Kvinnor": "20",
    "Män": "19",
    "Kön ej noterat": "3",
    "Barn (under 18)": "5",
    "Kallade": "60",
    "Kartlagda": "42",
    "Intervjuade": "",
    "Praktik": "12",
    "Arbete": "9",
    "Studier": "0",
    "Sjukersättning": "1",
    "Pension": "",
    "Flyttat": "2",
    "Ej hörts av": "3",
    "Annan försörjning": "4",
    "Pågående": "27",
    "Avslutade": "15",
    "Självförsörjande": "9",
    "Kvar tkr": "89,5",
    "Prognos helår tkr": "400",
    "Avvikelse och åtgärd": "Färre än väntat\nÅtgärd: Ny kallelse i oktober",
    "Implementering": "Tas in i ordinarie arbete.",
    "Erfarenheter": "Tidig kontakt lönar sig.",
    "Fortsatt arbete": "Fler praktikplatser.",
    "Samverkanspartner": "Arbetsförmedlingen|Vuxenutbildningen",
}


@pytest.fixture(autouse=True)
def reference():
    load_wheel()
    load_measures()


@pytest.fixture
def jarva():
    """Järva of today, after Rinkeby and Kista; Husby lies in it."""
    found = OrganisationFactory(key="jarva", short_name="Järva", valid_from=date(2023, 7, 1))
    for name in ("Rinkeby", "Kista"):
        before = OrganisationFactory(key=name.lower(), short_name=name, valid_to=date(2023, 6, 30))
        SuccessionFactory(predecessor=before, successor=found)
    NeighbourhoodFactory(name="Husby", district=found)
    return found


@pytest.fixture
def project(jarva):
    return ProjectFactory(number="2.2.5", lead=jarva)


@pytest.fixture
def duty(project):
    return asks(project)


def asks(project, year=2026, number=2):
    """The project is to report a tertial."""
    expected = ExpectedReportFactory(
        organisation=project.lead, year=year, number=number, due_on=date(year, 9, 8)
    )
    return ReportDutyFactory(project=project, expected=expected)


def sheet(*rows):
    headings = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def applied(*rows, by=None, now=NOW, scope="allt", content=b""):
    batch = running.receive(kind=KIND, name="fil.csv", content=content or sheet(*rows), by=by, now=now)
    if batch.state != "checked":
        return batch
    return running.apply(batch=batch, kind=KIND, scope=scope, by=by, now=now)


def counts(batch):
    return batch.state, batch.new, batch.changed, batch.unchanged, batch.bad


def problems(batch):
    names = ("column", "value", "message", "remedy")
    rows = batch.outcomes.filter(status=RowOutcome.Status.BAD).order_by("line")
    return [(row.line, *(each[name] for name in names)) for row in rows for each in row.details]


def changes(batch):
    rows = batch.outcomes.filter(status=RowOutcome.Status.CHANGED).order_by("line")
    return [(each["column"], each["old"], each["new"]) for row in rows for each in row.details]


def exported(user=None):
    return b"".join(sheet_response(KIND, user, "csv", "redovisningar"))


def told(content):
    """The rows of a CSV file by their headings, blank cells left out."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    return [{name: cell for name, cell in row.items() if cell} for row in rows]


def template(user=None, **asked):
    return told(b"".join(template_response(KIND, user, "csv", "mall", asked)))


def current():
    return Report.objects.current().get()


class TestTakenIn:
    def test_a_row_is_handed_in_and_not_accepted(self, duty, jarva):
        manager = person(Role.PROJECT_MANAGER, jarva)
        batch = applied(ROW | FULL, by=manager)
        assert counts(batch) == ("applied", 1, 0, 0, 0)
        report = current()
        assert (report.duty, report.version, report.origin, report.submitted_by) == (duty, 1, "file", manager)
        assert (report.spent, report.left_stated, report.forecast) == (
            Decimal("310500.00"),
            Decimal("89500.00"),
            Decimal("400000.00"),
        )
        assert (report.cause, report.action) == ("Färre än väntat", "Ny kallelse i oktober")
        assert (report.plan, report.is_final) == ("yes", False)
        assert report.collaborators == ["Arbetsförmedlingen", "Vuxenutbildningen"]
        duty.expected.refresh_from_db()
        assert (duty.expected.state, duty.expected.submitted_at) == ("submitted", NOW)

    def test_counts_are_those_of_the_file_and_blank_is_not_reported(self, duty):
        applied(ROW | FULL)
        found = {each.measure.code: each for each in OutcomeCount.objects.select_related("measure")}
        split = found["deltagare"]
        assert (split.value, split.women, split.men, split.unknown, split.children) == (42, 20, 19, 3, 5)
        assert {code: each.value for code, each in found.items() if code != "deltagare"} == {
            "kallade": 60,
            "kartlagda": 42,
            "praktik": 12,
            "arbete": 9,
            "studier": 0,
            "sjukersattning": 1,
            "flyttat": 2,
            "ej-horts-av": 3,
            "annan-forsorjning": 4,
            "pagaende": 27,
            "avslutade": 15,
            "sjalvforsorjande": 9,
        }

    def test_the_total_may_be_blank_when_the_split_is_given(self, duty):
        batch = applied(ROW | {"Deltagare hittills": "", "Kvinnor": "20", "Män": "19"})
        assert counts(batch) == ("applied", 1, 0, 0, 0)
        count = OutcomeCount.objects.get()
        assert (count.value, count.women, count.men, count.unknown) == (39, 20, 19, None)

    def test_a_total_that_is_not_the_sum_is_taken_in_with_a_question(self, duty):
        batch = applied(ROW | {"Kvinnor": "20", "Män": "19", "Kön ej noterat": "5"})
        assert counts(batch) == ("applied", 1, 0, 0, 0)
        (row,) = batch.outcomes.all()
        assert len(row.questions) == 1
        assert OutcomeCount.objects.get().value == 42

    def test_left_is_only_compared(self, duty):
        batch = applied(ROW | {"Kvar tkr": "1"})
        assert counts(batch) == ("applied", 1, 0, 0, 0)
        assert current().left_stated == Decimal("1000.00")

    def test_the_same_file_again_is_the_same_receipt_and_the_same_rows_are_unchanged(self, duty):
        first = applied(ROW | FULL)
        assert applied(ROW | FULL).pk == first.pk
        assert counts(applied(FULL | ROW)) == ("applied", 0, 0, 1, 0)
        assert Report.objects.count() == 1

    def test_other_figures_become_a_new_version_that_says_what_changed(self, duty):
        applied(ROW | FULL)
        said = {"Deltagare hittills": "43", "Kvinnor": "21", "Avvikelse och åtgärd": "Åtgärd: Ny kallelse"}
        batch = applied(ROW | FULL | said)
        assert counts(batch) == ("applied", 0, 1, 0, 0)
        assert changes(batch) == [
            ("Deltagare hittills", "42", "43"),
            ("Kvinnor", "20", "21"),
            ("Avvikelse och åtgärd", FULL["Avvikelse och åtgärd"], "Åtgärd: Ny kallelse"),
        ]
        assert (current().version, current().cause, current().action) == (2, "", "Ny kallelse")

    def test_a_column_the_file_lacks_is_left_as_it_is_and_a_blank_cell_is_not_reported(self, duty):
        applied(ROW | FULL)
        batch = applied(ROW | {"Arbete": ""})
        assert changes(batch) == [("Arbete", "9", "")]
        report = current()
        assert report.experience == "Tidig kontakt lönar sig."
        assert not report.counts.filter(measure__code="arbete").exists()
        assert report.counts.get(measure__code="deltagare").women == 20

    def test_a_returned_report_is_handed_in_again(self, duty):
        applied(ROW)
        return_report(
            report=current(), reason="Antalet kallade saknas.", by=person(Role.COORDINATOR), now=NOW
        )
        assert counts(applied(ROW | {"Kallade": "60"})) == ("applied", 0, 1, 0, 0)
        duty.expected.refresh_from_db()
        assert duty.expected.state == "submitted"

    def test_an_accepted_report_is_not_changed_by_a_file(self, duty):
        applied(ROW)
        accept_report(report=current(), by=person(Role.COORDINATOR), now=NOW)
        assert counts(applied(ROW | {"Kallade": ""})) == ("applied", 0, 0, 1, 0)
        batch = applied(ROW | {"Kallade": "60"})
        assert problems(batch) == [
            (
                2,
                "Projektnummer",
                "2.2.5",
                "Redovisningen är granskad och godtagen.",
                "Rätta den på dess egen sida, med skäl.",
            )
        ]


class TestWhose:
    def test_jarva_reports_what_rinkeby_began(self, jarva):
        rinkeby = jarva.precessions.get(predecessor__key="rinkeby").predecessor
        duty = asks(ProjectFactory(number="2.2.5", lead=rinkeby))
        assert counts(applied(ROW, by=person(Role.PROJECT_MANAGER, jarva))) == ("applied", 1, 0, 0, 0)
        assert current().duty == duty

    def test_a_name_of_then_is_read_in_its_own_time(self, jarva):
        rinkeby = jarva.precessions.get(predecessor__key="rinkeby").predecessor
        asks(ProjectFactory(number="2.2.5", lead=rinkeby), year=2003)
        then = ROW | {"År": "2003", "Stadsdelsförvaltning": "Rinkeby"}
        assert counts(applied(then, by=person(Role.PROJECT_MANAGER, jarva))) == ("applied", 1, 0, 0, 0)

    def test_a_joint_project_is_reported_by_its_members(self, jarva):
        joint = MembershipFactory(member=jarva).joint
        asks(ProjectFactory(number="2.2.5", lead=joint))
        assert counts(applied(ROW, by=person(Role.PROJECT_MANAGER, jarva))) == ("applied", 1, 0, 0, 0)

    def test_the_name_of_a_joint_one_opens_no_other_members_project(self, jarva):
        """One district may not report for another (contract), nor by what they once did together."""
        joint = MembershipFactory(member=jarva, joint__short_name="Västerort").joint
        other = MembershipFactory(joint=joint, member__short_name="Bromma").member
        asks(ProjectFactory(number="2.2.5", lead=other))
        batch = applied(ROW | {"Stadsdelsförvaltning": "Västerort"}, by=person(Role.PROJECT_MANAGER, jarva))
        assert [(column, value) for _line, column, value, *_ in problems(batch)] == [
            ("Projektnummer", "2.2.5")
        ]
        assert Report.objects.count() == 0

    def test_what_another_has_taken_over_is_theirs_to_report(self, jarva):
        duty = asks(ProjectFactory(number="2.2.5", lead=jarva))
        ExpectedReport.objects.filter(pk=duty.expected_id).update(organisation=OrganisationFactory())
        batch = applied(ROW, by=person(Role.PROJECT_MANAGER, jarva))
        assert [row[1] for row in problems(batch)] == ["Projektnummer"]
        assert Report.objects.count() == 0

    def test_the_coordinator_reads_in_what_came_another_way(self, duty):
        coordinator = person(Role.COORDINATOR)
        assert counts(applied(ROW, by=coordinator)) == ("applied", 1, 0, 0, 0)
        report = current()
        assert (report.submitted_by, report.origin, report.duty.expected.state) == (
            coordinator,
            "file",
            "submitted",
        )

    @pytest.mark.parametrize(
        ("district", "problem"),
        [
            ("Husby", ("Husby är en stadsdel i Järva.", "Menade du Järva?")),
            ("Rinkeby", ("Rinkeby finns inte den tiden (–2023-06-30).", "Menade du Järva?")),
            (
                "Bromma",
                (
                    "Du får inte redovisa för Bromma.",
                    "Ta bort raden. Bromma lämnar in sin egen redovisning.",
                ),
            ),
        ],
    )
    def test_a_district_that_is_not_ones_own_is_refused_in_words(self, duty, jarva, district, problem):
        other = OrganisationFactory(short_name="Bromma")
        asks(ProjectFactory(number="2.2.5", lead=other))
        row = ROW | {"Stadsdelsförvaltning": district}
        batch = applied(row, by=person(Role.PROJECT_MANAGER, jarva))
        assert problems(batch) == [(2, "Stadsdelsförvaltning", district, *problem)]
        assert Report.objects.count() == 0

    @pytest.mark.parametrize("heading", ["Stadsdel", "stadsdelsnämnd ", "FÖRVALTNING"])
    def test_other_headings_for_the_district(self, duty, heading):
        row = {heading if name == "Stadsdelsförvaltning" else name: cell for name, cell in ROW.items()}
        assert counts(applied(row)) == ("applied", 1, 0, 0, 0)

    def test_other_headings_for_the_figures(self, duty):
        names = {"Deltagare hittills": "Deltagare totalt", "Förbrukat hittills tkr": "Förbrukat tkr"}
        row = {names.get(name, name): cell for name, cell in ROW.items()}
        assert counts(applied(row | {"Okänt kön": "2", "Barn": "1"})) == ("applied", 1, 0, 0, 0)
        count = OutcomeCount.objects.get()
        assert (count.unknown, count.children) == (2, 1)

    def test_a_number_the_district_does_not_have_is_refused_with_the_nearest(self, duty):
        other = ProjectFactory(number="7.1", lead=OrganisationFactory(short_name="Bromma"))
        draft = ProjectFactory(number="7.2", lead=duty.project.lead, draft=True)
        for number in (other.number, draft.number):
            assert problems(applied(ROW | {"Projektnummer": number})) == [
                (
                    2,
                    "Projektnummer",
                    number,
                    f"Järva har inget inlämnat projekt med numret {number}.",
                    "Numret står på projektets sida. Är projektet ett utkast? Lämna in det först.",
                )
            ]
        assert problems(applied(ROW | {"Projektnummer": "2.25"}))[0][4] == "Menade du 2.2.5?"

    def test_the_programme_that_runs_is_meant(self, jarva):
        old = ProgrammeFactory(published=True)
        asks(ProjectFactory(number="2.2.5", lead=jarva, programme=old))
        duty = asks(ProjectFactory(number="2.2.5", lead=jarva))
        applied(ROW)
        assert current().duty == duty

    def test_of_several_that_run_the_one_that_is_to_report_is_meant(self, jarva):
        ProjectFactory(number="2.2.5", lead=jarva)
        duty = asks(ProjectFactory(number="2.2.5", lead=jarva))
        applied(ROW)
        assert current().duty == duty

    def test_a_number_that_may_be_two_projects_is_refused_with_both(self, jarva):
        for name in ("Program A", "Program B"):
            asks(ProjectFactory(number="2.2.5", lead=jarva, programme=ProgrammeFactory(name=name)))
        assert problems(applied(ROW)) == [
            (
                2,
                "Projektnummer",
                "2.2.5",
                "Numret 2.2.5 finns i flera program: Program A och Program B.",
                "Lämna in den här redovisningen på projektets egen sida.",
            )
        ]


class TestExtra:
    def test_a_period_nobody_asked_for_is_taken_in_as_extra_with_a_question(self, duty):
        batch = applied(ROW, ROW | {"Tertial": "1"})
        assert counts(batch) == ("applied", 2, 0, 0, 0)
        extra = ReportDuty.objects.get(is_extra=True)
        assert (extra.expected.number, extra.expected.state, extra.expected.due_on) == (
            1,
            "submitted",
            date(2026, 9, 4),
        )
        assert [len(row.questions) for row in batch.outcomes.order_by("line")] == [0, 1]

    def test_a_refused_row_leaves_no_duty_behind(self, project):
        bad = ROW | {"Förbrukat hittills tkr": "-1"}
        batch = applied(bad, ROW | {"Tertial": "1"}, scope="goda")
        assert counts(batch) == ("applied", 1, 0, 0, 1)
        assert [duty.expected.number for duty in ReportDuty.objects.select_related("expected")] == [1]
        assert ExpectedReport.objects.count() == 1

    def test_a_period_that_has_not_begun_is_refused(self, project):
        assert problems(applied(ROW | {"Tertial": "3"})) == []
        batch = applied(ROW | {"År": "2027"})
        assert problems(batch) == [
            (2, "Tertial", "2", "Perioden har inte börjat.", "Rätta cellen och lämna in filen igen.")
        ]
        assert ReportDuty.objects.count() == 1

    def test_a_file_that_is_only_checked_leaves_nothing(self, project):
        running.receive(kind=KIND, name="fil.csv", content=sheet(ROW), by=None, now=NOW)
        assert (ReportDuty.objects.count(), Report.objects.count(), ExpectedReport.objects.count()) == (
            0,
            0,
            0,
        )


class TestOut:
    def test_what_goes_out_comes_back_unchanged(self, duty, jarva):
        second = asks(ProjectFactory(number="2.2.10", lead=jarva), number=1)
        applied(ROW | FULL, ROW | {"Projektnummer": "2.2.10", "Tertial": "1"})
        text = "Orsak | med streck\nÅtgärd: en\nÅtgärd: två"
        Report.objects.filter(duty=second).update(
            cause=text, action="", collaborators=["A|B"], experience="=SUM(1)", further_work="-5"
        )
        for user in (None, person(Role.COORDINATOR)):
            content = exported(user)
            assert [(row["Projektnummer"], row["Tertial"]) for row in told(content)] == [
                ("2.2.5", "2"),
                ("2.2.10", "1"),
            ]
            assert counts(applied(content=content, now=NOW)) == ("applied", 0, 0, 2, 0)

    def test_a_project_manager_takes_out_the_own_districts_only(self, duty, jarva):
        other = ProjectFactory(number="3.1", lead=OrganisationFactory(short_name="Bromma"))
        asks(other)
        row = ROW | {"Projektnummer": "3.1", "Stadsdelsförvaltning": "Bromma"}
        assert counts(applied(ROW, row)) == ("applied", 2, 0, 0, 0)
        manager = person(Role.PROJECT_MANAGER, jarva)
        assert [row["Projektnummer"] for row in told(exported(manager))] == ["2.2.5"]

    def test_what_stands_only_in_print_is_not_among_them(self, duty):
        applied(ROW)
        Report.objects.update(origin="print")
        assert told(exported()) == []

    def test_the_template_has_each_projects_next_report(self, duty, project, jarva):
        asks(project, number=3, year=2025)
        ReportDuty.objects.filter(pk=duty.pk).update(is_final=True)
        assert template(person(Role.PROJECT_MANAGER, jarva)) == [
            {
                "År": "2025",
                "Tertial": "3",
                "Stadsdelsförvaltning": "Järva",
                "Projektnummer": "2.2.5",
                "Slutredovisning": "Nej",
            }
        ]
        assert [row["Slutredovisning"] for row in template(projekt=str(project.pk))] == ["Nej", "Ja"]
        assert template(projekt="999999999999999999999") == template(projekt="0") == []

    def test_the_template_has_what_was_said_in_a_returned_report_and_nothing_that_is_in(self, duty):
        applied(ROW | FULL)
        assert template() == []
        return_report(report=current(), reason="Se över antalet.", by=person(Role.COORDINATOR), now=NOW)
        (row,) = template()
        assert row == {name: cell for name, cell in (ROW | FULL).items() if cell}

    def test_the_template_shows_no_other_district(self, duty):
        assert template(person(Role.PROJECT_MANAGER, OrganisationFactory())) == []

    def test_a_filled_in_template_is_taken_in(self, duty, jarva):
        manager = person(Role.PROJECT_MANAGER, jarva)
        (row,) = template(manager)
        filled = row | {
            "Deltagare hittills": "7",
            "Förbrukat hittills tkr": "0",
            "Plan för implementering": "n",
        }
        assert counts(applied(filled, by=manager)) == ("applied", 1, 0, 0, 0)
        assert (current().plan, current().spent) == ("no", 0)


BAD = [
    ("År", "26", "Det är inget år.", "Skriv året med fyra siffror, mellan 1990 och 2100."),
    ("Tertial", "4", "Tertialen finns inte.", "Skriv 1, 2 eller 3. Helåret är 3."),
    (
        "Deltagare hittills",
        "-1",
        "Ett antal kan inte vara mindre än noll.",
        "Skriv 0 eller mer, eller lämna tomt.",
    ),
    ("Förbrukat hittills tkr", "", "Cellen är tom.", "Fyll i Förbrukat hittills tkr."),
    ("Förbrukat hittills tkr", "310 kr", "Enheten passar inte här.", "Skriv talet i tkr."),
    ("Plan för implementering", "kanske", "Ordet finns inte i listan.", "Skriv Ja, Nej, Delvis."),
    ("Slutredovisning", "kanske", "Svaret finns inte.", "Skriv Ja eller Nej."),
]


@pytest.mark.parametrize(("heading", "cell", "message", "remedy"), BAD)
def test_a_bad_cell_says_what_to_do(duty, heading, cell, message, remedy):
    assert problems(applied(ROW | {heading: cell})) == [(2, heading, cell, message, remedy)]


SAME = [
    ({"Deltagare hittills": "-1"}, {"deltagare": "-1"}),
    ({"Deltagare hittills": "3000000000"}, {"deltagare": "3000000000"}),
    ({"Kvinnor": "1,234.50"}, {"deltagare_women": "1,234.50"}),
    ({"Arbete": "12,5"}, {"arbete": "12,5"}),
    ({"Förbrukat hittills tkr": "-1"}, {"spent": "-1"}),
    ({"Förbrukat hittills tkr": "310 kr"}, {"spent": "310 kr"}),
    ({"Förbrukat hittills tkr": "99999999999"}, {"spent": "99999999999"}),
    ({"Prognos helår tkr": "1.234"}, {"forecast": "1.234"}),
    ({"Erfarenheter": "Ring 19811218-9876"}, {"experience": "Ring 19811218-9876"}),
    ({"Fortsatt arbete": "x" * 4001}, {"further_work": "x" * 4001}),
    ({"Avvikelse och åtgärd": f"Orsak\nÅtgärd: {'x' * 4001}"}, {"action": "x" * 4001}),
    ({"Samverkanspartner": "x" * 161}, {"collaborators": "x" * 161}),
    ({"Deltagare hittills": ""}, {"deltagare": ""}),
]


@pytest.mark.parametrize(("cells", "boxes"), SAME)
def test_the_form_refuses_the_same_in_the_same_words(client, duty, jarva, cells, boxes):
    manager = person(Role.PROJECT_MANAGER, jarva)
    ((_line, _column, _cell, message, remedy),) = problems(applied(ROW | cells, by=manager))
    client.force_login(manager)
    typed = {"deltagare": "42", "spent": "310,5", "plan": "yes", "is_final": "False", "granska": "1"}
    address = f"/projekt/{duty.project_id}/redovisningar/{duty.pk}/"
    answer = client.post(address, typed | boxes, follow=True)
    if "deltagare" in boxes and not boxes["deltagare"]:  # a draft may be blank: it is asked for at Lämna in
        answer = client.post(f"{address}lamna-in/", follow=True)
    shown = unescape(answer.content.decode())
    assert message in shown
    assert remedy in (*GENERAL, *(words for words in [remedy] if words in shown))
    assert not Report.objects.submitted().exists()


#: what a file adds where the words do not say what to do themselves
GENERAL = ("Rätta cellen.", "Rätta cellen och lämna in filen igen.")


def test_a_receipt_with_small_counts_is_for_those_who_see_them(client, duty, jarva):
    """The rows stand there as they came, so a role from whom they are masked does not open it."""
    own = applied(ROW | {"Arbete": "2"}, by=person(Role.PROJECT_MANAGER, jarva))
    central = applied(ROW | {"Arbete": "3"}, by=person(Role.COORDINATOR))
    readers = {
        "manager": person(Role.PROJECT_MANAGER, jarva),
        "outreach": person(Role.OUTREACH_OFFICER, jarva),
        "coordinator": person(Role.COORDINATOR),
        "auditor": person(Role.AUDITOR),
        "registrar": person(Role.REGISTRAR),
        "head": person(Role.HEAD_OF_DEPARTMENT),
        "other": person(Role.PROJECT_MANAGER, OrganisationFactory()),
    }
    told = {}
    for name, reader in readers.items():
        client.force_login(reader)
        told[name] = [
            client.get(f"/inlasning/{batch.pk}/{tail}").status_code
            for batch in (own, central)
            for tail in ("", "fil/")
        ]
    assert told == {
        "manager": [200, 200, 404, 404],
        "outreach": [200, 200, 404, 404],
        "coordinator": [200, 200, 200, 200],
        "auditor": [200, 200, 200, 200],
        "registrar": [200, 200, 200, 200],
        "head": [403, 403, 403, 403],
        "other": [404, 404, 404, 404],
    }


def test_the_command_reads_in_with_a_persons_rights(duty, jarva, tmp_path, capsys):
    person(Role.PROJECT_MANAGER, jarva, username="projektledare")
    foreign = OrganisationFactory(short_name="Bromma")
    asks(ProjectFactory(number="7.1", lead=foreign))
    file = tmp_path / "redovisningar.csv"
    file.write_bytes(sheet(ROW | FULL))
    call_command("import", "redovisningar", str(file), "--as", "projektledare", "--json")
    answer = json.loads(capsys.readouterr().out)
    assert (answer["status"], answer["counts"]["new"]) == ("applied", 1)
    assert current().submitted_by.username == "projektledare"
    file.write_bytes(sheet(ROW | {"Projektnummer": "7.1", "Stadsdelsförvaltning": "Bromma"}))
    with pytest.raises(SystemExit) as left:
        call_command("import", "redovisningar", str(file), "--as", "projektledare", "--json")
    assert left.value.code == 1
    answer = json.loads(capsys.readouterr().out)
    assert [bad["message"] for bad in answer["bad"]] == ["Du får inte redovisa för Bromma."]


def test_participants_left_out_altogether_are_refused_by_the_domain(duty):
    assert [problem[:4] for problem in problems(applied(ROW | {"Deltagare hittills": ""}))] == [
        (
            2,
            "Deltagare hittills",
            "",
            "Skriv antalet deltagare, eller kvinnor, män och kön ej noterat var för sig.",
        )
    ]


def test_a_file_of_many_rows_costs_no_more_statements_than_one_of_three(jarva):
    programme, cost = ProgrammeFactory(), []
    for first, count in ((0, 3), (3, 40)):
        numbers = [f"9.{first + place}" for place in range(count)]
        for number in numbers[1:]:  # the first one is not expected, and comes as an extra report
            asks(ProjectFactory(number=number, lead=jarva, programme=programme))
        ProjectFactory(number=numbers[0], lead=jarva, programme=programme)
        content = sheet(*(ROW | FULL | {"Projektnummer": number} for number in numbers))
        with CaptureQueriesContext(connection) as made:
            assert counts(applied(content=content)) == ("applied", count, 0, 0, 0)
        cost.append(len(made))
    assert cost[0] == cost[1]


def test_the_same_figures_on_every_row_ask_a_few_questions_each_and_not_about_every_pair(jarva):
    programme = ProgrammeFactory()
    numbers = [f"9.{place}" for place in range(12)]
    for number in numbers:
        asks(ProjectFactory(number=number, lead=jarva, programme=programme))
    applied(*(ROW | FULL | {"Projektnummer": number} for number in numbers))
    asked = Counter(Question.objects.filter(rule="samma-utfall").values_list("project__number", flat=True))
    assert asked == dict.fromkeys(numbers, 5)


def test_the_same_project_and_tertial_twice_is_refused(duty):
    assert [problem[2:4] for problem in problems(applied(ROW, ROW))] == [
        ("2.2.5", "Samma År, Tertial, Stadsdelsförvaltning, Projektnummer står redan på rad 2.")
    ]
