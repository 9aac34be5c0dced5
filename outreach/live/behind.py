"""Which rows the figures of outreach are made of: what has changed in them since a document was signed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from outreach.models import Activity
from portal.history.reading import Happening
from portal.workareas import Behind


def behind(subject: str, *, since: datetime) -> Sequence[tuple[Any, Mapping[str, Any]]]:
    """Activities that were handed in, of every district."""
    return [(Activity, {"pgh_created_at__gt": since, "submitted_at__isnull": False})]


def told_of(changes: Sequence[Happening]) -> list[Behind]:
    """Return for each change that it cannot be told: all figures of a window open the same page."""
    return [Behind()] * len(changes)
