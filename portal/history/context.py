"""Who does something, through which door, and why: attached by triggers to every row the change writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pghistory
from pghistory import runtime


def acting(*, by, door: str, why: str = "", on_behalf: bool = False):
    """Open the history's context for what follows: ``with acting(by=user, door="import", why=...):``.

    ``by`` is a user, or None for the system itself. ``on_behalf`` marks "system, on behalf of" (a command
    run with a user's rights).
    """
    facts = {"user": by.pk if by else None, "door": door}
    if why:
        facts["why"] = why
    if on_behalf:
        facts["on_behalf"] = True
    return pghistory.context(**facts)


def because(why: str):
    """Add the reason to the context already open; asked for when something settled is corrected."""
    return pghistory.context(why=why)


@contextmanager
def act_of_its_own(why: str) -> Iterator[UUID]:
    """An act apart from the one that is open, with its who and door: what is written in it can be found, and
    taken back, alone. Answers the key of its context.
    """
    opened = getattr(runtime._tracker, "value", None)
    if opened is None:
        with pghistory.context(why=why) as act:
            yield act.id
        return
    act = runtime.Context(id=uuid4(), metadata={**opened.metadata, "why": why})
    runtime._tracker.value = act  # the library groups what is nested under the outermost
    try:
        yield act.id
    finally:
        runtime._tracker.value = opened
