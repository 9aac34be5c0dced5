"""What is said of a file that was confirmed, on the page at once or when the worker is done with it."""

from django.utils.translation import gettext as _

from portal.imports.models import Batch


def why_not_applied(done: Batch, scope: str) -> str:
    """Why nothing came of confirming the file, or "" when it is applied (or was so before)."""
    if done.state in Batch.RECEIPTS:
        return ""
    if done.bad and scope == Batch.Scope.ALL:
        return _("Ingenting är inläst. Rätta raderna nedan, eller läs in bara de goda.")
    return _(
        "Någon har ändrat uppgifterna sedan du granskade filen. Ingenting är inläst. "
        "Se vad som gäller nu nedan."
    )
