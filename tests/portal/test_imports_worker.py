"""A task worker that really runs: the drop folder, and files in its hands when it or the database is killed.

On a server and with a data folder of the test's own, by processes that know nothing of each other.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
from django.db import connection

from portal.database.binaries import program
from portal.database.clients import run_client
from tests.portal.server import ROOT, Joined, alive, own_folder
from tests.portal.test_database_serving import DATABASE, RealServer

pytestmark = pytest.mark.database
ROWS = 3000
HEADING = "Program;Projektnummer;Titel;Område;Ansvarig"
LAID_OUT = """
from portal.organisation.models import Role
from projects.models import Area
from tests.factories.portal import person
from tests.factories.projects import ProgrammeFactory
Area.objects.get_or_create(name="SFI")
ProgrammeFactory(published=True, name="Egen försörjning")
person(Role.COORDINATOR, username="samordnare", email="samordnare@example.org")
"""
RECEIVED = """
import sys
from pathlib import Path
from django.utils import timezone
from portal.imports import later
from portal.imports.kinds import kind_of
from portal.organisation.models import User
batch = later.receive_later(kind=kind_of("projekt"), name="stor.csv", content=Path({file!r}).read_bytes(),
    by=User.objects.get(username="samordnare"), now=timezone.now())
print(batch.pk)
"""
CONFIRMED = """
from django.utils import timezone
from portal.imports import later
from portal.imports.models import Batch
batch = Batch.objects.get(pk={batch})
later.ask(batch=batch, what="apply", by=batch.received_by, now=timezone.now(), scope="allt")
"""


class Portal:
    """A prepared database on a server of its own, and the processes that work with it."""

    def __init__(self, server: RealServer):
        self.server, self.folder = server, server.place.folder
        self.postgres = int((server.place.data / "postmaster.pid").read_text().split()[0])

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        real = {"DATABASE_URL": self.server.url("portal_app"), "SECRET_KEY": "x" * 60, "HTTPS": "0"}
        return {**kept, "DATA_DIR": str(self.folder / "portal"), **real, **more}

    def do(self, code: str) -> str:
        """Run some lines in a process of their own; answers what they print."""
        lines = f"import django\ndjango.setup()\n{code}"
        told = {**self.environment(), "DJANGO_SETTINGS_MODULE": "portal.settings"}
        command = [sys.executable, "-c", lines]
        done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def ask(self, query: str) -> list[tuple]:
        """What the database holds, as everybody sees it."""
        door = psycopg2.connect(self.server.url("portal_owner"))
        try:
            with door, door.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchall() if cursor.description else []
        finally:
            door.close()

    @contextmanager
    def worker(self, **more: str) -> Iterator[subprocess.Popen]:
        command = [sys.executable, "manage.py", "work", "--queue-name", "*", "--no-startup-delay", "-v", "0"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(command, cwd=ROOT, env=self.environment(**more), **quiet)
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def wait(self, query: str, wanted: object, seconds: float = 240) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if (found := self.ask(query)) == wanted:
                return
            time.sleep(0.05)
        jobs = self.ask("SELECT what, attempts, begun_at, step, done, problem FROM imports_job")
        raise AssertionError((query, found, wanted, jobs))

    def written(self) -> tuple[int, int]:
        return self.ask("SELECT (SELECT count(*) FROM projects_project), count(*) FROM imports_rowoutcome")[0]

    def batch(self) -> str:
        return self.ask("SELECT state FROM imports_batch ORDER BY id DESC LIMIT 1")[0][0]

    def forget(self) -> None:
        """As if a while had passed since the worker was killed."""
        self.ask("UPDATE imports_job SET begun_at = now() - interval '1 h', seen_at = now() - interval '1 h'")

    def restart(self) -> None:
        """Kill the database at once, as when the power goes, and start it again."""
        os.kill(self.postgres, signal.SIGKILL)
        while alive(self.postgres):
            time.sleep(0.05)
        self.server.holder.leave(signal.SIGKILL)
        self.start()

    def start(self) -> None:
        self.server.holder = Joined(self.folder)
        self.postgres = self.server.holder.server()


@pytest.fixture(scope="module")
def portal(django_db_setup, django_db_blocker):
    with own_folder() as folder, django_db_blocker.unblock():
        made = RealServer(folder)
        made.run("portal_owner", f"CREATE DATABASE {DATABASE}", "portal")
        connection.close()
        run_client("pg_dump", "--no-owner", "--no-privileges", "--file", folder / "dump.sql")
        psql = str(program("psql", made.place.version))
        quiet = ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
        script = ["--file", str(folder / "dump.sql"), made.url("portal_owner")]
        subprocess.run([psql, *quiet, *script], check=True)
        found = Portal(made)
        owner = found.environment(DATABASE_OWNER_URL=made.url("portal_owner"))
        subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=owner, check=True)
        found.do(LAID_OUT)
        yield found
        made.holder.leave()


def file_of(folder: Path, rows: int, first: int = 0) -> Path:
    lines = [f"Egen försörjning;9.{n};Projekt {n};SFI;Skarpnäck" for n in range(first, first + rows)]
    path = folder / "stor.csv"
    path.write_text("\n".join([HEADING, *lines, ""]))
    return path


def test_file_in_the_drop_folder_is_read_in_and_its_owner_told(portal, tmp_path):
    inbox, letters = tmp_path / "in", tmp_path / "post"
    file = inbox / "samordnare" / "projekt" / "mina projekt.csv"
    file.parent.mkdir(parents=True)
    file.write_bytes(file_of(tmp_path, 3, first=90_000).read_bytes())
    with portal.worker(INBOX_DIR=str(inbox), EMAIL_URL=f"filemail:///{letters}"):
        portal.wait("SELECT state, new FROM imports_batch", [("applied", 3)])
        until = time.monotonic() + 10
        while not any(path.read_text() for path in letters.glob("*")) and time.monotonic() < until:
            time.sleep(0.1)
    ((number,),) = portal.ask("SELECT id FROM imports_batch")
    kept = [str(each.relative_to(inbox)) for each in inbox.rglob("*") if each.is_file()]
    assert kept == [f"klart/samordnare/projekt/{number}-mina projekt.csv"]
    (letter,) = (path.read_text() for path in letters.glob("*"))
    assert "To: samordnare@example.org" in letter
    assert f"/inlasning/{number}/" in letter
    done_by = portal.ask(
        "SELECT metadata->>'door', metadata->>'on_behalf' FROM pghistory_context "
        "ORDER BY created_at DESC LIMIT 1"
    )
    assert done_by == [("inbox", "true")]


def test_worker_and_database_killed_in_the_middle_leave_nothing_half(portal, tmp_path):
    before, file = portal.written(), file_of(tmp_path, ROWS)
    middle = ("SELECT count(*) FROM imports_job WHERE step = 'checking'", [(1,)])
    number = portal.do(RECEIVED.format(file=str(file)))

    with portal.worker() as killed:  # checking
        portal.wait(*middle)
        killed.kill()
        killed.wait()
    assert (portal.batch(), portal.written()) == ("waiting", before)

    portal.forget()
    with portal.worker():
        portal.wait("SELECT state FROM imports_batch ORDER BY id DESC LIMIT 1", [("checked",)])
        portal.wait("SELECT count(*) FROM imports_job", [(0,)])
    assert portal.written() == (before[0], before[1] + ROWS)

    portal.do(CONFIRMED.format(batch=number))
    with portal.worker() as killed:  # applying
        portal.wait(*middle)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    assert (portal.batch(), portal.written()) == ("checked", (before[0], before[1] + ROWS))

    portal.forget()
    with portal.worker():
        portal.wait(*middle)
        portal.restart()
        assert portal.written() == (before[0], before[1] + ROWS)
    assert (portal.batch(), portal.written()) == ("checked", (before[0], before[1] + ROWS))

    portal.forget()
    with portal.worker():
        portal.wait("SELECT state FROM imports_batch ORDER BY id DESC LIMIT 1", [("applied",)])
        portal.wait("SELECT count(*) FROM imports_job", [(0,)])
    assert portal.written() == (before[0] + ROWS, before[1] + ROWS)
