"""A file of the demo through the users' own door: received, checked, applied."""

from datetime import datetime
from pathlib import Path

from portal.imports import running
from portal.imports.kinds import kind_of
from portal.imports.models import Batch, RowOutcome


def import_file(slug: str, path: Path, *, now: datetime) -> Batch:
    """Import the file as the system. ValueError, with every bad row, when it is not taken in whole."""
    kind = kind_of(slug)
    if kind is None:
        raise ValueError(f"no work area reads files of the kind {slug}")
    batch = running.receive(kind=kind, name=path.name, content=path.read_bytes(), by=None, now=now)
    if batch.state == Batch.State.CHECKED:
        batch = running.apply(batch=batch, kind=kind, scope=Batch.Scope.ALL, by=None, now=now)
    if batch.state != Batch.State.APPLIED:
        bad = batch.outcomes.filter(status=RowOutcome.Status.BAD).values_list("line", "details")
        raise ValueError([batch.problem, *bad])
    return batch
