"""A document goes its way: reviewed, signed, sent, decided, followed up, closed; each step in its state."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from portal.documents.domain.consulting import ask_for_views, give_views
from portal.documents.domain.contents import checksum
from portal.documents.domain.deciding import note_reservation
from portal.documents.domain.drafting import plan, plan_recipients, throw_away
from portal.documents.domain.following_up import check_extract, close, keep_extract, note_days
from portal.documents.domain.freezing import Tampered, frozen_bytes
from portal.documents.domain.meetings import add_document, add_words, send_summons
from portal.documents.domain.preparing import note_preparation
from portal.documents.domain.reviewing import changed_since_review, return_for_changes, send_for_review
from portal.documents.domain.sending import send_with_summons
from portal.documents.domain.signing import sign
from portal.documents.domain.versions import new_version
from portal.documents.models import (
    AgendaItem,
    Document,
    Meeting,
    Preparation,
    Step,
)
from portal.files.storing import store_file
from tests.factories.flow import (
    AFTER,
    MEETING,
    NOW,
    authority,
    begun,
    decide,
    live,
    reviewed,
    sent,
    sign_as,
    signed,
)
from tests.factories.portal import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
S = Document.State


@pytest.fixture
def here():
    return authority()


def kinds(document: Document) -> list[str]:
    return list(document.steps.order_by("at", "pk").values_list("kind", flat=True))


def state(document: Document) -> str:
    return Document.objects.values_list("state", flat=True).get(pk=document.pk)


def test_begin_lays_out_the_template_with_who_sends_and_signs(here):
    document = begun(here)
    assert list(document.sections.order_by("order").values_list("heading", "text")) == [
        ("Förslag till beslut", ""),
        ("Sammanfattning", "Medlen räckte."),
        ("Ärendets beredning", ""),
        ("Ärendet", "Så gick det till."),
    ]
    assert list(document.signatories.order_by("order").values_list("role", "title")) == [
        ("forvaltningschef", "förvaltningschef"),
        ("avdelningschef", "avdelningschef"),
    ]
    assert [str(each.administration) for each in document.senders.all()] == ["Socialförvaltningen"]
    assert (document.state, document.version, kinds(document)) == ("draft", 1, ["created"])


def test_begin_refuses_a_title_that_points_out_a_person(here):
    with pytest.raises(ValidationError) as no:
        begun(here, title="Om 811218-9876")
    assert list(no.value.error_dict) == ["title"]


def test_a_meeting_of_another_namnd_is_refused(here):
    with pytest.raises(ValidationError):
        begun(here, recipients=[(here.committee, here.other_meeting)])
    document = begun(here)
    with pytest.raises(ValidationError):
        plan_recipients(document=document, recipients=[(here.committee, None), (here.committee, None)])


def test_review_goes_back_with_a_reason_and_lifts_what_was_signed(here):
    document = reviewed(here)
    sign_as(document, here.chief)
    with pytest.raises(ValidationError):
        return_for_changes(document=document, reason=" ", by=here.chief, now=NOW)
    return_for_changes(document=document, reason="Skriv om bakgrunden.", by=here.chief, now=NOW)
    assert state(document) == "draft"
    assert not document.signatories.filter(signed_at__isnull=False).exists()
    assert kinds(document) == ["created", "for_review", "reviewed", "signed", "returned"]


def test_only_a_draft_is_sent_for_review(here):
    document = reviewed(here)
    with pytest.raises(ValidationError) as no:
        send_for_review(document=document, live=live(document), by=here.writer, now=NOW)
    assert no.value.code == "state"


def test_a_section_another_administration_writes_must_be_ready(here):
    document = begun(here)
    other = OrganisationFactory()
    document.sections.filter(order=4).update(administration=other)
    with pytest.raises(ValidationError) as no:
        send_for_review(document=document, live=live(document), by=here.writer, now=NOW)
    assert no.value.messages == ["Avsnitt som andra förvaltningar skriver är inte klara: Ärendet."]
    document.sections.filter(order=4).update(ready_at=NOW)
    assert send_for_review(document=document, live=live(document), by=here.writer, now=NOW).state == "review"


def test_nothing_is_signed_without_a_registry_number(here):
    document = reviewed(here, begun(here, numbered=False))
    with pytest.raises(ValidationError) as no:
        sign_as(document, here.head)
    assert no.value.messages == ["Ärendet har inget diarienummer än. Utan det undertecknas inget."]


def test_nothing_is_signed_before_review_nor_to_nobody_nor_when_hindered(here):
    draft = begun(here)
    with pytest.raises(ValidationError) as no:
        sign_as(draft, here.head)
    assert no.value.code == "state"
    document = reviewed(here, begun(here, recipients=[]))
    with pytest.raises(ValidationError):
        sign_as(document, here.head)
    document = reviewed(here)
    with pytest.raises(ValidationError) as no:
        sign_as(document, here.head, hindered_by=["Sammanfattningen är tom."])
    assert no.value.messages == ["Handlingen kan inte undertecknas än.", "Sammanfattningen är tom."]


def test_the_last_signature_freezes(here):
    document = reviewed(here)
    sign_as(document, here.head)
    assert (state(document), hasattr(document, "frozen")) == ("reviewed", False)
    sign_as(document, here.chief)
    document = Document.objects.get(pk=document.pk)
    frozen = document.frozen
    assert (document.state, document.signed_at) == ("signed", NOW)
    assert frozen.sha256 == checksum(frozen.data)
    assert frozen.data["content"]["numbers"] == ["1.2.4-182-2026"]
    assert [frozen_bytes(frozen, name)[:4] for name in ("pdf", "word", "public_pdf", "public_word")] == [
        b"%PDF",
        b"PK\x03\x04",
        b"%PDF",
        b"PK\x03\x04",
    ]
    assert kinds(document)[-2:] == ["signed", "frozen"]


def test_what_was_changed_after_reading_is_not_signed(here):
    document = reviewed(here)
    signatory = document.signatories.get(role="forvaltningschef")
    with pytest.raises(ValidationError) as no:
        sign(signatory=signatory, seen_hash="0" * 64, by=here.head, now=NOW)
    assert no.value.code == "changed"


def test_a_signature_on_earlier_words_is_lifted_and_made_again(here):
    document = reviewed(here)
    sign_as(document, here.head)
    document.sections.filter(order=4).update(
        text="Så gick det till, rättat.", saved_at=NOW + timedelta(hours=1)
    )
    assert changed_since_review(document) == ["Ärendet"]
    sign_as(document, here.chief)
    assert state(document) == "reviewed"
    left = document.signatories.filter(signed_at__isnull=True)
    assert list(left.values_list("role", flat=True)) == ["forvaltningschef"]
    sign_as(document, here.head)
    assert state(document) == "signed"


def test_one_person_signs_once(here):
    document = reviewed(here)
    sign_as(document, here.head)
    other = document.signatories.get(role="avdelningschef")
    first = document.signatories.get(role="forvaltningschef")
    with pytest.raises(ValidationError):
        sign(signatory=other, seen_hash=first.signed_hash, by=here.head, now=NOW)
    with pytest.raises(ValidationError):
        sign(signatory=first, seen_hash=first.signed_hash, by=here.head, now=NOW)


CHANGES = [
    "UPDATE documents_section SET text = 'annat' WHERE document_id = %s",
    "DELETE FROM documents_section WHERE document_id = %s",
    "UPDATE documents_decisionpoint SET text = 'annat' WHERE document_id = %s",
    "UPDATE documents_signatory SET title = 'annat' WHERE document_id = %s",
    "UPDATE documents_sender SET department = 'annat' WHERE document_id = %s",
    "DELETE FROM documents_recipient WHERE document_id = %s",
    "UPDATE documents_document SET title = 'annat' WHERE id = %s",
    "UPDATE documents_document SET state = 'draft', signed_at = NULL WHERE id = %s",
]
NEVER = [
    "UPDATE documents_frozen SET sha256 = repeat('0', 64) WHERE document_id = %s",
    "DELETE FROM documents_frozen WHERE document_id = %s",
]


def refusal_of(change: str, document: Document) -> str:
    """What the database says when the application's role tries."""
    with pytest.raises(DatabaseError) as no, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change, [document.pk])
    return str(no.value).partition("\n")[0]


