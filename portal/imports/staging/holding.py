"""What the new rows of a large file hold: read in the file when somebody looks, not kept for every row."""

from collections.abc import Iterable
from dataclasses import asdict
from itertools import takewhile

from portal.files.storing import read_file
from portal.imports.columns import ImportKind
from portal.imports.headings import known_names, match
from portal.imports.matching import read_rows
from portal.imports.models import Batch, RowOutcome
from portal.imports.reading import read_sheet
from portal.imports.results import held


def fill_in_held(batch: Batch, kind: ImportKind, outcomes: Iterable[RowOutcome]) -> None:
    """Give those of the ``outcomes`` that are new, and were stored without, their details."""
    wanted = {row.line: row for row in outcomes if row.status == RowOutcome.Status.NEW and not row.details}
    if not wanted:
        return
    sheet = read_sheet(read_file(batch.file), set(known_names(kind)))
    last, matched = max(wanted), match(sheet.heading.cells, kind, batch.said)
    rows = (row for row in takewhile(lambda row: row.line <= last, sheet.rows) if row.line in wanted)
    for candidate in read_rows(kind, matched, rows, batch.said.cells).candidates:
        wanted[candidate.line].details = [asdict(each) for each in held(kind, candidate)]
