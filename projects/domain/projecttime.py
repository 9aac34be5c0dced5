"""Which periods a project is to report of: cut out of its time, as far as its dates and grants tell it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from portal.periods import Period, periods_in
from projects.models import Project


def periods_of(project: Project, years: Iterable[int], kind: str) -> Iterator[Period]:
    """Yield the periods of the project's time, in order; none when nobody knows when it is.

    It runs from ``starts_on``, else from the first year (of ``years``, those it was granted money for), to
    ``ends_on``, else to the last year's end. A grant for a year after ``ends_on`` prolongs it. Where a date
    is missing, a year without money between two with money is not asked about.
    """
    granted = set(years)
    begins, ends = _begins(project, granted), _ends(project, granted)
    if begins is None or ends is None:
        return
    dated = project.starts_on is not None and project.ends_on is not None
    for period in periods_in(begins, ends + timedelta(days=1), kind):
        if dated or period.year in granted:
            yield period


def _begins(project: Project, years: set[int]) -> date | None:
    return project.starts_on or (date(min(years), 1, 1) if years else None)


def _ends(project: Project, years: set[int]) -> date | None:
    last = date(max(years), 12, 31) if years else None
    if project.ends_on and (last is None or last.year <= project.ends_on.year):
        return project.ends_on
    return last
