"""Two at the same moment, in real threads: one effect, and the other is told."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from portal.documents.domain import meetings
from portal.documents.domain.correcting import NONE, correct_decision
from portal.documents.domain.deciding import Decision
from portal.documents.domain.following_up import note_days
from portal.documents.domain.signing import sign, signing_hash
from portal.documents.domain.versions import new_version
from portal.documents.domain.writing import save_section
from portal.documents.models import Document
from tests.factories.flow import AFTER, MEETING, NOW, authority, decide, live, reviewed, sent, sign_as, signed
from tests.projects.test_views_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
DONE = "gjort"


def told(doing, **given):
    """Do it, and answer DONE or the words it was refused with."""

    def tried():
        try:
            doing(**given)
        except ValidationError as refusal:
            return " ".join(refusal.messages)
        return DONE

    return tried


def signing(document: Document, role: str, who):
    seen = signing_hash(document, live(document))
    return told(sign, signatory=document.signatories.get(role=role), seen_hash=seen, by=who, now=NOW)


def test_two_last_signatures_freeze_once():
    here = authority()
    document = reviewed(here)
    both = [
        signing(document, "forvaltningschef", here.head),
        signing(document, "avdelningschef", here.chief),
    ]
    assert at_once(*both) == [DONE, DONE]
    document = Document.objects.get(pk=document.pk)
    assert (document.state, document.steps.filter(kind="frozen").count()) == ("signed", 1)
    assert len(document.frozen.data["content"]["signatories"]) == 2


def test_the_same_function_signs_once():
    here = authority()
    document = reviewed(here)
    twice = [signing(document, "forvaltningschef", here.head)] * 2
    assert sorted(at_once(*twice)) == ["Den funktionen har redan undertecknat.", DONE]


def test_signing_against_an_edit_signs_what_was_read_or_nothing():
    here = authority()
    document = reviewed(here)
    signing(document, "avdelningschef", here.chief)()
    section = document.sections.get(order=4)
    edit = told(
        save_section, section=section, text="Rättat i sista stund.", edition=1, by=here.writer, now=NOW
    )
    last, saved = at_once(signing(document, "forvaltningschef", here.head), edit)
    document = Document.objects.get(pk=document.pk)
    text = document.sections.get(order=4).text
    if last == DONE:
        assert (document.state, text, saved == DONE) == ("signed", "Så gick det till.", False)
        assert document.frozen.data["content"]["sections"][3]["text"] == text
    else:
        assert (document.state, text, saved) == ("reviewed", "Rättat i sista stund.", DONE)


def test_a_new_version_is_begun_once():
    here = authority()
    document = signed(here)
    begin = told(new_version, document=document, reason="Fel siffra.", by=here.writer, now=NOW)
    assert sorted(at_once(begin, begin)) == ["Det finns redan en nyare version.", DONE]


def test_a_line_laid_while_the_next_version_is_signed_is_not_left_behind():
    """The agenda has one line for the nämnd: the version that is before it."""
    here = authority()
    document = sent(here)
    to, laid, go_on = document.recipients.get(), threading.Event(), threading.Event()
    made = new_version(document=document, reason="Rättad siffra.", by=here.writer, now=NOW)
    reviewed(here, made)
    sign_as(made, here.head)

    def lay():
        with transaction.atomic():
            meetings.add_document(meeting=here.meeting, recipient=to)
            laid.set()
            go_on.wait(2)
        connection.close()

    thread = threading.Thread(target=lay)
    thread.start()
    assert laid.wait(30)
    sign_as(made, here.chief)
    go_on.set()
    thread.join(30)
    to.refresh_from_db()
    assert to.replaced_by == made
    assert [item.recipient.document for item in here.meeting.items.all()] == [made]


def test_two_corrections_at_once_come_one_after_the_other():
    here = authority()
    to = decide(here, sent(here).recipients.get())
    given = {"recipient": to, "why": "Fel rad.", "by": here.registrar, "now": AFTER}
    as_it_was = Decision("as_proposed", MEETING, "§ 8")
    ended = at_once(*[told(correct_decision, decision=as_it_was, **given)] * 2)
    assert sorted(ended) == ["Inget är ändrat. Rätta det som är fel.", DONE]
    assert to.document.steps.filter(kind="corrected").count() == 1


def test_taken_back_or_announced_but_not_both():
    here = authority()
    to = decide(here, sent(here).recipients.get())
    who = {"recipient": to, "by": here.registrar, "now": AFTER}
    days = {"adjusted_on": MEETING, "announced_on": MEETING + timedelta(days=1), "legal_force_on": None}
    ended = at_once(
        told(correct_decision, decision=NONE, why="Fel nämnd.", **who), told(note_days, **days, **who)
    )
    to.refresh_from_db()
    assert ended.count(DONE) == 1
    assert (to.outcome == "", to.announced_on is None) in ((True, True), (False, False))
