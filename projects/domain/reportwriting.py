"""Many reports with their counts are read and written with a fixed number of statements."""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Prefetch

from projects.domain.reportcontent import PLAIN, VALUES, CountValues, code_of, counts_of, key_of, values_of
from projects.domain.reportrows import Filed, ReportRow, filed_of, same_number
from projects.models import OutcomeCount, OutcomeMeasure, Report

CHECKED = ("verified", "verified_by_id", "verified_at", "verified_why")
KEPT = ("correction_reason", *PLAIN)
_HANDED_IN = ("submitted_at", "submitted_by", "received_by", "changed_at")

WITH_COUNTS = Prefetch(
    "counts",
    OutcomeCount.objects.select_related("measure", "verified_by").order_by("measure__position", "pk"),
)


def load_filed(duties: Collection[int]) -> dict[int, Filed]:
    """Duty -> what is stored of its reports, locked until the transaction ends."""
    reports = Report.objects.select_for_update(of=("self",)).filter(duty__in=duties)
    return filed_of(reports.order_by("duty", "version").prefetch_related(WITH_COUNTS))


def load_measures_by_code() -> dict[str, OutcomeMeasure]:
    return {measure.code: measure for measure in OutcomeMeasure.objects.all()}


def write_reports(rows: Sequence[ReportRow]) -> None:
    """Write the records of the rows and their counts. A draft that a file goes before takes the next."""
    passed = [row.filed.draft for row in rows if row.filed.draft and row.report is not row.filed.draft]
    for draft in passed:
        draft.version += 1
    Report.objects.bulk_update(passed, ["version"])
    for row in rows:
        row.put()
    new = [row.report for row in rows if row.report._state.adding]
    Report.objects.bulk_create(new)
    drafts = [row.report for row in rows if row.report is row.filed.draft]
    Report.objects.bulk_update(drafts, [*KEPT, *_HANDED_IN])
    _write_counts(rows)


def _write_counts(rows: Iterable[ReportRow]) -> None:
    new, changed, gone = [], [], []
    for row in rows:
        stored = (
            {key_of(each): each for each in row.report.counts.all()} if row.report is row.filed.draft else {}
        )
        wanted = {key: values for key, values in row.counts.items() if values.is_said}
        gone += [count.pk for key, count in stored.items() if key not in wanted]
        for key, values in wanted.items():
            if key not in stored:
                new.append(_count(row, key, values))
            elif values != values_of(stored[key]):
                changed.append(_changed(stored[key], values))
    OutcomeCount.objects.filter(pk__in=gone).delete() if gone else None
    OutcomeCount.objects.bulk_create(new)
    if changed:
        OutcomeCount.objects.bulk_update(
            changed, [*VALUES, "verified", "verified_by", "verified_at", "verified_why"]
        )


def _count(row: ReportRow, key: str, values: CountValues) -> OutcomeCount:
    """A new count; a number that was checked against its source and is told again is still checked."""
    count = OutcomeCount(report=row.report, measure=row.measures[code_of(key)])
    for name in VALUES:
        setattr(count, name, getattr(values, name))
    latest = row.filed.latest
    checked = {key_of(each): each for each in latest.counts.all()} if latest else {}
    if key in checked and same_number(values, counts_of(checked.values()), key):
        for name in CHECKED:
            setattr(count, name, getattr(checked[key], name))
    return count


def _changed(count: OutcomeCount, values: CountValues) -> OutcomeCount:
    if values.total != values_of(count).total:
        count.verified, count.verified_by, count.verified_at, count.verified_why = None, None, None, ""
    for name in VALUES:
        setattr(count, name, getattr(values, name))
    return count


def copy_report(report: Report, *, version: int, reason: str = "") -> Report:
    """The next version as a draft that says the same, counts, their bases and what was checked included."""
    draft = Report(duty_id=report.duty_id, version=version, origin=Report.Origin.FORM)
    for name in KEPT:
        setattr(draft, name, getattr(report, name))
    draft.correction_reason = reason
    draft.save()
    stored = list(report.counts.order_by("pk"))
    copies = {count.pk: _copy(count, draft) for count in stored}
    OutcomeCount.objects.bulk_create(copies.values())
    based = []
    for count in stored:
        if count.base_id is not None and count.base_id in copies:
            copies[count.pk].base = copies[count.base_id]
            based.append(copies[count.pk])
    OutcomeCount.objects.bulk_update(based, ["base"])
    return draft


def _copy(count: OutcomeCount, draft: Report) -> OutcomeCount:
    kept = (*VALUES, *CHECKED, "measure_id", "stated_percent")
    return OutcomeCount(report=draft, **{name: getattr(count, name) for name in kept})
