"""Whatever is wrong at the start: one clear line on stderr, exit code 2, no traceback, nothing started."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.portal.server import ROOT, own_folder

pytestmark = pytest.mark.database


def start(folder: Path, *command: str, **environment: str) -> subprocess.Popen:
    """Begin ``manage.py command`` with the portal's own settings and this environment only."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={**kept, "DATA_DIR": str(folder), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def refusals(cases: dict[str, subprocess.Popen]) -> dict[str, tuple[int, str, str]]:
    """Wait for all; answer (exit code, stdout, stderr) of each."""
    found = {}
    for name, process in cases.items():
        out, err = process.communicate(timeout=120)
        found[name] = (process.returncode, out, err)
    return found


REAL = {"SECRET_KEY": "x" * 60}
WANTED = {
    "another database": "DATABASE_URL är ingen adress till PostgreSQL. "
    "Den ska se ut så här: postgres://roll:lösenord@värd:5432/databas\n",
    "a port in letters": "DATABASE_URL går inte att läsa. "
    "Den ska se ut så här: postgres://roll:lösenord@värd:5432/databas\n",
    "no secret key": "SECRET_KEY saknas. Den krävs när DATABASE_URL är satt.\n",
    "nobody listens": "Databasen svarar inte. Kontrollera DATABASE_URL och att servern är igång: "
    'connection to server at "127.0.0.1", port {free} failed: Connection refused '
    "Is the server running on that host and accepting TCP/IP connections?\n",
    "a space": "Datamappen '{folder}/min mapp' har ett mellanslag eller annat tecken "
    "som PostgreSQL inte klarar. Välj en annan mapp med DATA_DIR.\n",
    "a file": "Det går inte att läsa och skriva i datamappen {folder}/fil (Not a directory). "
    "Välj en annan mapp med DATA_DIR.\n",
    "port taken": "Porten {taken} på 127.0.0.1 går inte att använda (Address already in use). "
    "Stoppa det som lyssnar där eller välj en annan med PORT.\n",
    "no such version": "EMBEDDED_POSTGRES=17 finns inte. Välj 18 eller 16.\n",
}


def test_every_wrong_start_is_one_clear_line():
    with own_folder() as folder, socket.socket() as taken, socket.socket() as free:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        free.bind(("127.0.0.1", 0))  # bound and not listening: refuses, and nobody else gets the number
        (folder / "fil").write_text("ingen mapp")
        numbers = {"taken": taken.getsockname()[1], "free": free.getsockname()[1]}
        nowhere = f"postgres://a:hemligt@127.0.0.1:{numbers['free']}/x"
        cases = {
            "another database": start(folder, "up", DATABASE_URL="mysql://a:hemligt@b/c", **REAL),
            "a port in letters": start(folder, "prepare", DATABASE_URL="postgres://a:hemligt@b:x/c", **REAL),
            "no secret key": start(folder, "prepare", DATABASE_URL=nowhere),
            "nobody listens": start(folder, "up", DATABASE_URL=nowhere, PORT="0", **REAL),
            "a space": start(folder / "min mapp", "prepare"),
            "a file": start(folder / "fil", "prepare"),
            "port taken": start(folder, "up", PORT=str(numbers["taken"])),
            "no such version": start(folder, "migrate", EMBEDDED_POSTGRES="17"),
        }
        told = {name: line.format(folder=folder, **numbers) for name, line in WANTED.items()}
        assert refusals(cases) == {name: (2, "", told[name]) for name in cases}
        assert not list(folder.glob("postgres-*/postmaster.pid"))


def test_a_command_that_needs_no_database_starts_none():
    with own_folder() as folder:
        (code, _, err) = refusals({"check": start(folder, "check")})["check"]
        assert (code, err) == (0, "")
        assert [path.name for path in folder.iterdir()] == ["secrets"]


def test_a_folder_that_is_closed_is_passed_by_root_and_named_to_others(tmp_path):
    """Root lends the server another user, and the one right it needs to pass; no folder is opened for it.

    Any command that asks the database makes and starts the server as ``prepare`` does; this makes no tables.
    """
    shut = tmp_path / "closed"
    shut.mkdir(mode=0o700)
    data = shut / "data"
    data.mkdir(mode=0o700 if os.geteuid() == 0 else 0o500)
    (code, _, err) = refusals({"": start(data, "showmigrations", "contenttypes")})[""]
    if os.geteuid() == 0:
        assert (code, err, shut.stat().st_mode & 0o777) == (0, "", 0o700)
        assert (data / "postgres-18" / "PG_VERSION").read_text() == "18\n"
    else:
        wanted = f"Det går inte att läsa och skriva i datamappen {data} (Permission denied)"
        assert (code, wanted in err, err.count("\n")) == (2, True, 1)
