"""``manage.py verify_documents``: every frozen document is asked whether it is as it was frozen."""

from django.core.management.base import BaseCommand, CommandError

from portal.documents.domain.verifying import broken_documents
from portal.documents.models import Frozen


class Command(BaseCommand):
    help = "Kontrollerar alla frysta handlingar mot deras kontrollsummor."

    def handle(self, *args, **options):
        """Exit 0: all are whole. 1: some are not, a line each."""
        broken = list(broken_documents())
        for document, why in broken:
            self.stderr.write(f"handling {document.pk} version {document.version}: {why}")
        if broken:
            raise CommandError("Alla frysta handlingar är inte hela.", returncode=1)
        self.stdout.write(f"{Frozen.objects.count()} frysta handlingar är hela.")
