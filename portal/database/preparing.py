"""Have the database ready for the portal: there, migrated, with rights laid down and its first data in."""

from collections.abc import Callable
from importlib import import_module

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

from portal.database import grants
from portal.database.rights import apply_rights
from portal.database.roles import as_owner

Say = Callable[[str], object]


def prepare(*, demo: bool, say: Say) -> None:
    """Do what ``manage.py prepare`` promises; what is done already is left alone.

    ``say`` is told each step that takes time. Raises Unusable with one clear line.
    """
    grants.refuse_old_server(grants.server_version())
    if settings.EMBEDDED or settings.DATABASE_OWNER_URL:
        _lay_out(say)
    grants.refuse_wrong_role()
    grants.refuse_missing(migrations=len(unapplied()))
    for step in settings.PREPARATIONS:
        import_string(step)()
    if demo:
        _load_demo(say)


def unapplied() -> list[str]:
    """Name the migrations that are not in the database yet."""
    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def _lay_out(say: Say) -> None:
    with as_owner():
        missing = unapplied()
        if missing:
            say(f"Lägger upp databasen ({len(missing)} migreringar) ...")
            call_command("createcachetable", verbosity=0)
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
            return  # migrate laid down the rights
    apply_rights()


def _load_demo(say: Say) -> None:
    demo = import_module(settings.DEMO)
    if not demo.demo_present():
        say("Läser in exempeldata ...")
    demo.load_demo()  # data that are there it leaves alone; the password may have been set anew
