"""Rows of a file into the temporary table ``staged`` by COPY, one at a time: never all of them in memory."""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from portal.content.parsing import Unreadable, read_text
from portal.imports.headings import Matched
from portal.imports.sheets import SourceRow
from portal.imports.staging.judging import STAGED, copying, execute, named

# Cells that ``read_text`` gives back as they are. Left out: what is trimmed, composed, hidden or a digit in
# disguise, and the backslash, which COPY reads in its own way.
_ORDINARY = re.compile(
    "[ -\\[\\]-~\u00a0-\u00b1\u00b4-\u00b8\u00ba\u00bb\u00bf-\u00ff\u2010-\u2026\u20ac\t]*"
)
_EDGES = re.compile("(?:^|\t)[ \u00a0'=]|[ \u00a0](?:\t|$)")
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_PIECE = 1 << 16
_TOGETHER = 200  # lines
BREAK = "\\n"  # a line break within a cell, as COPY reads it


def load(rows: Iterable[SourceRow], matched: Matched, corrected: Mapping[int, Mapping[str, str]]) -> None:
    """Fill ``staged``: ``_line``, a text a column by its key, and ``_raw``: the cells of an odd row as they
    came, in JSON (for others they are the texts themselves)."""
    columns = ", ".join(named(column.key) for column in matched.places.values())
    typed = ", ".join(f"{named(column.key)} text" for column in matched.places.values())
    execute(f"DROP TABLE IF EXISTS pg_temp.{STAGED}")
    execute(f"CREATE TEMPORARY TABLE {STAGED} (_line int, {typed}, _raw text) ON COMMIT DROP")
    copy_in(f"COPY {STAGED} (_line, {columns}, _raw) FROM STDIN", _lines(rows, matched, corrected))


def _lines(
    rows: Iterable[SourceRow], matched: Matched, corrected: Mapping[int, Mapping[str, str]]
) -> Iterator[str]:
    places = list(matched.places)
    straight, width = places == list(range(len(places))), len(places)
    for row in rows:
        cells = row.cells if straight and len(row.cells) == width else _in_places(row.cells, matched)
        joined = "\t".join(cells) if cells is not None else ""
        broken = "\n" in joined
        if (
            cells is None
            or row.line in corrected
            or not _is_ordinary(joined.replace("\n", " ") if broken else joined, width)
        ):
            yield _odd(row, matched, corrected.get(row.line, {}))
        else:
            told = joined.replace("\n", BREAK) if broken else joined
            yield f"{row.line}\t{told}\t\\N\n"


def _in_places(cells: list[str], matched: Matched) -> list[str] | None:
    """The cells in the order of the columns; None when something stands outside them."""
    outside = len(cells) > len(matched.places) or matched.dropped
    if outside and any(
        place not in matched.places and place not in matched.dropped and cell.strip()
        for place, cell in enumerate(cells)
    ):
        return None
    return [cells[place] if place < len(cells) else "" for place in matched.places]


def _is_ordinary(joined: str, width: int) -> bool:
    return (
        _ORDINARY.fullmatch(joined) is not None
        and joined.count("\t") == width - 1
        and not (_may_have_edges(joined) and _EDGES.search(joined))
    )


def _may_have_edges(joined: str) -> bool:
    """Looked for sign by sign, which is quicker than a pattern: most rows have none."""
    return " " in joined or "=" in joined or "'" in joined or "\u00a0" in joined


def _odd(row: SourceRow, matched: Matched, said: Mapping[str, str]) -> str:
    cells = [
        _clean(said.get(column.key, row.cells[place] if place < len(row.cells) else ""))
        for place, column in matched.places.items()
    ]
    raw = json.dumps(row.cells)
    return as_copied([str(row.line), *cells, raw])


def _clean(cell: str) -> str:
    """What the cell says, so that rows about the same thing are found; one that cannot be read, as it is."""
    try:
        return read_text(cell)
    except Unreadable:
        return "".join(sign for sign in cell if sign.isprintable())


def as_copied(cells: Iterable[str]) -> str:
    """A line of COPY's text format."""
    return "\t".join(cell.translate(_ESCAPED) for cell in cells) + "\n"


def copy_in(statement: str, lines: Iterator[str]) -> None:
    """Run a COPY of ``lines``, some at a time. What they raise is raised, not what COPY makes of it."""
    source = _Source(lines)
    with copying() as cursor:
        cursor.copy_expert(statement, source, _PIECE)
    if source.raised:
        raise source.raised


class _Source(io.TextIOBase):
    def __init__(self, lines: Iterator[str]):
        self._lines, self._left = lines, ""
        self.raised: Exception | None = None

    def read(self, size: int | None = -1) -> str:
        wanted = _PIECE if size is None or size < 0 else size
        while len(self._left) < wanted and (some := self._some()):
            self._left += some
        text, self._left = self._left[:wanted], self._left[wanted:]
        return text

    def _some(self) -> str:
        if self.raised:
            return ""
        try:
            return "".join(islice(self._lines, _TOGETHER))
        except Exception as error:
            self.raised = error
            return ""
