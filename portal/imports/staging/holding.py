"""What the new rows of a large file hold: read in the file when somebody looks, not kept for every row."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from itertools import takewhile

from portal.files.storing import opener_of
from portal.imports.columns import CandidateRow, ImportKind
from portal.imports.headings import known_names, match
from portal.imports.matching import read_rows
from portal.imports.models import Batch, RowOutcome
from portal.imports.reading import read_sheet
from portal.imports.results import held
from portal.imports.sheets import UnreadableFile


def fill_in_held(batch: Batch, kind: ImportKind, outcomes: Iterable[RowOutcome]) -> None:
    """Give those of the ``outcomes`` that are new, and were stored without, their details.

    A file the portal reads no longer (its kind has other columns now) tells nothing more than its outcomes.
    """
    wanted = {row.line: row for row in outcomes if row.status == RowOutcome.Status.NEW and not row.details}
    if not wanted:
        return
    with suppress(UnreadableFile):
        for candidate in _candidates(batch, kind, wanted):
            wanted[candidate.line].details = [asdict(each) for each in held(kind, candidate)]


def _candidates(batch: Batch, kind: ImportKind, wanted: Mapping[int, RowOutcome]) -> Iterable[CandidateRow]:
    """The rows of the batch's file on the lines ``wanted``. Raises UnreadableFile."""
    sheet = read_sheet(opener_of(batch.file), set(known_names(kind)))
    last, matched = max(wanted), match(sheet.heading.cells, kind, batch.said)
    until = takewhile(lambda row: row.line <= last, sheet.rows)
    rows = (row for row in until if row.line in wanted)
    return read_rows(kind, matched, rows, batch.said.cells).candidates
