"""Indicators of the demo: the 48 figures of the printed report, and an invented one month by month."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from portal.periods import add_months
from projects.demo.fixtures import FOLDER, refuse_failures, rows_of
from projects.demo.historic import SOURCE
from projects.demo.importing import import_file
from projects.domain.indicating import SeriesKey, ValueCandidate, record_values
from projects.domain.indicatorperiods import read_period
from projects.domain.indicators import keep_series, mark_break
from projects.models import IndicatorSeries, Programme

EXAMPLE = SeriesKey("Exempel: vuxna med ekonomiskt bistånd", "", "personer")
NOT_FINAL = 2  # the latest months of the example are preliminary
REDUCTION = Decimal("0.8")  # of the base year, by the goal year


def load_printed(programme: Programme, now: datetime) -> None:
    """Add what stood in print through the users' own door; then goal lines, and breaks in the counting."""
    import_file("indikatorer", FOLDER / "indikatorer.csv", now=now)
    IndicatorSeries.objects.update(programme=programme, source=SOURCE)
    for row in rows_of("indikatorserier"):
        keep_series(series=_series(row), values=_said(row))
    for row in rows_of("indikatorbrott"):
        for series in IndicatorSeries.objects.filter(name=row["Indikator"]).order_by("pk"):
            period = read_period(row["Från"])
            mark_break(series=series, record=None, period=period, text=row["Vad som ändrades"])


def _series(row: dict[str, str]) -> IndicatorSeries:
    return IndicatorSeries.objects.get(name=row["Indikator"], category=row["Kategori"], unit=row["Enhet"])


def _said(row: dict[str, str]) -> dict:
    names = {"source": "Källa", "definition": "Så räknas det"}
    said: dict = {name: row[heading] for name, heading in names.items() if row[heading]}
    if row["Målår"]:
        said |= {"goal_base_year": int(row["Målet räknas från år"]), "goal_year": int(row["Målår"])}
        said["goal_base_value"] = Decimal(row["Värdet det året"])
        said["goal_value"] = Decimal(row["Värdet att nå"])
    return said


def load_invented(programme: Programme, now: datetime) -> None:
    """Add four years of months, up to last month, counted in another way since two summers ago."""
    today = timezone.localdate(now)
    broken = date(today.year - 2, 7, 1)
    rows = rows_of("exempelindikator")
    candidates = [_month(row, today, broken) for row in rows]
    refuse_failures(record_values(candidates, today=today))
    series = IndicatorSeries.objects.get(name=EXAMPLE.name)
    base_year = today.year - 3
    mean = sum(each.values["value"] for each in candidates if each.period.days.begins.year == base_year) / 12
    goal = {
        "goal_base_year": base_year,
        "goal_base_value": round(mean),
        "goal_year": today.year + 1,
        "goal_value": round(mean * REDUCTION),
    }
    text = "Exempel: från hushållens vuxna till varje individ. Värdena är påhittade."
    words = {"programme": programme, "source": "Påhittade tal", "definition": text}
    keep_series(series=series, values=goal | words)
    period = read_period(f"{broken:%Y-%m}")
    mark_break(series=series, record=None, period=period, text="Exempel: från hushåll till individer.")


def _month(row: dict[str, str], today: date, broken: date) -> ValueCandidate:
    steps = int(row["Månader från i dag"])
    begins = add_months(today.replace(day=1), steps)
    value = row["Individer räknade" if begins >= broken else "Hushåll räknade"]
    said = {"value": Decimal(value), "is_preliminary": steps >= -NOT_FINAL, "comment": ""}
    return ValueCandidate(EXAMPLE, read_period(f"{begins:%Y-%m}"), said)
