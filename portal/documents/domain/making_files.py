"""The task worker at a file that takes a while: one worker a file; what was left behind is taken up again.

The bytes are those that would have been made at once. Who asked may fetch them; whether they still may is
asked when they do.
"""

import logging
from datetime import datetime
from threading import Event
from typing import Any

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from portal.background import taking_up
from portal.background.progress import begin, followed
from portal.content.live import Live
from portal.content.writers_pdf import pdf_bytes, unhurried
from portal.content.writers_word import word_bytes
from portal.documents.domain.agendas import agenda
from portal.documents.domain.bundling import bundle, with_papers
from portal.documents.domain.composing import SWEDISH, compose
from portal.documents.domain.freezing import Tampered, keep_papers
from portal.documents.domain.living import live_of
from portal.documents.domain.standing import standing_of, standing_of_agenda
from portal.documents.models import Document, Making, Meeting
from portal.files.storing import refuse_size
from portal.history.context import acting

log = logging.getLogger(__name__)
What, Variant = Making.What, Making.Variant


@task()
def make(making: int) -> None:
    """What the worker is asked for: ``work``, now."""
    work(making, now=timezone.now())


def work(pk: int, *, now: datetime) -> None:
    """Make what was asked for. Nothing when another worker has it, or it is made, or gone.

    What the asker can do something about is said on the row, and on the log what we can. When the database
    goes away the row is left as it is: it is taken up again.
    """
    if not Making.objects.unmade().claim(pk, now):
        return
    making = Making.objects.select_related("asked_by", "document", "meeting__committee").get(pk=pk)
    with override(making.asked_by.language), acting(by=making.asked_by, door=_door(making)):
        try:
            with followed(making), unhurried():
                _make(making, now)
        except ValidationError as refusal:
            _stop(making, refusal.messages[0], now)
        except Tampered as broken:
            _stop(making, str(broken), now)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("Filen %s kunde inte göras.", making)
            _stop(making, _("Något gick fel hos oss. Ingenting är förlorat. Försök igen."), now)


def document_file(document: Document, live: Live, *, what: str, variant: str) -> bytes:
    """Return the document as PDF or Word. Raises ValidationError when it cannot be made."""
    unmasked, public = variant == Variant.INTERNAL, variant == Variant.PUBLIC
    paper = compose(document, live, public=public, unmasked=unmasked)
    with override(SWEDISH):
        return pdf_bytes(paper) if what == What.PDF else word_bytes(paper)


def take_up(*, now: datetime) -> int:
    """Let what a killed worker left behind be made again, and forget what nobody fetched; answers how many
    were taken up."""
    Making.objects.old(now).delete()
    with override(SWEDISH):
        gave_up = _("Arbetet med filen avbröts flera gånger. Ingenting är förlorat. Försök igen.")
    return taking_up.take_up(Making.objects.unmade(), ask=make.enqueue, gave_up=gave_up, now=now)


def watch(stop: Event) -> None:
    """Take up what is left behind, again and again until ``stop``."""
    taking_up.watch(stop, take_up)


def _make(making: Making, now: datetime) -> None:
    if making.document and making.what == What.PAPERS:
        keep_papers(document=making.document, by=making.asked_by)
        Making.objects.filter(pk=making.pk).delete()
        return
    made = _bundled(making, making.meeting, now) if making.meeting else _written(making, now)
    refuse_size(made["content"])
    _mine(making, now).update(**(Making.ANEW | made), made_at=now, size=len(made["content"]))


def _written(making: Making, now: datetime) -> dict[str, Any]:
    document = Document.objects.for_user(making.asked_by).filter(pk=making.document_id)
    found = document.select_related("owner__parent", "officer", "case", "frozen").first()
    if found is None:
        raise ValidationError(_("Du får inte längre läsa handlingen."))
    begin(Making.Step.FILE)
    standing, today = standing_of(found), timezone.localdate(now)
    live = live_of(found, today=today, unmasked=making.variant == Variant.INTERNAL)
    content = document_file(found, live, what=making.what, variant=making.variant)
    return {"content": content, "standing": standing, "holds": [found.pk]}


def _bundled(making: Making, meeting: Meeting, now: datetime) -> dict[str, Any]:
    items: list[Any] = agenda(meeting, making.asked_by)
    standing, public = standing_of_agenda(meeting, items), making.variant == Variant.PUBLIC
    content = bundle(meeting, items, today=timezone.localdate(now), public=public)
    holds = [item.document.pk for item in with_papers(items, public=public)]
    return {"content": content, "standing": standing, "holds": holds}


def _stop(making: Making, said: str, now: datetime) -> None:
    if making.what == What.PAPERS:  # somebody has signed, and waits for it
        log.error(
            "Filerna till den undertecknade handlingen %s blev inte gjorda: %s", making.document_id, said
        )
    _mine(making, now).update(problem=said)


def _mine(making: Making, now: datetime) -> QuerySet[Making]:
    """The row, as long as it was not taken up by another worker meanwhile."""
    return Making.objects.filter(pk=making.pk, begun_at=now)


def _door(making: Making) -> str:
    thing = making.document or making.meeting
    return thing.get_absolute_url() if thing else ""
