"""A new version that is signed takes the former one's place with every nämnd that still waits.

administration.md 7: after signing only a new version. A nämnd that has decided keeps what it decided on; one
that waits has the new version before it, on the same line of the same agenda. Who has met over the former one
keeps it too, until what was decided there is registered.
"""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.documents.domain.meetings import remove_item
from portal.documents.domain.sending import follow_recipients
from portal.documents.domain.steps import note_step
from portal.documents.models import AgendaItem, Document, Recipient, Step
from portal.organisation.models import User

_State = Document.State


def give_way(before: Document, newer: Document, *, by: User, now: datetime) -> None:
    """Let ``newer`` take the place of the version ``before`` it with the nämnder that wait. One that no nämnd
    has decided on, or met over, is replaced as a whole. The caller holds both rows."""
    if before.state not in (_State.SIGNED, _State.SENT):
        return
    met = _met_over(before, now)
    is_kept = met.exists() or before.recipients.exclude(outcome__in=Recipient.OPEN).exists()
    going = newer.recipients.values("committee")
    rows = before.recipients.waiting().filter(committee__in=going).exclude(pk__in=met.values("pk"))
    # held, so that nobody lays a line of the former version on an agenda meanwhile
    for row in rows.select_for_update(of=("self",)).select_related("committee", "document"):
        _replace(row, newer, by=by, now=now)
    if is_kept:
        follow_recipients(before)
    else:
        Document.objects.filter(pk=before.pk).update(state=_State.REPLACED)


def give_way_to_newer(document: Document, *, by: User, now: datetime) -> None:
    """As ``give_way``, when a newer version is signed already: a nämnd that met over this one put it off, and
    takes the newer one up instead. The caller holds the row."""
    newer = Document.objects.filter(previous=document, state__in=Document.FROZEN_STATES).first()
    if newer:
        give_way(document, newer, by=by, now=now)


def _met_over(document: Document, now: datetime) -> QuerySet[Recipient]:
    """The nämnder whose meeting over the document has begun, but whose decision nobody has registered."""
    today = timezone.localdate(now)
    return document.recipients.waiting().filter(sent_on__isnull=False, meeting__held_on__lte=today)


def _replace(row: Recipient, newer: Document, *, by: User, now: datetime) -> None:
    to = newer.recipients.select_related("meeting", "document").get(committee=row.committee_id)
    _hand_over_line(row, to)
    row.replaced_by = newer
    row.save(update_fields=["replaced_by"])
    words = {"committee": row.committee.as_committee, "version": newer.version}
    note = _("%(committee)s får version %(version)s i stället.") % words
    note_step(row.document, Step.Kind.GAVE_WAY, by=by, now=now, note=note, recipient=row)


def _hand_over_line(row: Recipient, to: Recipient) -> None:
    """The line of the agenda is the new version's, when it has no other meeting. Else it goes away, or is
    words alone once the summons is out: what is sent out stands as it was sent."""
    item = AgendaItem.objects.filter(recipient=row).select_related("meeting").first()
    if item is None:
        to.meeting = to.meeting or row.meeting
    elif to.meeting_id in (None, item.meeting_id) and not AgendaItem.objects.filter(recipient=to).exists():
        item.recipient, to.meeting = to, item.meeting
        item.title = item.title if item.meeting.agenda_fixed_at else to.document.title
        item.save(update_fields=["recipient", "title"])
    elif item.meeting.agenda_fixed_at is None:
        remove_item(item=item)
    else:
        item.recipient = None
        item.save(update_fields=["recipient"])
    to.save(update_fields=["meeting"])
