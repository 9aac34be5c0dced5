"""Throw a draft application away before anybody else has seen it (administration.md 1)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.comments.models import Comment
from projects.models import Application


@transaction.atomic
def discard_application(*, application: Application) -> None:
    """Take a draft away with its rows, papers and comments; the history keeps what it was.

    What is handed in was received by a nämnd and stays: it is withdrawn (``applying.withdraw_application``),
    never taken away. Raises ValidationError then, also when it was handed in a second ago.
    """
    row = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if not row.is_draft:
        raise ValidationError(_("Ansökan är inlämnad och kan inte slängas. Återta den i stället."))
    Comment.objects.about(row).delete()
    row.delete()
