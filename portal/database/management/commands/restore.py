"""``manage.py restore FILE [--force]``: a backup into an empty database, or over what is there."""

from pathlib import Path

from django.core.management.base import BaseCommand

from portal.database.backing import restore


class Command(BaseCommand):
    help = "Läs tillbaka en säkerhetskopia i en tom databas, eller med --force i stället för det som finns."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path, help="säkerhetskopian")
        parser.add_argument("--force", action="store_true", help="ersätt det som finns i databasen")

    def handle(self, *, file: Path, force: bool, **options):
        """Restore, and say what came back."""
        count = restore(file.absolute(), force=force)
        self.stdout.write(f"Databasen och {count} filer är återlästa från {file}.")
