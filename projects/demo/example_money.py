"""The example year's money: what two nämnder set aside, and what was granted of it, half of each."""

from collections.abc import Iterable
from datetime import date

from projects.demo.fixtures import kronor, organisations, refuse_failures, rows_of
from projects.domain.granting import GrantCandidate, grant_funds
from projects.models import Appropriation, DecisionRound, Grant, Programme, Project

Row = dict[str, str]


def add_money(programme: Programme, rows: list[Row], projects: dict[str, Project], today: date) -> None:
    """Add the appropriations, a decision round for each year's projects, and the grants."""
    _add_appropriations(programme, today)
    rounds = _add_rounds(programme, today)
    candidates = [
        candidate for row in rows for candidate in _grants(row, projects[row["nummer"]], rounds, today)
    ]
    refuse_failures(grant_funds(candidates))


def _add_appropriations(programme: Programme, today: date) -> None:
    rows = rows_of("exempelmedel")
    committees = organisations(row["nämnd"] for row in rows)
    Appropriation.objects.bulk_create(
        Appropriation(
            programme=programme,
            committee=committees[row["nämnd"]],
            year=today.year + int(row["årgång"]),
            budget=kronor(row["budget tkr"]),
            used=kronor(row["förbrukat tkr"]),
            purpose=row["ändamål"],
        )
        for row in rows
    )


def _add_rounds(programme: Programme, today: date) -> dict[int, DecisionRound]:
    """Year -> the occasion its money was granted at, in December of the year before."""
    return {
        today.year + step: DecisionRound.objects.create(
            programme=programme, number=2 + step, decided_on=date(today.year + step - 1, 12, 10)
        )
        for step in (-1, 0)
    }


def _grants(
    row: Row, project: Project, rounds: dict[int, DecisionRound], today: date
) -> Iterable[GrantCandidate]:
    year = today.year + int(row["årgång"])
    yield _grant(project, 1, year, row["belopp tkr"], Grant.Kind.INITIAL, rounds)
    if row["förlängning tkr"]:
        yield _grant(project, 2, year + 1, row["förlängning tkr"], Grant.Kind.EXTENSION, rounds)


def _grant(
    project: Project, number: int, year: int, tkr: str, kind: str, rounds: dict[int, DecisionRound]
) -> GrantCandidate:
    values = {"year": year, "amount": kronor(tkr), "kind": kind, "round": rounds[year], "comment": ""}
    return GrantCandidate(project=project, number=number, values=values)