@pytest.mark.database
def test_a_signed_document_is_not_changed_by_sql(here):
    document = signed(here)
    said = {change: refusal_of(change, document) for change in CHANGES}
    assert said == dict.fromkeys(CHANGES, "a signed document is not changed")
    assert [refusal_of(change, document) for change in NEVER] == ["what is frozen is kept as it is"] * 2


def test_a_draft_is_changed_by_sql(here):
    document = reviewed(here)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE documents_section SET text = 'annat' WHERE document_id = %s", [document.pk])
        assert cursor.rowcount == 4


def test_two_namnder_each_with_own_number_day_and_outcome(here):
    to = [(here.committee, here.meeting), (here.other, here.other_meeting)]
    document = signed(here, begun(here, recipients=to))
    first, second = document.recipients.order_by("order")
    send = {"sent_on": NOW.date(), "by": here.registrar, "now": NOW}
    send_with_summons(recipient=first, meeting=here.meeting, number="", **send)
    assert state(document) == "sent"
    with pytest.raises(ValidationError):
        decide(here, second)
    send_with_summons(recipient=second, meeting=here.other_meeting, number="2026-152-307", **send)
    decide(here, first)
    assert state(document) == "sent"
    decide(
        here, second, "changed", decided_on=MEETING + timedelta(days=1), paragraph="§ 9", reason="Mer tid."
    )
    assert state(document) == "decided"
    rows = document.recipients.order_by("order").values_list("number", "decided_on", "paragraph", "outcome")
    assert list(rows) == [
        ("", MEETING, "§ 7", "as_proposed"),
        ("2026-152-307", MEETING + timedelta(days=1), "§ 9", "changed"),
    ]


