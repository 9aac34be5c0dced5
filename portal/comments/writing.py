"""A comment is written: for one's own authority, or for everybody who sees the page."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from portal.comments.models import Comment
from portal.content.personal import refuse_personal_numbers
from portal.organisation.models import Organisation, User


def write_comment(
    *, about: Model, text: str, audience: str, by: User, authority: Organisation, now: datetime
) -> Comment:
    """Write ``text`` about a record that the writer may see.

    Raises ValidationError when nothing is written, when a personal identity number stands in it, or when the
    writer does not work at ``authority``.
    """
    if authority.pk not in by.reach.own_organisations:
        raise ValidationError({"authority": _("Välj en förvaltning som du arbetar på.")})
    try:
        refuse_personal_numbers(text)
    except ValidationError as refusal:
        raise ValidationError({"text": refusal.messages}) from refusal
    comment = Comment(
        about=about, author=by, authority=authority, audience=audience, text=text.strip(), written_at=now
    )
    comment.full_clean()
    comment.save()
    return comment
