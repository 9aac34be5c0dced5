"""A file of grants (beviljade medel): one row each, found again by project and number."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.content.outcomes import Outcome
from portal.content.parsing import read_count, read_decimal, read_year
from portal.database.functions import NaturalKey
from portal.imports.columns import CandidateRow, Column, ImportKind, Problem, RowResult
from portal.imports.results import result, unresolved
from portal.money import kronor_to_tkr, tkr_to_kronor
from portal.organisation.resolving import Unresolved
from projects import access
from projects.domain.granting import GrantCandidate, grant_funds
from projects.imports.lists import Named, load_programmes
from projects.imports.words import KINDS, reader, writer
from projects.models import Grant, Programme, Project


def read_tkr(text: str):
    """A number of tkr, as kronor. A trailing "kr" would be another amount and is refused."""
    return tkr_to_kronor(read_decimal(text, units=("tkr",)))


class GrantFile(ImportKind):
    """``beviljade-medel``: decisions on money. A correction's reason is the file it came in."""

    slug, title = "beviljade-medel", _("Beviljade medel")
    intro = _(
        "Ett beslut om medel på varje rad. Samma projekt och nr rättar beslutet, ett nytt nr lägger till."
    )
    columns = (
        Column("Program", "programme", required=True, example="Från bidrag till egen försörjning"),
        Column("Projektnummer", "project", required=True, example="2.2.5"),
        Column("Nr", "number", read_count, required=True, example="16"),
        Column("År", "year", read_year, example="2002", help=_("Tomt om året inte är känt.")),
        Column("Belopp tkr", "amount", read_tkr, required=True, example="350", write=kronor_to_tkr),
        Column("Slag", "kind", reader(KINDS), required=True, choices=tuple(KINDS), write=writer(KINDS)),
        Column("Kommentar", "comment", help=_("Inga namn och inga personnummer.")),
    )
    key = ("programme", "project", "number")

    def may(self, user) -> bool:
        return user is None or access.may_import_grants(user)

    def may_export(self, user) -> bool:
        return user is None or access.may_export_imports(user)

    def save(self, rows: Sequence[CandidateRow], *, by, now: datetime) -> list[RowResult]:
        programmes = load_programmes()
        projects = _projects({row.values["project"] for row in rows})
        read = [_Cells(self, row, programmes, projects) for row in rows]
        candidates = [cells.candidate for cells in read if cells.candidate]
        today = timezone.localdate(now)
        outcomes = iter(grant_funds(candidates, why=None, today=today, holds_budget=True))
        return [cells.result(next(outcomes) if cells.candidate else None) for cells in read]

    def known(self, user) -> Iterable[Mapping[str, Any]]:
        projects = Project.objects.for_user(user) if user else Project.objects.all()
        stored = Grant.objects.filter(project__in=projects.submitted()).select_related("project__programme")
        ordered = stored.order_by("project__programme", NaturalKey("project__number"), "number")
        for grant in ordered.iterator(chunk_size=2000):
            yield {
                "programme": grant.project.programme.name,
                "project": grant.project.number,
                "number": grant.number,
                "year": grant.year,
                "amount": grant.amount,
                "kind": grant.kind,
                "comment": grant.comment,
            }


def _projects(numbers: set[str]) -> dict[tuple[int, str], Project]:
    """What is handed in, by programme and number. Drafts have no money, and a file knows nothing of them."""
    found = Project.objects.submitted().filter(number__in=numbers).select_related("programme")
    return {(project.programme_id, project.number): project for project in found}


class _Cells:
    """One row's cells turned into the project they name and a candidate for it."""

    def __init__(self, kind: ImportKind, row: CandidateRow, programmes: Named[Programme], projects: Mapping):
        self.kind, self.row = kind, row
        self.problems: list[Problem] = []
        self.project: Project | None = None
        try:
            programme = programmes.find(row.values["programme"])
            self.project = projects.get((programme.pk, row.values["project"]))
        except Unresolved as error:
            self.problems.append(unresolved(kind, row, "programme", error))
        if not self.project and not self.problems:
            words = (
                gettext("Projektet finns inte i programmet."),
                gettext("Kontrollera numret, eller registrera det först."),
            )
            self.problems.append(unresolved(kind, row, "project", Unresolved(*words)))

    @property
    def candidate(self) -> GrantCandidate | None:
        if self.project is None:
            return None
        said = self.row.values
        values = {name: said[name] for name in ("year", "amount", "kind") if name in said}
        if "comment" in said:
            values["comment"] = said["comment"] or ""
        return GrantCandidate(self.project, said["number"], values)

    def result(self, outcome: Outcome[Grant] | None) -> RowResult:
        said, project = self.row.values, self.project
        label = f"{project or said['project']}, {said['number']}"
        if outcome is None or project is None:
            return RowResult(self.row.line, "bad", label, problems=tuple(self.problems))
        return result(
            self.kind,
            self.row,
            outcome,
            in_file=lambda name, value: value,
            label=label,
            href=reverse("projects:project_detail", args=[project.pk]),
        )
