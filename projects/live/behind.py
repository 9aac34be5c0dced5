"""Which rows the figures of a programme are made of: what has changed in them since a document was signed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from projects.models import Activity, Appropriation, Grant, OutcomeCount, Project, Report


def behind(subject: str, *, since: datetime) -> Sequence[tuple[Any, Mapping[str, Any]]]:
    """Grants, the nämnder's money, projects, and what was handed in of reports, of its programme."""
    slug = subject.partition(":")[2].partition(":")[0]
    when = {"pgh_created_at__gt": since}
    project = "duty__project__programme__slug"
    return [
        (Grant, when | {"project__programme__slug": slug, "project__submitted_at__isnull": False}),
        (Activity, when | {"programme__slug": slug}),
        (Appropriation, when | {"programme__slug": slug}),
        (Project, when | {"programme__slug": slug, "submitted_at__isnull": False}),
        (Report, when | {project: slug, "submitted_at__isnull": False}),
        (OutcomeCount, when | {f"report__{project}": slug, "report__submitted_at__isnull": False}),
    ]
