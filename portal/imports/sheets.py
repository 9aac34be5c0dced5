"""A file as rows of text: what every reader of files gives, and what it says when it cannot."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

MAX_ROWS = 1_000_000
MAX_COLUMNS = 200


class UnreadableFile(ValueError):
    """The file as a whole cannot be read: what is wrong, what to do, and on which line if it is known."""

    def __init__(self, message: str, remedy: str = "", line: int | None = None):
        super().__init__(f"{message} {remedy}".strip())
        self.message, self.remedy, self.line = message, remedy, line
        self.unknown: list[str] = []  # headings the user may leave out, or say the meaning of
        self.absent: list[str] = []  # the columns they may mean, by key


class SourceRow(NamedTuple):
    """A row of the file: the line it begins on (XLSX: its row number) and its cells as text."""

    line: int
    cells: list[str]

    @property
    def is_blank(self) -> bool:
        return not "".join(self.cells).strip()


@dataclass
class Sheet:
    """The heading row and the rows after it, blank ones left out. ``detected`` says how the file was read."""

    heading: SourceRow
    rows: Iterable[SourceRow]
    detected: dict[str, Any] = field(default_factory=dict)
