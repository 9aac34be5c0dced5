"""One case with its numbers and its takeovers, read in one query: its page asks for much else."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from portal.cases.models import Case, CaseNumber
from portal.cases.tables import committee_name


@dataclass(frozen=True)
class Given:
    """A registry number: by which body, and whether the portal gave it."""

    pk: int
    number: str
    body_id: int
    body: str
    given_by_portal: bool


@dataclass(frozen=True)
class Taken:
    """A line "övertaget av X den ..."."""

    on: date
    to: str
    before: str


def read_case(user: Any, key: int) -> Case | None:
    """Return the case with ``given`` (its numbers, the oldest first) and ``taken``; None when not visible."""
    cases = Case.objects.for_user(user).select_related("committee", "holder", "responsible")
    case: Any = cases.annotate(given_rows=_given(), taken_rows=_taken()).filter(pk=key).first()
    if case is None:
        return None
    case.given = [Given(**row) for row in case.given_rows]
    case.taken = [Taken(**row | {"on": date.fromisoformat(row["on"])}) for row in case.taken_rows]
    return case


def _given() -> ArraySubquery:
    row = JSONObject(
        pk="pk",
        number="number",
        body_id="body_id",
        body=committee_name("body"),
        given_by_portal="given_by_portal",
    )
    return ArraySubquery(CaseNumber.objects.filter(case=OuterRef("pk")).order_by("pk").values(row=row))


def _taken() -> ArraySubquery:
    """Takeovers stand above cases in the drawing: the model is asked for its relation, not imported."""
    model: Any = Case._meta.get_field("takeovers").related_model
    row = JSONObject(on=F("on"), to=committee_name("to_body"), before=committee_name("from_body"))
    rows = model.objects.filter(case=OuterRef("pk")).order_by("on", "pk")
    return ArraySubquery(rows.values(row=row))
