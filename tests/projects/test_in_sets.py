"""A large file of reports says and stores what the same rows say and store one by one."""

import pytest
from django.db import transaction

from portal.imports import trying
from portal.imports.staging import proving
from tests.projects import reportworld as world

pytestmark = pytest.mark.django_db
ROWS = 120


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


@pytest.fixture
def watched(monkeypatch):
    """How many rows were proved plain by each trial in sets."""
    seen = []
    real = proving.try_in_sets

    def watching(*args):
        tried = real(*args)
        seen.append({status: number for status, number, _sign in tried.plain})
        return tried

    monkeypatch.setattr(trying, "try_in_sets", watching)
    return seen


@pytest.mark.parametrize("seed", range(4))
def test_rows_by_chance_come_to_the_same_both_ways(seed, monkeypatch, watched):
    world.make_world(ROWS)
    first = world.rows_by_chance(seed, ROWS)
    again = world.rows_by_chance(seed + 100, ROWS)
    mixed = [one if n % 3 else other for n, (one, other) in enumerate(zip(first, again, strict=True))]
    rows, sets = both_ways(monkeypatch, world.file_of(first), world.file_of(mixed))
    different = world.differing(rows, sets)
    assert different == []
    assert watched[0]["new"] > ROWS / 10
    assert watched[2]["unchanged"] > ROWS / 10


def test_good_rows_are_all_proved_and_stored_as_one_by_one(monkeypatch, watched):
    world.make_world(90)
    content = world.file_of([world.good_row(n) for n in range(90)])
    rows, sets = both_ways(monkeypatch, content, content + b"\r\n", scope="allt")
    different = world.differing(rows, sets)
    assert different == []
    assert watched == [{"new": 90}, {"new": 90}, {"unchanged": 90}, {"unchanged": 90}]
