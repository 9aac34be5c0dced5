"""A duty to report arises: the row is there from that day, with a due date that nothing moves."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.cases.models import Case
from portal.deadlines.models import ExpectedReport
from portal.deadlines.wheel import due_day
from portal.organisation.models import Organisation
from portal.periods import Period


@transaction.atomic
def expect_report(
    *, organisation: Organisation, period: Period, case: Case | None = None, due_on: date | None = None
) -> ExpectedReport:
    """Expect a report of ``period`` from ``organisation``; the work area says what it is about.

    The day comes from the year's wheel unless ``due_on`` says another (counted back from a meeting). It is
    stored, so a later change of the wheel does not move it. ValidationError when there is no day, or when
    it lies before the period.
    """
    last = due_on or due_day(period)
    if last < period.begins:
        raise ValidationError({"due_on": _("Redovisningen kan inte vara inne innan perioden har börjat.")})
    return ExpectedReport.objects.create(
        organisation=organisation,
        case=case,
        period_kind=period.kind,
        year=period.year,
        number=period.number,
        due_on=last,
    )


def period_of_report(expected: ExpectedReport) -> Period:
    """The period that an expected report is about."""
    return Period(expected.period_kind, expected.year, expected.number)
