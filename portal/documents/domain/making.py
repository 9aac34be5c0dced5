"""A file is asked for, asked about and fetched: by one person, once, however many times they ask."""

from datetime import datetime
from typing import Any

from django.db import transaction

from portal.documents.domain.making_files import make
from portal.documents.models import Document, Making
from portal.organisation.models import User

_EMPTY: dict[str, Any] = {"made_at": None, "content": None, "size": 0, "standing": "", "holds": []}


def ask(*, by: User, now: datetime, seen: str = "", **thing: Any) -> Making:
    """Ask the worker for a file. ``thing``: what, variant, and document or meeting. ``seen``: when the file
    that the asker wants made anew was made (``mark_of``), "" when they saw none.

    Asked for already, and not stopped, or made since the asker looked: nothing is asked for again.
    """
    Making.objects.old(now).delete()
    return _asked({"asked_by": by, **thing}, {"asked_at": now}, seen, now)


def ask_for_papers(*, document: Document, by: User, now: datetime) -> Making:
    """Ask the worker for the papers of a signed document; what has stopped is asked for anew."""
    key = {"what": Making.What.PAPERS, "document": document}
    return _asked(key, {"asked_by": by, "asked_at": now}, "", now)


def papers_at_work(document: Document) -> Making | None:
    """Return how far the papers of a signed document have come; None when they are all there."""
    if not document.is_frozen or document.frozen.has_papers:
        return None
    return Making.objects.papers().filter(document=document).first()


def asked_for(*, by: User, **thing: Any) -> Making | None:
    """Return what ``by`` has asked for of a thing (see ``ask``), without its bytes."""
    return Making.objects.filter(asked_by=by, **thing).defer("content").first()


def may_still_read(making: Making, user: User) -> bool:
    """Whether the reader sees every document that is in the file, now."""
    seen = Document.objects.for_user(user).filter(pk__in=making.holds)
    return set(seen.values_list("pk", flat=True)) == set(making.holds)


def mark_of(making: Making | None) -> str:
    """Return when a file was made, as a page sends it back; "" when it is not."""
    return making.made_at.isoformat() if making and making.made_at else ""


def _asked(key: dict[str, Any], told: dict[str, Any], seen: str, now: datetime) -> Making:
    with transaction.atomic():
        rows = Making.objects.select_for_update(of=("self",)).defer("content")
        row, is_new = rows.get_or_create(**key, defaults=told)
        if not is_new and not _is_free(row, seen, now):
            return row
        Making.objects.filter(pk=row.pk).update(**Making.ANEW, **_EMPTY, **told)
        make.enqueue(row.pk)
    return row


def _is_free(row: Making, seen: str, now: datetime) -> bool:
    return mark_of(row) == seen if row.is_made else row.has_stopped(now)
