"""How a matter was prepared: in the förvaltningsgrupp and in councils, and how the paper says it."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.content.texts import tidy
from portal.documents.domain.steps import locked, note_step, refuse_state
from portal.documents.models import Document, Preparation, Step
from portal.organisation.models import User


def preparation_words(body: str, day: date | None, had_opportunity: bool) -> str:
    """Return the sentence of the paper about one body."""
    if day:
        return _("Ärendet har behandlats i %(body)s den %(day)s.") % {
            "body": body,
            "day": date_format(day, "j F Y"),
        }
    if had_opportunity:
        return _("%(body)s har haft möjlighet att behandla ärendet.") % {"body": body[:1].upper() + body[1:]}
    return _("Ärendet ska behandlas i %(body)s.") % {"body": body}


@transaction.atomic
def note_preparation(
    *,
    document: Document,
    kind: Step.Kind,
    body: str,
    day: date | None,
    had_opportunity: bool = False,
    by: User | None,
    now: datetime,
) -> Preparation:
    """Note that the förvaltningsgrupp (MANAGEMENT) or a council (COUNCIL) treated the matter, or that a
    council had the opportunity to.

    ValidationError: the document is signed, the day has not been, is missing, or is after a meeting.
    """
    document = locked(document)
    refuse_state(document, *Document.WRITABLE_STATES)
    body = tidy(body)
    if day is None and (kind == Step.Kind.MANAGEMENT or not had_opportunity):
        raise ValidationError({"day": _("Skriv dagen, eller att organet har haft möjlighet.")})
    if day and day > timezone.localdate(now):
        raise ValidationError({"day": _("Dagen har inte varit. Anteckna när ärendet har behandlats.")})
    if day and document.recipients.filter(meeting__held_on__lt=day).exists():
        raise ValidationError({"day": _("Ärendet bereds före nämndens sammanträde.")})
    order = (document.preparations.aggregate(last=Max("order"))["last"] or 0) + 1
    noted, _made = Preparation.objects.update_or_create(
        document=document,
        body=body,
        defaults={"treated_on": day, "had_opportunity": had_opportunity and day is None},
        create_defaults={
            "order": order,
            "treated_on": day,
            "had_opportunity": had_opportunity and day is None,
        },
    )
    note_step(document, kind, by=by, now=now, day=day, note=body)
    return noted
