"""One row of a file of activities: what its cells name, what it says, and what became of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.urls import NoReverseMatch, reverse

from outreach.domain.candidates import ActivityCandidate
from outreach.imports.naming import Lists
from outreach.models import Activity, Material, WorkForm
from portal.content.contacts import identifies
from portal.content.outcomes import Outcome
from portal.content.personal import HIDDEN
from portal.imports.columns import CandidateRow, ImportKind, Problem, RowResult
from portal.imports.results import result, unresolved
from portal.organisation.models import Neighbourhood, Organisation
from portal.organisation.resolving import Span, Unresolved

NAMED = ("form", "neighbourhood", "groups", "languages", "partners", "materials")


class Cells:
    """``candidate`` is None when the row means no district of the sender's; then ``problems`` say why."""

    def __init__(self, kind: ImportKind, row: CandidateRow, lists: Lists):
        self.kind, self.row, self.lists, self.said = kind, row, lists, row.values
        self.problems: dict[str, list[Problem]] = {}
        self.day = self.said["day"]
        self.district = self._find(
            "organisation", lambda typed: lists.district(typed, self.day), self.said["organisation"]
        )
        self.candidate = self._candidate(self.district) if self.district else None

    def _find(self, key: str, find: Callable[[str], Any], typed: str) -> Any:
        try:
            return find(typed)
        except Unresolved as error:
            problem = unresolved(self.kind, self.row, key, error, typed)
            self.problems.setdefault(key, []).append(problem)
            return None

    def _candidate(self, district: Organisation) -> ActivityCandidate:
        values = {
            name: said for name, said in self.said.items() if name not in ("key", "organisation", *NAMED)
        }
        for text in ("place", "challenge"):
            if text in values:
                values[text] = values[text] or ""
        values |= self._codes() | self._things(district)
        return ActivityCandidate(
            self.said.get("key") or "",
            district,
            {name: value for name, value in values.items() if name not in self.problems},
            unread={key: found[0].message for key, found in self.problems.items()},
        )

    def _codes(self) -> dict[str, Any]:
        lists = self.lists
        found: dict[str, Any] = {"form": self._find("form", lists.forms.find, self.said["form"])}
        for name, codes in (("groups", lists.groups), ("languages", lists.languages)):
            if name in self.said:
                things = [self._find(name, codes.find, typed) for typed in self.said[name] or ()]
                found[name] = list(dict.fromkeys(each.code for each in things if each))
        return found

    def _things(self, district: Organisation) -> dict[str, Any]:
        lists, days, found = self.lists, Span(self.day, self.day), {}
        if "neighbourhood" in self.said:
            typed = self.said["neighbourhood"]
            found["neighbourhood"] = typed and self._find(
                "neighbourhood", lambda name: lists.area(name, district), typed
            )
        readers: dict[str, Callable[[str], Any]] = {
            "partners": lambda typed: lists.names.find(typed, days),
            "materials": lambda typed: lists.material(typed, district),
        }
        for name, read in readers.items():
            if name in self.said:
                found[name] = [self._find(name, read, typed) for typed in self.said[name] or ()]
        return found

    def result(self, outcome: Outcome[Activity] | None) -> RowResult:
        label = f"{self.said['form']}, {self.district or self.said['organisation']}, {self.day}"
        found = [problem for problems in self.problems.values() for problem in problems]
        if outcome is None:
            return RowResult(self.row.line, "bad", label, problems=tuple(found))
        told = result(
            self.kind,
            self.row,
            outcome,
            in_file=self._in_file,
            label=label,
            href="" if outcome.refusal else page_of(outcome.record),
            found=found,
        )
        return replace(told, problems=tuple(_discreet(each) for each in told.problems))

    def _in_file(self, name: str, value: Any) -> Any:
        """A value of the domain as its column has it."""
        return in_file(name, value, self.lists, self.district, self.day)


def _discreet(problem: Problem) -> Problem:
    """What is refused is kept with the receipt: what points out a person must not be kept with it."""
    return replace(problem, value=HIDDEN) if identifies([problem.value]) else problem


def page_of(activity: Activity) -> str:
    try:
        return reverse("outreach:activity_detail", args=[activity.pk])
    except NoReverseMatch:
        return ""


def in_file(name: str, value: Any, lists: Lists, district: Organisation, day: Any) -> Any:
    """A value of the domain as a file of ``district`` has it: names, in the order they sort."""
    if isinstance(value, WorkForm | Neighbourhood):
        return value.name
    if name in ("groups", "languages"):
        codes = lists.groups if name == "groups" else lists.languages
        return [each for each in codes.names if each in {codes.write(code) for code in value}]
    if name == "partners":
        return sorted(lists.names.write(each, Span(day, day)) for each in value)
    if name == "materials":
        return sorted(lists.write_material(each, district) for each in value if isinstance(each, Material))
    return value
