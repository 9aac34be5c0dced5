"""``manage.py migrate`` as the owner of the tables; the application's rights are laid down afterwards."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.core.management.commands import migrate

from portal.database.rights import apply_rights
from portal.database.roles import as_owner


class Command(migrate.Command):
    help = migrate.Command.help + " Körs som tabellernas ägare; rättigheterna läggs på nytt efteråt."

    def execute(self, *args, **options):
        """Run the whole command, its checks too, as the owner."""
        with as_owner(options.get("database") or "default"), _collecting_rarely(), _knowing_what_is_swapped():
            said = super().execute(*args, **options)
        if not (options.get("plan") or options.get("check_unapplied")):
            apply_rights()
        return said


@contextmanager
def _collecting_rarely() -> Iterator[None]:
    """Collect garbage rarely: the thousands of classes that migrations make took a fifth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _knowing_what_is_swapped() -> Iterator[None]:
    """Keep what the settings swap: it does not change, but Django asks all models again after each class."""
    ask = cache(apps.get_swappable_settings_name)
    apps.get_swappable_settings_name = ask  # type: ignore[method-assign]
    try:
        yield
    finally:
        del apps.get_swappable_settings_name
