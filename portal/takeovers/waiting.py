"""Att ta över: the open cases and reports still owed whose nämnd has ended with a successor today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.cases import tables
from portal.cases.models import Case
from portal.deadlines.models import ExpectedReport
from portal.organisation.models import Organisation
from portal.takeovers.heirs import Heirs, all_heirs


@dataclass(frozen=True)
class Waiting:
    """One line of the list: what is to be taken over, from whom, and by whom (``heirs``)."""

    thing: Case | ExpectedReport
    from_body: Organisation
    heirs: Heirs


def waiting_cases(heirs: Mapping[int, Heirs]) -> list[Waiting]:
    """Return the open cases to be taken over, the oldest first. Closed ones stay where they are.

    Each case carries ``written``, its registry numbers.
    """
    rows = Case.objects.open().filter(holder__in=heirs).select_related("holder")
    rows = rows.annotate(written=tables.numbers()).order_by("opened_on", "pk")
    return [Waiting(case, case.holder, heirs[case.holder_id]) for case in rows]


def waiting_reports(heirs: Mapping[int, Heirs]) -> list[Waiting]:
    """Return the reports still owed by a body that has ended, the first due first.

    Those of a closed case stay with the body that was: it is the records' creator (administration.md 3).
    Those that hang on a case which waits itself pass together with it, and are not listed twice.
    """
    rows = ExpectedReport.objects.outstanding().in_open_cases().filter(organisation__in=heirs)
    rows = rows.select_related("organisation", "case").order_by("due_on", "pk")
    alone = [row for row in rows if not _passes_with_its_case(row)]
    return [Waiting(report, report.organisation, heirs[report.organisation_id]) for report in alone]


def _passes_with_its_case(report: ExpectedReport) -> bool:
    case = report.case
    return case is not None and case.is_open and case.holder_id == report.organisation_id


def waiting(*, today: date) -> list[Waiting]:
    """Return everything that waits to be taken over: cases, then reports."""
    heirs = all_heirs(today=today)
    return waiting_cases(heirs) + waiting_reports(heirs)
