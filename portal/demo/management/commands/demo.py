"""``manage.py demo [--reset] [--force]``: load the demo data, or load it anew."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from portal.demo.loading import demo_logins, demo_password, load_demo
from portal.demo.resetting import reset_demo


class Command(BaseCommand):
    help = "Läs in övningsdata. Med --reset på nytt: då töms databasen först."

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="töm databasen och läs in på nytt")
        parser.add_argument(
            "--force", action="store_true", help="med --reset: även om databasen innehåller annat"
        )

    def handle(self, *, reset: bool, force: bool, **options):
        """Load, and say who one may log in as."""
        if reset:
            self._reset(force)
            loaded = True
        else:
            loaded = load_demo()
        self.stdout.write(
            "Övningsdata är inlästa." if loaded else "Övningsdata fanns redan. Inget är ändrat."
        )
        self.stdout.write(f"{len(demo_logins())} inloggningar, alla med lösenordet {demo_password()}")

    def _reset(self, force: bool) -> None:
        try:
            with override("sv"):
                reset_demo(force=force)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
