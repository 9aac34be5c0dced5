"""Forms that save themselves: what somebody had typed when they left, given back when they return.

Free text is checked for personal identity numbers BEFORE the first save (administration.md 12). A form whose
page asks for more says so (``refuses``, portal.saved.formpage).
"""

import json
from datetime import datetime

from django.core.exceptions import ValidationError
from django.urls import resolve
from django.utils.translation import gettext as _

from portal.content.personal import refuse_personal_numbers
from portal.organisation.models import User
from portal.saved.models import SavedDraft
from portal.saved.viewing import is_page

Fields = dict[str, str | list[str]]

LARGEST = 200_000  # characters of all fields together, written as JSON
MOST = 50  # drafts a person; the oldest gives way


def keep_draft(*, user: User, path: str, fields: Fields, now: datetime) -> SavedDraft:
    """Keep what stands in the boxes of the form at ``path``, instead of what was kept before.

    Raises ValidationError, and keeps nothing, when a personal identity number stands in a box, or what
    else the page refuses, when there is no such page or when it is too much.
    """
    if not is_page(path):
        raise ValidationError(_("Sidan finns inte, så utkastet kan inte sparas."))
    fields = {_storable(name): _all_storable(value) for name, value in fields.items()}
    if len(json.dumps(fields)) > LARGEST:
        raise ValidationError(_("Texten är för lång för att sparas av sig själv. Spara med knappen."))
    refuse = getattr(getattr(resolve(path).func, "view_class", None), "refuses", refuse_personal_numbers)
    for value in fields.values():
        for text in value if isinstance(value, list) else [value]:
            refuse(text)
    draft, _new = SavedDraft.objects.update_or_create(
        user=user, path=path, defaults={"fields": fields, "saved_at": now}
    )
    _make_room(user)
    return draft


def take_draft(*, user: User, path: str) -> SavedDraft | None:
    """Return what was kept for the form at ``path``; it stays until the form is sent."""
    return SavedDraft.objects.filter(user=user, path=path).first() if is_page(path) else None


def clear_draft(*, user: User, path: str) -> None:
    """Forget it: the form is sent, or the person does not want it."""
    if is_page(path):
        SavedDraft.objects.filter(user=user, path=path).delete()


def _all_storable(value: str | list[str]) -> str | list[str]:
    return [_storable(text) for text in value] if isinstance(value, list) else _storable(value)


def _storable(text: str) -> str:
    """Leave out what the database cannot hold: NUL and half characters."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def _make_room(user: User) -> None:
    kept = SavedDraft.objects.filter(user=user).order_by("-saved_at", "-pk").values("pk")[:MOST]
    SavedDraft.objects.filter(user=user).exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
