"""Till uppföljningssystemet: texts and file from what is handed in, masked together, by mapped names."""

from datetime import date

import pytest

from portal.deadlines.models import ExpectedReport
from portal.deadlines.receiving import accept, send_back
from portal.organisation.models import Role
from portal.periods import Period
from portal.workareas import Scope
from projects.models import FollowUpName, Report
from projects.summary.handover import Handover
from projects.summary.handovertext import measure_file, text_of
from tests.factories.aftermath import FollowUpNameFactory
from tests.factories.portal import ExpectedReportFactory, OrganisationFactory, SuccessionFactory, person
from tests.factories.projects import ProgrammeFactory, ProjectFactory, ReportDutyFactory
from tests.factories.reports import HANDED_IN, OutcomeCountFactory, ReportFactory, measure

pytestmark = pytest.mark.django_db
PERIOD = Period("tertial", 2026, 1)
PATH = "/sammanstallningar/till-uppfoljning/"


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def district():
    organisation = OrganisationFactory(short_name="Järva")
    FollowUpNameFactory(organisation=organisation, name="10 Järva")
    for code, name in (("deltagare", "Antal deltagare"), ("arbete", "Antal i arbete")):
        FollowUpName.objects.create(measure=measure(code), name=name)
    return organisation


def report(programme, lead, number="1.1", **more):
    project = ProjectFactory(programme=programme, lead=lead, number=number, title="Navigator")
    expected = ExpectedReportFactory(organisation=lead, submitted=True)
    return ReportFactory(duty=ReportDutyFactory(project=project, expected=expected), **more)


def shown(programme, user=None, *, internal=False):
    asked = Scope(user or person(Role.COORDINATOR), date(2026, 11, 22), programme)
    return Handover(programme, asked, internal=internal).of(PERIOD)


def test_the_report_in_words(programme, district):
    row = report(
        programme,
        district,
        plan=Report.Plan.YES,
        implementation="Två tjänster blir kvar.",
        cause="En tjänst var vakant.",
        comment="",
    )
    OutcomeCountFactory(report=row, value=45, women=25, men=20, children=12)
    OutcomeCountFactory(report=row, code="arbete", value=None)
    found = shown(programme)
    assert text_of(found, found.handed[0]) == (
        "1.1 Navigator. Tertial 1 2026 (1 januari–30 april).\n\n"
        "Deltagare hittills: 45 (kvinnor 25, män 20), barn 12\n\n"
        "Förbrukat hittills: 120 tkr.\n\n"
        "Avvikelse och orsak: En tjänst var vakant.\n\n"
        "Plan för implementering: Ja. Två tjänster blir kvar."
    )


def test_the_file_sums_an_organisations_projects(programme, district):
    for number, value in (("1.1", 30), ("1.2", 12)):
        row = report(programme, district, number)
        OutcomeCountFactory(report=row, value=value)
        OutcomeCountFactory(report=row, code="studier", value=9)  # has no name in the system
    unnamed = report(programme, OrganisationFactory(), "2.1")
    OutcomeCountFactory(report=unnamed, value=99)
    assert measure_file(shown(programme)) == (
        "\ufeffOrganisation\tPerioddatum\tMått\tVärde\r\n10 Järva\t2026-04-30\tAntal deltagare\t42\r\n"
    )


def test_a_sum_does_not_give_away_what_a_text_hides(programme, district):
    """3 and 20 are 23: with 3 hidden in its text, 20 or 23 must be hidden too."""
    counts = [
        OutcomeCountFactory(report=report(programme, district, number), code="arbete", value=value)
        for number, value in (("1.1", 3), ("1.2", 20))
    ]
    found = shown(programme)
    hidden = [(count.pk, "total") in found.hidden for count in counts]
    assert hidden[0] is True
    assert hidden[1] or ("10 Järva", measure("arbete").pk) in found.hidden


def test_the_split_does_not_give_away_what_is_hidden(programme, district):
    row = report(programme, district)
    OutcomeCountFactory(report=row, value=30, women=28, men=2)
    text = text_of(found := shown(programme), found.handed[0])
    assert "Deltagare hittills: 30 (kvinnor .., män ..)" in text


