"""A mark of how far the history has come: another one as soon as anything tracked is written anywhere.

Whoever remembers something that was worked out from the database can so tell, in one query, that nothing it
may have read has changed since.
"""

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db import connection

TIMES = 3  # somebody who was done in the same moment is not taken for one who goes on
# Nobody else is in the middle of writing: what they have written, unseen, may have lower numbers than what is
# seen already. Who begins later gets higher ones: the numbers are given one at a time (tested). A snapshot
# tells of the whole server: who writes in another database is left out, when that is known for certain.
_QUIET = """
    NOT EXISTS (
        SELECT FROM pg_snapshot_xip(pg_current_snapshot()) AS writing (xid)
        WHERE NOT EXISTS (
            SELECT FROM pg_locks held JOIN pg_stat_activity who USING (pid)
            WHERE held.locktype = 'transactionid' AND held.transactionid = writing.xid::xid
              AND held.granted AND held.mode = 'ExclusiveLock' AND who.datname <> current_database()))
"""


def mark(*, but: Collection[str]) -> str | None:
    """A mark to be held against ``newest`` later; None while somebody else is writing anything at all.

    ``but`` names apps whose history does not count. Take it before anything is read.
    """
    for _time in range(TIMES):
        seen, is_quiet = _asked(f"{_newest(but)}, {_QUIET}")
        if is_quiet:
            return seen
    return None


def newest(*, but: Collection[str]) -> str:
    """The mark of what is committed by now."""
    return _asked(_newest(but))[0]


def _newest(but: Collection[str]) -> str:
    numbers = (f"(SELECT coalesce(max(pgh_id), 0) FROM {table})" for table in _tables(but))  # noqa: S608  our names
    return f"md5(ARRAY[{', '.join(numbers)}]::text)"


def _tables(but: Collection[str]) -> list[str]:
    events: list[Any] = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]
    counted = (each for each in events if each.pgh_tracked_model._meta.app_label not in but)
    return sorted(each._meta.db_table for each in counted)


def _asked(columns: str) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}")
        return cursor.fetchone()
