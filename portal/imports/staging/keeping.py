"""What a large file came to into the receipt's rows, by COPY and one statement."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from portal.imports.models import Batch, RowOutcome
from portal.imports.outcomes import is_told
from portal.imports.staging.judging import CLEAN, execute
from portal.imports.staging.loading import as_copied, copy_in
from portal.imports.staging.proving import TriedInSets

_TABLE = RowOutcome._meta.db_table
_FIELDS = ("line", "status", "label", "href", "details", "questions", "record")
_PLAIN = f"""
    INSERT INTO {_TABLE} (batch_id, line, status, label, href, details, questions, record, is_kept)
    SELECT %s, _line, _status, _label, _href, coalesce(_details, '[]'), '[]', %s || _record, false
    FROM {CLEAN} WHERE _status <> 'unchanged' ORDER BY _line
"""


def keep_in_sets(batch: Batch, tried: TriedInSets) -> None:
    """Store what became of each row. What a new one holds is read in the file when somebody looks."""
    batch.outcomes.all().delete()
    execute(_PLAIN, [batch.pk, f"{tried.record}:"])
    columns = ", ".join(("batch_id", *_FIELDS, "is_kept"))
    copy_in(f"COPY {_TABLE} ({columns}) FROM STDIN", _lines(batch.pk, tried.spool))


def _lines(batch: int, outcomes: Iterable[dict[str, Any]]) -> Iterator[str]:
    for each in filter(is_told, outcomes):
        cells = [value if isinstance(value := each[name], str) else json.dumps(value) for name in _FIELDS]
        yield as_copied([str(batch), *cells, "f"])
