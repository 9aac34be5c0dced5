"""A section's text is saved: by who holds its lock, from the edition they began from, over nobody else's.

Personal identity numbers, telephone numbers and addresses are refused before the first save.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.content.contacts import refuse_identifying
from portal.documents.domain.locking import claim, keep_lock, release_lock, take_lock, take_over, writable
from portal.documents.models import Section, SectionText
from portal.organisation.models import User

__all__ = ["keep_aside", "keep_lock", "release_lock", "save_section", "take_lock", "take_over"]

LONGEST = 100_000  # characters of one section
EARLIER = "earlier"


@transaction.atomic
def save_section(*, section: Section, text: str, edition: int, by: User, now: datetime) -> Section:
    """Save ``text`` as the section's next edition and keep the lock; the same text again is no new edition.

    Raises ValidationError when the document is signed, when somebody else writes in the section (code
    "locked"), when it was saved since ``edition`` (code "earlier"), when it is too long, or when the text
    points out a person.
    """
    writable(section)
    text = storable(text)
    _refuse_long(text)
    refuse_identifying(text)
    claim(section=section, by=by, now=now)
    found = Section.objects.select_for_update().get(pk=section.pk)
    if found.text == text:
        return found
    _refuse_earlier(found, edition)
    found.text, found.saved_by, found.saved_at = text, by, now
    found.edition += 1
    found.ready_at = found.ready_by = None  # what was marked ready was the earlier text
    found.save(update_fields=["text", "saved_by", "saved_at", "edition", "ready_at", "ready_by"])
    return found


@transaction.atomic
def keep_aside(*, section: Section, text: str, by: User, now: datetime) -> SectionText | None:
    """Keep what somebody had written when it could not be saved, for them alone; None when it may not be.

    Nothing is kept of a text that points out a person.
    """
    text = storable(text)
    try:
        _refuse_long(text)
        refuse_identifying(text)
    except ValidationError:
        return None
    newest = SectionText.objects.filter(section=section, owner=by).order_by("-kept_at", "-pk").first()
    if newest and newest.text == text:
        return newest
    if newest and text.startswith(newest.text):  # the same writing, gone on a little
        newest.text, newest.kept_at = text, now
        newest.save(update_fields=["text", "kept_at"])
        return newest
    return SectionText.objects.create(section=section, owner=by, text=text, kept_at=now)


def drop_aside(*, section: Section, by: User) -> None:
    """Throw away what was kept aside for ``by``: it is looked after."""
    SectionText.objects.filter(section=section, owner=by).delete()


def storable(text: str) -> str:
    """Return a text with plain line ends and without what a database cannot hold: NUL and half characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return plain.encode("utf-8", "ignore").decode().rstrip()


def _refuse_earlier(section: Section, edition: int) -> None:
    if section.edition != edition:
        words = _("Avsnittet har sparats av %(who)s sedan du öppnade det. Jämför texterna innan du sparar.")
        raise ValidationError(words % {"who": section.saved_by or _("någon annan")}, code=EARLIER)


def _refuse_long(text: str) -> None:
    if len(text) > LONGEST:
        raise ValidationError(_("Avsnittet är för långt. Dela det i två, eller gör en bilaga av en del."))
