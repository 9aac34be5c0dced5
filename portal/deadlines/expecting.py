"""A duty to report arises: the row is there from that day, with a due date that nothing moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.cases.models import Case
from portal.deadlines.models import ExpectedReport
from portal.deadlines.wheel import due_day, entries_of
from portal.organisation.models import Organisation
from portal.periods import Period


@dataclass(frozen=True)
class Wanted:
    """A report to expect: from whom (``organisation`` and ``case`` by key), of what, and by when.

    Without ``due_on`` the year's wheel says the day.
    """

    organisation: int
    period: Period
    case: int | None = None
    due_on: date | None = None


def expect_report(
    *, organisation: Organisation, period: Period, case: Case | None = None, due_on: date | None = None
) -> ExpectedReport:
    """Expect a report of ``period`` from ``organisation``; the work area says what it is about.

    The day comes from the year's wheel unless ``due_on`` says another (counted back from a meeting). It is
    stored, so a later change of the wheel does not move it. ValidationError when there is no day, or when
    it lies before the period.
    """
    wanted = Wanted(organisation.pk, period, case.pk if case else None, due_on)
    (expected,) = expect_reports([wanted])
    return expected


@transaction.atomic
def expect_reports(wanted: Sequence[Wanted]) -> list[ExpectedReport]:
    """Expect many reports at once, in order, in two statements however many. Refuses as ``expect_report``."""
    entries = entries_of(each.period.kind for each in wanted if each.due_on is None)
    return ExpectedReport.objects.bulk_create(
        ExpectedReport(
            organisation_id=each.organisation,
            case_id=each.case,
            period_kind=each.period.kind,
            year=each.period.year,
            number=each.period.number,
            due_on=_last_day(each, entries.get((each.period.kind, each.period.number))),
        )
        for each in wanted
    )


def _last_day(wanted: Wanted, entry) -> date:
    last = wanted.due_on or due_day(wanted.period, entry)
    if last < wanted.period.begins:
        raise ValidationError({"due_on": _("Redovisningen kan inte vara inne innan perioden har börjat.")})
    return last


def period_of_report(expected: ExpectedReport) -> Period:
    """The period that an expected report is about."""
    return Period(expected.period_kind, expected.year, expected.number)
