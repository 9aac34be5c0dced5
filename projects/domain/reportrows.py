"""A report on its way to being written: what it is to say, what it said, and what stands against it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from portal.content.outcomes import Change, Outcome, Refusals, Status
from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import words_of
from portal.deadlines.expecting import period_of_report
from portal.deadlines.models import ExpectedReport
from projects.domain.codelist import PARTICIPANTS
from projects.domain.reportcontent import (
    PARTS,
    PLAIN,
    TEXTS,
    VALUES,
    Counts,
    CountValues,
    ReportCandidate,
    code_of,
    counts_of,
    flat,
    plain_of,
)
from projects.models import OutcomeCount, OutcomeMeasure, Report, ReportDuty

State = ExpectedReport.State


@dataclass
class Filed:
    """What is stored of one duty's reports: ``latest`` is the newest handed in, ``highest`` any version."""

    latest: Report | None = None
    draft: Report | None = None
    highest: int = 0


@dataclass(eq=False)
class ReportRow:
    """One candidate on its way. ``duty`` is read anew, its expected report locked by the caller."""

    candidate: ReportCandidate
    duty: ReportDuty
    expected: ExpectedReport
    filed: Filed
    origin: str
    measures: Mapping[str, OutcomeMeasure]
    plain: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, CountValues] = field(default_factory=dict)
    reason: str = ""
    refusals: Refusals = field(default_factory=Refusals)
    report: Report = field(default_factory=Report)

    @property
    def base(self) -> Report | None:
        """What is said already: a form goes on from the draft; a file knows only what is handed in."""
        on_draft = self.filed.draft if self.origin == Report.Origin.FORM else None
        return on_draft or self.filed.latest

    def take_over(self) -> None:
        """Put what the candidate says on top of what is said already."""
        said = {name: tidy(value) for name, value in self.candidate.values.items()}
        drafted = self.drafted.correction_reason if self.drafted else ""
        self.reason = said.pop("correction_reason", "") or drafted
        self.plain = plain_of(self.base) | {name: said[name] for name in PLAIN if name in said}
        before = counts_of(self.base.counts.all()) if self.base else {}
        self.counts = before | {
            key: self._told(before.get(key), values) for key, values in (self.candidate.counts or {}).items()
        }
        self.report = self.drafted or Report(duty=self.duty, version=self._next_version(), origin=self.origin)

    @property
    def drafted(self) -> Report | None:
        """The draft that this goes on from; None when what is to be written is a version of its own."""
        return self.filed.draft if self.origin == Report.Origin.FORM else None

    def _next_version(self) -> int:
        # A file comes before a draft that nobody has handed in: the draft takes the number after it.
        return self.filed.draft.version if self.filed.draft else self.filed.highest + 1

    def _told(self, before: CountValues | None, values: CountValues) -> CountValues:
        """A file has no column for how exact a number is: the same number keeps what was said about it."""
        if self.origin == Report.Origin.FILE and before and before.total == values.total:
            same = {name: getattr(before, name) for name in ("qualifier", "note", "unit")}
            return CountValues(**({name: getattr(values, name) for name in VALUES} | same))
        return values

    @property
    def changes(self) -> tuple[Change, ...]:
        """What differs from the newest version handed in, by the names of ``reportcontent.flat``."""
        latest = self.filed.latest
        before = flat(plain_of(latest), counts_of(latest.counts.all())) if latest else {}
        after = flat(self.plain, self.counts)
        names = dict.fromkeys([*after, *before])
        return tuple(
            Change(name, before.get(name), after.get(name))
            for name in names
            if before.get(name) != after.get(name)
        )

    @property
    def status(self) -> Status:
        if self.refusals:
            return Status.REFUSED
        if not self.filed.latest:
            return Status.NEW
        again = self.expected.state == State.RETURNED and self.origin == Report.Origin.FORM
        return Status.CHANGED if self.changes or again else Status.UNCHANGED

    def check(self) -> None:
        """Refuse what cannot stand in a report at all, drafts included."""
        for name, why in self.candidate.unread.items():
            self.refusals.add(name, why)
        probe = Report(**self.plain)
        self.refusals.take(
            lambda: probe.clean_fields(
                exclude=[each.name for each in Report._meta.fields if each.name not in PLAIN]
            )
        )
        for name, constraint in (
            ("spent", "report_spent_not_negative"),
            ("forecast", "report_forecast_not_negative"),
        ):
            amount = self.plain[name]
            if name not in self.refusals.messages and amount is not None and amount < 0:
                self.refusals.add(name, words_of(constraint))
        for name in (*TEXTS, "collaborators"):
            self.refusals.take(partial(refuse_personal, self.plain[name]), name=name)
        self.refusals.take(lambda: refuse_personal(self.reason), name="correction_reason")
        for key, values in self.counts.items():
            self._check_count(key, values)

    def _check_count(self, key: str, values: CountValues) -> None:
        if code_of(key) not in self.measures:
            self.refusals.add(
                key, _("Måttet %(code)s finns inte bland utfallsmåtten.") % {"code": code_of(key)}
            )
            return
        count = OutcomeCount(**{name: getattr(values, name) for name in VALUES})
        found = Refusals()
        found.take(
            lambda: count.clean_fields(exclude=["report", "measure", "base", "verified_by"]), name="value"
        )
        if values.value is not None and values.value < 0 and "value" not in found.messages:
            found.add("value", words_of("outcome_not_negative"))
        for name, text in (("note", values.note), ("label", values.label)):
            found.take(partial(refuse_personal, text), name=name)
        for name, messages in found.messages.items():
            self.refusals.add(f"{key}_{name}" if name in (*PARTS, "note", "qualifier") else key, *messages)

    def check_whole(self) -> None:
        """Refuse to hand in without the answers that every report has (contract, the starred columns)."""
        participants = self.counts.get(PARTICIPANTS, CountValues())
        if participants.total is None:
            words = _(
                "Skriv antalet deltagare, eller kvinnor, män och kön ej noterat var för sig. "
                "Vet ni inte säkert? Skriv ungefär och välj cirka."
            )
            self.refusals.add(PARTICIPANTS, words)
        if self.plain["spent"] is None and "spent" not in self.refusals.messages:
            words = _(
                "Skriv hur mycket som är förbrukat sedan projektet började. Skriv 0 om inget är förbrukat."
            )
            self.refusals.add("spent", words)
        if not self.plain["plan"] and "plan" not in self.refusals.messages:
            self.refusals.add("plan", words_of("report_plan_known"))

    def check_state(self, today: date) -> None:
        """Refuse to hand in what may not come in now."""
        if self.duty.project.is_draft:
            self.refusals.add("project", _("Projektet är ett utkast. Lämna in det innan det redovisas."))
        if period_of_report(self.expected).begins > today:
            self.refusals.add("period", _("Perioden har inte börjat."))
        if self.expected.state == State.ACCEPTED and self.changes:
            if self.origin == Report.Origin.FILE:
                words = _("Redovisningen är granskad och godtagen. Rätta den på dess egen sida, med skäl.")
                self.refusals.add("project", words)
            elif not self.reason:
                self.refusals.add("correction_reason", no_reason())

    def sum_up(self) -> None:
        """Where only the split is given the total is its sum; stored when the report is handed in."""
        self.counts = {key: replace(values, value=values.total) for key, values in self.counts.items()}

    def outcome(self) -> Outcome[Report]:
        if self.refusals:
            return Outcome(self.report, Status.REFUSED, refusal=self.refusals.error())
        record = self.filed.latest if self.status == Status.UNCHANGED and self.filed.latest else self.report
        return Outcome(record, self.status, self.changes)

    def put(self) -> None:
        """Give the record what it is to say; its counts are written by ``projects.domain.reportwriting``."""
        for name, value in self.plain.items():
            setattr(self.report, name, value)
        self.report.correction_reason = self.reason


def no_reason() -> str:
    return _("Skriv varför redovisningen rättas.")


def filed_of(reports: Iterable[Report]) -> dict[int, Filed]:
    """Duty -> what is stored of its reports. ``reports`` in order of version, with their counts at hand."""
    found: dict[int, Filed] = {}
    for report in reports:
        filed = found.setdefault(report.duty_id, Filed())
        filed.highest = max(filed.highest, report.version)
        if report.is_draft:
            filed.draft = report
        else:
            filed.latest = report
    return found


def same_number(values: CountValues, stored: Counts, key: str) -> bool:
    """Whether what was checked against its source still is what is reported."""
    return key in stored and stored[key].total == values.total
