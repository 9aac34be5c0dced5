"""Write and hand in reports (redovisningar), one or a file of them: the same rules for form and file."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.content.outcomes import Outcome, Status, only
from portal.database.refusals import in_words
from portal.deadlines.receiving import lock_all
from portal.organisation.models import Organisation, User
from projects.domain.asking import ask_about
from projects.domain.handing_in import receiving_committee
from projects.domain.reportcontent import Counts, CountValues, ReportCandidate
from projects.domain.reportrows import Filed, ReportRow, State, no_reason
from projects.domain.reportwriting import load_filed, load_measures_by_code, write_reports
from projects.models import Report, ReportDuty

__all__ = [
    "CountValues",
    "ReportCandidate",
    "discard_draft",
    "hand_in_draft",
    "hand_in_reports",
    "write_draft",
]


@transaction.atomic
def write_draft(
    *, duty: ReportDuty, values: dict, counts: Counts | None, by: User | None, now: datetime
) -> Report:
    """Write the duty's draft, begun when there is none. Nobody but its own administration sees it.

    Raises ValidationError with {name: messages} for what no report can say, and when the report is in: that
    one is returned, or corrected with a reason (``projects.domain.reviewing``).
    """
    (row,) = _lay_out([ReportCandidate(duty, values, counts)], origin=Report.Origin.FORM)
    if not row.drafted and row.expected.state in (State.SUBMITTED, State.ACCEPTED):
        raise ValidationError(_("Redovisningen är redan inlämnad."))
    if row.drafted and row.drafted.correction_reason and not row.reason:
        row.refusals.add("correction_reason", no_reason())
    row.check()
    if row.refusals:
        raise row.refusals.error()
    with in_words():
        row.report.changed_at = now
        write_reports([row])
    return row.report


def hand_in_draft(*, report: Report, by: User | None, now: datetime) -> Report:
    """Lämna in: the draft as it stands. ValidationError with {name: messages}; then nothing is done."""
    return only(hand_in_reports([ReportCandidate(report.duty, {})], by=by, now=now))


@transaction.atomic
def discard_draft(*, report: Report) -> None:
    """Throw the draft away; what is handed in stays. ValidationError when it is no draft."""
    row = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if not row.is_draft:
        raise ValidationError(_("Redovisningen är redan inlämnad."))
    row.delete()


@transaction.atomic
def hand_in_reports(
    candidates: Sequence[ReportCandidate],
    *,
    by: User | None,
    now: datetime,
    origin: str = Report.Origin.FORM,
) -> list[Outcome[Report]]:
    """Hand many in; answer what became of each, in order. Refused ones are not written.

    What is in already and says the same is unchanged. What is in but not accepted and says something else
    becomes a new version; what is accepted needs a ``correction_reason``, and from a file it is refused.
    A form hands in the duty's draft, a file passes it by. Every question the plausibility check has is asked
    afterwards, and none of them stops anything.
    """
    if not candidates:
        return []
    today = timezone.localdate(now)
    rows = _lay_out(candidates, origin=origin)
    committees = _committees(rows, now)
    for row in rows:
        row.check()
        if origin != Report.Origin.PRINT:
            row.check_whole()
        row.check_state(today)
        _receive(row, committees, by=by, now=now)
    _refuse_twice(rows)
    outcomes = [row.outcome() for row in rows]
    written = [row for row in rows if row.status in (Status.NEW, Status.CHANGED)]
    with in_words():
        write_reports(written)
    ask_about(_projects(written), now=now)
    return outcomes


def _lay_out(candidates: Sequence[ReportCandidate], *, origin: str) -> list[ReportRow]:
    """Lay each candidate beside what is stored of its duty: the expected reports first, always locked so."""
    keys = {candidate.duty.pk for candidate in candidates}
    duties = ReportDuty.objects.select_related("project__programme__case", "project__lead").in_bulk(keys)
    expected = lock_all(duty.expected_id for duty in duties.values())
    filed = load_filed(keys)
    measures = load_measures_by_code()
    rows = []
    for candidate in candidates:
        duty = duties[candidate.duty.pk]
        row = ReportRow(
            candidate, duty, expected[duty.expected_id], filed.get(duty.pk, Filed()), origin, measures
        )
        row.take_over()
        rows.append(row)
    return rows


def _committees(rows: Sequence[ReportRow], now: datetime) -> dict[int, Organisation | None]:
    """Programme -> the nämnd that receives its reports."""
    programmes = {row.duty.project.programme_id: row.duty.project.programme for row in rows}
    on = timezone.localdate(now)
    return {key: receiving_committee(programme, on=on) for key, programme in programmes.items()}


def _receive(
    row: ReportRow, committees: dict[int, Organisation | None], *, by: User | None, now: datetime
) -> None:
    committee = committees[row.duty.project.programme_id]
    if committee is None:
        words = _("Ingen nämnd kan ta emot redovisningen. Ge programmet ett ärende eller medel först.")
        row.refusals.add("project", words)
    if row.status in (Status.NEW, Status.CHANGED):
        row.sum_up()
        row.report.submitted_at, row.report.submitted_by, row.report.received_by = now, by, committee
        row.report.changed_at = now


def _refuse_twice(rows: Sequence[ReportRow]) -> None:
    seen = set()
    for row in rows:
        if row.duty.pk in seen:
            words = _("Redovisningen står redan på en tidigare rad. Ta bort den ena.")
            row.refusals.add("project", words)
        seen.add(row.duty.pk)


def _projects(rows: Sequence[ReportRow]) -> list:
    return list({row.duty.project_id: row.duty.project for row in rows}.values())
