"""What a kind must know to be looked through in sets: what rows mean, which are plain, how to write them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

if TYPE_CHECKING:
    from portal.imports.columns import Column, ImportKind
    from portal.organisation.models import User

#: The temporary tables, each with ``_line``. ``staged``: the cells as text, by column key. ``read``: their
#: values, and ``_whole``: every cell of the row could be read by SQL. ``clean``: the rows proved ``new``,
#: ``changed`` or ``unchanged`` (``_status``), with ``_label`` and ``_href`` of the receipt and ``_record``,
#: the key of what the row will write or has found. Of a changed row ``_details`` is what the receipt says it
#: changes, in JSON, and ``_said`` the same in one text (``signing.said``), "" for others; the kind may add
#: columns.
STAGED, READ, CLEAN = "staged", "read", "clean"


class NotForSetsError(Exception):
    """The file is left to the way of a small one: somebody came between, or the database refused a set."""


@dataclass(frozen=True)
class Asked:
    """Who reads what in, and when; ``columns`` are those that the file has."""

    kind: "ImportKind"
    by: "User | None"
    now: datetime
    columns: "tuple[Column, ...]"

    @property
    def sets(self) -> "InSets":
        """The kind's part. NotForSetsError when it has none."""
        if self.kind.in_sets is None:
            raise NotForSetsError
        return self.kind.in_sets


@dataclass(frozen=True)
class Locked:
    """The rows of ``table`` that no one else may change meanwhile: those with the keys, each once, that
    ``keys`` answers with."""

    table: str
    keys: str


@dataclass(frozen=True)
class Rows:
    """What is written into ``columns`` of ``table``: the rows that ``sql`` answers with.

    ``packed``: it answers with texts of many rows of a few numbers each, quicker than with the rows; a row is
    ended by ``;``, its cells are parted by ``,`` and NULL is ``~``.
    """

    table: str
    columns: str
    sql: str
    params: Sequence[object] = ()
    packed: bool = False


class InSets:
    """A kind's part. SQL is over the temporary tables above; ``r`` stands for ``read``."""

    #: the model that a row's ``_record`` is a key of, as "app.model"
    record = ""
    #: what the new and the changed rows of ``clean`` are about, in the order in which everybody locks it
    locked: Sequence[Locked] = ()

    def ties(self, asked: Asked) -> Sequence[str]:
        """SQL over ``r``: rows that agree in one of these must be seen by the domain at the same time."""
        return ()

    def prove(self, asked: Asked) -> None:
        """Make the table ``clean``."""
        raise NotForSetsError

    def doubt_more(self, asked: Asked) -> Sequence[int]:
        """The lines of ``clean`` that the domain has to look at after all, now that it has written the
        doubtful."""
        return ()

    def rows(self, asked: Asked, moment: str) -> Sequence[Rows]:
        """What the new and the changed rows of ``clean`` write, table after table; ``moment`` is a word that
        stands for the time of writing."""
        return ()

    def look_again(self) -> None:
        """NotForSetsError when somebody came between ``prove`` and now, when all that is ``locked`` is."""


def execute(sql: str, params: Sequence[Any] = ()) -> int:
    """Run a statement, the history's context with it; answers how many rows it was about."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return cursor.rowcount


def rows_of(sql: str, params: Sequence[Any] = ()) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return cursor.fetchall()


@contextmanager
def copying() -> Iterator[CursorWrapper]:
    """A cursor for COPY, which says what the database refuses as Django does of any statement."""
    with connection.wrap_database_errors, connection.cursor() as cursor:
        yield cursor


def named(key: str) -> str:
    return connection.ops.quote_name(key)


def make_table(name: str, sql: str, params: Sequence[Any] = ()) -> None:
    """Make a temporary table of what the query answers; it is gone when the transaction is."""
    execute(f"DROP TABLE IF EXISTS pg_temp.{name}")
    execute(f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS {sql}", params)
    execute(f"ANALYZE {name}")


def next_key(table: str) -> str:
    """SQL of the next key of a table."""
    (sequence,) = rows_of("SELECT pg_get_serial_sequence(%s, 'id')", [table])[0]
    return f"nextval('{sequence}')"


def within(column: str, table: str, key: str) -> str:
    """SQL that is true of every row whose ``column`` is a ``key``, a number, of the temporary table.

    Said in numbers, so that the planner knows how little of a large table that is: what a file is about was
    mostly registered together.
    """
    least, greatest = rows_of(f"SELECT coalesce(min({key}), 0), coalesce(max({key}), 0) FROM {table}")[0]
    return f"{column} BETWEEN {least} AND {greatest}"
