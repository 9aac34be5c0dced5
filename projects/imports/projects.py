"""A file of projects: one row each, found again by programme and number."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.content.outcomes import Outcome
from portal.content.parsing import read_decimal, read_list
from portal.database.functions import NaturalKey
from portal.database.textkeys import swedish_key
from portal.imports.columns import CandidateRow, Column, ImportKind, Problem, RowResult
from portal.imports.results import result, unresolved
from portal.organisation.models import Organisation
from portal.organisation.resolving import Names, Unresolved
from projects import access
from projects.domain.candidates import RUNNERS, ProjectCandidate
from projects.domain.registering import register_projects
from projects.imports.lists import Named, days_of, load_areas, load_programmes
from projects.imports.words import PLANS, STATUSES, reader, writer
from projects.models import Area, Programme, Project

TEXTS = ("title", "subgroup", "operator", "target_group", "goal", "target_unit")
BLANK_IS_EMPTY = (*TEXTS, "continues", "plan_in_table", "plan_in_text")
BLANK_IS_UNSAID = ("report_status",)  # a project always has one


class ProjectFile(ImportKind):
    """``projekt``: what the contract lists, and nothing that a file cannot know."""

    slug, title = "projekt", _("Projekt")
    intro = _(
        "Ett projekt på varje rad. Samma program och nummer ändrar projektet, ett nytt nummer lägger till."
    )
    columns = (
        Column("Program", "programme", required=True, example="Från bidrag till egen försörjning"),
        Column("Projektnummer", "number", required=True, example="2.2.5"),
        Column("Titel", "title", required=True, example="Praktikplacering för SFI-elever"),
        Column("Område", "area", required=True, example="SFI"),
        Column("Undergrupp", "subgroup", example="praktik"),
        Column(
            "Ansvarig",
            "lead",
            required=True,
            example="Skarpnäck",
            help=_("En enda: stadsdelsförvaltningens eller föreningens korta namn, som det var då."),
        ),
        Column(
            "Medverkande",
            "partners",
            read_list,
            example="Kista|Spånga-Tensta",
            help=_("Flera skiljs åt med |."),
        ),
        Column("Utförare", "operator"),
        Column("Målgrupp", "target_group", help=_("Inga namn och inga personnummer.")),
        Column("Mål", "goal", help=_("Inga namn och inga personnummer.")),
        Column("Målvärde", "target_value", lambda text: read_decimal(text, units=()), example="50"),
        Column("Målenhet", "target_unit", example="procent självförsörjande"),
        Column(
            "Fortsättning på",
            "continues",
            example="2.2.1",
            help=_("Projektnumret i samma program. Det får stå längre ned i filen."),
        ),
        Column(
            "Plan enligt tabell", "plan_in_table", reader(PLANS), choices=tuple(PLANS), write=writer(PLANS)
        ),
        Column("Plan enligt text", "plan_in_text", reader(PLANS), choices=tuple(PLANS), write=writer(PLANS)),
        Column(
            "Redovisningsstatus",
            "report_status",
            reader(STATUSES),
            choices=tuple(STATUSES),
            write=writer(STATUSES),
        ),
    )
    key = ("programme", "number")

    def may(self, user) -> bool:
        return user is None or access.may_import_projects(user)

    def may_export(self, user) -> bool:
        return user is None or access.may_export_imports(user)

    def save(self, rows: Sequence[CandidateRow], *, by, now: datetime) -> list[RowResult]:
        lists = _Lists.load(timezone.localdate(now))
        read = [_Cells(self, row, lists) for row in rows]
        candidates = [cells.candidate for cells in read if cells.candidate]
        outcomes = iter(register_projects(candidates, by=by, now=now))
        return [cells.result(next(outcomes) if cells.candidate else None) for cells in read]

    def known(self, user) -> Iterable[Mapping[str, Any]]:
        names = Names.load(kinds=RUNNERS, today=timezone.localdate())
        projects = Project.objects.for_user(user) if user else Project.objects.all()
        stored = projects.submitted().select_related("programme", "area", "lead", "continues")
        ordered = stored.prefetch_related("partners").order_by("programme", NaturalKey("number"))
        for project in ordered.iterator(chunk_size=2000):
            yield _in_columns(project, names)


@dataclass(frozen=True)
class _Lists:
    """What the cells of a file may name, read once."""

    programmes: Named[Programme]
    areas: Named[Area]
    names: Names

    @classmethod
    def load(cls, today: date) -> "_Lists":
        return cls(load_programmes(), load_areas(), Names.load(kinds=RUNNERS, today=today))


class _Cells:
    """One row's cells turned into what they name; what names nothing is kept as problems by column key."""

    def __init__(self, kind: ImportKind, row: CandidateRow, lists: _Lists):
        self.kind, self.row, self.lists = kind, row, lists
        self.problems: dict[str, list[Problem]] = {}
        self.programme = self._find("programme", lists.programmes.find, row.values["programme"])
        self.candidate = self._candidate(self.programme) if self.programme else None

    def _find(self, key: str, find: Callable[[str], Any], typed: str) -> Any:
        try:
            return find(typed)
        except Unresolved as error:
            problem = unresolved(self.kind, self.row, key, error, typed)
            self.problems.setdefault(key, []).append(problem)
            return None

    def _candidate(self, programme: Programme) -> ProjectCandidate:
        said = self.row.values
        values = {name: said[name] or "" for name in BLANK_IS_EMPTY if name in said}
        values |= {name: said[name] for name in BLANK_IS_UNSAID if said.get(name)}
        if "target_value" in said:
            values["target_value"] = said["target_value"]
        values |= {"area": self._find("area", self.lists.areas.find, said["area"])} | self._people(programme)
        return ProjectCandidate(
            programme,
            said["number"],
            {name: value for name, value in values.items() if name not in self.problems},
            unread={key: found[0].message for key, found in self.problems.items()},
        )

    def _people(self, programme: Programme) -> dict[str, Any]:
        days, said = days_of(programme), self.row.values
        find = partial(self.lists.names.find, span=days)
        found = {"lead": self._find("lead", find, said["lead"])}
        if "partners" in said:
            found["partners"] = [self._find("partners", find, name) for name in said["partners"] or []]
        return found

    def result(self, outcome: Outcome[Project] | None) -> RowResult:
        label = f"{self.row.values['number']} {self.row.values['title']}"
        found = [problem for problems in self.problems.values() for problem in problems]
        if outcome is None:
            return RowResult(self.row.line, "bad", label, problems=tuple(found))
        return result(
            self.kind,
            self.row,
            outcome,
            in_file=lambda name, value: _in_file(name, value, self.programme, self.lists.names),
            label=label,
            href=reverse("projects:project_detail", args=[outcome.record.pk]),
            found=found,
        )


def _in_file(name: str, value: Any, programme: Programme, names: Names) -> Any:
    """A project's value as its column has it: an organisation and an area by name."""
    if isinstance(value, Organisation):
        return names.write(value, days_of(programme))
    if name == "partners":
        return sorted((names.write(each, days_of(programme)) for each in value), key=swedish_key)
    return value.name if isinstance(value, Area) else value


def _in_columns(project: Project, names: Names) -> dict[str, Any]:
    values = {name: getattr(project, name) for name in (*BLANK_IS_EMPTY, *BLANK_IS_UNSAID, "target_value")}
    values |= {
        "number": project.number,
        "area": project.area,
        "lead": project.lead,
        "partners": list(project.partners.all()),
        "continues": project.continues.number if project.continues else "",
    }
    written = {name: _in_file(name, value, project.programme, names) for name, value in values.items()}
    return written | {"programme": project.programme.name}
