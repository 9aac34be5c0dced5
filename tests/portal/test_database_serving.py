"""``prepare`` and ``up`` against a server that is not ours: what they ask of it, and what they survive."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from portal.database import cluster
from portal.database.binaries import program
from portal.database.clients import run_client
from portal.database.place import Place
from tests.portal.server import ROOT, Joined, own_folder

pytestmark = pytest.mark.database
DATABASE = "verklig"


class RealServer:
    """A server with a migrated database, reached by address only, as a city's own server would be."""

    def __init__(self, folder: Path):
        self.place = Place(folder, settings.EMBEDDED_POSTGRES)
        self.holder = Joined(folder)
        self.holder.server()

    def url(self, role: str, database: str = DATABASE) -> str:
        password = (self.place.folder / "secrets" / role).read_text()
        return f"postgres://{role}:{password}@{str(self.place.sockets).replace('/', '%2F')}/{database}"

    def run(self, role: str, statement: str, database: str = DATABASE) -> None:
        password = (self.place.folder / "secrets" / role).read_text()
        door = psycopg2.connect(host=str(self.place.sockets), user=role, password=password, dbname=database)
        door.autocommit = True
        try:
            door.cursor().execute(statement)
        finally:
            door.close()


@pytest.fixture(scope="module")
def server(django_db_setup, django_db_blocker):
    """The tests' own migrated database, copied to a server of its own."""
    with own_folder() as folder, django_db_blocker.unblock():
        made = RealServer(folder)
        made.run("portal_owner", f"CREATE DATABASE {DATABASE}", "portal")
        connection.close()
        run_client("pg_dump", "--no-owner", "--no-privileges", "--file", folder / "dump.sql")
        psql = str(program("psql", settings.EMBEDDED_POSTGRES))
        quiet = ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
        script = ["--file", str(folder / "dump.sql"), made.url("portal_owner")]
        subprocess.run([psql, *quiet, *script], check=True)
        yield made
        made.holder.leave()


def begin(server: RealServer, *command: str, **environment: str) -> subprocess.Popen:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    real = {"DATABASE_URL": server.url("portal_app"), "SECRET_KEY": "x" * 60, "HTTPS": "0"}
    return subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={**kept, "DATA_DIR": str(server.place.folder / "portal"), **real, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def test_prepare_lays_down_rights_as_the_owner_and_goes_on_without_one(server):
    owner = {"DATABASE_OWNER_URL": server.url("portal_owner")}
    assert ended(begin(server, "prepare", **owner)) == (0, "Databasen är färdig.\n", "")
    assert ended(begin(server, "prepare")) == (0, "Databasen är färdig.\n", "")


def test_prepare_without_the_owner_names_the_grants_that_are_missing(server):
    assert ended(begin(server, "prepare", DATABASE_OWNER_URL=server.url("portal_owner")))[0] == 0
    server.run("portal_owner", "REVOKE INSERT, DELETE ON cases_case, comments_comment FROM portal_app")
    server.run("portal_owner", "REVOKE SELECT ON django_migrations FROM portal_app")
    assert ended(begin(server, "prepare")) == (
        2,
        "",
        "Databasen är inte färdig. Rollen portal_app saknar: SELECT på django_migrations; "
        "INSERT på cases_case, comments_comment; DELETE på cases_case, comments_comment. "
        "Sätt DATABASE_OWNER_URL med rollen som äger tabellerna.\n",
    )


def test_an_empty_database_is_laid_out_once_by_two_who_come_at_once_and_by_nobody_without_the_owner(server):
    server.run("portal_owner", "CREATE DATABASE tom", "portal")
    empty = {"DATABASE_URL": server.url("portal_app", "tom")}
    code, out, err = ended(begin(server, "prepare", **empty))
    assert (code, out) == (2, "")
    assert re.sub("[0-9]+", "N", err) == (
        "Databasen är inte färdig. N migreringar är inte gjorda. Rollen portal_app saknar: "
        "CREATE på schemat public (tabellerna ska göras av ägaren). "
        "Sätt DATABASE_OWNER_URL med rollen som äger tabellerna.\n"
    )
    owner = {"DATABASE_OWNER_URL": server.url("portal_owner", "tom")}
    two = [begin(server, "prepare", **empty, **owner) for _ in range(2)]
    said = sorted(re.sub("[0-9]+", "N", out) for code, out, err in map(ended, two) if (code, err) == (0, ""))
    assert said == [
        "Databasen är färdig.\n",
        "Lägger upp databasen (N migreringar) ...\nDatabasen är färdig.\n",
    ]


def test_the_owner_is_refused_as_the_application(server):
    assert ended(begin(server, "prepare", DATABASE_URL=server.url("portal_owner"))) == (
        2,
        "",
        "Rollen portal_owner i DATABASE_URL är superanvändare eller äger tabellerna, "
        "så historiken vore oskyddad. Ange en egen roll för portalen i DATABASE_URL "
        "och ägaren i DATABASE_OWNER_URL.\n",
    )


def answer(port: int, path: str) -> tuple[int, bytes]:
    door = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        door.request("GET", path, headers={"Host": "localhost"})
        response = door.getresponse()
        return response.status, response.read()
    finally:
        door.close()


def eventually(port: int, path: str, status: int) -> bytes:
    """Ask until the answer is ``status``, at most half a minute."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            found, body = answer(port, path)
        except OSError:
            found, body = 0, b""
        if found == status:
            return body
        time.sleep(0.1)
    raise AssertionError(f"{path} answers {found}, not {status}: {body!r}")


def test_the_portal_serves_says_503_without_its_database_recovers_and_ends_in_order(server):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    owner = {"DATABASE_OWNER_URL": server.url("portal_owner")}
    portal = begin(server, "up", PORT=str(port), **owner)
    try:
        assert json.loads(eventually(port, "/halsa/", 200)) == {"status": "ok"}
        cluster.stop(server.place)
        assert json.loads(eventually(port, "/halsa/", 503)) == {"status": "fel"}
        assert "Portalen svarar inte just nu" in answer(port, "/logga-in/")[1].decode()
        cluster.start(server.place)
        assert json.loads(eventually(port, "/halsa/", 200)) == {"status": "ok"}
        assert answer(port, "/")[0] == 302
    finally:
        portal.send_signal(signal.SIGTERM)
        code, out, err = ended(portal)
    # the worker falls, and is started again, each time it asks the database while that is away
    said = out.replace("Bakgrundsarbetaren stannade och startas om.\n", "")
    assert (code, said) == (
        0,
        f"\nSamverkansportalen: http://127.0.0.1:{port}\n\n\nCtrl-C stoppar portalen.\n",
    )
    assert "Traceback" not in err
    with socket.socket() as probe, pytest.raises(ConnectionRefusedError):
        probe.connect(("127.0.0.1", port))
