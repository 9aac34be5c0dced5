"""What a large file came to into the receipt's rows, by COPY and one statement."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from portal.imports.models import Batch, RowOutcome
from portal.imports.staging.judging import CLEAN, execute
from portal.imports.staging.loading import as_copied, copy_in
from portal.imports.staging.proving import TriedInSets

_TABLE = RowOutcome._meta.db_table
_FIELDS = ("line", "status", "label", "href", "details", "questions", "record")
_PLAIN = f"""
    INSERT INTO {_TABLE} (batch_id, line, status, label, href, details, questions, record, is_kept)
    SELECT %s, _line, _status, _label, _href, coalesce(_details, '[]'), '[]', coalesce(%s || _record, ''),
           false
    FROM {CLEAN} c {{wanted}} ORDER BY _line
"""
#: what stands of the batch already, from when it was looked at, and says the same of a row nobody writes
_STANDS = """
    o.batch_id = %s AND o.line = c._line AND c._status = 'unchanged'
    AND (o.status, o.label, o.href, o.record) = ('unchanged', c._label, c._href, %s || c._record)
"""
_STALE = (
    f"DELETE FROM {_TABLE} o WHERE o.batch_id = %s AND NOT EXISTS (SELECT FROM {CLEAN} c WHERE {_STANDS})"
)
_LEFT = f"WHERE NOT EXISTS (SELECT FROM {_TABLE} o WHERE {_STANDS})"


def keep_in_sets(batch: Batch, tried: TriedInSets) -> None:
    """Store what became of each row. What a new one holds is read in the file when somebody looks."""
    named = [batch.pk, f"{tried.record}:"]
    if tried.count("unchanged"):
        execute(_STALE, [batch.pk, *named])
        execute(_PLAIN.format(wanted=_LEFT), [*named, *named])
    else:
        batch.outcomes.all().delete()
        execute(_PLAIN.format(wanted=""), named)
    columns = ", ".join(("batch_id", *_FIELDS, "is_kept"))
    copy_in(f"COPY {_TABLE} ({columns}) FROM STDIN", _lines(batch.pk, tried.spool))


def _lines(batch: int, outcomes: Iterable[dict[str, Any]]) -> Iterator[str]:
    for each in outcomes:
        cells = [value if isinstance(value := each[name], str) else json.dumps(value) for name in _FIELDS]
        yield as_copied([str(batch), *cells, "f"])
