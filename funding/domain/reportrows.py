"""A party's report on its way to being written: what it is to say, what it said, what stands against it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from funding.domain.reportcontent import PLAIN, TEXTS, ReportCandidate, code_of, said, values_of
from funding.models import CostType, PartyDuty, PartyReport
from portal.content.outcomes import Change, Outcome, Refusals, Status
from portal.content.texts import refuse_long, refuse_personal, tidy
from portal.database.refusals import words_of
from portal.deadlines.expecting import period_of_report
from portal.deadlines.models import ExpectedReport

State = ExpectedReport.State
MOST = Decimal("999999999999.99")  # numeric(14, 2)


@dataclass
class Filed:
    """What is stored of one duty's reports: ``latest`` is the newest handed in, ``highest`` any version."""

    latest: PartyReport | None = None
    draft: PartyReport | None = None
    highest: int = 0


@dataclass(eq=False)
class ReportRow:
    """One candidate on its way. ``duty`` is read anew, its expected report locked by the caller.

    A form goes on from the draft; a file (``is_file``) knows only what is handed in, and passes drafts by.
    """

    candidate: ReportCandidate
    duty: PartyDuty
    expected: ExpectedReport
    filed: Filed
    is_file: bool
    kinds: Mapping[str, CostType]
    values: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    refusals: Refusals = field(default_factory=Refusals)
    report: PartyReport = field(default_factory=PartyReport)

    @property
    def drafted(self) -> PartyReport | None:
        """The draft that this goes on from; None when what is to be written is a version of its own."""
        return None if self.is_file else self.filed.draft

    def take_over(self) -> None:
        """Put what the candidate says on top of what is said already."""
        new = {name: tidy(value) for name, value in self.candidate.values.items()}
        before = self.drafted.correction_reason if self.drafted else ""
        self.reason = new.pop("correction_reason", "") or before
        self.values = values_of(self.drafted or self.filed.latest) | new
        self.report = self.drafted or PartyReport(duty=self.duty, version=self._next_version())

    def _next_version(self) -> int:
        # A file comes before a draft that nobody has handed in: the draft takes the number after it.
        return self.filed.draft.version if self.filed.draft else self.filed.highest + 1

    @property
    def changes(self) -> tuple[Change, ...]:
        """What differs from the newest version handed in."""
        before = said(values_of(self.filed.latest))
        after = said(self.values)
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
        again = self.expected.state == State.RETURNED and not self.is_file
        return Status.CHANGED if self.changes or again else Status.UNCHANGED

    @property
    def is_written(self) -> bool:
        return self.status in (Status.NEW, Status.CHANGED)

    def check(self) -> None:
        """Refuse what cannot stand in a report at all, drafts included."""
        probe = PartyReport(**{name: self.values[name] for name in PLAIN})
        others = [each.name for each in PartyReport._meta.fields if each.name not in PLAIN]
        self.refusals.take(lambda: probe.clean_fields(exclude=others))
        self._check_amounts()
        for name in TEXTS:
            self.refusals.take(partial(refuse_personal, self.values[name]), name=name)
            self.refusals.take(partial(refuse_long, self.values[name]), name=name)
        self.refusals.take(partial(refuse_personal, self.reason), name="correction_reason")

    def _check_amounts(self) -> None:
        for name, amount in self.values.items():
            code = code_of(name)
            if code and code not in self.kinds:
                self.refusals.add(name, _("Kostnadsslaget %(code)s finns inte.") % {"code": code})
            if not (code or name == "forecast") or amount is None or name in self.refusals.messages:
                continue
            if amount < 0:
                guard = "actual_cost_not_negative" if code else "party_report_forecast_not_negative"
                self.refusals.add(name, words_of(guard))
            elif amount > MOST:
                self.refusals.add(name, _("Beloppet är för stort. Skriv det i tusental kronor (tkr)."))

    def check_whole(self) -> None:
        """Refuse to hand in without what every report has (contract, the starred columns)."""
        if self.values["registered"] is None and "registered" not in self.refusals.messages:
            words = _("Skriv hur många som är folkbokförda. Skriv 0 om ni har räknat och det blev noll.")
            self.refusals.add("registered", words)

    def check_state(self, today: date) -> None:
        """Refuse to hand in what may not come in now."""
        if period_of_report(self.expected).begins > today:
            self.refusals.add("period", _("Perioden har inte börjat."))
        if self.drafted and self.reason and self.filed.latest and not self.changes:
            words = _("Rättelsen ändrar ingenting. Rätta det som var fel, eller släng utkastet.")
            self.refusals.add(NON_FIELD_ERRORS, words)
        if self.expected.state == State.ACCEPTED and self.changes:
            if self.is_file:
                words = _("Redovisningen är granskad och godtagen. Rätta den på dess egen sida, med skäl.")
                self.refusals.add("agreement", words)
            elif not self.reason:
                self.refusals.add("correction_reason", no_reason())

    def outcome(self) -> Outcome[PartyReport]:
        if self.refusals:
            return Outcome(self.report, Status.REFUSED, refusal=self.refusals.error())
        record = self.filed.latest if self.status == Status.UNCHANGED and self.filed.latest else self.report
        return Outcome(record, self.status, self.changes)

    def put(self) -> None:
        """Give the record what it is to say; its costs are written by ``funding.domain.reportwriting``."""
        for name in PLAIN:
            setattr(self.report, name, self.values[name])
        self.report.correction_reason = self.reason


def no_reason() -> str:
    return _("Skriv varför redovisningen rättas.")


def refuse_closed(row: ReportRow) -> None:
    """ValidationError when a draft cannot be begun: the report is in, and not under correction."""
    if not row.drafted and row.expected.state in (State.SUBMITTED, State.ACCEPTED):
        raise ValidationError(_("Redovisningen är redan inlämnad."))


def filed_of(reports: Iterable[PartyReport]) -> dict[int, Filed]:
    """Duty -> what is stored of its reports. ``reports`` in order of version, with their costs at hand."""
    found: dict[int, Filed] = {}
    for report in reports:
        filed = found.setdefault(report.duty_id, Filed())
        filed.highest = max(filed.highest, report.version)
        if report.is_draft:
            filed.draft = report
        else:
            filed.latest = report
    return found
