"""What waits for a person in the projects, and which reports are due."""

from collections.abc import Iterable
from datetime import date

from portal.workareas import Expected, TodoItem


def waiting(user, today: date) -> Iterable[TodoItem]:
    """What waits for ``user`` on ``today``."""
    return ()


def expected(user, today: date) -> Iterable[Expected]:
    """The project reports that are due, of those ``user`` may know of."""
    return ()
