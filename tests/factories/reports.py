"""Reports and what they count, for tests: plain defaults, nothing hidden.

Deterministic: a report is handed in unless ``draft=True``; the measures are those of the reference data.
"""

from datetime import UTC, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from projects.domain.codelist import load_measures
from projects.models import OutcomeCount, OutcomeMeasure, Report
from tests.factories.projects import ReportDutyFactory

HANDED_IN = datetime(2026, 5, 4, 9, tzinfo=UTC)


def measure(code: str) -> OutcomeMeasure:
    """A measure of the code list, which is loaded when it is not there."""
    if not OutcomeMeasure.objects.exists():
        load_measures()
    return OutcomeMeasure.objects.get(code=code)


class ReportFactory(DjangoModelFactory):
    """The first version of a report, handed in: 120 tkr spent, a plan. Trait: ``draft=True``.

    The duty's expected report stands as the test says; by default it is submitted, of a draft awaited.
    """

    class Meta:
        model = Report

    duty = factory.SubFactory(ReportDutyFactory, expected__submitted=True)
    version = 1
    spent = Decimal("120000.00")
    plan = Report.Plan.YES
    submitted_at = HANDED_IN
    received_by = factory.LazyAttribute(lambda row: row.duty.project.programme.case.committee)

    class Params:
        draft = factory.Trait(submitted_at=None, received_by=None, duty=factory.SubFactory(ReportDutyFactory))


class OutcomeCountFactory(DjangoModelFactory):
    """Twelve participants. ``code`` names the measure."""

    class Meta:
        model = OutcomeCount

    class Params:
        code = "deltagare"

    report = factory.SubFactory(ReportFactory)
    measure = factory.LazyAttribute(lambda row: measure(row.code))
    value = Decimal(12)
