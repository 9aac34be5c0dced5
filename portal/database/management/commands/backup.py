"""``manage.py backup FILE``: database and stored files in one archive."""

from pathlib import Path

from django.core.management.base import BaseCommand

from portal.database.backing import back_up


class Command(BaseCommand):
    help = "Spara databasen och de lagrade filerna i en säkerhetskopia."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path, help="filen som kopian sparas i")

    def handle(self, *, file: Path, **options):
        """Write the archive and say what is in it."""
        count = back_up(file.absolute())
        self.stdout.write(f"Säkerhetskopian {file} är klar: databasen och {count} filer.")