def test_sending_puts_the_paper_on_the_agenda_once(here):
    document = signed(here)
    to = document.recipients.get()
    add_words(meeting=here.meeting, title="Val av justerare")
    send = {"recipient": to, "number": "", "sent_on": NOW.date(), "by": here.registrar, "now": NOW}
    send_with_summons(meeting=here.meeting, **send)
    lines = AgendaItem.objects.order_by("number").values_list("meeting", "number", "title", "recipient")
    assert list(lines) == [
        (here.meeting.pk, 1, "Val av justerare", None),
        (here.meeting.pk, 2, document.title, to.pk),
    ]
    document = signed(here, begun(here))
    to = document.recipients.get()
    add_document(meeting=here.meeting, recipient=to)
    send_with_summons(meeting=here.meeting, **(send | {"recipient": to}))
    assert AgendaItem.objects.filter(recipient=to).count() == 1


def test_another_naemnds_agenda_is_laid_by_its_own_people(here, client):
    document = signed(here, begun(here, recipients=[(here.committee, None), (here.other, None)]))
    with time_machine.travel(NOW, tick=False):
        client.force_login(here.registrar)
        for to, meeting in zip(
            document.recipients.order_by("order"), (here.meeting, here.other_meeting), strict=True
        ):
            address = reverse("documents:send", args=[document.pk, to.pk])
            sent_on = NOW.date().isoformat()
            assert client.post(address, {"meeting": meeting.pk, "sent_on": sent_on}).status_code == 302
    meetings = document.recipients.order_by("order").values_list("meeting", flat=True)
    assert list(meetings) == [here.meeting.pk, here.other_meeting.pk]
    assert list(AgendaItem.objects.values_list("meeting", "title")) == [(here.meeting.pk, document.title)]


def test_sending_to_another_meeting_than_an_agenda_that_is_out_is_refused(here):
    document = signed(here)
    to = document.recipients.get()
    add_document(meeting=here.meeting, recipient=to)
    send_summons(meeting=here.meeting, now=NOW)
    later = Meeting.objects.create(committee=here.committee, held_on=MEETING + timedelta(days=2))
    with pytest.raises(ValidationError, match="Handlingen står redan på en utsänd ärendelista"):
        send_with_summons(
            recipient=to, meeting=later, number="", sent_on=NOW.date(), by=here.registrar, now=NOW
        )
    assert (state(document), document.recipients.get().sent_on) == ("signed", None)


def test_as_proposed_has_nothing_that_was_changed(here):
    document = sent(here)
    to = document.recipients.get()
    with pytest.raises(ValidationError, match="Enligt förslaget är inget ändrat"):
        decide(here, to, reason="Punkt 2 ska redovisas i mars.")
    decide(here, to)
    assert document.recipients.get().outcome == "as_proposed"


def test_the_papers_day_is_planned_until_it_is_signed(here):
    document = begun(here)
    told = {"title": "Ny", "subtitle": "", "case": document.case, "officer": document.officer}
    assert plan(document=document, **told).dated == document.dated
    assert plan(document=document, dated=date(2026, 12, 1), **told).dated == date(2026, 12, 1)


