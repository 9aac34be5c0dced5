"""One row of a file of reports: what it names, what it says, and what became of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.content.outcomes import Change, Outcome
from portal.imports.columns import CandidateRow, ImportKind, Problem, RowResult
from portal.imports.results import as_written, result, unresolved
from portal.organisation.resolving import Unresolved
from projects.domain.codelist import PARTICIPANTS
from projects.domain.reportcontent import CountValues, ReportCandidate
from projects.imports.reportcolumns import DEVIATION, MEASURES, SPLIT, part_deviation
from projects.imports.reportprojects import Whose, tertial
from projects.models import Project, Report, ReportDuty

TEXTS = ("plan", "implementation", "experience", "further_work")
TWO_IN_ONE = ("cause", "action")
AMOUNTS = ("spent", "left_stated", "forecast", "is_final")


class Cells:
    """``project`` is None when the row means none; then ``problems`` say why."""

    def __init__(self, kind: ImportKind, row: CandidateRow, whose: Whose):
        self.kind, self.row, self.whose = kind, row, whose
        self.problems: list[Problem] = []
        self.period = tertial(row.values["year"], row.values["period"])
        self.before: Mapping[str, Any] = {}
        self.project: Project | None = None
        district = self._find("district", lambda typed: whose.district(typed, self.period))
        if district:
            self.project = self._find("project", lambda typed: whose.project(typed, district, self.period))

    def _find(self, key: str, find: Callable[[str], Any]) -> Any:
        try:
            return find(self.row.values[key])
        except Unresolved as error:
            self.problems.append(unresolved(self.kind, self.row, key, error))
            return None

    def candidate(self, duty: ReportDuty, before: Mapping[str, Any]) -> ReportCandidate:
        """What the row says, for the domain; ``before`` is what is said already, by column key.

        A cell that says what is stored leaves it as it is: a text is not taken apart, nor a list, because a
        file writes it another way.
        """
        self.before = before
        said = {
            name: value
            for name, value in self.row.values.items()
            if name not in before or not self._same(name, value, before[name])
        }
        values = {name: said[name] for name in AMOUNTS if name in said}
        values |= {name: said[name] or "" for name in TEXTS if name in said}
        if "collaborators" in said:
            values["collaborators"] = said["collaborators"] or []
        if DEVIATION in said:
            values["cause"], values["action"] = part_deviation(said[DEVIATION] or "")
        return ReportCandidate(duty, values, self._counts(said, before))

    def _same(self, name: str, value: Any, before: Any) -> bool:
        column = self.kind.column(name)
        return as_written(column, value) == as_written(column, before)

    def _counts(self, said: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, CountValues]:
        """The measures the row says something new of. Parts the file has no column for stay as they were."""
        found = {code: CountValues(value=said[code]) for code in MEASURES if code in said}
        if said.keys() & {PARTICIPANTS, *SPLIT.values()}:
            here = {**before, **self.row.values}
            parts: dict[str, Any] = {name: here.get(key) for name, key in SPLIT.items()}
            found[PARTICIPANTS] = CountValues(value=here.get(PARTICIPANTS), **parts)
        return found

    def result(self, outcome: Outcome[Report] | None, asked: Mapping[int | None, list[str]]) -> RowResult:
        label = f"{self.project or self.row.values['project']}, {self.period.title}"
        if outcome is None or self.project is None:
            return RowResult(self.row.line, "bad", label, problems=tuple(self.problems))
        page = reverse("projects:project_detail", args=[self.project.pk])
        return result(
            self.kind,
            self.row,
            self._in_columns(outcome),
            in_file=lambda name, value: value,
            label=label,
            href=f"{page}#redovisningar",
            questions=tuple(asked.get(outcome.record.pk, ())),
        )

    def _in_columns(self, outcome: Outcome[Report]) -> Outcome[Report]:
        """The outcome by column: cause and action have one between them."""
        changes = tuple(change for change in outcome.changes if change.field not in TWO_IN_ONE)
        if changes != outcome.changes:
            old, new = (each.get(DEVIATION) or "" for each in (self.before, self.row.values))
            changes = (*changes, Change(DEVIATION, old, new))
        return replace(outcome, changes=changes, refusal=outcome.refusal and _in_columns(outcome.refusal))


def _in_columns(refusal: ValidationError) -> ValidationError:
    said: dict[str, list[str]] = {}
    for name, messages in refusal.message_dict.items():
        said.setdefault(DEVIATION if name in TWO_IN_ONE else name, []).extend(messages)
    return ValidationError(said)
