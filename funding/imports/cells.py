"""One row of a file of tertial reports: what it names, what it says, and what became of it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from funding.domain.reportcontent import ReportCandidate
from funding.imports.naming import Whose, tertial
from funding.models import Agreement, Party, PartyDuty, PartyReport
from portal.content.outcomes import Outcome
from portal.imports.columns import CandidateRow, ImportKind, Problem, RowResult
from portal.imports.results import as_written, result, unresolved
from portal.organisation.resolving import Unresolved


class Cells:
    """``party`` is None when the row means none; then ``problems`` say why."""

    def __init__(self, kind: ImportKind, row: CandidateRow, whose: Whose):
        self.kind, self.row, self.whose = kind, row, whose
        self.problems: list[Problem] = []
        self.period = tertial(row.values["year"], row.values["period"])
        self.duty: PartyDuty | None = None
        self.agreement: Agreement | None = self._find("agreement", whose.agreements.find)
        self.party: Party | None = self._party(self.agreement) if self.agreement else None

    def _party(self, agreement: Agreement) -> Party | None:
        found = self._find("district", lambda typed: self.whose.party(typed, agreement, self.period))
        if found and not self.whose.is_bound(found, self.period):
            words = {"party": found, "period": self.period.title}
            message = _("Överenskommelsen gällde inte för %(party)s under %(period)s.") % words
            refusal = Unresolved(message, _("Rätta året, tertialen eller överenskommelsen."))
            self.problems.append(unresolved(self.kind, self.row, "period", refusal))
            return None
        return found

    def _find(self, key: str, find: Callable[[str], Any]) -> Any:
        try:
            return find(self.row.values[key])
        except Unresolved as error:
            self.problems.append(unresolved(self.kind, self.row, key, error))
            return None

    def candidate(self, duty: PartyDuty, before: Mapping[str, Any]) -> ReportCandidate:
        """What the row says, for the domain; a cell that says what is stored leaves it as it is."""
        self.duty = duty
        said = {
            name: value
            for name, value in self.row.values.items()
            if name not in self.kind.key and not self._same(name, value, before)
        }
        if "comment" in said:
            said["comment"] = said["comment"] or ""
        return ReportCandidate(duty, said)

    def _same(self, name: str, value: Any, before: Mapping[str, Any]) -> bool:
        column = self.kind.column(name)
        return name in before and as_written(column, value) == as_written(column, before[name])

    def result(
        self, outcome: Outcome[PartyReport] | None, asked: Mapping[int | None, tuple[str, ...]]
    ) -> RowResult:
        label = (
            f"{self.agreement or self.row.values['agreement']}, {self.party or self.row.values['district']}"
        )
        label = f"{label}, {self.period.title}"
        if outcome is None or self.party is None or self.duty is None:
            return RowResult(self.row.line, "bad", label, problems=tuple(self.problems))
        page = "" if outcome.refusal else self._page()
        return result(
            self.kind,
            self.row,
            outcome,
            in_file=lambda name, value: value,
            label=label,
            href=page,
            questions=asked.get(outcome.record.pk, ()),
        )

    def _page(self) -> str:
        return reverse("funding:report_list", args=[self.party.agreement_id]) if self.party else ""
