"""A document is begun from a template, planned, and thrown away when it came to nothing."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeAlias

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.cases.models import Case
from portal.content.contacts import refuse_identifying
from portal.content.live import Live
from portal.content.texts import tidy
from portal.database.refusals import in_words
from portal.documents.domain.living import live_of
from portal.documents.domain.starting import starting_text
from portal.documents.domain.steps import locked, note_step, refuse_state
from portal.documents.models import (
    AgendaItem,
    Document,
    Meeting,
    Recipient,
    Section,
    Sender,
    Signatory,
    Step,
    Template,
)
from portal.organisation.models import Organisation, Role, User

To: TypeAlias = tuple[Organisation, Meeting | None]
# Who signs for an administration (administration.md 7), as printed.
_OF_ADMINISTRATION = (
    (Role.HEAD_OF_ADMINISTRATION, "förvaltningschef"),
    (Role.HEAD_OF_DEPARTMENT, "avdelningschef"),
)
_OF_DISTRICT = ((Role.DISTRICT_DIRECTOR, "stadsdelsdirektör"),)


@transaction.atomic
def begin(
    *,
    template: Template,
    owner: Organisation,
    officer: User,
    title: str,
    subject: str = "",
    period: str = "",
    recipients: Sequence[To] = (),
    case: Case | None = None,
    now: datetime,
    area: str = "",
    subtitle: str = "",
) -> Document:
    """Begin a document of ``owner``, with the template's sections, and who sends and signs it.

    ``area`` and ``subject``: what its figures are about. ValidationError: no title, a text points out a
    person, the template is not in use, the case is closed, or a meeting is another nämnd's.
    """
    document = Document(
        kind=template.kind,
        template=template,
        owner=owner,
        officer=officer,
        case=case,
        title=tidy(title),
        subtitle=tidy(subtitle),
        dated=timezone.localdate(now),
        area=area if subject else "",
        subject=subject,
        period=period if subject else "",
        created_at=now,
    )
    _refuse(document)
    document.save()
    _lay_out(document, template, live_of(document, today=document.dated))
    plan_recipients(document=document, recipients=recipients)
    note_step(document, Step.Kind.CREATED, by=officer, now=now)
    return document


@transaction.atomic
def plan(
    *,
    document: Document,
    title: str,
    subtitle: str,
    case: Case | None,
    officer: User,
    dated: date | None = None,
) -> Document:
    """Change the document's heading, its day, case and who handles it. ValidationError as ``begin``."""
    row = locked(document)
    refuse_state(row, *Document.WRITABLE_STATES)
    row.title, row.subtitle, row.case, row.officer = tidy(title), tidy(subtitle), case, officer
    row.dated = dated or row.dated
    _refuse(row)
    row.save(update_fields=["title", "subtitle", "case", "officer", "dated"])
    return row


@transaction.atomic
def plan_recipients(*, document: Document, recipients: Sequence[To]) -> list[Recipient]:
    """Set which nämnder the document goes to, in order, and the meetings it is meant for.

    ValidationError: the document is signed, a nämnd stands twice, or a meeting is another nämnd's.
    """
    row = locked(document)
    refuse_state(row, *Document.WRITABLE_STATES)
    for committee, meeting in recipients:
        refuse_meeting(committee, meeting)
    wanted = [committee.pk for committee, _meeting in recipients]
    gone = row.recipients.exclude(committee__in=wanted)
    # A line of an agenda stays as words: its number is what people have in their hands.
    AgendaItem.objects.filter(recipient__in=gone).update(recipient=None)
    gone.delete()
    found = []
    with in_words():
        if len(set(wanted)) < len(wanted):
            raise ValidationError(_("En nämnd står två gånger. Ta bort den ena raden."))
        for order, (committee, meeting) in enumerate(recipients, start=1):
            values = {"order": order, "meeting": meeting}
            found.append(
                Recipient.objects.update_or_create(document=row, committee=committee, defaults=values)[0]
            )
    return found


@transaction.atomic
def throw_away(*, document: Document, reason: str, by: User, now: datetime) -> Document:
    """Throw a draft away, with a reason; it stays readable where it was written."""
    row = locked(document)
    refuse_state(row, *Document.WRITABLE_STATES)
    if not tidy(reason):
        raise ValidationError({"reason": _("Skriv varför handlingen inte behövs.")})
    row.state = Document.State.WITHDRAWN
    row.save(update_fields=["state"])
    note_step(row, Step.Kind.WITHDRAWN, by=by, now=now, note=reason)
    return row


def refuse_meeting(committee: Organisation, meeting: Meeting | None) -> None:
    """Raise ValidationError when the meeting is another nämnd's."""
    if meeting and meeting.committee_id != committee.pk:
        words = {"committee": committee.as_committee}
        raise ValidationError(_("Sammanträdet är inte ett av %(committee)s. Välj ett annat.") % words)


def _refuse(document: Document) -> None:
    for name in ("title", "subtitle"):
        try:
            refuse_identifying(getattr(document, name))
        except ValidationError as refusal:
            raise ValidationError({name: refusal.messages}) from refusal
    if not document.template.is_active and document.pk is None:
        raise ValidationError({"template": _("Mallen är inte längre i bruk. Välj en annan.")})
    if document.case and not document.case.is_open:
        raise ValidationError({"case": _("Ärendet är avslutat. Välj ett som är öppet.")})
    document.clean_fields(exclude=["officer", "owner", "template", "case"])


def _lay_out(document: Document, template: Template, live: Live) -> None:
    names = ("order", "role", "heading", "level", "instruction", "is_required", "may_be_declined")
    Section.objects.bulk_create(
        Section(
            document=document,
            text=starting_text(each.text, live),
            **{name: getattr(each, name) for name in names},
        )
        for each in template.sections.order_by("order")
    )
    Sender.objects.create(
        document=document,
        administration=document.owner,
        handled_by=str(document.officer),
        phone=document.officer.phone,
    )
    is_district = document.owner.kind == Organisation.Kind.DISTRICT
    for order, (role, title) in enumerate(_OF_DISTRICT if is_district else _OF_ADMINISTRATION, start=1):
        Signatory.objects.create(
            document=document, order=order, administration=document.owner, role=role, title=title
        )
