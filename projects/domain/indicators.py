"""Keep the series of indicators and the breaks in how they are counted; take away what was written wrong."""

from collections.abc import Mapping
from copy import copy
from functools import partial
from typing import Any, TypeVar

from django.db import transaction

from portal.content.outcomes import Refusals
from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import in_words
from projects.domain.indicatorperiods import IndicatorPeriod
from projects.models import DefinitionBreak, IndicatorSeries, IndicatorValue

KEY = ("name", "category", "unit")
Kept = TypeVar("Kept", IndicatorSeries, DefinitionBreak)


def keep_series(*, series: IndicatorSeries | None, values: Mapping[str, Any]) -> IndicatorSeries:
    """Make a series, or change one. Raises ValidationError with {field: messages}."""
    kept = copy(series) if series else IndicatorSeries()
    for name, value in values.items():
        tidied = tidy(value)
        setattr(kept, name, " ".join(tidied.split()) if name in KEY else tidied)
    return _written(kept, texts=(*KEY, "source", "definition"))


def mark_break(
    *, series: IndicatorSeries, record: DefinitionBreak | None, period: IndicatorPeriod, text: str
) -> DefinitionBreak:
    """Say that ``series`` is counted in another way from ``period`` on. Raises ValidationError."""
    kept = copy(record) if record else DefinitionBreak(series=series)
    kept.begins, kept.period, kept.text = period.days.begins, period.written, tidy(text)
    return _written(kept, texts=("text",))


def take_away(row: IndicatorValue | DefinitionBreak) -> None:
    """Take away a value or a break that should never have stood there. The history keeps it."""
    row.delete()


@transaction.atomic
def _written(kept: Kept, *, texts: tuple[str, ...]) -> Kept:
    refusals = Refusals()
    refusals.take(kept.clean_fields)
    for name in texts:
        refusals.take(partial(refuse_personal, getattr(kept, name)), name=name)
    if not refusals:
        refusals.take(kept.validate_constraints)
    if refusals:
        raise refusals.error()
    with in_words():
        kept.save()
    return kept
