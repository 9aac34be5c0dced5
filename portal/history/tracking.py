"""Which models have a history, said once: every insert, update and delete, also in bulk and by SQL.

The rows are written by database triggers, a statement at a time (row by row is quadratic under COPY).
"""

import pghistory
import pgtrigger


def tracked(*, exclude: list[str] | None = None):
    """Decorate a model so that every change of it is kept: who, when, before, after, through which door, why.

    ``exclude`` names fields whose content must not be copied into the history (derived search text).
    """
    return pghistory.track(
        pghistory.InsertEvent(level=pgtrigger.Statement),
        pghistory.UpdateEvent(level=pgtrigger.Statement),
        pghistory.DeleteEvent(level=pgtrigger.Statement),
        exclude=exclude or [],
    )
