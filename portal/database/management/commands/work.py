"""``manage.py work``: do what the pages put off, until stopped."""

from threading import Event, Thread

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils.module_loading import import_string
from django_tasks_db.management.commands import db_worker

from portal.database.refusal import Unusable


class Command(db_worker.Command):
    help = "Gör bakgrundsarbetet; slutar när databasen inte svarar, så att den kan startas om."

    def handle(self, **options) -> None:
        """Work until stopped. Raises Unusable, one line and no trace, when the database goes away."""
        stop = Event()
        for path in settings.BESIDE_WORK:
            Thread(target=import_string(path), args=[stop], daemon=True).start()
        try:
            super().handle(**options)
        except (OperationalError, InterfaceError) as error:
            raise Unusable("Databasen svarar inte.") from error
        finally:
            stop.set()
