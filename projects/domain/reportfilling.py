"""How much of a report is filled in: six questions, as a letter and the form say it."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from projects.domain.codelist import PARTICIPANTS
from projects.domain.earlier import Told, earlier_of, opening_among
from projects.domain.reportwriting import WITH_COUNTS
from projects.models import Report, ReportDuty

QUESTIONS = {
    "participants": _("Deltagare"),
    "outcomes": _("Resultat"),
    "money": _("Förbrukat"),
    "plan": _("Plan för implementering"),
    "experience": _("Erfarenheter"),
    "final": _("Slutredovisning eller inte"),
}


def answered(told: Told) -> dict[str, bool]:
    """Question -> whether it is answered. Whether the report is the last one is always known."""
    numbers = {key for key, values in told.counts.items() if values.total is not None}
    return {
        "participants": PARTICIPANTS in numbers,
        "outcomes": bool(numbers - {PARTICIPANTS}),
        "money": told.plain["spent"] is not None,
        "plan": bool(told.plain["plan"]),
        "experience": bool(told.plain["experience"] or told.plain["further_work"]),
        "final": True,
    }


def filled_of(duties: Collection[ReportDuty]) -> dict[int, tuple[int, int]]:
    """Duty -> (questions, how many of them are filled in already), with six queries for any number.

    ``duties`` are read with ``project`` and ``expected``. A draft is counted, its words are told nobody.
    """
    earlier = earlier_of(duties)
    versions: dict[int, list[Report]] = {}
    reports = Report.objects.filter(duty__in=[duty.pk for duty in duties]).select_related("duty__expected")
    for report in reports.prefetch_related(WITH_COUNTS).order_by("version"):
        versions.setdefault(report.duty_id, []).append(report)
    opening = {duty.pk: opening_among(versions.get(duty.pk, []), duty, earlier[duty.pk]) for duty in duties}
    return {key: (len(QUESTIONS), sum(answered(told).values())) for key, told in opening.items()}


def filled(duty: ReportDuty) -> tuple[int, int]:
    """(questions, how many are filled in already) of one duty: "6 frågor, 4 redan ifyllda"."""
    return filled_of([duty])[duty.pk]
