"""From nothing to the first page, against the least that must be done: initdb, start and migrate, bare."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

from portal.database.binaries import program
from portal.database.serveruser import give, run_as, server_user
from tests.bench import Measured, benchmark

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 300  # seconds
# Django's own migrate command on Django's own backend, as a superuser: nothing of ours but the migrations.
BARE_MIGRATE = """
import os
from portal import settings
settings.DATABASES["default"].update(ENGINE="django.db.backends.postgresql", HOST=os.environ["SOCKETS"],
    USER="postgres", NAME="postgres")
import django
django.setup()
from django.core.management.commands.migrate import Command
from django.core.management import call_command
call_command(Command(), verbosity=0, skip_checks=True)
"""


@benchmark("start.first_page", goal=1.5)
def first_page() -> Measured:
    """Everything ``make run`` does once the packages are there, up to the login page, without demo data."""
    bare = _in_folder(_bare)
    ours = _in_folder(_ours)
    return Measured(ours / bare, f"till första sidan {ours:.1f} s, initdb + start + migrate {bare:.1f} s")


def _in_folder(measure: Callable[[Path], float]) -> float:
    folder = Path(tempfile.mkdtemp(prefix="sp-bench-"))
    folder.chmod(0o711)  # the server's user must be able to go in
    try:
        return measure(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _ours(folder: Path) -> float:
    port = _free_port()
    environment = {**os.environ, "DATA_DIR": str(folder), "PORT": str(port)}
    environment.pop("DATABASE_URL", None)
    begun = time.perf_counter()
    portal = subprocess.Popen(
        [sys.executable, "manage.py", "up"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    try:
        _wait_for_page(port, portal)
        return time.perf_counter() - begun
    finally:
        portal.send_signal(signal.SIGTERM)
        portal.wait(60)


def _wait_for_page(port: int, portal: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and portal.poll() is None:
        door = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            door.request("GET", "/logga-in/")
            if door.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.02)
        finally:
            door.close()
    raise RuntimeError("the portal showed no page")


def _bare(folder: Path) -> float:
    data, sockets = folder / "data", folder / "s"
    user = server_user(data)
    for made in (data, sockets):
        made.mkdir(mode=0o700)
        give(made, user)
    environment = {**os.environ, "DATA_DIR": str(folder), "SOCKETS": str(sockets)}
    environment |= {"DJANGO_SETTINGS_MODULE": "portal.settings"}
    begun = time.perf_counter()
    run_as(user, program("initdb", "18"), "-D", data, "-U", "postgres", "--auth=trust").check_returncode()
    options = f'-h "" -k {sockets}'
    log = data / "log"
    run_as(
        user, program("pg_ctl", "18"), "start", "-D", data, "-w", "-s", "-l", log, "-o", options
    ).check_returncode()
    try:
        subprocess.run([sys.executable, "-c", BARE_MIGRATE], cwd=ROOT, env=environment, check=True)
        return time.perf_counter() - begun
    finally:
        run_as(user, program("pg_ctl", "18"), "stop", "-D", data, "-m", "immediate", "-s")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
