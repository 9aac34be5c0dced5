"""Files of the projects as the database writes them: row by row what Python writes of the same."""

from datetime import date
from decimal import Decimal

import pytest

from portal.content.writers_csv import csv_lines
from portal.imports.sheets_out import rows_out
from portal.organisation.models import Role
from projects.domain.codelist import load_measures
from projects.imports import ReportFile
from projects.imports.reportcolumns import MEASURES
from projects.models import Report
from tests.factories.portal import (
    AssignmentFactory,
    ExpectedReportFactory,
    OrganisationFactory,
    SuccessionFactory,
    UserFactory,
    person,
)
from tests.factories.projects import ProgrammeFactory, ProjectFactory, ReportDutyFactory
from tests.factories.reports import OutcomeCountFactory, ReportFactory

pytestmark = pytest.mark.django_db
HOSTILE = (
    "=1+1",
    "'=x",
    "+46 8",
    "a;b",
    'sade "nej"',
    "rad 1\nrad 2;",
    "\\n",
    "-",
    "@x",
    "\t=1",
    "å\u00a0ä",
    "%s",
)


@pytest.fixture(autouse=True)
def reference():
    load_measures()


def by_python(kind, user=None) -> bytes:
    headings = [column.heading for column in kind.columns]
    return "".join(csv_lines(headings, rows_out(kind, kind.known(user)))).encode()


def by_database(kind, user=None) -> bytes:
    return b"".join(kind.written(user).csv(kind.columns))


def report(number, district, year=2026, tertial=1, **said):
    project = ProjectFactory(number=number, lead=district, programme=said.pop("programme"))
    expected = ExpectedReportFactory(
        submitted=True, organisation=district, year=year, number=tertial, due_on=date(year, 9, 8)
    )
    return ReportFactory(duty=ReportDutyFactory(project=project, expected=expected), **said)


@pytest.fixture
def filed():
    """Reports of all sorts: before and after a merger, hostile texts, every measure, some of it not said."""
    kista = OrganisationFactory(key="kista", short_name="Kista", valid_to=date(2023, 6, 30))
    jarva = OrganisationFactory(key="jarva", short_name="Järva", valid_from=date(2023, 7, 1))
    SuccessionFactory(predecessor=kista, successor=jarva)
    programme = ProgrammeFactory()
    for place, words in enumerate(HOSTILE):
        row = report(
            f"2.{place}",
            (kista, jarva)[place % 2],
            year=(2022, 2026)[place % 2],
            tertial=place % 3 + 1,
            programme=programme,
            spent=Decimal(f"{place}000.05"),
            forecast=None if place % 2 else Decimal("1000000"),
            left_stated=Decimal("-1500.50"),
            cause=words if place % 3 else "",
            action=words if place % 2 else "",
            implementation=words,
            experience=words * 200,
            plan=Report.Plan.values[place % 3],
            is_final=not place % 4,
            collaborators=[words, "Föreningen"] if place % 2 else [],
        )
        for code in list(MEASURES)[: place + 1]:
            OutcomeCountFactory(report=row, code=code, value=place)
        split = {"women": 3, "men": None if place % 2 else 4}
        OutcomeCountFactory(report=row, value=None if place % 4 else 9, children=place or None, **split)
        OutcomeCountFactory(report=row, code="arbete", label="annat", value=99)
    return jarva


def test_reports_are_written_by_the_database_as_by_python(filed):
    told = by_database(ReportFile())
    assert told == by_python(ReportFile())
    assert told.count(b"\r\n") == len(HOSTILE) + 1


def test_only_what_counts_is_written(filed):
    report("3.2", filed, programme=ProgrammeFactory(), origin=Report.Origin.PRINT)
    corrected = Report.objects.get(duty__project__number="2.3")
    ReportFactory(duty=corrected.duty, version=2, spent=Decimal("7"), correction_reason="x")
    told = by_database(ReportFile())
    assert told == by_python(ReportFile())
    assert (b";3.2;" in told, told.count(b";2.3;")) == (False, 1)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.PROJECT_MANAGER])
def test_each_reader_takes_out_the_same_both_ways(filed, role):
    reader = UserFactory()
    AssignmentFactory(user=reader, role=role, organisation=filed)
    other = report("9.9", OrganisationFactory(), programme=ProgrammeFactory())
    told = by_database(ReportFile(), reader)
    assert told == by_python(ReportFile(), reader)
    assert (other.duty.project.number.encode() in told) is (role == Role.COORDINATOR)


def test_nobody_s_reports_are_a_heading_alone():
    assert by_database(ReportFile()) == by_python(ReportFile())
    assert by_database(ReportFile(), person(Role.PROJECT_MANAGER)).count(b"\r\n") == 1
