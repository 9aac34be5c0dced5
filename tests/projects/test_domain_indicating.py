"""Values of indicators are recorded and corrected by one rule; the database holds the same."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from projects.domain.indicating import SeriesKey, ValueCandidate, record_value, record_values
from projects.domain.indicatorperiods import read_period
from projects.domain.indicators import keep_series, mark_break, take_away
from projects.models import DefinitionBreak, IndicatorSeries, IndicatorValue
from tests.factories.indicators import DefinitionBreakFactory, IndicatorSeriesFactory, IndicatorValueFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
HOUSEHOLDS = SeriesKey("hushåll", "", "hushåll")


def candidate(period="2003-12", value="1", key=HOUSEHOLDS, record=None, **more):
    return ValueCandidate(key, read_period(period), {"value": Decimal(value)} | more, record)


def recorded(*candidates):
    return [(each.status.value, each.refusal and each.refusal.message_dict) for each in record(*candidates)]


def record(*candidates):
    return record_values(candidates, today=TODAY)


def stored():
    rows = IndicatorValue.objects.order_by("pk").select_related("series")
    return [(each.series.in_full, each.period, each.value, each.is_preliminary) for each in rows]


class TestRecording:
    def test_a_series_is_made_once_and_found_again_whatever_its_letters(self):
        other = SeriesKey(" HUSHÅLL ", "", "Hushåll")
        outcomes = recorded(candidate("2003"), candidate("2004", key=other))
        assert outcomes == [("new", None)] * 2
        assert stored() == [
            ("hushåll (hushåll)", "2003", Decimal(1), False),
            ("hushåll (hushåll)", "2004", Decimal(1), False),
        ]
        assert IndicatorSeries.objects.get().precision == "year"

    def test_the_same_again_is_unchanged_and_another_value_a_change(self):
        record(candidate(comment="Drygt.", is_preliminary=True))
        assert recorded(candidate("dec 2003")) == [("unchanged", None)]
        (outcome,) = record(candidate(value="2", is_preliminary=False))
        assert [(each.field, each.old, each.new) for each in outcome.changes] == [
            ("value", Decimal(1), Decimal(2)),
            ("is_preliminary", True, False),
        ]
        value = IndicatorValue.objects.get()
        assert (value.value, value.is_preliminary, value.comment) == (Decimal(2), False, "Drygt.")

    def test_another_category_unit_period_or_comparison_is_another_value(self):
        kinds = [candidate(), candidate(key=SeriesKey("hushåll", "", "procent"))]
        kinds += [
            candidate(key=SeriesKey("hushåll", "unga", "hushåll")),
            candidate("2003"),
            candidate("1999 till 2003"),
        ]
        assert recorded(*kinds) == [("new", None)] * 5
        assert (IndicatorSeries.objects.count(), IndicatorValue.objects.count()) == (3, 5)

    def test_a_period_twice_is_refused_and_the_first_stays(self):
        said = "Samma indikator, kategori, enhet och period står redan tidigare. Ta bort den ena."
        assert recorded(candidate(), candidate("dec 2003", "2")) == [
            ("new", None),
            ("refused", {"period": [said]}),
        ]
        assert stored() == [("hushåll (hushåll)", "2003-12", Decimal(1), False)]

    def test_a_refused_value_makes_no_series(self):
        assert recorded(candidate("2027")) == [
            ("refused", {"period": ["Perioden har inte börjat. Kontrollera året och månaden."]})
        ]
        assert not IndicatorSeries.objects.exists()
        assert recorded(candidate("2026")) == [("new", None)]

    @pytest.mark.parametrize(
        ("unit", "meant"), [("hushal", "hushåll"), ("Hushåll", None), ("procent", None), ("personer", None)]
    )
    def test_a_slip_in_the_unit_is_no_new_series(self, unit, meant):
        IndicatorSeriesFactory(name="hushåll", unit="hushåll")
        said = f"Serien finns redan, i {meant}. Skriv {meant}, och räkna om värdet om det behövs."
        expected = ("refused", {"unit": [said]}) if meant else ("new", None)
        assert recorded(candidate(key=SeriesKey("hushåll", "", unit))) == [expected]

    def test_another_size_of_the_same_money_is_refused(self):
        IndicatorSeriesFactory(name="kostnad", unit="tkr")
        ((status, refusal),) = recorded(candidate(key=SeriesKey("kostnad", "", "Kronor")))
        assert (status, [*refusal]) == ("refused", ["unit"])

    def test_what_points_out_a_person_is_refused(self):
        ((status, refusal),) = recorded(candidate(comment="Ring 121212-1212"))
        assert (status, [*refusal]) == ("refused", ["comment"])

    def test_a_number_too_large_is_refused_by_its_column(self):
        ((status, refusal),) = recorded(candidate(value="12345678901234"))
        assert (status, [*refusal]) == ("refused", ["value"])

    def test_a_form_adds_no_second_value_and_corrects_the_one_it_opened(self):
        value = record_value(candidate(), today=TODAY)
        with pytest.raises(ValidationError) as refused:
            record_value(candidate(value="7"), today=TODAY)
        assert refused.value.message_dict == {"period": ["Serien har redan ett värde för perioden."]}
        moved = record_value(candidate("2004-01", "7", record=value), today=TODAY)
        assert stored() == [("hushåll (hushåll)", "2004-01", Decimal(7), False)]
        assert moved.pk == value.pk

    def test_a_correction_onto_another_period_is_refused_in_words(self):
        first = record_value(candidate("2003"), today=TODAY)
        record_value(candidate("2004"), today=TODAY)
        with pytest.raises(ValidationError) as refused:
            record_value(candidate("2004", record=first), today=TODAY)
        assert refused.value.messages == ["Serien har redan ett värde för perioden."]

    def test_nothing_asked_nothing_done(self):
        assert record_values([], today=TODAY) == []

    def test_statements_do_not_grow_with_the_rows(self, django_assert_max_num_queries):
        few = [candidate(str(1990 + n)) for n in range(3)]
        many = [candidate(f"{1900 + n // 12}-{n % 12 + 1:02}") for n in range(1200)]
        with django_assert_max_num_queries(20) as first:
            record(*few)
        with django_assert_max_num_queries(len(first)):
            record(*many)


class TestKeeping:
    def test_a_series_is_kept_tidy_and_its_goal_is_whole(self):
        said = {"name": " hushåll\n med  bistånd ", "category": "", "unit": "hushåll", "precision": "month"}
        series = keep_series(series=None, values=said)
        assert (str(series), series.has_goal) == ("hushåll med bistånd", False)
        with pytest.raises(ValidationError) as refused:
            keep_series(series=series, values={"goal_year": 2004})
        assert refused.value.messages == [
            "En mållinje behöver båda åren och båda värdena. Fyll i alla fyra, eller inget av dem."
        ]
        goal = {"goal_base_year": 1999, "goal_base_value": 2, "goal_year": 2004, "goal_value": 1}
        assert keep_series(series=series, values=goal).has_goal

    def test_the_same_series_twice_is_refused(self):
        series = IndicatorSeriesFactory(name="Hushåll")
        said = {"name": "hushåll", "category": "", "unit": series.unit, "precision": "year"}
        with pytest.raises(ValidationError) as refused:
            keep_series(series=None, values=said)
        assert refused.value.messages == ["Indikatorn finns redan i den kategorin och enheten."]

    def test_a_break_is_marked_moved_and_taken_away(self):
        series = IndicatorSeriesFactory()
        marked = mark_break(
            series=series, record=None, period=read_period("2002-11"), text=" Nytt register. "
        )
        assert (marked.begins, marked.period, marked.text) == (date(2002, 11, 1), "2002-11", "Nytt register.")
        with pytest.raises(ValidationError) as refused:
            mark_break(series=series, record=None, period=read_period("2002-11-01"), text="Igen")
        assert refused.value.messages == ["Serien har redan ett brott den dagen."]
        moved = mark_break(series=series, record=marked, period=read_period("2003"), text="x")
        assert (moved.pk, moved.begins) == (marked.pk, date(2003, 1, 1))
        take_away(moved)
        assert not DefinitionBreak.objects.exists()

    def test_a_break_says_what_was_changed(self):
        with pytest.raises(ValidationError) as refused:
            mark_break(series=IndicatorSeriesFactory(), record=None, period=read_period("2002"), text=" ")
        assert [*refused.value.message_dict] == ["text"]


IMPOSSIBLE = {
    "indicator_days_fit_precision": lambda: IndicatorValueFactory(period="2002", ends=date(2002, 12, 31)),
    "indicator_value_once_a_period": lambda: IndicatorValueFactory(series=IndicatorValueFactory().series),
    "indicator_compared_before": lambda: IndicatorValueFactory(
        compared_begins=date(2002, 6, 1), compared_ends=date(2002, 7, 1)
    ),
    "indicator_series_once": lambda: [IndicatorSeriesFactory(name=name) for name in ("Åtta", "åtta")],
    "indicator_goal_whole": lambda: IndicatorSeriesFactory(goal_year=2004),
    "indicator_goal_years_in_order": lambda: IndicatorSeriesFactory(halving=True, goal_year=1999),
    "indicator_goal_years_are_years": lambda: IndicatorSeriesFactory(halving=True, goal_year=9999),
    "indicator_precision_known": lambda: IndicatorSeriesFactory(precision="vecka"),
    "indicator_break_once_a_day": lambda: DefinitionBreakFactory(series=DefinitionBreakFactory().series),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_the_database_refuses_what_cannot_be(name):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        IMPOSSIBLE[name]()
    assert refused.value.__cause__.diag.constraint_name == name


@pytest.mark.parametrize("period", ["2002-02-28", "2002-02", "2002 K2", "2002 T3", "2002", "2002-02/2002-04"])
def test_the_database_takes_every_precision(period):
    assert IndicatorValueFactory(period=period).pk
