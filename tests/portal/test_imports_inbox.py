"""The drop folder: read in as its owner, once, put away, and told of by e-mail."""

import os
import threading
from pathlib import Path

import pytest

from portal.imports import inbox
from portal.imports.models import Batch
from portal.organisation.models import Organisation, Role
from tests.factories.portal import person
from tests.portal.importing import Societies, offer

pytestmark = pytest.mark.django_db
GOOD = b"Nyckel;Namn\na;Ett\n"
BAD = "Nyckel;Namn\na;Spärrad\nb;Två\n".encode()


@pytest.fixture(autouse=True)
def _kind(monkeypatch):
    offer(Societies(), monkeypatch)


@pytest.fixture
def owner():
    return person(Role.COORDINATOR, username="samordnare", email="samordnare@example.org")


def leave(folder, content=GOOD, login="samordnare", kind="foreningar", name="mina.csv", age=60.0):
    file = folder / login / kind / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    then = file.stat().st_mtime - age
    os.utime(file, (then, then))
    return file


def lies(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def names() -> dict[str, str]:
    return dict(Organisation.objects.filter(kind="voluntary").values_list("key", "short_name"))


def test_file_is_read_in_as_its_owner_and_put_away(tmp_path, owner, mailoutbox):
    leave(tmp_path)
    assert inbox.take_all(tmp_path) == 1
    batch = Batch.objects.get()
    assert (names(), batch.state, batch.applied_by) == ({"a": "Ett"}, "applied", owner)
    assert lies(tmp_path) == [f"klart/samordnare/foreningar/{batch.pk}-mina.csv"]
    (letter,) = mailoutbox
    assert (letter.to, letter.subject) == (["samordnare@example.org"], "Inläst: mina.csv")
    assert letter.body.startswith("Filen är inläst: 1 nya och 0 ändrade rader.\n\nhttp")
    assert letter.body.endswith(f"/inlasning/{batch.pk}/")


def test_bad_file_writes_nothing_and_is_told_of(tmp_path, owner, mailoutbox):
    leave(tmp_path, BAD)
    inbox.take_all(tmp_path)
    batch = Batch.objects.get()
    assert (names(), batch.state, batch.bad) == ({}, "checked", 1)
    assert lies(tmp_path) == [f"att-ratta/samordnare/foreningar/{batch.pk}-mina.csv"]
    assert mailoutbox[0].subject == "Inte inläst: mina.csv"
    assert "Ingenting är inläst. 1 rader ska rättas." in mailoutbox[0].body


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"login": "ingen"}, []),
        ({"login": "revisor"}, ["Du får inte läsa in filer av det här slaget."]),
        ({"kind": "finns-inte"}, ["Mappen är inget slag av fil som portalen läser in."]),
        ({"content": b""}, ["Filen är tom. Kontrollera att den är sparad och välj den igen."]),
    ],
)
def test_what_may_not_be_read_in_is_refused_in_words(tmp_path, owner, mailoutbox, more, told):
    person(Role.AUDITOR, username="revisor", email="revisor@example.org")
    leave(tmp_path, **more)
    inbox.take_all(tmp_path)
    assert (names(), Batch.objects.count()) == ({}, 0)
    assert [name.partition("/")[0] for name in lies(tmp_path)] == ["att-ratta"]
    assert [letter.body for letter in mailoutbox] == told


@pytest.mark.parametrize(
    "more", [{"age": 0.0}, {"name": ".mina.csv"}, {"name": "mina.csv.part"}, {"name": "~$mina.xlsx"}]
)
def test_file_that_is_being_written_is_left(tmp_path, owner, more):
    leave(tmp_path, **more)
    assert (inbox.take_all(tmp_path), names()) == (0, {})


def test_link_to_a_file_elsewhere_is_passed_by(tmp_path, owner):
    secret = tmp_path / "hemlig.csv"
    secret.write_bytes(GOOD)
    (tmp_path / "in" / "samordnare" / "foreningar").mkdir(parents=True)
    (tmp_path / "in" / "samordnare" / "foreningar" / "l.csv").symlink_to(secret)
    assert (inbox.take_all(tmp_path / "in"), names(), secret.exists()) == (0, {}, True)


def test_the_same_file_again_changes_nothing(tmp_path, owner, mailoutbox):
    leave(tmp_path)
    inbox.take_all(tmp_path)
    leave(tmp_path)
    inbox.take_all(tmp_path)
    assert (Batch.objects.count(), len(mailoutbox)) == (1, 2)


def test_file_a_worker_left_behind_is_taken_again(tmp_path, owner):
    file = leave(tmp_path / inbox.TAKEN, age=2 * inbox.FORGOTTEN)
    assert (inbox.take_all(tmp_path), file.exists(), names()) == (1, False, {"a": "Ett"})


def test_file_another_worker_holds_is_left(tmp_path, owner):
    leave(tmp_path / inbox.TAKEN, age=1.0)
    leave(tmp_path)
    assert (inbox.take_all(tmp_path), names()) == (0, {})


def test_watching_ends_when_told(tmp_path, settings):
    settings.INBOX_DIR = str(tmp_path)
    stop = threading.Event()
    stop.set()
    assert inbox.watch(stop) is None
