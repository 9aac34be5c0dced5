"""Projects found: by a search, or because they hang on a case."""

from collections.abc import Iterable

from portal.workareas import Entry, Hit


def find(query: str, user) -> Iterable[Hit]:
    """Projects that match ``query``, of those ``user`` may see."""
    return ()


def on_case(case, user) -> Iterable[Entry]:
    """Projects and programmes that hang on ``case``, of those ``user`` may see."""
    return ()
