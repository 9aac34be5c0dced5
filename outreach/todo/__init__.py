"""What waits for a person in outreach: a module per kind of work, each with ``waiting``."""

from collections.abc import Callable, Iterable
from datetime import date

from outreach import access
from outreach.todo import activities, mapping, materials
from portal.organisation.models import User
from portal.workareas import TodoItem

PARTS: tuple[Callable[[User, date], Iterable[TodoItem]], ...] = (
    activities.waiting,
    mapping.waiting,
    materials.waiting,
)


def waiting(user: User, today: date) -> Iterable[TodoItem]:
    """What waits for ``user`` on ``today``; nothing for who does not work with outreach."""
    if not access.may_read_outreach(user):
        return
    for part in PARTS:
        yield from part(user, today)
