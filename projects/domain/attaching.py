"""Papers (bilagor) that belong to an application or a project: added, and taken away while it is a draft."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.content.texts import refuse_personal, tidy
from portal.files.storing import store_file
from portal.organisation.models import Organisation, User
from projects.models import Application, Attachment, Project


@transaction.atomic
def attach(
    *,
    to: Application | Project,
    name: str,
    content: bytes,
    title: str,
    is_internal: bool,
    authority: Organisation,
    by: User,
    now: datetime,
) -> Attachment:
    """Keep ``content`` as a paper of ``to``; ``is_internal``: only ``authority`` reads it.

    Raises ValidationError when the file is empty or too large, when the title points out a person, or when
    the writer does not work at ``authority``.
    """
    if authority.pk not in by.reach.own_organisations:
        raise ValidationError({"authority": _("Välj en förvaltning som du arbetar på.")})
    try:
        refuse_personal(title)
        stored = store_file(name=name, content=content, by=by)
    except ValidationError as refusal:
        raise ValidationError({"title" if content else "file": refusal.messages}) from refusal
    where = {"application": to} if isinstance(to, Application) else {"project": to}
    return Attachment.objects.create(
        **where,
        file=stored,
        title=tidy(title),
        is_internal=is_internal,
        authority=authority,
        added_by=by,
        added_at=now,
    )


def detach(*, attachment: Attachment) -> None:
    """Take a paper away. What is handed in keeps its papers: ValidationError."""
    thing = attachment.application or attachment.project
    if thing is not None and not thing.is_draft:
        raise ValidationError(_("Bilagan hör till en inlämnad handling och kan inte tas bort."))
    attachment.delete()
