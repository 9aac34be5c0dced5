"""A new version takes the former one's place with every nämnd that waits; who has decided keeps its paper."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from portal.documents.domain import meetings
from portal.documents.domain.correcting import correct_decision
from portal.documents.domain.deciding import Decision
from portal.documents.domain.drafting import plan_recipients
from portal.documents.domain.following_up import close, note_days
from portal.documents.domain.next_steps import next_steps
from portal.documents.domain.sending import give_own_number, send_with_summons
from portal.documents.domain.versions import new_version
from portal.documents.forms.meetings import waiting_documents
from portal.documents.models import Document, Meeting, Recipient
from portal.documents.todo.lists import to_register
from portal.documents.views.acting import doings
from portal.documents.views.meetings.page import agenda
from portal.documents.views.outcomes import outcomes_of
from portal.organisation.models import Role
from tests.factories.flow import AFTER, MEETING, NOW, authority, begun, decide, reviewed, sent, sign_as
from tests.factories.portal import person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def here():
    return authority()


@pytest.fixture
def first(here):
    """Sent to two nämnder: the own has decided, the other waits."""
    both = [(here.committee, here.meeting), (here.other, here.other_meeting)]
    document = sent(here, begun(here, recipients=both))
    decide(here, own(here, document))
    return Document.objects.get(pk=document.pk)


def own(here, document: Document) -> Recipient:
    return document.recipients.get(committee=here.committee)


def others(here, document: Document) -> Recipient:
    return document.recipients.get(committee=here.other)


def next_signed(here, document: Document, *, now=NOW, **more) -> Document:
    made = new_version(document=document, reason="Rättad siffra.", by=here.writer, now=now)
    if more:
        plan_recipients(document=made, **more)
    reviewed(here, made)
    for who in (here.head, here.chief):
        sign_as(made, who, now=now)
    return Document.objects.get(pk=made.pk)


def state(document: Document) -> str:
    return Document.objects.values_list("state", flat=True).get(pk=document.pk)


def words(document: Document) -> list[tuple[str, str]]:
    return [
        (each.recipient.committee.as_committee, str(each.state.word) if each.state else "")
        for each in outcomes_of(document)
    ]


def test_while_the_new_version_is_a_draft_the_former_one_waits(here, first):
    new_version(document=first, reason="Rättad siffra.", by=here.writer, now=NOW)
    assert (state(first), others(here, first).is_waiting) == ("sent", True)
    assert words(first) == [("Socialnämnden", "Enligt förslaget"), ("Integrationsnämnden", "")]


def test_the_one_that_waits_gets_the_new_version_and_the_one_that_decided_keeps_its_paper(here, first):
    second = next_signed(here, first)
    assert [each.committee for each in second.recipients.all()] == [here.other]
    assert (state(first), state(second)) == ("decided", "signed")
    row = others(here, first)
    assert (row.replaced_by, row.is_waiting, row.outcome) == (second, False, "")
    kept = own(here, first)
    assert (kept.outcome, kept.paragraph, kept.replaced_by) == ("as_proposed", "§ 7", None)
    first = Document.objects.get(pk=first.pk)
    assert words(first) == [
        ("Socialnämnden", "Enligt förslaget"),
        ("Integrationsnämnden", "Ersatt av version 2"),
    ]
    step = first.steps.get(kind="gave_way")
    assert (step.note, step.by, step.recipient) == (
        "Integrationsnämnden får version 2 i stället.",
        here.chief,
        row,
    )


def test_the_replaced_one_waits_in_no_list(here, first):
    registered_after = MEETING + 9 * DAY
    assert [each.document for each in to_register(here.registrar, registered_after)] == [first]
    second = next_signed(here, first)
    assert list(to_register(here.registrar, registered_after)) == []
    first = Document.objects.get(pk=first.pk)
    about = {each.url for each in doings(first, here.registrar)}
    row = others(here, first)
    assert not [url for url in about if url.endswith(f"/{row.pk}/")]
    assert not [each for each in next_steps(first) if each.about == row.pk]
    later = Meeting.objects.create(committee=here.other, held_on=MEETING + 9 * DAY)
    coordinator = person(Role.COORDINATOR, here.house)
    assert [each.document for each in waiting_documents(coordinator, later)] == [second]


@pytest.mark.parametrize("verb", ["decide", "add to agenda", "correct"])
def test_nothing_more_is_registered_of_the_replaced_one(here, first, verb):
    next_signed(here, first)
    row = others(here, first)
    tries = {
        "decide": lambda: decide(here, row, decided_on=MEETING + DAY),
        "add to agenda": lambda: meetings.add_document(meeting=here.other_meeting, recipient=row),
        "correct": lambda: correct_decision(
            recipient=row, decision=Decision("", None), why="Fel.", by=here.registrar, now=AFTER
        ),
    }
    with pytest.raises(ValidationError) as no:
        tries[verb]()
    said = no.value.messages[0]
    assert said == "En ny version har tagit handlingens plats hos nämnden." or no.value.code == "state"
    assert give_own_number(recipient=row, number="2026-1", by=here.registrar, now=NOW).number == "2026-1"


@pytest.mark.database
def test_a_decision_on_the_replaced_one_is_refused_by_the_database(here, first):
    next_signed(here, first)
    deciding = "UPDATE documents_recipient SET outcome = 'rejected', decided_on = now() WHERE id = %s"
    with pytest.raises(DatabaseError) as no, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deciding, [others(here, first).pk])
    assert no.value.__cause__.diag.constraint_name == "recipient_replaced_undecided"


def test_the_former_one_is_closed_without_the_replaced(here, first):
    next_signed(here, first)
    days = {"adjusted_on": MEETING, "announced_on": None, "legal_force_on": None}
    note_days(recipient=own(here, first), by=here.registrar, now=AFTER, **days)
    assert close(document=first, by=here.registrar, now=AFTER).state == "closed"


def test_the_line_of_the_agenda_is_the_new_versions(here, first):
    item = meetings.add_document(meeting=here.other_meeting, recipient=others(here, first))
    second = next_signed(here, first)
    item.refresh_from_db()
    to = second.recipients.get()
    assert (item.recipient, item.number, item.title, to.meeting) == (to, 1, second.title, here.other_meeting)
    assert [each.document for each in agenda(here.other_meeting, here.registrar)] == [second]


def test_the_new_version_at_another_meeting_leaves_the_agenda_it_stood_on(here, first):
    later = Meeting.objects.create(committee=here.other, held_on=MEETING + 9 * DAY)
    meetings.add_document(meeting=here.other_meeting, recipient=others(here, first))
    second = next_signed(here, first, recipients=[(here.other, later)])
    assert not here.other_meeting.items.exists()
    assert second.recipients.get().meeting == later


def test_a_line_of_a_summons_that_is_out_is_words_when_the_new_one_goes_elsewhere(here, first):
    later = Meeting.objects.create(committee=here.other, held_on=MEETING + 9 * DAY)
    item = meetings.add_document(meeting=here.other_meeting, recipient=others(here, first))
    meetings.send_summons(meeting=here.other_meeting, now=NOW)
    next_signed(here, first, recipients=[(here.other, later)])
    item.refresh_from_db()
    assert (item.recipient, item.title) == (None, first.title)


def test_a_nämnd_that_has_met_keeps_the_version_it_had_before_it(here, first):
    """What was decided there is not registered yet: the minutes come two weeks later."""
    next_signed(here, first, now=AFTER)
    row = others(here, first)
    assert (row.replaced_by, row.is_waiting, state(first)) == (None, True, "sent")
    decide(here, row, decided_on=MEETING + DAY)
    assert state(first) == "decided"


def test_what_was_put_off_at_that_meeting_is_taken_up_in_the_new_version(here, first):
    second = next_signed(here, first, now=AFTER)
    later = Meeting.objects.create(committee=here.other, held_on=MEETING + 40 * DAY)
    row = others(here, first)
    decide(here, row, "postponed", decided_on=MEETING + DAY, paragraph="", next_meeting=later)
    row.refresh_from_db()
    assert (row.outcome, row.replaced_by, state(first)) == ("postponed", second, "decided")
    assert second.recipients.get().meeting == later


def test_one_that_was_met_over_is_not_replaced_as_a_whole(here):
    document = sent(here)
    next_signed(here, document, now=AFTER)
    assert state(document) == "sent"
    assert decide(here, document.recipients.get()).outcome == "as_proposed"


def test_after_aterremiss_the_one_that_waits_gets_the_new_version_too(here):
    both = [(here.committee, here.meeting), (here.other, here.other_meeting)]
    document = sent(here, begun(here, recipients=both))
    decide(here, own(here, document), "referred_back", reason="Mer om barn.")
    second = next_signed(here, document)
    assert {each.committee for each in second.recipients.all()} == {here.committee, here.other}
    document = Document.objects.get(pk=document.pk)
    assert words(document) == [
        ("Socialnämnden", "Återremitterat"),
        ("Integrationsnämnden", "Ersatt av version 2"),
    ]
    assert state(document) == "decided"
    to = others(here, second)
    day = NOW.date()
    send_with_summons(
        recipient=to, meeting=here.other_meeting, number="", sent_on=day, by=here.registrar, now=NOW
    )
    assert decide(here, to, decided_on=MEETING + DAY).outcome == "as_proposed"


def test_a_nämnd_the_new_version_does_not_go_to_waits_for_the_former(here):
    both = [(here.committee, here.meeting), (here.other, here.other_meeting)]
    document = sent(here, begun(here, recipients=both))
    decide(here, own(here, document), "referred_back", reason="Mer om barn.")
    next_signed(here, document, recipients=[(here.committee, None)])
    assert (others(here, document).is_waiting, state(document)) == (True, "sent")


def test_replaced_as_a_whole_when_nobody_has_decided(here):
    both = [(here.committee, here.meeting), (here.other, here.other_meeting)]
    document = sent(here, begun(here, recipients=both))
    second = next_signed(here, document)
    assert (state(document), state(second)) == ("replaced", "signed")
    assert {each.replaced_by for each in document.recipients.all()} == {second}
    assert {each.meeting for each in second.recipients.all()} == {here.meeting, here.other_meeting}
