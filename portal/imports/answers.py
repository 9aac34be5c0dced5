"""What ``manage.py import --json`` answers: the contract's object, made of a batch, a trial or a refusal."""

from collections.abc import Iterable
from typing import Any

from portal.imports.models import Batch, RowOutcome
from portal.imports.sheets import UnreadableFile
from portal.imports.staging.proving import TriedInSets
from portal.imports.trying import Tried

Answer = dict[str, Any]
COUNTED = ("new", "changed", "unchanged", "bad")
SAID = ("column", "value", "message", "remedy")


def of_batch(batch: Batch) -> Answer:
    """A file that was received and perhaps applied."""
    if batch.state == Batch.State.UNREADABLE:
        said = batch.detected
        return of_refusal(said["message"], said["remedy"], line=said["line"], batch=batch.pk)
    status = "applied" if batch.state == Batch.State.APPLIED else "refused"
    counts = {name: getattr(batch, name) for name in COUNTED}
    rows = batch.outcomes.filter(status=RowOutcome.Status.BAD).order_by("line").values_list("line", "details")
    return _answer(status, batch.pk, counts, _named(rows))


def of_repeated(batch: Batch) -> Answer:
    """A file that was applied before: now nothing is new and nothing changes."""
    return _answer("repeated", batch.pk, dict.fromkeys(COUNTED, 0) | {"unchanged": batch.good}, [])


def of_trial(tried: Tried | TriedInSets, *, good_rows: bool) -> Answer:
    """A file that was only checked, and not kept."""
    clean = tried.may_be_kept(good_rows=good_rows)
    rows = [(row.line, [vars(each) for each in row.problems]) for row in tried.refused]
    counts = {name: tried.count(name) for name in COUNTED}
    return _answer("clean" if clean else "refused", None, counts, _named(rows))


def of_unreadable(problem: UnreadableFile) -> Answer:
    """A file that was only checked, and is no rows."""
    return of_refusal(problem.message, problem.remedy, line=problem.line or 1)


def of_refusal(message: str, remedy: str = "", *, line: int = 1, batch: int | None = None) -> Answer:
    """A file refused as a whole: one bad line without a column."""
    bad = [{"line": line, "column": "", "value": "", "message": message, "remedy": remedy}]
    return _answer("refused", batch, dict.fromkeys(COUNTED, 0) | {"bad": 1}, bad)


def _named(rows: Iterable[tuple[int, list[dict]]]) -> list[dict]:
    return [{"line": line} | {name: each[name] for name in SAID} for line, found in rows for each in found]


def _answer(status: str, batch: int | None, counts: dict[str, int], bad: list[dict]) -> Answer:
    return {"status": status, "batch": batch, "counts": counts, "bad": bad}
