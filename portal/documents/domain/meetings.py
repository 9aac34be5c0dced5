"""Call a meeting of a nämnd and lay its agenda: documents and other lines, in order, numbered from 1."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from portal.cases.models import Case
from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import in_words
from portal.documents.domain.steps import refuse_replaced
from portal.documents.models import AgendaItem, Document, Meeting, Recipient
from portal.organisation.models import Organisation

UP, DOWN = -1, 1


@transaction.atomic
def call_meeting(
    *, committee: Organisation, held_on: date, papers_by: date | None = None, place: str = ""
) -> Meeting:
    """Note that ``committee`` meets on ``held_on``. ValidationError: it meets already that day, the papers
    are to be in after it, or the nämnd does not exist on that day."""
    meeting = Meeting(committee=committee)
    return _write(meeting, held_on, papers_by, place)


@transaction.atomic
def change_meeting(
    *, meeting: Meeting, held_on: date, papers_by: date | None = None, place: str = ""
) -> Meeting:
    """Move a meeting to another day or place. ValidationError as for ``call_meeting``, and when something is
    decided at it already."""
    found = _locked(meeting)
    if found.held_on != held_on and _decided_at(found).exists():
        raise ValidationError({"held_on": _("Nämnden har beslutat vid sammanträdet. Dagen ligger fast.")})
    return _write(found, held_on, papers_by, place)


def _decided_at(meeting: Meeting) -> QuerySet[Recipient]:
    """What was bordlagt stands at the meeting it was put off to, where nothing is decided yet."""
    put_off = Q(outcome=Recipient.Outcome.POSTPONED, decided_on=meeting.held_on)
    here = Q(meeting=meeting) & ~Q(outcome__in=Recipient.OPEN)
    return Recipient.objects.filter(here | put_off, committee=meeting.committee)


def _write(meeting: Meeting, held_on: date, papers_by: date | None, place: str) -> Meeting:
    meeting.held_on, meeting.papers_by, meeting.place = held_on, papers_by, tidy(place)
    if not meeting.committee.existed_on(held_on):
        raise ValidationError({"held_on": _("Nämnden finns inte den dagen.")})
    meeting.full_clean(exclude=["committee"])
    with in_words():
        meeting.save()
    return meeting


@transaction.atomic
def send_summons(*, meeting: Meeting, now: datetime) -> Meeting:
    """Fix the agenda: the summons (kallelsen) is out, and its numbers are what people have in their hands.
    ValidationError: the agenda is empty, or the summons is out already."""
    found = _locked(meeting)
    if found.agenda_fixed_at:
        raise ValidationError(_("Kallelsen är redan utsänd."))
    if not found.items.exists():
        raise ValidationError(_("Ärendelistan är tom. Lägg till minst en punkt."))
    found.agenda_fixed_at = now
    found.save(update_fields=["agenda_fixed_at"])
    return found


@transaction.atomic
def add_words(*, meeting: Meeting, title: str, case: Case | None = None) -> AgendaItem:
    """Put a line without a document last on the agenda ("Val av justerare")."""
    title = tidy(title)
    if not title:
        raise ValidationError({"title": _("Skriv vad punkten gäller.")})
    refuse_personal(title)
    return _append(_locked(meeting), AgendaItem(title=title, case=case))


@transaction.atomic
def add_document(*, meeting: Meeting, recipient: Recipient) -> AgendaItem:
    """Put a document last on the agenda of a meeting of the nämnd it goes to. One that waits for another
    meeting, bordlagd among them, is moved here. ValidationError: it goes to another nämnd, is decided, has
    been thrown away, or stands on an agenda whose summons is out."""
    found = _locked(meeting)
    row = Recipient.objects.select_for_update(of=("self",)).select_related("document").get(pk=recipient.pk)
    _refuse_recipient(found, row)
    earlier = AgendaItem.objects.filter(recipient=row).select_related("meeting").first()
    if earlier:
        _leave(earlier)
    row.meeting = found
    row.save(update_fields=["meeting"])
    document = row.document
    return _append(found, AgendaItem(title=document.title, recipient=row, case_id=document.case_id))


def _refuse_recipient(meeting: Meeting, row: Recipient) -> None:
    if row.committee_id != meeting.committee_id:
        raise ValidationError(_("Handlingen går till en annan nämnd."))
    if row.document.state in (Document.State.WITHDRAWN, Document.State.REPLACED):
        raise ValidationError(_("Handlingen är slängd eller ersatt av en ny version."))
    refuse_replaced(row)
    if not row.is_waiting:
        raise ValidationError(_("Nämnden har redan beslutat i ärendet."))


def _leave(item: AgendaItem) -> None:
    """Take a document off the agenda it stood on, so that it can stand on a later one. The postponed keeps
    its line there, as words."""
    if item.meeting.agenda_fixed_at is None:
        remove_item(item=item)
        return
    if item.recipient and not item.recipient.outcome:
        raise ValidationError(_("Handlingen står redan på en utsänd ärendelista."))
    item.recipient = None
    item.save(update_fields=["recipient"])


def _append(meeting: Meeting, item: AgendaItem) -> AgendaItem:
    last = meeting.items.aggregate(last=Max("number"))["last"] or 0
    item.meeting, item.number = meeting, last + 1
    item.full_clean(exclude=["meeting", "recipient", "case"])
    with in_words():
        item.save()
    return item


@transaction.atomic
def move_item(*, item: AgendaItem, step: int) -> None:
    """Let a line change places with the one before (UP) or after (DOWN) it; at the end it stays."""
    meeting = _open(item.meeting)
    rows = list(meeting.items.select_for_update().order_by("number"))
    here = next(place for place, row in enumerate(rows) if row.pk == item.pk)
    there = here + step
    if not 0 <= there < len(rows):
        return
    one, other = rows[here], rows[there]
    one.number, other.number = other.number, one.number
    AgendaItem.objects.bulk_update([one, other], ["number"])


@transaction.atomic
def remove_item(*, item: AgendaItem) -> None:
    """Take a line off the agenda; those after it are numbered anew, and its document waits for a meeting."""
    meeting = _open(item.meeting)
    if item.recipient_id:
        Recipient.objects.filter(pk=item.recipient_id, outcome="").update(meeting=None)
    meeting.items.filter(pk=item.pk).delete()
    rows = list(meeting.items.select_for_update().order_by("number"))
    for number, row in enumerate(rows, start=1):
        row.number = number
    AgendaItem.objects.bulk_update(rows, ["number"])


def _open(meeting: Meeting) -> Meeting:
    found = _locked(meeting)
    if found.agenda_fixed_at:
        raise ValidationError(
            _("Kallelsen är utsänd. Ordningen ligger fast, men punkter kan läggas till sist.")
        )
    return found


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).select_related("committee").get(pk=meeting.pk)
