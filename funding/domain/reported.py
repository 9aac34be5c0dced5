"""What the parties have reported of a period: the newest handed-in version of each report, in kronor."""

from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from funding.models import ActualCost, Agreement, CostType, PartyDuty, PartyReport
from portal.periods import Period


def newest_reports(agreement: Agreement, periods: Sequence[Period]) -> list[PartyReport]:
    """Return the newest handed-in report of each party's duty in ``periods`` (of one kind and year)."""
    reports = PartyReport.objects.submitted().filter(duty__in=duties_in(agreement, periods))
    newest = reports.order_by("duty", "-version").distinct("duty")
    return sorted(
        newest.select_related("duty__expected", "duty__party__organisation"),
        key=lambda each: (
            each.duty.expected.number,
            each.duty.party.heading_order,
            each.duty.party_id,
        ),
    )


def costs_by_kind(reports: Sequence[PartyReport]) -> dict[CostType, Decimal]:
    """Sum the actual costs of ``reports`` by type, in the order of the code list."""
    costs = ActualCost.objects.filter(report__in=[each.pk for each in reports]).select_related("kind")
    found: dict[CostType, Decimal] = {}
    for cost in costs.order_by("kind__position", "kind"):
        found[cost.kind] = found.get(cost.kind, Decimal()) + cost.amount
    return found


def own_costs(agreement: Agreement, period: Period) -> dict[str, Decimal]:
    """Return what each party has borne in the period, by organisation key. ValidationError: nobody has said.

    Who has reported no costs of its own is not there.
    """
    reports = newest_reports(agreement, [period])
    keys = {report.pk: report.duty.party.organisation.key for report in reports}
    found: dict[str, Decimal] = {}
    for report, amount in ActualCost.objects.filter(report__in=keys).values_list("report", "amount"):
        found[keys[report]] = found.get(keys[report], Decimal()) + amount
    if not found:
        raise ValidationError(_("Ingen har redovisat kostnader för perioden än, så den kan inte avräknas."))
    return found


def missing_reports(agreement: Agreement, period: Period) -> list[str]:
    """Name the parties whose report for the period is expected and not handed in."""
    missing = duties_in(agreement, [period]).exclude(pk__in=PartyReport.objects.submitted().values("duty"))
    return [str(duty.party) for duty in missing.select_related("party__organisation").order_by("party")]


def duties_in(agreement: Agreement, periods: Sequence[Period]) -> QuerySet[PartyDuty]:
    """Return the duties of the agreement's parties for ``periods`` of one kind and year."""
    if not periods:
        return PartyDuty.objects.none()
    return PartyDuty.objects.filter(
        party__agreement=agreement,
        expected__period_kind=periods[0].kind,
        expected__year=periods[0].year,
        expected__number__in=[each.number for each in periods],
    )
