"""The printed figures as outcome counts, and the printed targets with how each can be measured.

``fixtures/demo/utfall.csv`` has every figure of the print in its order; ``av`` is the number of the row that
it is a part of, where the print says so. ``projektmal.csv`` has the 14 targets.
"""

from collections.abc import Mapping
from decimal import Decimal

from projects.models import (
    Area,
    OutcomeCount,
    OutcomeMeasure,
    PrintedSum,
    Programme,
    Project,
    Report,
    Target,
)

Row = dict[str, str]
_Qualifier = OutcomeCount.Qualifier
QUALIFIERS = {
    "exakt": _Qualifier.EXACT,
    "cirka": _Qualifier.ABOUT,
    "mer än": _Qualifier.MORE_THAN,
    "prognos": _Qualifier.FORECAST,
    "plan": _Qualifier.PLAN,
    "mål": _Qualifier.GOAL,
    "saknas": _Qualifier.EXACT,  # there is no figure to qualify: its value is NULL, not reported
}


def add_outcomes(reports: Mapping[str, Report], rows: list[Row]) -> None:
    """Add the figures to the reports (by project number); those of a report that never came are left out."""
    measures = _measures()
    told = [row for row in rows if row["projektnummer"] in reports]
    counts = OutcomeCount.objects.bulk_create(
        OutcomeCount(
            report=reports[row["projektnummer"]],
            measure=measures[row["mått"]],
            label=row["kallas"],
            value=_number(row["värde"]),
            unit=row["enhet"],
            qualifier=QUALIFIERS[row["säkerhet"]],
            note=row["anteckning"],
        )
        for row in told
    )
    by_number = {row["nr"]: count for row, count in zip(told, counts, strict=True)}
    parts = [row for row in told if row["av"]]
    for row in parts:
        by_number[row["nr"]].base = by_number[row["av"]]
    OutcomeCount.objects.bulk_update([by_number[row["nr"]] for row in parts], ["base"])


def add_targets(projects: Mapping[str, Project], rows: list[Row]) -> None:
    """Add the targets. One without a measure cannot be held against anything reported; the row says why."""
    measures = _measures()
    Target.objects.bulk_create(
        Target(
            project=projects[row["projektnummer"]],
            text=row["mål"],
            value=_known(row["värde"]),
            unit=row["enhet"],
            is_percent=row["procent"] == "ja",
            measure=measures.get(row["mått"]),
            base=measures.get(row["bas"]),
            note=row["så mäts det"],
        )
        for row in rows
    )


def add_printed_sums(programme: Programme, rows: list[Row], *, source: str) -> None:
    """Add the sums that the print states about the whole programme; money in kronor."""
    areas = {area.name: area for area in Area.objects.all()}
    PrintedSum.objects.bulk_create(
        PrintedSum(
            programme=programme,
            what=PrintedSum.What(row["vad"]),
            area=areas.get(row["område"]),
            value=_known(row["värde"]),
            whole=_number(row["av"]),
            is_rounded=row["avrundat"] == "ja",
            text=row["så står det"],
            source=source,
        )
        for row in rows
    )


def _measures() -> dict[str, OutcomeMeasure]:
    return OutcomeMeasure.objects.in_bulk(field_name="code")


def _number(cell: str) -> Decimal | None:
    return _known(cell) if cell else None


def _known(cell: str) -> Decimal:
    return Decimal(cell.replace(",", "."))
