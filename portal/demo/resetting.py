"""The demo data anew: everything in the database goes, then reference and demo data come in again."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils.translation import gettext as _

from portal.demo.leftovers import leftovers
from portal.demo.loading import load_demo
from portal.files.models import StoredFile


def reset_demo(*, force: bool, now: datetime | None = None) -> None:
    """Empty the database and load the demo data again, as the owner of the tables.

    Raises ValidationError, and changes nothing, when it holds anything else and ``force`` does not say that
    this may go too. Stored files that nothing points at afterwards are taken away.
    """
    found = [] if force else leftovers()
    if found:
        raise ValidationError(_refusal(found))
    before = _stored_paths()
    call_command("flush", interactive=False, verbosity=0)
    load_demo(now)
    for path in before - _stored_paths():
        default_storage.delete(path)


def _stored_paths() -> set[str]:
    return {file.path for file in StoredFile.objects.all()}


def _refusal(found: list[tuple[str, int]]) -> str:
    held = ", ".join(f"{what}: {count}" for what, count in found)
    return _(
        "Databasen innehåller annat än övningsdata (%(held)s). Inget är ändrat. "
        "Kör med --force om även det ska tas bort."
    ) % {"held": held}
