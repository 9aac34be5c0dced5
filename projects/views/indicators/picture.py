"""One indicator as a chart: values as dots, the mean thick, the goal dashed, breaks as gaps."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.content.charts import Chart, Dot, Line, Look, Mark, line_chart
from portal.content.tables import Table
from projects.domain.goallines import Goal
from projects.domain.indicatorperiods import in_words, place_of
from projects.views.indicators.sheet import IndicatorSheet
from projects.views.indicators.table import SHOWN

MOST_YEARS, MOST_MONTHS = 6, 4  # steps between names under the chart, that fit on a phone
_STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600, 1200, 2400)  # months between two named times


def chart_of(sheet: IndicatorSheet, table: Table) -> Chart | None:
    """The chart beside the table; None when there is too little to draw a line of."""
    lines = list(_lines(sheet))
    if sum(len(line.dots) for line in lines) < 2:
        return None
    marks = [
        Mark(float(place_of(each.begins)), _("Brott %(period)s") % {"period": in_words(each.period)})
        for each in sheet.breaks
    ]
    times = [dot.at for line in lines for dot in line.dots]
    return line_chart(
        table, name="indikator", lines=lines, marks=marks, ticks=ticks(times), unit=sheet.series.unit
    )


def _lines(sheet: IndicatorSheet) -> Iterator[Line]:
    latest = {line.value.pk for line in sheet.lines[-SHOWN:]}
    shown = [[line for line in run if line.value.pk in latest] for run in sheet.runs]
    values = tuple(
        tuple(Dot(float(each.point.days.at), each.point.value, each.point.is_preliminary) for each in run)
        for run in shown
        if run
    )
    yield Line(_("Värde"), values)
    if sheet.has_mean:
        yield Line(_("Rullande 12-månadersmedel"), tuple(_means(sheet)), Look.MEAN)
    if sheet.goal:
        yield Line(_("Mållinje"), (_goal(sheet.goal),), Look.GOAL)


def _means(sheet: IndicatorSheet) -> Iterator[tuple[Dot, ...]]:
    """The means in runs of months next to each other."""
    run: list[Dot] = []
    for line in sheet.lines[-SHOWN:]:
        at, mean = float(line.point.days.at), line.mean.value
        if run and (mean is None or at != run[-1].at + 1):
            yield tuple(run)
            run = []
        if mean is not None:
            run.append(Dot(at, mean))
    if run:
        yield tuple(run)


def _goal(goal: Goal) -> tuple[Dot, Dot]:
    begins, ends = ((year + 1) * 12 for year in (goal.base_year, goal.year))
    return Dot(begins, goal.base_value), Dot(ends, goal.value)


def ticks(times: list[float]) -> list[tuple[float, str]]:
    """Some of the times between the first and the last, named by the year or the month that ends there."""
    first, last = min(times), max(times)
    by_year = all(at % 12 == 0 for at in times)
    most = MOST_YEARS if by_year else MOST_MONTHS
    steps = [each for each in _STEPS if each % 12 == 0 or not by_year]
    step = next((each for each in steps if (last - first) / each < most), steps[-1])
    begins = -(-int(first) // step) * step if step % 12 == 0 else int(first)
    return [(at, _named(at, by_year=by_year)) for at in range(begins, int(last) + 1, step) if at >= first]


def _named(at: int, *, by_year: bool) -> str:
    year, month = divmod(at - 1, 12)
    return str(year) if by_year else f"{year}-{month + 1:02}"
