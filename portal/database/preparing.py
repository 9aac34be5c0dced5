"""Have the database ready for the portal: there, migrated, with rights laid down and its first data in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils.module_loading import import_string

from portal.database import grants
from portal.database.rights import apply_rights
from portal.database.roles import as_owner

Say = Callable[[str], object]
_PREPARING = 20021122  # our number among the database's advisory locks


def prepare(*, demo: bool, say: Say) -> None:
    """Do what ``manage.py prepare`` promises; what is done already is left alone.

    ``say`` is told each step that takes time. Raises Unusable with one clear line.
    """
    grants.refuse_old_server(grants.server_version())
    with _alone():
        if settings.EMBEDDED or settings.DATABASE_OWNER_URL:
            _lay_out(say)
        grants.refuse_wrong_role()
        grants.refuse_missing()
        for step in settings.PREPARATIONS:
            import_string(step)()
        if demo:
            _load_demo(say)


@contextmanager
def _alone() -> Iterator[None]:
    """Let one preparation at a time work on the database; another waits as long as it takes."""
    door = connection.copy()
    try:
        with door.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0; SET lock_timeout = 0")
            cursor.execute("SELECT pg_advisory_lock(%s)", [_PREPARING])
        yield
    finally:
        door.close()  # and with it the lock


def _lay_out(say: Say) -> None:
    with as_owner():
        call_command("createcachetable", verbosity=0)
        missing = grants.unapplied()
        if missing:
            say(f"Lägger upp databasen ({len(missing)} migreringar) ...")
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
            return  # migrate laid down the rights
    apply_rights()


def _load_demo(say: Say) -> None:
    demo = import_module(settings.DEMO)
    if not demo.demo_present():
        say("Läser in exempeldata ...")
    demo.load_demo()  # data that are there it leaves alone; the password may have been set anew
