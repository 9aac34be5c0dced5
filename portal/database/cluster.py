"""Make, start and stop one embedded PostgreSQL. Callers hold the lock (embedded.py)."""

import os
import re
import shutil
import socket
import time
from pathlib import Path

from portal.database.binaries import program
from portal.database.place import Place, unwritable
from portal.database.refusal import Unusable
from portal.database.serveruser import give, run_as, server_user, unreachable

PATIENCE = 60  # seconds: after a crash the first starts may be refused
# What is written and looked for is nobody's business in a log file: no statements, no values in it.
_DISCREET = "-c log_min_error_statement=panic -c log_error_verbosity=terse"
# A restore holds some six thousand locks at once, and several test processes may restore at the same time.
_ROOMY = "-c max_locks_per_transaction=128"
# A large file is looked through in a handful of temporary tables; only who makes some takes the memory.
_TEMPORARY = "-c temp_buffers=256MB"
_PASSING = ("shared memory", "lock file", "in use", "starting up", "shutting down", "recovery")


def answers(place: Place) -> bool:
    """Tell whether somebody listens on the server's socket."""
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(place.socket)) == 0


def make(place: Place, password: str) -> None:
    """Create the data folder, in a folder aside first, so that a half-made one is never taken for whole."""
    made = place.data.with_suffix(".new")
    user = server_user(place.data)
    try:
        shutil.rmtree(made, ignore_errors=True)
        _own_folder(made, user)
        _own_folder(place.sockets, user)
        password_file = place.sockets / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(password, encoding="ascii")
        give(password_file, user)
    except OSError as error:
        raise unwritable(place.folder, error) from error
    try:
        _initdb(place, made, user, password_file)
    finally:
        password_file.unlink()
    made.rename(place.data)


def _initdb(place: Place, made: Path, user, password_file: Path) -> None:
    done = run_as(
        user,
        program("initdb", place.version),
        f"--pgdata={made}",
        "--username=postgres",
        f"--pwfile={password_file}",
        "--locale=C.UTF-8",
        "--encoding=UTF8",
        "--auth-local=scram-sha-256",
        "--auth-host=reject",
    )
    if done.returncode:
        if "ermission denied" in done.stderr:
            raise unreachable(made, user)
        raise Unusable(f"Databasen gick inte att skapa i {place.folder}: {done.stderr.strip()}")


def _own_folder(folder: Path, user) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    give(folder, user)


def start(place: Place, options: str = "") -> None:
    """Start the server, with more ``options`` of its own, and wait at most ``PATIENCE`` seconds for it."""
    user = server_user(place.data)
    _own_folder(place.sockets, user)
    until = time.monotonic() + PATIENCE
    while True:
        _drop_stale_pid(place)
        said_before = place.log.stat().st_size if place.log.exists() else 0
        done = run_as(user, program("pg_ctl", place.version), "start", *_start_options(place, options))
        if done.returncode == 0:
            return
        said = _said(place, said_before) or [done.stderr.strip()]
        if time.monotonic() > until or not passing(said):
            raise Unusable(f"Databasen i {place.data} startade inte: {' '.join(said[-3:])}")
        time.sleep(0.5)


def passing(said: list[str]) -> bool:
    """Tell whether a server that said the lines ``said`` may start if asked once more.

    All of them count, however late: the sessions of a killed server write in the same log, after the refusal
    that they themselves are the reason for.
    """
    refusals = [line for line in said if not line.startswith("LOG:")]
    return any(word in line for line in refusals for word in _PASSING)


def _start_options(place: Place, more: str) -> list[str]:
    ours = f"-c unix_socket_permissions=0700 -c jit=off {_DISCREET} {_ROOMY} {_TEMPORARY}"
    options = f'-h "" -k {place.sockets} {ours} {more}'
    return ["-D", str(place.data), "-l", str(place.log), "-w", "-t", str(PATIENCE), "-s", "-o", options]


def _drop_stale_pid(place: Place) -> None:
    """Remove a pid file left by a killed server when its number now belongs to no server of this folder."""
    file = place.data / "postmaster.pid"
    if not Path("/proc/self").exists():
        return  # no Linux: PostgreSQL itself judges
    try:
        pid = int(file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return
    try:
        alive = Path(os.readlink(f"/proc/{pid}/cwd")) == place.data.resolve()
    except FileNotFoundError:
        alive = False
    except OSError:
        return  # somebody else's process: PostgreSQL itself judges
    if not alive:
        file.unlink(missing_ok=True)


def _said(place: Place, since: int) -> list[str]:
    """Answer the server's own words in its log, line by line without dates and numbers."""
    if not place.log.exists():
        return []
    with place.log.open(encoding="utf-8", errors="replace") as log:
        log.seek(since)
        return [re.sub(r"^.*?\] (?=[A-Z]+: )", "", line).strip() for line in log]


def stop(place: Place) -> None:
    """Stop the server in an orderly way: sessions are ended, everything is on disk."""
    run_as(
        server_user(place.data),
        program("pg_ctl", place.version),
        "stop",
        "-D",
        str(place.data),
        "-m",
        "fast",
        "-w",
        "-s",
        "-t",
        str(PATIENCE),
    )
