"""What is stored, as the cells of a file, written by the database: one statement, however many the rows.

A kind says what each cell holds as SQL over the columns of its rows; how numbers, days and texts stand in a
file is said here, as ``portal.content.writers_cells`` says it for Python. A test holds the two together.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import QuerySet

from portal.content.writers_csv import csv_heading
from portal.database.transactions import set_for_transaction
from portal.imports.columns import Column

BLOCK = 1 << 18  # bytes a piece
# As writers_cells.guarded and csv.writer: what may start a formula, and what must stand within quotes
_FORMULA = r"^['\"]*[=+\-@\t\r]"
_TO_QUOTE = ("';'", "'\"'", "chr(10)", "chr(13)")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"v": b"\v"}


@dataclass(frozen=True)
class Cell:
    """What a cell holds, as SQL, and how a CSV file writes it. ``is_text``: what may need a guard."""

    sql: str
    csv: str
    is_text: bool = False


def number(sql: str) -> Cell:
    """A number: no trailing zeros, decimal comma."""
    return Cell(f"trim_scale({sql})", f"replace(trim_scale({sql})::text, '.', ',')")


def whole(sql: str) -> Cell:
    """A whole number, or another value that is written as the database writes it."""
    return Cell(sql, f"({sql})::text")


def text(sql: str) -> Cell:
    """A text as somebody wrote it: guarded against formulas, quoted where it must be."""
    return Cell(sql, sql, is_text=True)


def day(sql: str) -> Cell:
    """A date; in CSV 2026-11-22."""
    return Cell(sql, f"to_char({sql}, 'YYYY-MM-DD')")


def word(sql: str) -> Cell:
    """A word of our own, which needs neither guard nor quotes."""
    return Cell(sql, sql)


def in_words(sql: str, words: Mapping[Any, str]) -> Cell:
    """A code as its word: ``words`` is code -> word; nothing for another code."""
    arms = " ".join(f"WHEN {_literal(str(code))} THEN {_literal(said)}" for code, said in words.items())
    return word(f"CASE ({sql})::text {arms} END")


def yes_no(sql: str) -> Cell:
    return word(f"CASE WHEN {sql} THEN 'Ja' WHEN NOT {sql} THEN 'Nej' END")


# A file is read from one end to the other: to look each row up in a loop is never the quickest way, though it
# looks so to a database that has not counted yet what an import has just written. And it takes its time.
_OF_A_FILE = {"enable_nestloop": "off", "statement_timeout": "10min"}
NOTHING = word("NULL")  # under a heading that the kind writes nothing beneath


@dataclass(frozen=True)
class Written:
    """``rows``: ``values()`` without order; ``order``: those of its names that the file is ordered by;
    ``cells``: column key -> Cell over its names. ``beside``: what is joined to each row, as SQL.

    Everything is said in one statement without subqueries that must be made first, so that several workers
    of the database may write lines at once.
    """

    rows: QuerySet
    order: Sequence[str]
    cells: Mapping[str, Cell]
    beside: str = ""

    def csv(self, columns: Sequence[Column]) -> Iterator[bytes]:
        """The file in pieces. The database has made all of it when the first one comes, so that what goes
        wrong is told on a page, and a slow reader keeps nobody waiting."""
        parts = [self._part(column) for column in columns]
        with TemporaryFile() as file:
            self._copy("concat_ws(';', " + ", ".join(parts) + ")", file)
            file.seek(0)
            yield csv_heading([column.heading for column in columns]).encode()
            yield from _lines(file)

    def values(self, columns: Sequence[Column]) -> Iterator[tuple]:
        """The rows as values; memory stays flat."""
        asked = ", ".join((self.cells.get(column.key) or NOTHING).sql for column in columns)
        statement = self._statement(asked)
        if statement is None:
            return
        with _unhurried(), connection.chunked_cursor() as cursor:
            cursor.execute(*statement)
            while rows := cursor.fetchmany(2000):
                yield from rows

    def _part(self, column: Column) -> str:
        cell = self.cells.get(column.key) or NOTHING
        return f"coalesce({_quoted(cell.csv) if cell.is_text else cell.csv}, '')"

    def _statement(self, asked: str) -> tuple[str, Sequence[Any]] | None:
        try:
            inner, parameters = self.rows.order_by().query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            return None
        asked, beside, order = asked.replace("%", "%%"), self.beside.replace("%", "%%"), ", ".join(self.order)
        statement = f"SELECT {asked} FROM ({inner}) AS row {beside} ORDER BY {order}"  # noqa: S608 (our own)
        return statement, parameters

    def _copy(self, line: str, file: IO[bytes]) -> None:
        statement = self._statement(line)
        if statement is None:
            return
        with _unhurried(), connection.cursor() as cursor:
            asked = cursor.mogrify(*statement).decode()
            cursor.copy_expert(f"COPY ({asked}) TO STDOUT", file)


@contextmanager
def _unhurried() -> Iterator[None]:
    """One transaction, set for what a file takes."""
    with transaction.atomic():
        set_for_transaction(_OF_A_FILE)
        yield


def _quoted(sql: str) -> str:
    """The text as it stands in a CSV cell. Most need nothing, which a look at each sign tells quickest."""
    plain = " AND ".join(f"strpos({sql}, {sign}) = 0" for sign in _TO_QUOTE)
    formula = f"ascii({sql}) < 65 AND {sql} ~ {_literal(_FORMULA)}"  # letters begin at 65
    guarded = f"CASE WHEN {formula} THEN '''' || {sql} ELSE {sql} END"
    quoted = f"""'"' || replace({guarded}, '"', '""') || '"'"""
    return f"CASE WHEN {sql} = '' THEN '' WHEN {plain} THEN {guarded} ELSE {quoted} END"


def _literal(words: str) -> str:
    """The words as an SQL literal; backslashes stand for themselves."""
    return "'" + words.replace("'", "''") + "'"


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """COPY's own writing as ours: a line is ended by CR LF, and what COPY has escaped stands as it is."""
    while block := file.read(BLOCK):
        block += file.readline()
        block = block.replace(b"\n", b"\r\n")
        yield re.sub(rb"\\(.)", _unescaped, block) if b"\\" in block else block


def _unescaped(found: re.Match[bytes]) -> bytes:
    return _ESCAPES.get(found[1], found[1])
