"""Many parties' reports with their costs are read and written with a fixed number of statements."""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Prefetch

from funding.domain.reportcontent import PLAIN, code_of, cost_name
from funding.domain.reportrows import Filed, ReportRow, filed_of
from funding.models import ActualCost, CostType, PartyReport

KEPT = ("correction_reason", *PLAIN)
_HANDED_IN = ("submitted_at", "submitted_by", "received_by", "changed_at")

WITH_COSTS = Prefetch("costs", ActualCost.objects.select_related("kind").order_by("kind__position", "pk"))


def load_filed(duties: Collection[int]) -> dict[int, Filed]:
    """Duty -> what is stored of its reports, locked until the transaction ends."""
    reports = PartyReport.objects.select_for_update(of=("self",)).filter(duty__in=duties)
    return filed_of(reports.order_by("duty", "version").prefetch_related(WITH_COSTS))


def load_kinds() -> dict[str, CostType]:
    """The kinds of cost by code."""
    return {kind.code: kind for kind in CostType.objects.order_by("position", "pk")}


def write_reports(rows: Sequence[ReportRow]) -> None:
    """Write the records of the rows and their costs. A draft that a file goes before takes the next."""
    passed = [row.filed.draft for row in rows if row.filed.draft and row.report is not row.filed.draft]
    for draft in passed:
        draft.version += 1
    PartyReport.objects.bulk_update(passed, ["version"])
    for row in rows:
        row.put()
    PartyReport.objects.bulk_create([row.report for row in rows if row.report._state.adding])
    drafts = [row.report for row in rows if row.report is row.filed.draft]
    PartyReport.objects.bulk_update(drafts, [*KEPT, *_HANDED_IN])
    _write_costs(rows)


def _write_costs(rows: Iterable[ReportRow]) -> None:
    new, changed, gone = [], [], []
    for row in rows:
        on_draft = row.report is row.filed.draft
        stored = {cost_name(cost.kind.code): cost for cost in row.report.costs.all()} if on_draft else {}
        wanted = {name: sum_ for name, sum_ in row.values.items() if code_of(name) and sum_ is not None}
        gone += [cost.pk for name, cost in stored.items() if name not in wanted]
        for name, amount in wanted.items():
            if name not in stored:
                new.append(ActualCost(report=row.report, kind=row.kinds[code_of(name)], amount=amount))
            elif stored[name].amount != amount:
                stored[name].amount = amount
                changed.append(stored[name])
    if gone:
        ActualCost.objects.filter(pk__in=gone).delete()
    ActualCost.objects.bulk_create(new)
    ActualCost.objects.bulk_update(changed, ["amount"])


def copy_report(report: PartyReport, *, version: int, reason: str = "") -> PartyReport:
    """Return the next version as a draft that says the same, costs included."""
    draft = PartyReport(duty_id=report.duty_id, version=version)
    for name in KEPT:
        setattr(draft, name, getattr(report, name))
    draft.correction_reason = reason
    draft.save()
    ActualCost.objects.bulk_create(
        ActualCost(report=draft, kind_id=cost.kind_id, amount=cost.amount) for cost in report.costs.all()
    )
    return draft
