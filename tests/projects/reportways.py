"""The two ways of a file of reports, row by row and in sets, to be held against each other."""

from django.db import transaction

from portal.imports import trying
from tests.projects import reportworld as world


class _UndoneError(Exception):
    pass


def by_rows(monkeypatch) -> None:
    monkeypatch.setattr(trying, "LARGE", 10**9)


def in_sets(monkeypatch) -> None:
    """Every file is large; one that falls back to the way of the small ones is no proof of anything."""
    monkeypatch.setattr(trying, "LARGE", 1)


def taken_back(act):
    """What ``act`` answers, with everything it wrote taken back."""
    found = None
    try:
        with transaction.atomic():
            found = act()
            raise _UndoneError
    except _UndoneError:
        return found


def outcome_of(*files: bytes, scope: str = "goda"):
    batches = [world.read_in(content, scope=scope) for content in files]
    return [world.told(batch) for batch in batches], world.stored()


def both_ways(monkeypatch, *files: bytes, scope: str = "goda"):
    """What the files say and store, row by row and in sets."""
    by_rows(monkeypatch)
    one = taken_back(lambda: outcome_of(*files, scope=scope))
    in_sets(monkeypatch)
    return one, taken_back(lambda: outcome_of(*files, scope=scope))


def watch(monkeypatch) -> list[dict[str, int]]:
    """How many rows were proved plain by each trial in sets, from now on."""
    seen = []
    real = trying.try_in_sets

    def watching(*args):
        tried = real(*args)
        seen.append({status: number for status, number, _sign in tried.plain})
        return tried

    monkeypatch.setattr(trying, "try_in_sets", watching)
    return seen
