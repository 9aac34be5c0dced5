"""Att ta över: the open cases and reports still owed whose nämnd has ended with a successor today."""

from dataclasses import dataclass
from datetime import date

from portal.cases.models import Case
from portal.deadlines.models import ExpectedReport
from portal.organisation.models import Organisation
from portal.takeovers.heirs import Heirs, heirs_of


@dataclass(frozen=True)
class Waiting:
    """One line of the list: what is to be taken over, from whom, and by whom (``heirs``)."""

    thing: Case | ExpectedReport
    from_body: Organisation
    heirs: Heirs


def waiting_cases(*, today: date) -> list[Waiting]:
    """Return the open cases to be taken over, the oldest first. Closed ones stay where they are."""
    cases = Case.objects.open()
    heirs = heirs_of(cases.order_by().values_list("holder", flat=True).distinct(), today=today)
    rows = cases.filter(holder__in=heirs).select_related("holder").prefetch_related("numbers")
    return [Waiting(case, case.holder, heirs[case.holder_id]) for case in rows.order_by("opened_on", "pk")]


def waiting_reports(*, today: date) -> list[Waiting]:
    """Return the reports still owed by a body that has ended, the first due first.

    Those that hang on a case which waits itself pass together with it, and are not listed twice.
    """
    reports = ExpectedReport.objects.outstanding()
    heirs = heirs_of(reports.order_by().values_list("organisation", flat=True).distinct(), today=today)
    rows = reports.filter(organisation__in=heirs).select_related("organisation", "case")
    alone = [row for row in rows.order_by("due_on", "pk") if not _passes_with_its_case(row)]
    return [Waiting(report, report.organisation, heirs[report.organisation_id]) for report in alone]


def _passes_with_its_case(report: ExpectedReport) -> bool:
    case = report.case
    return case is not None and case.is_open and case.holder_id == report.organisation_id


def waiting(*, today: date) -> list[Waiting]:
    """Return everything that waits to be taken over: cases, then reports."""
    return waiting_cases(today=today) + waiting_reports(today=today)
