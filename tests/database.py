"""A migrated database for each test process, copied from a template that is made once per set of migrations.

It is made by the owner, with rights laid down; the tests then log in as the application's role, as users do.
Several processes may test at once: each has a database of its own, named after its process id.
"""

import fcntl
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.utils import OperationalError

from portal.database.roles import as_application, as_owner

ROOT = Path(__file__).resolve().parent.parent
OWN = f"test_{os.getpid()}"
DEMOS = ("bare", "papers")  # without and with committee documents


def template_name() -> str:
    """Name the template after everything that decides what a migrated database looks like."""
    found = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    sources = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/*/migrations/*.py")]
    sources += [ROOT / "portal" / "database" / name for name in ("rights.py", "historyfunctions.py")]
    for source in sorted(sources):
        found.update(source.read_bytes())
    return f"test_template_{found.hexdigest()[:12]}"


def demo_template(what: str) -> str:
    """Name the template that holds the demo data after all that decides what they look like."""
    found = hashlib.sha256(template_name().encode())
    for folder in ("portal", "projects", "funding", "outreach", "fixtures"):
        for source in sorted((ROOT / folder).rglob("*.*")):
            if source.suffix in (".py", ".csv", ".md", ".typ", ".txt", ".json", ".toml"):
                found.update(source.read_bytes())
    return f"test_demo_{what}_{found.hexdigest()[:12]}"


def make_own() -> None:
    """Make this process's database and turn the connection to it."""
    with _alone(), as_owner():
        there = _databases()
        template = template_name()
        for name in _left_behind(there, template):
            _run(f"DROP DATABASE IF EXISTS {name}", quietly=True)
        if template not in there:
            _make_template(template)
        _run(f"CREATE DATABASE {OWN} TEMPLATE {template}")
    turn_to(OWN)


def drop_own() -> None:
    """Drop this process's databases. What is still open in another thread is left to the next run."""
    with as_owner():
        for name in _databases():
            if name == OWN or name.startswith(f"{OWN}_"):
                _run(f"DROP DATABASE {name}", quietly=True)


def make_copy(name: str, template: str, fill: Callable[[], None]) -> None:
    """Make the database ``name`` as a copy of ``template``, which is made and filled when nobody has yet.
    Not inside a transaction."""
    with _alone(), as_owner():
        there = _databases()
        if template not in there:
            before = connection.settings_dict["NAME"]
            half = f"{template}_half"  # a template whose making was cut off is never taken for whole
            _run(f"DROP DATABASE IF EXISTS {half}")
            _run(f"CREATE DATABASE {half} TEMPLATE {template_name()}")
            turn_to(half)
            try:
                with as_application():
                    fill()
                _analyze()
            finally:
                turn_to(before)
            _run(f"ALTER DATABASE {half} RENAME TO {template}")
        _run(f"DROP DATABASE IF EXISTS {name}")
        _run(f"CREATE DATABASE {name} TEMPLATE {template}")


def _make_template(name: str) -> None:
    half = f"{name}_half"  # a template whose making was cut off is never taken for whole
    _run(f"CREATE DATABASE {half}")
    before = connection.settings_dict["NAME"]
    turn_to(half)
    call_command("createcachetable", verbosity=0)
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    turn_to(before)
    _run(f"ALTER DATABASE {half} RENAME TO {name}")


def _analyze() -> None:
    """Let the planner know what is there, as autovacuum does where people work."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def turn_to(name: str) -> None:
    """Let this process's connections be to the database ``name`` from now on."""
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    from django.contrib.contenttypes.models import ContentType  # not before the apps are there

    ContentType.objects.clear_cache()  # the kinds of things may have other keys there


def _databases() -> set[str]:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor}


def _left_behind(there: set[str], template: str) -> list[str]:
    """Name the databases of test processes that are gone, and templates of earlier migrations."""
    ours = {name: re.fullmatch(r"test_(?:(\d+)(?:_.+)?|(?:template|demo)_.+)", name) for name in there}
    dead = {name for name, match in ours.items() if match and not (match[1] and _alive(int(match[1])))}
    kept = {template, *(demo_template(what) for what in DEMOS)}
    return sorted((dead - kept) | ({OWN} & there))


def _alive(pid: int) -> bool:
    return pid != os.getpid() and Path(f"/proc/{pid}").exists()


def _run(statement: str, *, quietly: bool = False) -> None:
    try:
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement)
    except OperationalError:  # somebody is in it
        if not quietly:
            raise


@contextmanager
def _alone() -> Iterator[None]:
    """Let one test process at a time make databases."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.DATA_DIR / "tests.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