def test_internally_those_with_the_right_see_their_own_unmasked(programme, district):
    OutcomeCountFactory(report=report(programme, district), code="arbete", value=3)
    OutcomeCountFactory(report=report(programme, OrganisationFactory(), "2.1"), code="arbete", value=2)
    manager = person(Role.PROJECT_MANAGER, district)
    controller, secretary = person(Role.CONTROLLER), person(Role.COMMITTEE_SECRETARY)
    assert "Antal i arbete\t..\r\n" in measure_file(shown(programme, manager))
    assert "Antal i arbete\t3\r\n" in measure_file(shown(programme, manager, internal=True))
    assert len(shown(programme, controller, internal=True).handed) == 2
    assert shown(programme, secretary, internal=True).handed == []


def test_what_stands_in_print_is_not_masked(district):
    programme = ProgrammeFactory(published=True)
    OutcomeCountFactory(report=report(programme, district), code="arbete", value=3)
    assert "Antal i arbete\t3\r\n" in measure_file(shown(programme))


@pytest.mark.parametrize(("state", "there"), [("submitted", 1), ("accepted", 1), ("returned", 0)])
def test_only_what_is_in(programme, district, state, there):
    row = report(programme, district)
    if state == "accepted":
        accept(expected=row.duty.expected, now=HANDED_IN)
    if state == "returned":
        send_back(expected=row.duty.expected, reason="Deltagarna saknas.", now=HANDED_IN)
    assert ExpectedReport.objects.get().state == state
    assert len(shown(programme).handed) == there


def test_a_draft_is_not_there(programme, district):
    project = ProjectFactory(programme=programme, lead=district)
    ReportFactory(draft=True, duty=ReportDutyFactory(project=project))
    user = person(Role.PROJECT_MANAGER, district)
    assert Handover(programme, Scope(user, date(2026, 11, 22), programme)).periods == []


def test_the_successors_name_stands_for_what_was(programme, district):
    old = OrganisationFactory()
    SuccessionFactory(predecessor=old, successor=district)
    OutcomeCountFactory(report=report(programme, old), value=30)
    assert "10 Järva\t2026-04-30\tAntal deltagare\t30" in measure_file(shown(programme))


def test_a_name_that_a_spreadsheet_could_run_is_guarded(programme, district):
    FollowUpName.objects.filter(organisation=district).update(name="=10 Järva")
    OutcomeCountFactory(report=report(programme, district), value=30)
    assert "\r\n'=10 Järva\t" in measure_file(shown(programme))


class TestPage:
    def test_shows_texts_file_and_what_has_no_name(self, client, programme, district):
        row = report(programme, district)
        OutcomeCountFactory(report=row, value=30)
        OutcomeCountFactory(report=row, code="studier", value=9)
        client.force_login(person(Role.COORDINATOR))
        page = client.get(PATH).content.decode()
        assert "1.1 Navigator. Tertial 1 2026" in page
        assert "Antal deltagare" in page
        assert "Mått utan namn i systemet, inte med i filen: Studier." in page

    def test_the_file_is_taken_out(self, client, programme, district):
        OutcomeCountFactory(report=report(programme, district), value=30)
        client.force_login(person(Role.COORDINATOR))
        answer = client.get(f"{PATH}?format=txt")
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert answer["Content-Disposition"] == (
            f'attachment; filename="mattfil-{programme.slug}-tertial-2026-1.txt"'
        )
        assert answer.content.decode().endswith("Antal deltagare\t30\r\n")

    def test_empty_says_what_comes(self, client, programme):
        client.force_login(person(Role.COORDINATOR))
        assert "Ingen redovisning är inlämnad" in client.get(PATH).content.decode()

    def test_a_programme_one_does_not_follow_is_not_there(self, client, programme):
        client.force_login(person(Role.PROJECT_MANAGER))
        assert client.get(f"{PATH}?program={programme.slug}").status_code == 404

    def test_names_are_set_once(self, client, district):
        client.force_login(person(Role.COORDINATOR))
        box = f"organisation_{district.pk}"
        assert client.post("/projekt/systemnamn/", {box: "12 Järva"}).status_code == 302
        assert list(FollowUpName.objects.values_list("name", flat=True)) == ["12 Järva"]

    def test_as_many_queries_for_three_reports_as_for_one(self, client, programme, district):
        client.force_login(person(Role.COORDINATOR))
        client.get(PATH)
        counts = set()
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        for number in ("1.1", "1.2", "1.3"):
            OutcomeCountFactory(report=report(programme, district, number), value=30)
            with CaptureQueriesContext(connection) as queries:
                client.get(PATH)
            counts.add(len(queries))
        assert len(counts) == 1
