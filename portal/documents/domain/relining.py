"""Where a document stands on the agendas again, when it turns out that it was not bordlagt."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.documents.domain.meetings import remove_item
from portal.documents.models import AgendaItem, Meeting, Recipient


def off_next_agenda(row: Recipient) -> None:
    """Take the document off the agenda of the meeting it was put off to. ValidationError: its summons is
    out."""
    item = AgendaItem.objects.filter(recipient=row).select_related("meeting").first()
    if item and item.meeting.agenda_fixed_at:
        words = {"day": item.meeting.held_on}
        raise ValidationError(
            {
                "outcome": _("Handlingen står på den utsända ärendelistan till %(day)s och blir kvar där.")
                % words
            }
        )
    if item:
        remove_item(item=item)


def back_on_agenda(row: Recipient, put_off_on: date) -> None:
    """Give the document back the meeting it was put off at on ``put_off_on``, and its line there. When the
    day was registered wrong, too early: the first one after it."""
    tracked: Any = Recipient
    events = tracked.pgh_event_model.objects.filter(pgh_obj_id=row.pk, meeting__isnull=False)
    stood = Meeting.objects.filter(pk__in=events.values("meeting")).exclude(pk=row.meeting_id or 0)
    before, after = stood.filter(held_on__lte=put_off_on), stood.filter(held_on__gt=put_off_on)
    row.meeting = before.order_by("-held_on").first() or after.order_by("held_on").first()
    if row.meeting is None:
        return
    tracked = AgendaItem
    lines = tracked.pgh_event_model.objects.filter(recipient=row.pk, meeting=row.meeting)
    items = AgendaItem.objects.filter(
        pk__in=lines.values("pgh_obj_id"), meeting=row.meeting, recipient__isnull=True
    )
    items.update(recipient=row)
