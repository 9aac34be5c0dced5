"""What goes out of each kind comes back unchanged on every row, and as no formula, whatever stands in it."""

import os
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

import pytest

from outreach.models import Activity
from portal.imports import running
from portal.imports.kinds import kind_of
from portal.imports.sheets_out import sheet_response
from projects.domain.codelist import load_measures
from projects.models import Grant, IndicatorValue, OutcomeCount, Project, Report, ReportDuty
from tests.factories.indicators import IndicatorSeriesFactory
from tests.factories.outreach import make_activity
from tests.factories.portal import OrganisationFactory
from tests.factories.projects import (
    AreaFactory,
    GrantFactory,
    ProgrammeFactory,
    ProjectFactory,
    ReportDutyFactory,
)
from tests.factories.reports import OutcomeCountFactory, ReportFactory
from tests.house.hostile import formulas_in

pytestmark = pytest.mark.django_db
ROWS = int(os.environ.get("ROUND_TRIP_ROWS", 1500))
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
HOSTILE = (
    *(
        "=1+1",
        "'=1",
        '"=1',
        "''-1",
        "-",
        "+46 8 1",
        "@x",
        "-1",
        "a;b",
        'sade "nej"',
        "rad 1\nrad 2",
        "\\n",
        "%s",
    ),
    *(
        "<r><t>x</t></r>",
        "_x0041_",
        "&amp;",
        "å\u00e4ö",
        "1 234,50",
        "2026-11-22",
        "x|y",
        "'",
        '"',
        "\U0001f600",
        "0",
    ),
)


def words(n: int) -> str:
    return HOSTILE[n % len(HOSTILE)]


def copies(model, first, number, change):
    """``number`` more of ``first``, each as ``change`` says; keys are given by the database."""
    kept = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    values = {name: getattr(first, name) for name in kept}
    return model.objects.bulk_create(
        [model(**(values | change(n))) for n in range(1, number)], batch_size=1000
    )


def projects():
    first = ProjectFactory(
        programme=ProgrammeFactory(), number="P0", lead=OrganisationFactory(), area=AreaFactory()
    )
    said = ("title", "subgroup", "operator", "target_group", "goal", "target_unit")
    copies(
        Project,
        first,
        ROWS,
        lambda n: {"number": f"P{n}"} | {name: words(n + k) for k, name in enumerate(said)},
    )
    return first


def grants():
    first = GrantFactory(project=projects(), number=1, amount=Decimal("350000.05"))
    number = count(2)
    copies(
        Grant,
        first,
        ROWS,
        lambda n: {"number": next(number), "comment": words(n), "amount": Decimal(n), "kind": "extension"},
    )


def indicators():
    """120 years of each series."""
    odd = IndicatorSeriesFactory(name="=1+1", category="-x", unit="'=y")
    series = [odd, *(IndicatorSeriesFactory(name=f"@{n}", unit=words(n)) for n in range(ROWS // 120 + 1))]
    year = lambda n: 1900 + n % 120  # noqa: E731 - one line of one test
    first = IndicatorValue(
        series=odd, period="1900", value=1, precision="year", begins=date(1900, 1, 1), ends=date(1901, 1, 1)
    )
    first.save()
    copies(
        IndicatorValue,
        first,
        ROWS,
        lambda n: {
            "series_id": series[n // 120].pk,
            "period": str(year(n)),
            "begins": date(year(n), 1, 1),
            "ends": date(year(n) + 1, 1, 1),
            "comment": words(n),
            "value": Decimal(n) / 4,
        },
    )


def reports():
    load_measures()
    first = ProjectFactory(number="P0", lead=OrganisationFactory(short_name="=Järva"))
    duty = ReportDutyFactory(project=first, expected__submitted=True, expected__organisation=first.lead)
    report = ReportFactory(duty=duty, cause=words(0))
    counted = OutcomeCountFactory(report=report, value=None, women=3, men=4)
    others = copies(Project, first, ROWS, lambda n: {"number": f"P{n}"})
    expected = copies(type(duty.expected), duty.expected, ROWS, lambda n: {})
    duties = copies(
        ReportDuty, duty, ROWS, lambda n: {"project_id": others[n - 1].pk, "expected_id": expected[n - 1].pk}
    )
    told = copies(
        Report,
        report,
        ROWS,
        lambda n: {
            "duty_id": duties[n - 1].pk,
            "cause": words(n),
            "action": words(n + 1),
            "experience": words(n + 2),
            "collaborators": [words(n + 3).replace("|", "/"), "Lek"],
            "spent": Decimal(n) / 100,
        },
    )
    copies(OutcomeCount, counted, ROWS, lambda n: {"report_id": told[n - 1].pk, "women": n % 90})


def activities():
    first = make_activity(OrganisationFactory(short_name="-Järva"), state="reported", women=3, place="x")
    copies(Activity, first, ROWS, lambda n: {"key": f"k-{n}", "place": words(n), "men": n % 50})


KINDS = {
    "projekt": projects,
    "beviljade-medel": grants,
    "indikatorer": indicators,
    "redovisningar": reports,
    "aktiviteter": activities,
}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("slug", KINDS)
def test_export_comes_back_unchanged_on_every_row(slug, form):
    KINDS[slug]()
    kind = kind_of(slug)
    content = b"".join(sheet_response(kind, None, form, slug).streaming_content)
    assert formulas_in(content) == []
    batch = running.receive(kind=kind, name=f"{slug}.{form}", content=content, by=None, now=NOW)
    bad = list(batch.outcomes.exclude(status="unchanged").values_list("line", "status", "details")[:3])
    assert (batch.problem, bad) == ("", [])
    assert (batch.new, batch.changed, batch.bad, batch.unchanged) == (0, 0, 0, ROWS)
