"""Projects that each owe one report: copies of one row in each table, as many as wanted."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection, transaction

from portal.database.roles import as_owner
from portal.deadlines.models import ExpectedReport
from portal.organisation.models import Organisation
from projects.models import Grant, Programme, Project, ReportDuty
from tests.factories.portal import ExpectedReportFactory, OrganisationFactory
from tests.factories.projects import GrantFactory, ProgrammeFactory, ProjectFactory, ReportDutyFactory

FIRST = 1_000_000  # the key of the first copy of each row


@dataclass(frozen=True)
class Year:
    """A programme, and the one project everything is copied from."""

    programme: Programme
    district: Organisation
    project: Project
    duty: ReportDuty
    grant: Grant


def begin() -> Year:
    programme = ProgrammeFactory(name="Mätprogrammet", slug="matprogrammet")
    district = OrganisationFactory(short_name="Mätstaden")
    project = ProjectFactory(programme=programme, number="M0", lead=district)
    expected = ExpectedReportFactory(organisation=district, year=2026, number=1, due_on=date(2026, 5, 8))
    duty = ReportDutyFactory(project=project, expected=expected)
    return Year(programme, district, project, duty, GrantFactory(project=project, amount=Decimal(350_000)))


def fill(year: Year, first: int, last: int) -> None:
    """Copy the project, its grant and its expected report for each of ``first`` to ``last``; then ANALYZE.

    The tables' own triggers rest meanwhile: what is measured afterwards only reads, or fires its own.
    """
    key = f"{FIRST} + n"
    day = "date '2026-05-08' + (n % 300)::int"
    copies = [
        (Project, year.project.pk, {"id": key, "number": "'M' || n", "title": "'Projekt ' || n"}),
        (Grant, year.grant.pk, {"id": key, "project_id": key}),
        (ExpectedReport, year.duty.expected_id, {"id": key, "due_on": day}),
        (ReportDuty, year.duty.pk, {"id": key, "project_id": key, "expected_id": key}),
    ]
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        for model, pk, changed in copies:
            table = model._meta.db_table
            columns = [column.column for column in model._meta.concrete_fields]
            wanted = ", ".join(changed.get(name, f'one."{name}"') for name in columns)
            named = ", ".join(f'"{name}"' for name in columns)
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(
                f"INSERT INTO {table} ({named}) SELECT {wanted} FROM {table} one, "
                f"generate_series({first}, {last}) n WHERE one.id = {pk}"
            )
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")
