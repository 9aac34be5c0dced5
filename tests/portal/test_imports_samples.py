"""The sample files in fixtures/csv, read as users' files are: what each must answer."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from portal.deadlines.wheel import load_wheel
from portal.imports import running
from portal.imports.kinds import all_kinds
from portal.periods import Period
from projects.domain.codelist import load_measures
from projects.domain.expecting import expect_on_day
from tests.factories.portal import NeighbourhoodFactory, OrganisationFactory
from tests.factories.projects import AreaFactory, ProgrammeFactory, ProjectFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "csv"
TWO_REPORTS = ["redovisningar-semikolon.csv", "redovisningar-komma.csv"]
TWO_PROJECTS = ["projekt-excel.csv", "projekt-komma.csv", "projekt-tabb-utf16.txt"]


@pytest.fixture(autouse=True)
def programme():
    for name in ("Arbetsmarknad", "SFI", "Socialmedicin"):
        AreaFactory(name=name)
    for name in ("Kungsholmen", "Skärholmen"):
        OrganisationFactory(short_name=name, valid_from=date(1997, 1, 1))
    return ProgrammeFactory(published=True, name="Från bidrag till egen försörjning")


def read_in(name):
    kind = next(each for each in all_kinds() if name.startswith(each.slug))
    batch = running.receive(kind=kind, name=name, content=(FOLDER / name).read_bytes(), by=None, now=NOW)
    if batch.state == "checked":
        batch = running.apply(batch=batch, kind=kind, scope="goda", by=None, now=NOW)
    return batch


def counts(batch):
    return batch.new, batch.changed, batch.unchanged, batch.bad


def bad(batch):
    rows = batch.outcomes.filter(status="bad").order_by("line")
    return [(row.line, each["column"], each["value"]) for row in rows for each in row.details]


@pytest.mark.parametrize("name", TWO_PROJECTS)
@pytest.mark.parametrize("again", TWO_PROJECTS)
def test_the_same_projects_in_every_dialect_are_the_same(name, again):
    assert counts(read_in(name)) == (2, 0, 0, 0)
    assert counts(read_in(again)) == ((2, 0, 0, 0) if again == name else (0, 0, 2, 0))


def test_cells_with_line_breaks_and_headings_in_any_order():
    batch = read_in("projekt-radbrytning.csv")
    assert counts(batch) == (2, 0, 0, 0)
    assert list(batch.outcomes.order_by("line").values_list("line", flat=True)) == [2, 6]


def test_grants_after_their_project():
    read_in("projekt-excel.csv")
    assert counts(read_in("beviljade-medel-sep.csv")) == (2, 0, 0, 0)


def test_every_bad_project_is_named():
    batch = read_in("projekt-fel.csv")
    assert counts(batch) == (1, 0, 0, 8)
    assert bad(batch) == [
        (3, "Projektnummer", ""),
        (4, "Titel", "=1+1"),
        (4, "Målvärde", "1,234.50"),
        (5, "Ansvarig", "Kungsholm"),
        (6, "Område", "Simning"),
        (7, "Målgrupp", "Se ••••••-••••"),
        (8, "Projektnummer", "8.1"),
        (9, "Program", "Okänt program"),
        (10, "", "vilse"),
    ]


def test_every_bad_grant_is_named():
    read_in("projekt-excel.csv")
    batch = read_in("beviljade-medel-fel.csv")
    assert counts(batch) == (1, 0, 0, 9)
    assert bad(batch) == [
        (3, "År", "02"),
        (3, "Slag", "Första"),  # said at once: the project has a first grant already
        (4, "Belopp tkr", "1.234,50"),
        (5, "Belopp tkr", "300 kr"),
        (6, "Belopp tkr", "-300"),
        (7, "Belopp tkr", "NaN"),
        (8, "Belopp tkr", "0,000001"),
        (9, "Slag", "Sista"),
        (10, "Projektnummer", "8.7"),
        (11, "Belopp tkr", ""),
    ]


@pytest.fixture
def reporting():
    """Järva's two projects that are to tell of tertial 2 2026; Husby lies in Järva."""
    load_wheel()
    load_measures()
    jarva = OrganisationFactory(short_name="Järva", administration_name="Järva stadsdelsförvaltning")
    NeighbourhoodFactory(name="Husby", district=jarva)
    running_now = ProgrammeFactory()
    for number in ("2.1", "3.1"):
        project = ProjectFactory(number=number, lead=jarva, programme=running_now)
        expect_on_day(project=project, period=Period("tertial", 2026, 2), due_on=date(2026, 9, 8))


@pytest.mark.parametrize("name", TWO_REPORTS)
@pytest.mark.parametrize("again", TWO_REPORTS)
def test_the_same_reports_in_either_dialect_are_the_same(reporting, name, again):
    assert counts(read_in(name)) == (2, 0, 0, 0)
    assert counts(read_in(again)) == ((2, 0, 0, 0) if again == name else (0, 0, 2, 0))


def test_every_bad_report_is_named(reporting):
    batch = read_in("redovisningar-fel.csv")
    assert counts(batch) == (1, 0, 0, 13)
    assert bad(batch) == [
        (3, "År", "26"),
        (4, "Tertial", "4"),
        (5, "Stadsdelsförvaltning", "Husby"),
        (6, "Projektnummer", "9.9"),
        (7, "Deltagare hittills", ""),
        (8, "Kvinnor", "-1"),
        (9, "Förbrukat hittills tkr", "310 kr"),
        (10, "Förbrukat hittills tkr", "-1"),
        (11, "Plan för implementering", "kanske"),
        (12, "Erfarenheter", "Ring ••••••-••••"),
        (13, "Erfarenheter", "=SUMMA(A1)"),
        (14, "Tertial", "2"),
        (15, "Projektnummer", "2.1"),
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "redovisningar-blandad.csv",
            "Filen är avhuggen, eller så är å, ä och ö skrivna på två sätt i den.",
        ),
        ("projekt-okand-kolumn.csv", "Okända kolumner: Handläggare."),
        ("projekt-dubbel-rubrik.csv", "Kolumner som står två gånger: Titel."),
        ("projekt-utan-ansvarig.csv", "Kolumner som saknas: Ansvarig."),
        ("projekt-avhuggen.csv", "Filen är avhuggen, eller så är å, ä och ö skrivna på två sätt i den."),
    ],
)
def test_file_that_cannot_be_read_says_why(name, said):
    batch = read_in(name)
    assert (batch.state, batch.detected["message"]) == ("unreadable", said)


def test_every_sample_is_tried():
    tried = {*TWO_PROJECTS, "projekt-radbrytning.csv", "beviljade-medel-sep.csv", "projekt-fel.csv"}
    tried |= {"beviljade-medel-fel.csv", "projekt-okand-kolumn.csv", "projekt-dubbel-rubrik.csv"}
    tried |= {*TWO_REPORTS, "redovisningar-fel.csv", "redovisningar-blandad.csv"}
    tried |= {"projekt-utan-ansvarig.csv", "projekt-avhuggen.csv", "README.md"}
    assert {path.name for path in FOLDER.iterdir()} == tried
