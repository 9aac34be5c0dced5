"""Reports in their thousands: what one report says, copied for each project that ``filling`` made."""

from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from portal.database.roles import as_owner
from projects.models import OutcomeCount, Report
from tests.bench.filling import FIRST, Year
from tests.factories.reports import OutcomeCountFactory, ReportFactory

COUNTED = ("praktik", "arbete", "pagaende", "avslutade")
TEXT = "'Rutinen ligger hos enheten; den följs upp varje termin (' || n || ').'"


def begin_reports(year: Year) -> tuple[Report, list[OutcomeCount]]:
    """The one report that all others are copies of: of the project everything is copied from."""
    duty = year.duty
    report = ReportFactory(
        duty=duty,
        spent=Decimal("120000.50"),
        forecast=Decimal("350000.00"),
        implementation="Rutinen",
        collaborators=["Arbetsförmedlingen", "Föreningen Lek"],
    )
    whole = OutcomeCountFactory(report=report, value=42, women=20, men=20, unknown=2, children=3)
    return report, [whole, *(OutcomeCountFactory(report=report, code=code) for code in COUNTED)]


def fill_reports(year: Year, report: Report, counts: list[OutcomeCount], first: int, last: int) -> None:
    """Copy the report and what it counts for each of the projects ``first`` to ``last``; then ANALYZE."""
    key = f"{FIRST} + n"
    said = {"id": key, "duty_id": key, "spent": "one.spent + n", "implementation": TEXT, "plan": "'yes'"}
    copies: list[tuple[Any, int, dict[str, str]]] = [(Report, report.pk, said)]
    for place, count in enumerate(counts):
        numbered = {"id": f"({key}) * 10 + {place}", "report_id": key, "value": f"{place} + n % 90"}
        copies.append((OutcomeCount, count.pk, numbered))
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        for model, pk, changed in copies:
            _copy(cursor, model, pk, changed, first, last)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(cursor: Any, model: Any, pk: int, changed: dict[str, str], first: int, last: int) -> None:
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
