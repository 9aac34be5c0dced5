"""The embedded server: one for all who ask, gone with the last, back after any death."""

import os
import shutil
import signal
import socket
import stat
import subprocess
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import IntegrityError

from portal.database import cluster, embedded
from portal.database.binaries import program
from portal.database.place import Place, usable_place
from portal.database.refusal import Unusable
from portal.database.serveruser import server_user
from tests.factories.portal import OrganisationFactory
from tests.portal.server import Joined, alive, own_folder

pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
def made():
    """A data folder with a server made in it, stopped."""
    with own_folder() as folder:
        Joined(folder).leave()
        yield folder


@pytest.fixture
def folder(made):
    with own_folder(like=made) as copy:
        yield copy


@pytest.fixture
def empty():
    with own_folder() as folder:
        yield folder


def place_in(folder: Path) -> Place:
    return Place(folder, settings.EMBEDDED_POSTGRES)


def test_two_at_once_join_one_server_and_the_last_one_stops_it(empty):
    first, second = Joined(empty), Joined(empty)
    server = first.server()
    assert second.server() == server
    assert first.leave() == 0
    assert alive(server)
    assert second.leave(signal.SIGTERM) == 128 + signal.SIGTERM
    assert not alive(server)


def test_a_server_whose_starter_was_killed_is_joined_and_stopped(folder):
    killed = Joined(folder)
    server = killed.server()
    killed.leave(signal.SIGKILL)
    assert alive(server)
    heir = Joined(folder)
    assert heir.server() == server
    heir.leave()
    assert not alive(server)


def test_a_killed_server_comes_back_with_its_rows(folder):
    first = Joined(folder)
    os.kill(first.server(), signal.SIGKILL)
    first.leave(signal.SIGKILL)
    # the number in the stale pid file now belongs to another program of the server's user
    place = place_in(folder)
    user = server_user(place.data)
    other = subprocess.Popen(["/bin/sleep", "60"], user=user.pw_uid if user else None)
    stale = place.data / "postmaster.pid"
    stale.write_text("\n".join([str(other.pid), *stale.read_text().split("\n")[1:]]))
    second = Joined(folder)
    server = second.server()
    assert alive(server)
    second.leave()
    assert not alive(server)
    other.kill()
    other.wait()


def test_a_half_made_data_folder_is_made_again(empty):
    half = place_in(empty).data.with_suffix(".new")
    half.mkdir()
    (half / "PG_VERSION").write_text(settings.EMBEDDED_POSTGRES)
    joined = Joined(empty)
    assert alive(joined.server())
    joined.leave()
    assert not half.exists()


def test_a_server_that_cannot_start_says_why_at_once(folder):
    place = place_in(folder)
    (place.data / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(Unusable) as no:
        cluster.start(place)
    assert str(no.value).startswith(f"Databasen i {place.data} startade inte: ")
    assert "no_such_setting" in str(no.value)


IN_USE = "FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use"
ORPHANS = ["LOG:  could not send data to client: Broken pipe", "FATAL:  connection to client lost"]


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ([IN_USE, "HINT:  Terminate any old server processes.", "LOG:  database system is shut down"], True),
        ([IN_USE, "LOG:  database system is shut down", *ORPHANS, *ORPHANS], True),
        (['FATAL:  lock file "postmaster.pid" already exists'], True),
        (["LOG:  database system was shut down in recovery", "PANIC:  could not locate a checkpoint"], False),
        (['FATAL:  configuration file "postgresql.conf" contains errors', *ORPHANS], False),
        ([""], False),
    ],
)
def test_a_refusal_passes_when_the_sessions_of_a_killed_server_were_its_reason(said, again):
    assert cluster.passing(said) is again


@pytest.mark.django_db
def test_the_door_is_a_closed_folder_and_a_password():
    sockets = embedded.join()
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name IN ('listen_addresses', 'port') ORDER BY 1"
        )
        assert cursor.fetchall() == [("listen_addresses", ""), ("port", "5432")]
    for user in ("postgres", "portal_owner", "portal_app"):
        with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
            psycopg2.connect(host=str(sockets), user=user, password="fel", dbname="portal")


@pytest.mark.django_db
def test_the_servers_log_repeats_nothing_that_people_wrote():
    place = place_in(settings.DATA_DIR)
    before = place.log.stat().st_size
    OrganisationFactory(key="hemlighet")
    with pytest.raises(IntegrityError, match="hemlighet"), transaction.atomic():
        OrganisationFactory(key="hemlighet")
    with place.log.open(encoding="utf-8") as log:
        log.seek(before)
        said = log.read()
    assert "duplicate key value violates unique constraint" in said
    assert "hemlighet" not in said


def test_a_folder_with_a_space_is_refused(tmp_path):
    folder = tmp_path / "min mapp"
    with pytest.raises(Unusable) as no:
        usable_place(folder, "18")
    assert str(no.value) == (
        f"Datamappen '{folder}' har ett mellanslag eller annat tecken som PostgreSQL inte klarar. "
        "Välj en annan mapp med DATA_DIR."
    )
    assert not folder.exists()


def test_a_path_too_long_for_a_socket_is_refused_and_one_that_just_fits_is_not(tmp_path):
    room = 107 - len("/s18/.s.PGSQL.5432") - len(f"{tmp_path}/")
    assert usable_place(tmp_path / ("x" * room), "18").folder.is_dir()
    folder = tmp_path / ("x" * (room + 1))
    with pytest.raises(Unusable) as no:
        usable_place(folder, "18")
    assert str(no.value) == (
        f"Datamappens sökväg {folder} är för lång för en socket. Välj en kortare med DATA_DIR."
    )


def test_a_folder_that_cannot_be_written_in_is_refused(tmp_path):
    (tmp_path / "upptagen").write_text("en fil, ingen mapp")
    folder = tmp_path / "upptagen" / "data"
    with pytest.raises(Unusable) as no:
        usable_place(folder, "18")
    assert str(no.value) == (
        f"Det går inte att skriva i datamappen {folder} (Not a directory). Välj en annan mapp med DATA_DIR."
    )


def test_an_unknown_version_is_refused():
    with pytest.raises(Unusable) as no:
        program("initdb", "17")
    assert str(no.value) == "EMBEDDED_POSTGRES=17 finns inte. Välj 18 eller 16."
    assert program("initdb", "16").exists()


def test_nobody_listening_is_no_answer(empty):
    place = place_in(empty)
    assert not cluster.answers(place)
    place.sockets.mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(place.socket))
        assert not cluster.answers(place)
        listener.listen()
        assert cluster.answers(place)
    shutil.rmtree(place.sockets)
