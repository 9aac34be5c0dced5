"""Write and hand in the parties' reports, one or a file of them: the same rules for form and file."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from funding.domain.receiving import receiving_committee
from funding.domain.reportcontent import ReportCandidate
from funding.domain.reportrows import Filed, ReportRow, no_reason, refuse_closed
from funding.domain.reportwriting import load_filed, load_kinds, write_reports
from funding.models import PartyDuty, PartyReport
from portal.content.outcomes import Outcome, only
from portal.database.refusals import in_words
from portal.deadlines.receiving import lock_all
from portal.organisation.models import Organisation, User

__all__ = ["ReportCandidate", "discard_draft", "hand_in_draft", "hand_in_reports", "write_draft"]


@transaction.atomic
def write_draft(*, duty: PartyDuty, values: dict, by: User | None, now: datetime) -> PartyReport:
    """Write the duty's draft, begun when there is none. Nobody but its own administration sees it.

    ValidationError with {name: messages} for what no report can say, and when the report is in: that one is
    returned, or corrected with a reason (``funding.domain.reviewing``).
    """
    (row,) = _lay_out([ReportCandidate(duty, values)], is_file=False)
    refuse_closed(row)
    if row.drafted and row.drafted.correction_reason and not row.reason:
        row.refusals.add("correction_reason", no_reason())
    row.check()
    if row.refusals:
        raise row.refusals.error()
    with in_words():
        row.report.changed_at = now
        write_reports([row])
    return row.report


def hand_in_draft(*, report: PartyReport, by: User | None, now: datetime) -> PartyReport:
    """Lämna in: the draft as it stands. ValidationError with {name: messages}; then nothing is done."""
    return only(hand_in_reports([ReportCandidate(report.duty)], by=by, now=now))


@transaction.atomic
def discard_draft(*, report: PartyReport) -> None:
    """Throw the draft away; what is handed in stays. ValidationError when it is no draft."""
    row = PartyReport.objects.select_for_update(of=("self",)).filter(pk=report.pk).first()
    if row is None:
        return  # somebody else threw it away at the same moment
    if not row.is_draft:
        raise ValidationError(_("Redovisningen är redan inlämnad."))
    row.delete()


@transaction.atomic
def hand_in_reports(
    candidates: Sequence[ReportCandidate], *, by: User | None, now: datetime, is_file: bool = False
) -> list[Outcome[PartyReport]]:
    """Hand many in; answer what became of each, in order. Refused ones are not written.

    What is in already and says the same is unchanged. What is in but not accepted and says something else
    becomes a new version; what is accepted needs a ``correction_reason``, and from a file it is refused.
    """
    if not candidates:
        return []
    today = timezone.localdate(now)
    rows = _lay_out(candidates, is_file=is_file)
    committees: dict[int, Organisation] = {}
    for row in rows:
        row.check()
        row.check_whole()
        row.check_state(today)
    _refuse_twice(rows)
    for row in rows:
        if row.is_written:
            agreement = row.duty.party.agreement
            if agreement.pk not in committees:
                committees[agreement.pk] = receiving_committee(agreement, on=today)
            _receive(row, committees[agreement.pk], by=by, now=now)
    outcomes = [row.outcome() for row in rows]
    written = [row for row in rows if row.is_written]
    with in_words():
        write_reports(written)
    return outcomes


def _lay_out(candidates: Sequence[ReportCandidate], *, is_file: bool) -> list[ReportRow]:
    """Lay each candidate beside what is stored of its duty: the expected reports first, always locked so."""
    keys = {candidate.duty.pk for candidate in candidates}
    duties = PartyDuty.objects.select_related("party__agreement__owner__parent", "party__organisation")
    found = duties.in_bulk(keys)
    expected = lock_all(duty.expected_id for duty in found.values())
    filed, kinds = load_filed(keys), load_kinds()
    rows = []
    for candidate in candidates:
        duty = found[candidate.duty.pk]
        row = ReportRow(
            candidate, duty, expected[duty.expected_id], filed.get(duty.pk, Filed()), is_file, kinds
        )
        row.take_over()
        rows.append(row)
    return rows


def _receive(row: ReportRow, committee: Organisation, *, by: User | None, now: datetime) -> None:
    row.report.submitted_at, row.report.submitted_by, row.report.received_by = now, by, committee
    row.report.changed_at = now


def _refuse_twice(rows: Sequence[ReportRow]) -> None:
    seen = set()
    for row in rows:
        if row.duty.pk in seen:
            words = _("Redovisningen står redan på en tidigare rad. Ta bort den ena.")
            row.refusals.add("agreement", words)
        seen.add(row.duty.pk)
