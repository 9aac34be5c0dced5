"""Indicators for tests: plain defaults, names are numbered. A value's days are read from its ``period``."""

from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from projects.domain.indicatorperiods import read_period
from projects.models import DefinitionBreak, IndicatorSeries, IndicatorValue


class IndicatorSeriesFactory(DjangoModelFactory):
    """Of every category, in persons, once a year. Trait: ``halving=True``, 1000 in 1999 to 500 in 2004."""

    class Meta:
        model = IndicatorSeries

    name = factory.Sequence(lambda n: f"indikator {n}")
    unit = "personer"

    class Params:
        halving = factory.Trait(
            goal_base_year=1999, goal_base_value=Decimal(1000), goal_year=2004, goal_value=Decimal(500)
        )


class IndicatorValueFactory(DjangoModelFactory):
    """100 for the year 2002."""

    class Meta:
        model = IndicatorValue

    series = factory.SubFactory(IndicatorSeriesFactory)
    period = "2002"
    value = Decimal(100)
    precision = factory.LazyAttribute(lambda row: read_period(row.period).days.precision)
    begins = factory.LazyAttribute(lambda row: read_period(row.period).days.begins)
    ends = factory.LazyAttribute(lambda row: read_period(row.period).days.ends)
    compared_begins = factory.LazyAttribute(lambda row: _compared(row.period, "begins"))
    compared_ends = factory.LazyAttribute(lambda row: _compared(row.period, "ends"))


class DefinitionBreakFactory(DjangoModelFactory):
    """From November 2002."""

    class Meta:
        model = DefinitionBreak

    series = factory.SubFactory(IndicatorSeriesFactory)
    period = "2002-11"
    begins = factory.LazyAttribute(lambda row: read_period(row.period).days.begins)
    text = "Från hushåll till individer."


def _compared(period, end):
    compared = read_period(period).compared
    return compared and getattr(compared, end)