def test_sending_refuses_other_meetings_and_days(here):
    document = signed(here)
    to = document.recipients.get()
    send = {"number": "", "by": here.registrar, "now": NOW}
    for given in (
        {"meeting": here.other_meeting, "sent_on": NOW.date()},
        {"meeting": here.meeting, "sent_on": NOW.date() + timedelta(days=1)},
        {"meeting": here.meeting, "sent_on": NOW.date() - timedelta(days=1)},
    ):
        with pytest.raises(ValidationError):
            send_with_summons(recipient=to, **given, **send)
    assert send_with_summons(recipient=to, meeting=here.meeting, sent_on=NOW.date(), **send).sent_on
    with pytest.raises(ValidationError):
        send_with_summons(recipient=to, meeting=here.meeting, sent_on=NOW.date(), **send)


def test_bordlagt_goes_to_the_next_meeting_and_is_decided_there(here):
    document = sent(here)
    to = document.recipients.get()
    item = AgendaItem.objects.get(meeting=here.meeting, recipient=to)  # put there when it was sent
    later = Meeting.objects.create(committee=here.committee, held_on=MEETING + timedelta(days=2))
    with pytest.raises(ValidationError):
        decide(here, to, "postponed", paragraph="")
    to = decide(here, to, "postponed", paragraph="", next_meeting=later)
    item.refresh_from_db()
    assert (state(document), to.meeting, item.recipient, item.title) == ("sent", later, None, document.title)
    decide(here, to, decided_on=MEETING + timedelta(days=2))
    assert state(document) == "decided"


def test_aterremiss_needs_a_reason_and_leads_to_a_new_version(here):
    to = [(here.committee, here.meeting), (here.other, here.other_meeting)]
    document = sent(here, begun(here, recipients=to))
    first, second = document.recipients.order_by("order")
    with pytest.raises(ValidationError):
        decide(here, first, "referred_back")
    decide(here, first, "referred_back", reason="Barnperspektivet saknas.")
    decide(here, second, decided_on=MEETING + timedelta(days=1))
    made = new_version(document=document, reason="Efter återremiss.", by=here.writer, now=AFTER)
    assert (made.version, made.state, made.previous_id) == (2, "draft", document.pk)
    assert [each.committee for each in made.recipients.all()] == [here.committee]
    assert list(made.sections.order_by("order").values_list("text", flat=True)) == list(
        document.sections.order_by("order").values_list("text", flat=True)
    )
    with pytest.raises(ValidationError):
        new_version(document=document, reason="En till.", by=here.writer, now=AFTER)


def test_a_new_version_replaces_one_that_nobody_has_decided(here):
    document = signed(here)
    made = new_version(document=document, reason="Fel siffra.", by=here.writer, now=NOW)
    assert state(document) == "signed"
    before = frozen_bytes(document.frozen, "pdf")
    signed(here, made)
    document = Document.objects.get(pk=document.pk)
    assert (document.state, state(made)) == ("replaced", "signed")
    assert frozen_bytes(document.frozen, "pdf") == before


