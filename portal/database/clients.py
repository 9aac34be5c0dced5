"""Run PostgreSQL's own programs (pg_dump, pg_restore, psql) on the portal's database, as its owner."""

import os
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection
from psycopg2.extensions import make_dsn

from portal.database.binaries import program
from portal.database.grants import server_version
from portal.database.refusal import Unusable
from portal.database.roles import as_owner

_NOT_LIBPQ = ("client_encoding", "cursor_factory", "isolation_level", "password")


def run_client(name: str, *arguments: str | Path, on_database: bool = True) -> None:
    """Run one of the programs to its end. The password goes by the environment: all see arguments.

    Raises Unusable with the program's own last words when it fails.
    """
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    where: list[str] = []
    with as_owner():
        version = settings.EMBEDDED_POSTGRES if settings.EMBEDDED else _version_for(server_version())
        login = connection.get_connection_params()
    if on_database:
        environment["PGPASSWORD"] = login.get("password", "")
        where = ["--dbname", make_dsn(**{key: login[key] for key in login if key not in _NOT_LIBPQ})]
    done = subprocess.run(  # noqa: S603 (programs of the wheel, arguments of ours)
        [program(name, version), *where, *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"slutkod {done.returncode}"]
        raise Unusable(f"{name} misslyckades: {' '.join(said[-3:])}")


def _version_for(server: int) -> str:
    """Choose the wheel's programs for a real server: those of 18 set what 15 and 16 do not know."""
    return "18" if server >= 17 else "16"
