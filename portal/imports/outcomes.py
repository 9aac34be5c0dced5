"""What became of a row, as the receipt keeps it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from portal.imports.columns import RowResult

LABEL = 200  # signs


def as_outcome(result: RowResult) -> dict[str, Any]:
    """The fields of a RowOutcome, but for its batch."""
    return {
        "line": result.line,
        "status": result.status,
        "label": result.label[:LABEL],
        "href": result.href,
        "details": [*map(asdict, result.problems), *map(asdict, result.changes)],
        "questions": list(result.questions),
        "record": f"{result.record._meta.label_lower}:{result.record.pk}" if result.record else "",
    }


def is_told(outcome: Mapping[str, Any]) -> bool:
    """Whether the receipt keeps the row: of one that changes nothing, and that nothing is asked about, the
    count is enough."""
    return outcome["status"] != "unchanged" or bool(outcome["questions"])
