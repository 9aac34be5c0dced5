"""The sections of a document: added, moved, renamed, marked and taken away, while it can be written."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from portal.content.contacts import refuse_identifying
from portal.documents.domain.locking import claim, writable
from portal.documents.models import Document, Section, SectionLock
from portal.documents.models.kinds import SectionRole
from portal.organisation.models import Organisation, User

MOST = 80  # sections of a document


@transaction.atomic
def add_section(
    *, document: Document, heading: str, level: int, after: Section | None, role: str = SectionRole.FREE
) -> Section:
    """Add a section after another, or first. Raises ValidationError when the heading says too little."""
    probe = Section(document=document, heading=heading.strip(), level=level, role=role, order=1)
    writable(probe)
    if document.sections.count() >= MOST:
        raise ValidationError(_("Handlingen har redan många avsnitt. Använd underrubriker i stället."))
    _checked(probe)
    probe.order = 1 + (_order_of(after) if after else 0)
    document.sections.filter(order__gte=probe.order).update(order=F("order") + 1)
    probe.save()
    return probe


@transaction.atomic
def move_section(*, section: Section, up: bool) -> None:
    """Change places with the section before or after; at the end of the row nothing happens."""
    writable(section)
    order, rows = _order_of(section), Section.objects.filter(document=section.document_id)
    beside = rows.filter(order__lt=order) if up else rows.filter(order__gt=order)
    other = beside.order_by("-order" if up else "order").first()
    if other is None:
        return
    rows.filter(pk=section.pk).update(order=other.order)
    rows.filter(pk=other.pk).update(order=order)


@transaction.atomic
def place_sections(*, document: Document, places: Mapping[int, int]) -> None:
    """Put sections (key -> place from 1) where they are wanted; the others keep their order around them.

    A place beyond the last is the last. Keys of other documents are passed over.
    """
    writable(Section(document=document))
    rows = list(document.sections.select_for_update(of=("self",)).order_by("order", "pk"))
    moved = sorted((places[row.pk], at, row) for at, row in enumerate(rows) if row.pk in places)
    found = [row for row in rows if row.pk not in places]
    for place, _at, row in moved:
        found.insert(max(place, 1) - 1, row)
    for order, row in enumerate(found, start=1):
        row.order = order
    Section.objects.bulk_update(found, ["order"])


@transaction.atomic
def rename_section(*, section: Section, heading: str, level: int) -> Section:
    """Give a section another heading or level."""

    def change(found: Section) -> None:
        found.heading, found.level = heading.strip(), level

    return _changed(section, change)


@transaction.atomic
def remove_section(*, section: Section, by: User, now: datetime) -> None:
    """Take a section away; its text stays in the history.

    Raises ValidationError for one the template demands, and while somebody else is writing in it.
    """
    writable(section)
    if section.is_required:
        raise ValidationError(_("Mallen kräver avsnittet %(section)s.") % {"section": section.heading})
    claim(section=section, by=by, now=now)
    SectionLock.objects.filter(section=section).delete()
    Section.objects.filter(pk=section.pk).delete()


@transaction.atomic
def decline_section(*, section: Section, because: str) -> Section:
    """Say why a section is not relevant (ej relevant, därför att); no words take that back."""

    def change(found: Section) -> None:
        if because.strip() and not found.may_be_declined:
            raise ValidationError(_("Avsnittet måste skrivas. Det får inte lämnas tomt med ett skäl."))
        refuse_identifying(because)
        found.declined_because = because.strip()

    return _changed(section, change)


@transaction.atomic
def mark_secret(*, section: Section, provision: str, authority: str, day: date | None) -> Section:
    """Mark a section as secret, or take the mark away with everything blank. The database wants all three."""

    def change(found: Section) -> None:
        found.secrecy_provision, found.secrecy_authority = provision.strip(), authority.strip()
        found.secrecy_date = day

    return _changed(section, change)


@transaction.atomic
def give_section(*, section: Section, administration: Organisation | None) -> Section:
    """Let another administration write a section; None takes it back to the document's own."""

    def change(found: Section) -> None:
        found.administration, found.ready_at, found.ready_by = administration, None, None

    return _changed(section, change)


@transaction.atomic
def mark_ready(*, section: Section, by: User, now: datetime, ready: bool = True) -> Section:
    """Say that a section is ready, or that it is not after all. An empty one is not, unless declined."""

    def change(found: Section) -> None:
        if ready and not found.text.strip() and not found.declined_because:
            raise ValidationError(_("Avsnittet är tomt. Skriv det innan du markerar det som klart."))
        found.ready_at, found.ready_by = (now, by) if ready else (None, None)

    return _changed(section, change)


def _changed(section: Section, change: Callable[[Section], None]) -> Section:
    writable(section)
    found = Section.objects.select_for_update(of=("self",)).get(pk=section.pk)
    change(found)
    _checked(found)
    found.save()
    return found


def _checked(section: Section) -> None:
    refuse_identifying(section.heading)
    section.full_clean(exclude=["document", "text", "instruction"], validate_unique=False)


def _order_of(section: Section) -> int:
    return Section.objects.values_list("order", flat=True).get(pk=section.pk)
