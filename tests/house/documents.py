"""Socialnämnden's documents in each state of their way, and one that Järva was asked for views on."""

from datetime import date
from types import SimpleNamespace

from portal.documents.domain.consulting import ask_for_views
from portal.documents.domain.reviewing import send_for_review
from portal.documents.domain.sending import send_with_summons
from portal.documents.models import Document, Meeting, Template
from tests.factories import flow


def lay_out(found: SimpleNamespace, here: SimpleNamespace) -> None:
    """``here``: socialnämnden with its people (``tests.house.meetings``)."""
    found.template = Template.objects.filter(is_active=True).earliest("pk")
    found.asked_draft = flow.begun(here, title="Utkast som Järva läser")
    found.asked_views = ask_for_views(
        document=found.asked_draft, authority=found.jarva, answer_by=None, by=here.writer, now=flow.NOW
    )
    found.review_paper = flow.begun(here, title="På granskning")
    live = flow.live(found.review_paper)
    send_for_review(document=found.review_paper, live=live, by=here.writer, now=flow.NOW)
    found.reviewed_paper = flow.reviewed(here)
    found.signatory = found.reviewed_paper.signatories.get(role="forvaltningschef")
    found.signed_paper = flow.signed(here)
    found.signed_to = found.signed_paper.recipients.get()
    paper = flow.signed(here)
    found.waiting_to = paper.recipients.get()
    meeting = Meeting.objects.create(committee=here.committee, held_on=date(2026, 12, 6))
    day = flow.NOW.date()
    send_with_summons(
        recipient=found.waiting_to, meeting=meeting, number="", sent_on=day, by=here.registrar, now=flow.NOW
    )
    found.waiting_paper = Document.objects.get(pk=paper.pk)
