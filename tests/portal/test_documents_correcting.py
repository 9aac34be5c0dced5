"""A decision that was registered wrong is put right: old, new and why are told, and the state follows."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from portal.documents.domain import meetings
from portal.documents.domain.correcting import NONE, correct_decision
from portal.documents.domain.deciding import Decision, note_reservation
from portal.documents.domain.dispatching import add_dispatch, mark_sent, remove_dispatch
from portal.documents.domain.drafting import throw_away
from portal.documents.domain.following_up import check_extract, close, keep_extract, note_days
from portal.documents.domain.versions import new_version
from portal.documents.models import Document, Meeting, Recipient, Step
from portal.files.storing import store_file
from portal.history.context import acting
from tests.factories.flow import AFTER, MEETING, authority, begun, decide, sent, signed

pytestmark = pytest.mark.django_db
WHY = "Fel rad i protokollet."
DAY = timedelta(days=1)


@pytest.fixture
def here():
    return authority()


@pytest.fixture
def later(here):
    return Meeting.objects.create(committee=here.committee, held_on=MEETING + 2 * DAY)


@pytest.fixture
def to(here):
    return decide(here, sent(here).recipients.get())


def correct(here, to: Recipient, decision: Decision | None = None, why: str = WHY, **more) -> Recipient:
    given = {"outcome": to.outcome, "decided_on": to.decided_on, "paragraph": to.paragraph} | more
    decision = decision or Decision(**given)
    return correct_decision(recipient=to, decision=decision, why=why, by=here.registrar, now=AFTER)


def state(to: Recipient) -> str:
    return Document.objects.values_list("state", flat=True).get(pk=to.document_id)


def refused(here, to: Recipient, *args, **more) -> dict[str, list[str]]:
    before = Recipient.objects.values().get(pk=to.pk)
    with pytest.raises(ValidationError) as no:
        correct(here, to, *args, **more)
    assert Recipient.objects.values().get(pk=to.pk) == before
    return no.value.message_dict if hasattr(no.value, "error_dict") else {"": no.value.messages}


def test_paragraph_and_day_are_put_right_and_the_step_tells_old_and_new(here, to):
    with acting(by=here.registrar, door="browser"):
        row = correct(here, to, decided_on=MEETING + DAY, paragraph="§ 8", adjusted_on=MEETING + DAY)
    assert (row.decided_on, row.paragraph, row.adjusted_on) == (MEETING + DAY, "§ 8", MEETING + DAY)
    step = Step.objects.get(document=to.document, kind="corrected")
    assert (step.by, step.at, step.day, step.recipient) == (here.registrar, AFTER, AFTER.date(), row)
    assert step.note == (
        "Fel rad i protokollet. (beslutsdatum: 2026-12-15, rättat till 2026-12-16; "
        "paragraf: § 7, rättat till § 8; protokollet justerat: inget, rättat till 2026-12-16)"
    )
    event = Recipient.pgh_event_model.objects.filter(pgh_obj_id=to.pk).latest("pgh_id")
    assert (event.paragraph, event.pgh_context.metadata["why"]) == ("§ 8", WHY)
    assert state(to) == "decided"


def test_what_was_decided_is_put_right(here, to):
    assert refused(here, to, outcome="rejected") == {
        "reason": ["Skriv vad nämnden ändrade, eller varför den sa nej."]
    }
    row = correct(here, to, outcome="rejected", reason="Medlen räcker inte.")
    assert (row.outcome, row.reason, state(to)) == ("rejected", "Medlen räcker inte.", "decided")
    note = Step.objects.get(kind="corrected").note
    assert "utfall: enligt förslaget, rättat till avslaget" in note


def test_a_reason_is_given_and_points_out_nobody(here, to):
    assert refused(here, to, why="  ", paragraph="§ 8") == {
        "why": ["Skriv varför beslutet rättas. Skälet står i historiken."]
    }
    assert list(refused(here, to, why="Ring 811218-9876.", paragraph="§ 8")) == ["why"]


def test_nothing_changed_is_nothing_to_put_right(here, to):
    assert refused(here, to) == {"": ["Inget är ändrat. Rätta det som är fel."]}


def test_only_what_is_registered_is_put_right(here):
    to = sent(here).recipients.get()
    decision = Decision("as_proposed", MEETING, "§ 7")
    assert refused(here, to, decision) == {"": ["Det finns inget registrerat beslut att rätta."]}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"decided_on": AFTER.date() + DAY}, "decided_on"),
        ({"paragraph": ""}, "paragraph"),
        ({"delegation_point": "3.1"}, "paragraph"),
        ({"adjusted_on": MEETING - DAY}, "adjusted_on"),
    ],
)
def test_what_cannot_be_decided_cannot_be_corrected_to(here, to, more, field):
    assert list(refused(here, to, **more)) == [field]


def test_days_that_are_registered_after_stay_after(here, to):
    days = {"adjusted_on": MEETING, "announced_on": MEETING + DAY, "legal_force_on": None}
    note_days(recipient=to, by=here.registrar, now=AFTER, **days)
    to.refresh_from_db()
    assert list(refused(here, to, adjusted_on=MEETING + 2 * DAY)) == ["adjusted_on"]
    assert correct(here, to, adjusted_on=MEETING + DAY).adjusted_on == MEETING + DAY


def test_none_at_all_opens_the_document_again(here, to):
    row = correct(here, to, NONE)
    assert (row.outcome, row.decided_on, row.paragraph, state(to)) == ("", None, "", "sent")
    assert decide(here, row, paragraph="§ 9").paragraph == "§ 9"
    assert state(to) == "decided"


def test_one_nämnd_is_corrected_and_the_other_is_as_it_was(here):
    both = [(here.committee, here.meeting), (here.other, here.other_meeting)]
    document = sent(here, begun(here, recipients=both))
    first, second = document.recipients.order_by("order")
    first = decide(here, first)
    assert state(first) == "sent"
    first = correct(here, first, NONE)  # it was the other's
    decide(here, second, decided_on=MEETING + DAY)
    assert state(first) == "sent"
    decide(here, first)
    assert state(first) == "decided"
    second.refresh_from_db()
    assert (second.paragraph, second.decided_on) == ("§ 7", MEETING + DAY)


def test_it_turns_out_to_be_bordlagt_and_stands_on_the_next_agenda(here, later):
    document = sent(here)
    to = document.recipients.get()
    item = meetings.add_document(meeting=here.meeting, recipient=to)
    to = decide(here, to)
    assert list(refused(here, to, outcome="postponed", paragraph="")) == ["next_meeting"]
    to = correct(here, to, outcome="postponed", paragraph="", next_meeting=later)
    item.refresh_from_db()
    assert (state(to), to.meeting, item.recipient) == ("sent", later, None)
    assert "sammanträde: 2026-12-15, rättat till 2026-12-17" in Step.objects.get(kind="corrected").note


def test_it_turns_out_not_to_be_bordlagt_and_stands_where_it_stood(here, later):
    to = sent(here).recipients.get()
    item = meetings.add_document(meeting=here.meeting, recipient=to)
    to = decide(here, to, "postponed", paragraph="", next_meeting=later)
    meetings.add_document(meeting=later, recipient=to)
    to = correct(here, to, outcome="as_proposed", paragraph="§ 7")
    item.refresh_from_db()
    assert (state(to), to.meeting, item.recipient) == ("decided", here.meeting, to)
    assert not later.items.exists()


def test_bordlagt_to_the_wrong_meeting_goes_to_the_right_one(here, later):
    to = sent(here).recipients.get()
    to = decide(here, to, "postponed", paragraph="", next_meeting=later)
    meetings.add_document(meeting=later, recipient=to)
    right = Meeting.objects.create(committee=here.committee, held_on=MEETING + 4 * DAY)
    to = correct(here, to, next_meeting=right)
    assert (to.meeting, later.items.count(), state(to)) == (right, 0, "sent")
    to = correct(here, to, outcome="as_proposed", paragraph="§ 7")
    assert to.meeting == here.meeting


def test_it_stays_on_an_agenda_that_is_sent_out(here, later):
    to = sent(here).recipients.get()
    to = decide(here, to, "postponed", paragraph="", next_meeting=later)
    meetings.add_document(meeting=later, recipient=to)
    meetings.send_summons(meeting=later, now=AFTER)
    said = refused(here, to, outcome="as_proposed", paragraph="§ 7")
    assert said == {
        "outcome": ["Handlingen står på den utsända ärendelistan till 2026-12-17 och blir kvar där."]
    }


def test_what_rests_on_the_decision_is_taken_back_first(here, to):
    days = {"adjusted_on": MEETING, "announced_on": MEETING, "legal_force_on": None}
    note_days(recipient=to, by=here.registrar, now=AFTER, **days)
    line = add_dispatch(recipient=to, to="Stadsarkivet", what="Utdrag", how="E-post")
    back = {"outcome": "referred_back", "reason": "Barnperspektivet saknas."}
    assert refused(here, to, **back) == {
        "outcome": [
            "Beslutet är anslaget eller har vunnit laga kraft. Ta först bort dagarna under Datum.",
            "Expedieringslistan har rader för beslutet. Ta bort dem först.",
        ]
    }
    note_days(recipient=to, by=here.registrar, now=AFTER, **(days | {"announced_on": None}))
    remove_dispatch(dispatch=line)
    assert correct(here, to, **back).outcome == "referred_back"
    assert state(to) == "decided"


def test_what_was_sent_out_is_not_taken_back_but_its_words_are_put_right(here, to):
    line = add_dispatch(recipient=to, to="Stadsarkivet", what="Utdrag", how="E-post")
    mark_sent(dispatch=line, sent_on=AFTER.date(), by=here.registrar, today=AFTER.date())
    assert refused(here, to, NONE) == {
        "outcome": ["Beslutet är redan skickat till Stadsarkivet. Utfallet ligger fast."]
    }
    assert correct(here, to, outcome="changed", reason="Med tillägget.").outcome == "changed"


def test_a_new_version_after_aterremiss_hinders_until_it_is_thrown_away(here):
    to = decide(here, sent(here).recipients.get(), "referred_back", reason="Mer underlag.")
    made = new_version(document=to.document, reason="Efter återremiss.", by=here.writer, now=AFTER)
    assert refused(here, to, outcome="as_proposed") == {
        "outcome": ["Version 2 är påbörjad efter beslutet. Släng den först."]
    }
    assert correct(here, to, reason="Mer underlag om barn.").reason == "Mer underlag om barn."
    throw_away(document=made, reason="Återremissen var fel.", by=here.writer, now=AFTER)
    assert correct(here, to, outcome="as_proposed").outcome == "as_proposed"


def test_a_signed_new_version_hinders_for_good(here):
    to = decide(here, sent(here).recipients.get(), "referred_back", reason="Mer underlag.")
    signed(here, new_version(document=to.document, reason="Igen.", by=here.writer, now=AFTER))
    assert refused(here, to, outcome="as_proposed") == {
        "outcome": ["Version 2 är redan undertecknad. Utfallet ligger fast."]
    }


def test_the_extract_is_checked_anew(here, to):
    file = store_file(name="utdrag.pdf", content=b"%PDF-1.7 utdrag", by=here.writer)
    keep_extract(recipient=to, file=file, by=here.writer, now=AFTER)
    to = check_extract(recipient=to, by=here.registrar, now=AFTER)
    assert refused(here, to, NONE) == {
        "outcome": ["Ett protokollsutdrag är uppladdat. Det visar att nämnden har beslutat."]
    }
    row = correct(here, to, paragraph="§ 8")
    assert (row.extract, row.extract_checked_at, row.extract_checked_by) == (file, None, None)
    assert check_extract(recipient=row, by=here.registrar, now=AFTER).extract_checked_at == AFTER


def test_a_reservation_is_made_against_a_decision(here, to):
    given = {"kind": "reservation", "parties": "M", "members": "", "text": "Vi yrkade avslag."}
    note_reservation(recipient=to, by=here.registrar, now=AFTER, **given)
    assert list(refused(here, to, NONE)) == ["outcome"]


def test_a_closed_document_is_not_corrected(here, to):
    days = {"adjusted_on": MEETING, "announced_on": None, "legal_force_on": None}
    note_days(recipient=to, by=here.registrar, now=AFTER, **days)
    close(document=to.document, by=here.registrar, now=AFTER)
    with pytest.raises(ValidationError) as no:
        correct(here, to, paragraph="§ 8")
    assert no.value.code == "state"


def form_of(client, to: Recipient):
    return client.get(f"/handlingar/{to.document_id}/beslut/{to.pk}/ratta/").context["form"]


def test_the_form_stands_filled_in_and_the_page_tells_it(client, here, to):
    client.force_login(here.registrar)
    where = f"/handlingar/{to.document_id}/beslut/{to.pk}/ratta/"
    assert where in client.get(f"/handlingar/{to.document_id}/").content.decode()
    form = form_of(client, to)
    names = (
        "outcome",
        "decided_on",
        "paragraph",
        "delegation_point",
        "reason",
        "adjusted_on",
        "next_meeting",
    )
    assert [form[name].initial or "" for name in names] == ["as_proposed", MEETING, "§ 7", "", "", "", ""]
    sent_form = {
        "outcome": "as_proposed",
        "decided_on": "2026-11-23",
        "paragraph": "§ 8",
        "why": WHY,
        "seen": form["seen"].value(),
    }
    assert client.post(where, sent_form | {"why": ""}).context["form"].errors == {
        "why": ["Detta fält måste fyllas i."]
    }
    answer = client.post(where, sent_form, follow=True)
    page = answer.content.decode()
    assert "Beslutet är rättat. Handlingens läge följer det, och skälet står i historiken." in page
    day = Step.objects.get(kind="corrected").day
    assert (
        f"{day}: {WHY} (beslutsdatum: 2026-12-15, rättat till 2026-11-23; paragraf: § 7, rättat till § 8)"
        in page
    )
    again = client.post(where, sent_form | {"paragraph": "§ 9"})
    assert "Någon annan sparade medan du skrev" in again.content.decode()


def test_none_at_all_by_the_form(client, here, to):
    client.force_login(here.registrar)
    where = f"/handlingar/{to.document_id}/beslut/{to.pk}/ratta/"
    seen = form_of(client, to)["seen"].value()
    without_day = client.post(where, {"outcome": "rejected", "why": WHY, "seen": seen})
    assert without_day.context["form"].errors == {"decided_on": ["Skriv vilken dag nämnden beslutade."]}
    assert client.post(where, {"outcome": "inget", "why": WHY, "seen": seen}).status_code == 302
    assert state(to) == "sent"
    assert client.get(where).status_code == 302  # there is nothing to put right


@pytest.mark.database
def test_decided_goes_back_to_sent_by_sql_only_when_a_namnd_waits(here, to):
    def run(*statements: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for each in statements:
                cursor.execute(each, [to.document_id])

    back = "UPDATE documents_document SET state = 'sent' WHERE id = %s"
    for more in (
        [back],
        ["UPDATE documents_recipient SET outcome = 'rejected' WHERE document_id = %s", back],
    ):
        with pytest.raises(DatabaseError) as no:
            run(*more)
        assert no.value.__cause__.diag.constraint_name == "document_signed_is_fixed"
    opened = "UPDATE documents_recipient SET outcome = '', decided_on = NULL WHERE document_id = %s"
    for other in ("signed", "draft"):
        with pytest.raises(DatabaseError) as no:
            run(opened, back.replace("sent", other))
        assert no.value.__cause__.diag.constraint_name == "document_signed_is_fixed"
    run(opened, back)
    assert state(to) == "sent"


def test_it_stands_where_it_stood_also_when_its_day_was_mistyped(here, later):
    to = sent(here).recipients.get()
    item = meetings.add_document(meeting=here.meeting, recipient=to)
    to = decide(here, to, "postponed", paragraph="", next_meeting=later, decided_on=MEETING - DAY)
    meetings.add_document(meeting=later, recipient=to)
    to = correct(here, to, outcome="as_proposed", decided_on=MEETING, paragraph="§ 7")
    item.refresh_from_db()
    assert (to.meeting, item.recipient) == (here.meeting, to)


def test_the_meeting_it_was_bordlagt_at_keeps_its_day_and_the_next_may_move(here, later):
    to = sent(here).recipients.get()
    meetings.add_document(meeting=here.meeting, recipient=to)
    to = decide(here, to, "postponed", paragraph="", next_meeting=later)
    with pytest.raises(ValidationError) as no:
        meetings.change_meeting(meeting=here.meeting, held_on=MEETING + DAY)
    assert no.value.message_dict == {"held_on": ["Nämnden har beslutat vid sammanträdet. Dagen ligger fast."]}
    moved = meetings.change_meeting(meeting=later, held_on=MEETING + 3 * DAY)
    assert moved.held_on == MEETING + 3 * DAY
