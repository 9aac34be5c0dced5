"""Who writes in a section now: one person at a time, named, until thirty minutes without a keystroke.

Every function locks the document's row first, so that two who ask at once are answered one after the other.
"""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.content.personal import refuse_personal_numbers
from portal.documents.domain.steps import note_step
from portal.documents.models import Document, Section, SectionLock, SectionText, Step
from portal.organisation.models import User

IDLE = timedelta(minutes=30)
LOCKED = "locked"


def holder(section: Section, *, now: datetime) -> SectionLock | None:
    """Return the lock that is held on a section at ``now``; None after thirty idle minutes."""
    lock = SectionLock.objects.filter(section=section).select_related("owner").first()
    return lock if lock and now - lock.active_at < IDLE else None


@transaction.atomic
def take_lock(*, section: Section, by: User, now: datetime) -> SectionLock:
    """Begin to write in a section, or go on. Raises ValidationError, naming who, when somebody else does."""
    writable(section)
    return claim(section=section, by=by, now=now)


def claim(*, section: Section, by: User, now: datetime) -> SectionLock:
    """Take or keep the lock of a section whose document's row is locked already."""
    held = holder(section, now=now)
    if held and held.owner_id != by.pk:
        raise ValidationError(
            _("%(who)s skriver i avsnittet just nu. Vänta, eller ta över och säg varför.")
            % {"who": held.owner},
            code=LOCKED,
        )
    if held:
        held.active_at = now
        held.save(update_fields=["active_at"])
        return held
    return _new(section, by, now, "")


@transaction.atomic
def keep_lock(*, section: Section, by: User, now: datetime) -> SectionLock:
    """Say that one is still writing. Raises ValidationError when somebody else has taken over."""
    writable(section)
    return claim(section=section, by=by, now=now)


@transaction.atomic
def release_lock(*, section: Section, by: User) -> None:
    """Stop writing; another's lock is left alone."""
    SectionLock.objects.filter(section=section, owner=by).delete()


@transaction.atomic
def take_over(*, section: Section, by: User, because: str, now: datetime) -> SectionLock:
    """Take a section from somebody who is writing in it.

    What they had saved is kept aside for them as it stood, and what happened stands among the document's
    steps. Raises ValidationError without a reason.
    """
    document = writable(section)
    because = because.strip()
    if not because:
        raise ValidationError({"because": _("Skriv varför du tar över avsnittet.")})
    refuse_personal_numbers(because)
    held = holder(section, now=now)
    if held and held.owner_id != by.pk:
        text = Section.objects.values_list("text", flat=True).get(pk=section.pk)
        SectionText.objects.create(section=section, owner=held.owner, text=text, kept_at=now)
        words = {"heading": section.heading, "who": held.owner, "why": because}
        told = _("%(heading)s, som %(who)s skrev i: %(why)s") % words
        note_step(document, Step.Kind.TAKEN_OVER, by=by, now=now, note=told)
    return _new(section, by, now, because)


def writable(section: Section) -> Document:
    """Lock the document's row and return it. Raises ValidationError when it is signed or thrown away."""
    document = Document.objects.select_for_update(of=("self",), no_key=True).get(pk=section.document_id)
    if not document.is_writable:
        raise ValidationError(
            _("Handlingen är undertecknad och ändras inte längre. Begär en ny version."), code="frozen"
        )
    return document


def _new(section: Section, by: User, now: datetime, because: str) -> SectionLock:
    values = {"owner": by, "taken_at": now, "active_at": now, "taken_over_because": because}
    return SectionLock.objects.update_or_create(section=section, defaults=values)[0]
