"""Who does something, through which door, and why: attached by triggers to every row the change writes."""

import pghistory


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
