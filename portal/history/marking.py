"""A mark of how far the history has come: another one as soon as anything tracked is written anywhere.

Whoever remembers something that was worked out from the database can so tell, in one query, that nothing it
may have read has changed since.
"""

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db import connection

# Whoever writes has a number of their own as a transaction, and holds it until others see what was written.
# So does the server when it tidies up by itself: that is nobody's word, and it is nobody's session. A session
# that is gone when it is asked for is done; a transaction that is prepared for later has none.
_OTHERS = """
    SELECT EXISTS (
        SELECT FROM pg_locks held LEFT JOIN pg_stat_activity who USING (pid)
        WHERE held.locktype = 'transactionid' AND held.granted AND held.mode = 'ExclusiveLock'
          AND held.pid IS DISTINCT FROM pg_backend_pid()
          AND (held.pid IS NULL OR who.datname = current_database() AND who.usesysid IS NOT NULL))
"""


def mark(*, but: Collection[str]) -> str | None:
    """A mark to be held against ``newest`` later; None while somebody else is writing anything at all.

    What they have written, unseen, may have lower numbers than what is seen already. They are looked for
    afterwards: who was writing and is done by then is seen by all that is read from now on, and who begins
    later gets higher numbers, since these are given one at a time (tested).

    ``but`` names apps whose history does not count. Take it before anything is read.
    """
    seen = newest(but=but)
    (others,) = _asked(_OTHERS)
    return None if others else seen


def newest(*, but: Collection[str]) -> str:
    """The mark of what is committed by now."""
    return _asked(f"SELECT {_newest(but)}")[0]


def _newest(but: Collection[str]) -> str:
    numbers = (f"(SELECT coalesce(max(pgh_id), 0) FROM {table})" for table in _tables(but))  # noqa: S608  our names
    return f"md5(ARRAY[{', '.join(numbers)}]::text)"


def _tables(but: Collection[str]) -> list[str]:
    events: list[Any] = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]
    counted = (each for each in events if each.pgh_tracked_model._meta.app_label not in but)
    return sorted(each._meta.db_table for each in counted)


def _asked(sql: str) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()
