"""What waits for a person among the agreements: a module per kind of work, each with ``waiting``."""

from collections.abc import Callable, Iterable
from datetime import date

from funding import access
from funding.todo import booking, reporting, settling, signing, warnings
from portal.organisation.models import User
from portal.workareas import TodoItem

PARTS: tuple[Callable[[User, date], Iterable[TodoItem]], ...] = (
    signing.waiting,
    reporting.waiting,
    settling.waiting,
    booking.waiting,
    warnings.waiting,
)


def waiting(user: User, today: date) -> Iterable[TodoItem]:
    """What waits for ``user`` on ``today``; nothing for who does not work with agreements."""
    if not access.may_list_agreements(user):
        return
    for part in PARTS:
        yield from part(user, today)
