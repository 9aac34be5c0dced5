"""Budget, outcome, forecast and deviation of a year; and what the allowance does not finance."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from funding.domain.computing import budget_between, terms_between
from funding.domain.financing import keep_allowances
from funding.domain.following import follow_up
from portal.periods import Period
from tests.factories.funding import cost_type, make_agreement, party, report_cost, signed_terms

pytestmark = pytest.mark.django_db
T1, T2 = Period("tertial", 2019, 1), Period("tertial", 2019, 2)


@pytest.fixture
def agreement():
    return signed_terms().agreement


def test_budget_outcome_forecast_and_deviation_in_kronor_and_percent(agreement):
    report_cost(party(agreement, "Norrmalm"), "900000")
    report = report_cost(party(agreement, "Norrmalm"), "1000000", number=2)
    report.forecast, report.cause, report.action = Decimal(2_900_000), "Fler tolkar.", "Färre resor."
    report.save()
    found = follow_up(agreement, T2)
    assert [(line.kind, line.year, line.so_far, line.outcome, line.left) for line in found.lines] == [
        (
            cost_type(),
            Decimal("2800000.00"),
            Decimal("1866666.67"),
            Decimal("1900000.00"),
            Decimal("-33333.33"),
        )
    ]
    assert (found.forecast, found.deviation, found.deviation_percent) == (
        Decimal(2_900_000),
        Decimal(-100_000),
        Decimal("-3.6"),
    )
    assert [(str(each.duty.party), each.cause, each.action) for each in found.told] == [
        ("Norrmalm", "Fler tolkar.", "Färre resor.")
    ]


def test_without_a_forecast_nothing_is_compared_and_the_budget_is_shared(agreement):
    found = follow_up(agreement, T1)
    assert (found.forecast, found.deviation, found.deviation_percent) == (None, None, None)
    assert [(line.outcome, line.left) for line in found.lines] == [(None, Decimal("933333.33"))]
    assert [each.share for each in found.financing] == [
        Decimal(644_000),
        Decimal(1_848_000),
        Decimal(308_000),
    ]


def test_what_the_allowance_does_not_cover_shows_and_not_registered_is_no_zero(agreement):
    amounts = {
        party(agreement, "Kungsholmen"): Decimal(600_000),
        party(agreement, "Norrmalm"): Decimal(2_000_000),
    }
    keep_allowances(agreement=agreement, year=2019, amounts=amounts)
    found = follow_up(agreement, T1)
    assert [(str(each.party), each.unfinanced) for each in found.financing] == [
        ("Kungsholmen", Decimal(44_000)),
        ("Norrmalm", Decimal(0)),
        ("Östermalm", None),
    ]
    assert found.unfinanced == Decimal(44_000)


def test_a_year_in_part_has_a_part_of_the_budget(agreement):
    first, after = date(2018, 1, 1), date(2019, 1, 1)
    found = budget_between(terms_between(agreement, first, after), first, after)
    assert found == {cost_type(): Decimal("933333.33")}


def test_an_allowance_of_another_agreement_or_below_zero_is_refused(agreement):
    other = party(make_agreement(), "Norrmalm")
    with pytest.raises(ValidationError, match="Parten är inte med"):
        keep_allowances(agreement=agreement, year=2019, amounts={other: Decimal(1)})
    with pytest.raises(ValidationError, match="Beloppet kan inte vara negativt"):
        keep_allowances(agreement=agreement, year=2019, amounts={party(agreement, "Norrmalm"): Decimal(-1)})
