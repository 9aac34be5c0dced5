"""Uppdrag, goals of the city budget and what stands in print of decisions, for both programmes.

Source of the historic ones: Utlåtande 2005: RVII, and the two papers of 2019 and 2020. How an uppdrag of 2004
was answered stands in none of them, so each is ``oklart i källan``: neither open nor said to be answered.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from portal.organisation.models import Organisation
from projects.demo.fixtures import organisations, parts, rows_of
from projects.models import (
    CityGoal,
    Commission,
    CommissionProject,
    GoalLink,
    PrintedPoint,
    Programme,
    Project,
)

Row = Mapping[str, str]


def load_printed(programme: Programme) -> None:
    """Add the 26 points that stand in print, and those of them that are uppdrag."""
    PrintedPoint.objects.bulk_create(_point(row, programme) for row in rows_of("beslut-i-tryck"))
    rows = rows_of("uppdrag")
    people = _bodies(rows)
    added = [
        _commission(
            row,
            people,
            programme,
            given_on=date.fromisoformat(row["gavs den"]),
            due_on=date.fromisoformat(row["senast"]) if row["senast"] else None,
            answered_on=date.fromisoformat(row["besvarat"]) if row["besvarat"] else None,
        )
        for row in rows
    ]
    _store(rows, added, programme)


def load_invented(programme: Programme, today: date) -> None:
    """Add the example year's uppdrag, told in days from ``today``, and its goals of the city budget."""
    rows = rows_of("exempeluppdrag")
    people = _bodies(rows)

    def days(cell: str, sign: int) -> date | None:
        return today + timedelta(days=sign * int(cell)) if cell else None

    added = [
        _commission(
            row,
            people,
            programme,
            given_on=today - timedelta(days=int(row["gavs för dagar sedan"])),
            due_on=days(row["senast om dagar"], 1),
            answered_on=days(row["besvarat för dagar sedan"], -1),
        )
        for row in rows
    ]
    _store(rows, added, programme)
    _add_goals(programme, today)


def _point(row: Row, programme: Programme) -> PrintedPoint:
    kinds = {str(word): code for code, word in PrintedPoint.Kind.choices}
    return PrintedPoint(
        case=programme.case if row["i programmets ärende"] == "ja" else None,
        number=int(row["nr"]),
        kind=kinds[row["slag"]],
        body=row["av vem"],
        day=row["datum"],
        point=row["punkt"],
        text=row["i korthet"],
        status=row["så gick det"],
        reference=row["hänvisning"],
        source=row["källa"],
    )


def _bodies(rows: Iterable[Row]) -> dict[str, Organisation]:
    return organisations(row[name] for row in rows for name in ("gavs av", "nämnd"))


def _commission(
    row: Row,
    bodies: Mapping[str, Organisation],
    programme: Programme,
    *,
    given_on: date,
    due_on: date | None,
    answered_on: date | None,
) -> Commission:
    return Commission(
        text=row["uppdrag"],
        source=Commission.Source(row["källa"]),
        given_by=bodies[row["gavs av"]],
        given_on=given_on,
        committee=bodies[row["nämnd"]],
        reference=row["diarienummer eller paragraf"],
        point=row["punkt"],
        programme=programme,
        case=programme.case,
        due_on=due_on,
        state=Commission.State(row["status"]),
        answered_on=answered_on,
        answered_in=row["besvarat i"],
        note=row["anteckning"],
    )


def _store(rows: Iterable[Row], commissions: list[Commission], programme: Programme) -> None:
    Commission.objects.bulk_create(commissions)
    projects = _numbered(programme)
    CommissionProject.objects.bulk_create(
        CommissionProject(commission=commission, project=projects[number])
        for row, commission in zip(rows, commissions, strict=True)
        for number in parts(row["projekt"])
    )


def _add_goals(programme: Programme, today: date) -> None:
    rows = rows_of("exempelbudgetmal")
    goals = CityGoal.objects.bulk_create(
        CityGoal(year=today.year + int(row["årgång"]), number=row["nummer"], text=row["mål"]) for row in rows
    )
    projects = _numbered(programme)
    GoalLink.objects.bulk_create(
        GoalLink(project=projects[number], goal=goal)
        for row, goal in zip(rows, goals, strict=True)
        for number in parts(row["projekt"])
    )


def _numbered(programme: Programme) -> dict[str, Project]:
    return {project.number: project for project in programme.projects.all()}
