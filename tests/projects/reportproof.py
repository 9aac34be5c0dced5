"""Large files that are looked at and confirmed, and what was proved of them meanwhile."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings

from portal.history.context import acting
from portal.imports import running
from portal.organisation.models import Organisation, Role, User
from tests.factories.portal import person
from tests.projects import reportworld as world
from tests.projects.reportways import in_sets, watch

ROWS, LATER = 12, world.NOW + timedelta(hours=2)
GOOD = world.file_of([world.good_row(n) for n in range(ROWS)])
NORRMALM = world.file_of([world.good_row(n) for n in range(1, ROWS, 3)])


def begin(monkeypatch) -> list[dict[str, int]]:
    """A world, and a list in which every reading and proving of a file leaves its mark, from now on."""
    world.make_world(ROWS)
    in_sets(monkeypatch)
    return watch(monkeypatch)


def look(content: bytes = GOOD, by: User | None = None):
    return running.receive(kind=world.KIND, name="fil.csv", content=content, by=by, now=world.NOW)


def confirm(batch, by: User | None = None, now=LATER):
    with acting(by=by, door="test"):
        return running.apply(batch=batch, kind=world.KIND, scope="allt", by=by, now=now)


def manager() -> User:
    return person(Role.PROJECT_MANAGER, Organisation.objects.get(key="norrmalm"))


def file_of(batch) -> Path:
    return settings.PROOFS_DIR / batch.proof.name
