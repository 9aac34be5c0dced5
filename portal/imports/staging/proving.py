"""A large file tried in sets: plain rows told apart in SQL, the doubtful ones by the domain."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction

from portal.database.transactions import set_for_transaction
from portal.history.marking import mark
from portal.imports.columns import RowResult
from portal.imports.handing_over import hand_over
from portal.imports.headings import Matched, Said
from portal.imports.matching import read_rows
from portal.imports.sheets import Sheet
from portal.imports.signing import SIGN, fingerprint
from portal.imports.staging.doubtful import pieces
from portal.imports.staging.judging import CLEAN, Asked, NotForSetsError, execute, rows_of
from portal.imports.staging.loading import load
from portal.imports.staging.locking import lock_now
from portal.imports.staging.reading import read_in_sets
from portal.imports.staging.spool import Spool
from portal.imports.staging.written import write_now
from portal.organisation.models import User

# A few large joins of tables that are new: a small sample is enough to plan them by. What a file is about was
# read a moment ago: a row by its key costs little more than the next row.
PLANNED = {"jit": "off", "default_statistics_target": "10", "random_page_cost": "1.1"}
# For what proves. The triggers of what is written have as little as those of any COPY: to be given new pages
# of memory cost them more than the files they otherwise use.
ROOM = {"work_mem": "64MB"}
OWN = ("imports", "files")  # what an import says of itself: no rule asks of it
REFUSED = (ValidationError, IntegrityError, DataError)  # what is said of a set may be meant of one row of it
_COUNTED = f"SELECT _status, count(*), sum({SIGN}) FROM {CLEAN} GROUP BY 1"


@dataclass
class TriedInSets:
    """As ``trying.Tried``. What became of the plain rows stands in the table ``clean``, as long as the
    transaction lasts; of the doubtful in the ``spool``. ``mark``: how far the history had come before."""

    detected: dict[str, Any]
    record: str
    spool: Spool = field(default_factory=Spool)
    plain: list[tuple[str, int, Any]] = field(default_factory=list)
    mark: str | None = None

    @property
    def results(self) -> list[RowResult]:
        """What became of every row, without its details; to be asked for in the transaction."""
        plain = rows_of(f"SELECT _line, _status, _label FROM {CLEAN}")
        rows = [*self.spool.results(), *(RowResult(*row) for row in plain)]
        return sorted(rows, key=lambda row: row.line)

    @property
    def refused(self) -> list[RowResult]:
        """The bad rows in the order of the file."""
        rows = (row for row in self.spool.results() if row.status == "bad")
        return sorted(rows, key=lambda row: row.line)

    @property
    def rows(self) -> int:
        return sum(number for _status, number, _sign in self.plain) + self.spool.counts.total()

    def count(self, status: str) -> int:
        plain = sum(number for each, number, _sign in self.plain if each == status)
        return plain + self.spool.counts[status]

    @property
    def fingerprint(self) -> str:
        counts = Counter({status: number for status, number, _sign in self.plain}) + self.spool.counts
        return fingerprint(counts, [self.spool.sign, *(int(sign) for *_told, sign in self.plain)])

    def may_be_kept(self, *, good_rows: bool) -> bool:
        bad = self.count("bad")
        return bad < self.rows if good_rows else bad == 0


class _AgainError(Exception):
    """Rows taken for plain have to be seen by the domain after all: those on ``lines``."""

    def __init__(self, lines: Sequence[int]):
        self.lines = list(lines)


class _TakenBackError(Exception):
    """Takes back what was written since the savepoint."""


def try_in_sets(
    sheet: Sheet, matched: Matched, asked: Asked, said: Said, keep: Callable[[TriedInSets], bool]
) -> TriedInSets:
    """Read the rows and say what becomes of each; what is written stays only if ``keep`` says so.

    NotForSetsError when the file has to go the way of a small one; then nothing is written.
    """
    kind = asked.kind
    seen = mark(but=OWN)
    asked = replace(asked, by=_afresh(asked.by))
    set_for_transaction(PLANNED | ROOM)
    load(sheet.rows, matched, said.cells)
    read_in_sets(asked.columns, [column for column in kind.columns if column not in asked.columns])
    _prove(asked)
    while True:
        try:
            tried = _tried(sheet, matched, asked, said, keep)
        except _AgainError as again:  # what was done to ``clean`` meanwhile is taken back too
            execute(f"DELETE FROM {CLEAN} WHERE _line = ANY (%s)", [again.lines])
        else:
            tried.mark = seen
            return tried


def _prove(asked: Asked) -> None:
    """NotForSetsError when a figure is one that SQL cannot count with: the domain may."""
    try:
        with transaction.atomic():
            asked.sets.prove(asked)
    except DataError as error:
        raise NotForSetsError from error


def _afresh(by: User | None) -> User | None:
    """Who asks, with the rights of this moment: what was read of them may be older than the mark."""
    return by and User.objects.get(pk=by.pk)


def _tried(
    sheet: Sheet, matched: Matched, asked: Asked, said: Said, keep: Callable[[TriedInSets], bool]
) -> TriedInSets:
    sets = asked.sets
    tried = TriedInSets(sheet.detected, sets.record)
    try:
        with transaction.atomic():
            for piece in pieces(sets.ties(asked), matched):
                read = read_rows(asked.kind, matched, piece, said.cells)
                tried.spool.add(hand_over(asked.kind, read, by=asked.by, now=asked.now))
            if lines := sets.doubt_more(asked):
                raise _AgainError(lines)
            tried.plain = rows_of(_COUNTED)
            if not keep(tried):
                raise _TakenBackError
            lock_now(sets.locked)
            sets.look_again()
            write_now(asked)
            connection.check_constraints()
    except _TakenBackError:
        pass
    except REFUSED as error:
        raise NotForSetsError from error
    return tried
