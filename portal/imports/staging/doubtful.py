"""The doubtful rows of a large file, in pieces of a thousand or so, to the domain: what belongs together is
seen together."""

import json
from collections.abc import Iterator, Sequence

from portal.imports.headings import Matched
from portal.imports.sheets import SourceRow
from portal.imports.staging.judging import CLEAN, READ, STAGED, execute, make_table, named, rows_of

PIECE = 1000  # rows that the domain is handed at a time, and those tied to the last of them
_PIECED = """
    SELECT d.*, (min(place) OVER (PARTITION BY _group) - 1) / %s AS _piece
    FROM (SELECT t.*, row_number() OVER (ORDER BY _group, _line) AS place FROM tied t) d
"""


def pieces(ties: Sequence[str], matched: Matched) -> Iterator[list[SourceRow]]:
    """The doubtful rows as they came in the file, a piece at a time, in its order within the piece."""
    _part(ties)
    width = max(matched.places, default=-1) + 1
    columns = ", ".join(named(column.key) for column in matched.places.values())
    query = f"SELECT _line, _raw, {columns} FROM doubtful WHERE _piece = %s ORDER BY _line"
    for (number,) in rows_of("SELECT DISTINCT _piece FROM doubtful ORDER BY 1"):
        yield [_row(line, raw, cells, matched, width) for line, raw, *cells in rows_of(query, [number])]


def _part(ties: Sequence[str]) -> None:
    """Make the table ``doubtful``: the rows that are not ``clean``, each with its piece."""
    tied = ", ".join(f"{tie} AS tie_{number}" for number, tie in enumerate(ties))
    doubtful = f"FROM {READ} r WHERE NOT EXISTS (SELECT FROM {CLEAN} c WHERE c._line = r._line)"
    make_table("tied", f"SELECT r._line, r._line AS _group{', ' if tied else ''}{tied} {doubtful}")
    while sum(_join(number) for number in range(len(ties))):
        pass
    make_table("doubtful", f"SELECT p._piece, s.* FROM ({_PIECED}) p JOIN {STAGED} s USING (_line)", [PIECE])
    execute("CREATE INDEX ON doubtful (_piece, _line)")


def _join(number: int) -> int:
    """Give rows that agree in a tie the group of the first of them; answers how many changed."""
    least = f"SELECT tie_{number} AS tie, min(_group) AS _group FROM tied GROUP BY 1"
    return execute(
        f"UPDATE tied SET _group = m._group FROM ({least}) m "
        f"WHERE tied.tie_{number} = m.tie AND tied._group > m._group"
    )


def _row(line: int, raw: str | None, cells: Sequence[str], matched: Matched, width: int) -> SourceRow:
    if raw is not None:
        return SourceRow(line, json.loads(raw))
    placed = [""] * width
    for place, cell in zip(matched.places, cells, strict=True):
        placed[place] = cell
    return SourceRow(line, placed)
