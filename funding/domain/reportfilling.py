"""How much of a party's report is filled in: four questions, as a letter says it."""

from collections.abc import Collection
from typing import Any

from funding.domain.earlier import opening_among
from funding.domain.reportcontent import outcome_of
from funding.domain.reportwriting import WITH_COSTS
from funding.models import PartyDuty, PartyReport

QUESTIONS = ("registered", "split", "costs", "forecast")


def answered(values: dict[str, Any]) -> dict[str, bool]:
    """Question -> whether it is answered."""
    return {
        "registered": values["registered"] is not None,
        "split": values["women"] is not None or values["men"] is not None,
        "costs": outcome_of(values) is not None,
        "forecast": values["forecast"] is not None,
    }


def filled_of(duties: Collection[PartyDuty]) -> dict[int, tuple[int, int]]:
    """Duty -> (questions, how many of them are filled in already), with two queries for any number.

    ``duties`` are read with ``expected``. A draft is counted, its words are told nobody.
    """
    versions: dict[int, list[PartyReport]] = {}
    reports = PartyReport.objects.filter(duty__in=[duty.pk for duty in duties]).select_related(
        "duty__expected"
    )
    for report in reports.prefetch_related(WITH_COSTS).order_by("version"):
        versions.setdefault(report.duty_id, []).append(report)
    opening = {duty.pk: opening_among(versions.get(duty.pk, []), duty) for duty in duties}
    return {key: (len(QUESTIONS), sum(answered(dict(told.values)).values())) for key, told in opening.items()}
