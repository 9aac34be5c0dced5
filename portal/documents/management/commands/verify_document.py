"""``manage.py verify_document FILE``: is the file one that was signed, and decided?"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.documents.domain.verifying import verify


class Command(BaseCommand):
    help = "Säger om en PDF eller Word-fil är en undertecknad handling, och om den är beslutad."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="filen som ska kontrolleras")

    def handle(self, *args, file: Path, **options):
        """Exit 0: a signed one, as it was frozen. 1: none of them, or broken here. 2: cannot be read."""
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} kan inte läsas: {error.strerror}.", returncode=2) from error
        found = verify(content)
        document = found.document
        if document is None:
            raise CommandError(f"{file} är inte någon av de undertecknade handlingarna.", returncode=1)
        name = f"handling {document.pk} version {document.version}, {found.variant}"
        if found.broken:
            raise CommandError(f"{name}: {found.broken}", returncode=1)
        standing = "beslutad" if found.is_decided else document.get_state_display()
        self.stdout.write(f"{name}: {document.title}. Läge: {standing}.")
