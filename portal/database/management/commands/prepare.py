"""``manage.py prepare [--demo]``: everything the portal needs of its database; then it is done."""

from django.core.management.base import BaseCommand

from portal.database.preparing import prepare


class Command(BaseCommand):
    help = "Gör databasen färdig: tabeller, rättigheter, grunddata och, med --demo, exempeldata."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="läs in exempeldata om de inte finns")

    def handle(self, *, demo: bool, **options):
        """Prepare and say each step that takes time."""
        prepare(demo=demo, say=self.stdout.write)
        self.stdout.write("Databasen är färdig.")