def test_only_what_is_signed_gets_a_new_version(here):
    with pytest.raises(ValidationError):
        new_version(document=begun(here), reason="Nej.", by=here.writer, now=NOW)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"paragraph": ""}, "paragraph"),
        ({"paragraph": "§ 7", "delegation_point": "3.1"}, "paragraph"),
        ({"decided_on": NOW.date() - timedelta(days=1)}, "decided_on"),
        ({"decided_on": AFTER.date() + timedelta(days=1)}, "decided_on"),
        ({"adjusted_on": MEETING - timedelta(days=1)}, "adjusted_on"),
        ({"reason": "Ring 08-508 25 000 om det."}, "reason"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(here, given, field):
    to = sent(here).recipients.get()
    with pytest.raises(ValidationError) as no:
        decide(here, to, **given)
    assert list(no.value.error_dict) == [field]
    assert decide(here, to, paragraph="", delegation_point="3.1").delegation_point == "3.1"
    with pytest.raises(ValidationError):
        decide(here, to)


def test_days_come_in_order_and_the_extract_is_checked_by_another(here):
    document = sent(here)
    to = document.recipients.get()
    days = {"by": here.registrar, "now": AFTER, "announced_on": None, "legal_force_on": None}
    with pytest.raises(ValidationError):
        note_days(recipient=to, adjusted_on=MEETING, **days)
    to = decide(here, to)
    with pytest.raises(ValidationError) as no:
        note_days(recipient=to, **(days | {"adjusted_on": MEETING + timedelta(2), "announced_on": MEETING}))
    assert list(no.value.error_dict) == ["announced_on"]
    with pytest.raises(ValidationError) as no:
        close(document=document, by=here.registrar, now=AFTER)
    assert no.value.messages == ["Socialnämnden: protokollet är inte justerat än."]
    note_days(recipient=to, **(days | {"adjusted_on": MEETING, "announced_on": MEETING}))
    file = store_file(name="utdrag.pdf", content=b"%PDF-1.7 utdrag", by=here.registrar)
    keep_extract(recipient=to, file=file, by=here.registrar, now=AFTER)
    with pytest.raises(ValidationError):
        close(document=document, by=here.registrar, now=AFTER)
    with pytest.raises(ValidationError):
        check_extract(recipient=to, by=here.registrar, now=AFTER)
    check_extract(recipient=to, by=here.writer, now=AFTER)
    assert close(document=document, by=here.registrar, now=AFTER).state == "closed"
    assert kinds(document)[-4:] == ["decided", "adjusted", "announced", "closed"]


def test_an_extract_is_a_pdf(here):
    to = decide(here, sent(here).recipients.get())
    file = store_file(name="utdrag.txt", content=b"utdrag", by=here.registrar)
    with pytest.raises(ValidationError) as no:
        keep_extract(recipient=to, file=file, by=here.registrar, now=AFTER)
    assert list(no.value.error_dict) == ["file"]


def test_a_reservation_is_noted_after_the_decision(here):
    to = sent(here).recipients.get()
    said = {
        "kind": "reservation",
        "parties": "(X)",
        "members": "",
        "text": "Vi ville mer.",
        "by": here.registrar,
    }
    with pytest.raises(ValidationError):
        note_reservation(recipient=to, now=AFTER, **said)
    to = decide(here, to)
    assert str(note_reservation(recipient=to, now=AFTER, **said)) == "reservation ((X))"


def test_preparation_is_dated_before_the_meeting_or_had_the_opportunity(here):
    document = begun(here)
    note = {"document": document, "by": here.writer}
    with pytest.raises(ValidationError):
        note_preparation(kind=Step.Kind.COUNCIL, body="Pensionärsrådet", day=None, now=NOW, **note)
    with pytest.raises(ValidationError):
        note_preparation(kind=Step.Kind.MANAGEMENT, body="förvaltningsgruppen", day=MEETING, now=NOW, **note)
    note_preparation(kind=Step.Kind.MANAGEMENT, body="förvaltningsgruppen", day=NOW.date(), now=NOW, **note)
    opportunity = {"day": None, "had_opportunity": True}
    note_preparation(kind=Step.Kind.COUNCIL, body="Pensionärsrådet", now=NOW, **opportunity, **note)
    rows = Preparation.objects.filter(document=document).order_by("order")
    assert list(rows.values_list("body", "treated_on", "had_opportunity")) == [
        ("förvaltningsgruppen", date(2026, 11, 23), False),
        ("Pensionärsrådet", None, True),
    ]
    assert kinds(document) == ["created", "management", "council"]


def test_views_are_asked_of_another_authority_once_and_answered_once(here):
    document = begun(here)
    ask = {"document": document, "answer_by": MEETING, "by": here.writer, "now": NOW}
    for own in (here.house, here.committee):
        with pytest.raises(ValidationError):
            ask_for_views(authority=own, **ask)
    asked = ask_for_views(authority=here.other, **ask)
    with pytest.raises(ValidationError):
        ask_for_views(authority=here.other, **ask)
    somebody = UserFactory()
    with pytest.raises(ValidationError):
        give_views(consultation=asked, answer=" ", by=somebody, now=NOW)
    assert give_views(consultation=asked, answer="Bra.", by=somebody, now=NOW).answer == "Bra."
    with pytest.raises(ValidationError):
        give_views(consultation=asked, answer="Bra igen.", by=somebody, now=NOW)
    assert kinds(document) == ["created", "consulted", "answered"]


def test_a_draft_is_thrown_away_with_a_reason_and_a_signed_one_is_not(here):
    document = begun(here)
    with pytest.raises(ValidationError):
        throw_away(document=document, reason="", by=here.writer, now=NOW)
    assert throw_away(document=document, reason="Dubblett.", by=here.writer, now=NOW).state == "withdrawn"
    with pytest.raises(ValidationError):
        throw_away(document=signed(here), reason="Nej.", by=here.writer, now=NOW)


def test_a_file_that_was_changed_is_not_served(here):
    frozen = signed(here).frozen
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    default_storage.delete(frozen.pdf.path)
    default_storage.save(frozen.pdf.path, ContentFile(b"%PDF-1.7 annat"))
    with pytest.raises(Tampered):
        frozen_bytes(frozen, "pdf")
    assert frozen_bytes(frozen, "word")[:2] == b"PK"
