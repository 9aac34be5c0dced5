"""Lämna in: from that second the thing is received by the other nämnd and can only be returned."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.organisation.models import Draft, Organisation, User


@transaction.atomic
def hand_in(
    *, draft: Draft, to: Organisation, by: User | None, now: datetime, also: Sequence[str] = ()
) -> Draft:
    """Hand ``draft`` in to the committee ``to``. Raises ValidationError when it is already handed in.

    ``also``: fields of the draft that change in the same second, such as its state.
    """
    row = type(draft)._default_manager.select_for_update().get(pk=draft.pk)
    if not row.is_draft:
        raise ValidationError(_("Underlaget är redan inlämnat och kan inte lämnas in igen."))
    draft.submitted_at, draft.submitted_by, draft.received_by = now, by, to
    draft.save(update_fields=["submitted_at", "submitted_by", "received_by", *also])
    return draft
