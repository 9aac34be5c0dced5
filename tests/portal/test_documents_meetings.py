"""Meetings: called, their agenda laid and fixed, and who sees and keeps them."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.documents.domain import meetings
from portal.documents.forms.meetings import waiting_documents
from portal.documents.models import AgendaItem, Meeting, Recipient
from portal.organisation.models import Role
from tests.factories.flow import MEETING, authority, begun, decide, sent
from tests.factories.portal import OrganisationFactory, person

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def here(db):
    return authority()


def to(document) -> Recipient:
    return document.recipients.get()


def lines(meeting) -> list[tuple[int, str]]:
    return list(meeting.items.order_by("number").values_list("number", "title"))


def refusal(call, **values) -> str:
    with pytest.raises(ValidationError) as no:
        call(**values)
    return no.value.messages[0]


def test_meeting_is_called_once_a_day(here):
    day = date(2027, 2, 9)
    made = meetings.call_meeting(
        committee=here.committee, held_on=day, papers_by=date(2027, 1, 22), place=" Sal 3 "
    )
    assert (made.held_on, made.papers_by, made.place, made.agenda_fixed_at) == (
        day,
        date(2027, 1, 22),
        "Sal 3",
        None,
    )
    again = refusal(meetings.call_meeting, committee=here.committee, held_on=day)
    assert again == "Nämnden har redan ett sammanträde den dagen."


def test_papers_are_in_before_the_meeting_and_the_nämnd_exists(here):
    late = {"held_on": date(2027, 2, 9), "papers_by": date(2027, 2, 10)}
    said = refusal(meetings.call_meeting, committee=here.committee, **late)
    assert said == "Handlingarna ska vara inne före sammanträdet."
    ended = OrganisationFactory(committee=True, valid_to=date(2020, 12, 31))
    said = refusal(meetings.call_meeting, committee=ended, held_on=date(2027, 2, 9))
    assert said == "Nämnden finns inte den dagen."


def test_lines_are_numbered_moved_and_removed(here):
    for title in ("Val av justerare", "Anmälningar", "Övrigt"):
        meetings.add_words(meeting=here.meeting, title=title)
    last = here.meeting.items.get(number=3)
    meetings.move_item(item=last, step=meetings.UP)
    meetings.move_item(item=here.meeting.items.get(number=1), step=meetings.UP)  # it is first already
    assert lines(here.meeting) == [(1, "Val av justerare"), (2, "Övrigt"), (3, "Anmälningar")]
    meetings.remove_item(item=here.meeting.items.get(number=1))
    assert lines(here.meeting) == [(1, "Övrigt"), (2, "Anmälningar")]


def test_line_says_something_and_no_personal_number(here):
    assert refusal(meetings.add_words, meeting=here.meeting, title="  ") == "Skriv vad punkten gäller."
    assert "personnummer" in refusal(meetings.add_words, meeting=here.meeting, title="Ang. 640823-3234")
    assert lines(here.meeting) == []


def test_document_goes_to_a_meeting_of_its_own_nämnd(here):
    document = begun(here)
    item = meetings.add_document(meeting=here.meeting, recipient=to(document))
    assert (item.number, item.title, item.case) == (1, document.title, here.case)
    said = refusal(meetings.add_document, meeting=here.other_meeting, recipient=to(document))
    assert said == "Handlingen går till en annan nämnd."


def test_document_is_moved_from_one_open_agenda_to_another(here):
    document = begun(here)
    meetings.add_document(meeting=here.meeting, recipient=to(document))
    later = meetings.call_meeting(committee=here.committee, held_on=date(2027, 2, 9))
    meetings.add_document(meeting=later, recipient=to(document))
    assert (lines(here.meeting), lines(later)) == ([], [(1, document.title)])
    assert to(document).meeting == later
    meetings.remove_item(item=later.items.get())
    assert to(document).meeting is None


def test_summons_fixes_the_agenda(here):
    assert refusal(meetings.send_summons, meeting=here.meeting, now=NOW) == (
        "Ärendelistan är tom. Lägg till minst en punkt."
    )
    meetings.add_words(meeting=here.meeting, title="Val av justerare")
    meetings.send_summons(meeting=here.meeting, now=NOW)
    assert Meeting.objects.get(pk=here.meeting.pk).agenda_fixed_at == NOW
    assert refusal(meetings.send_summons, meeting=here.meeting, now=NOW) == "Kallelsen är redan utsänd."
    item = here.meeting.items.get()
    fixed = "Kallelsen är utsänd. Ordningen ligger fast, men punkter kan läggas till sist."
    assert refusal(meetings.move_item, item=item, step=meetings.DOWN) == fixed
    assert refusal(meetings.remove_item, item=item) == fixed
    meetings.add_words(meeting=here.meeting, title="Extra ärende")
    assert lines(here.meeting) == [(1, "Val av justerare"), (2, "Extra ärende")]


def test_postponed_document_comes_to_the_next_meeting_and_leaves_its_line(here):
    document = sent(here)
    meetings.add_document(meeting=here.meeting, recipient=to(document))
    meetings.send_summons(meeting=here.meeting, now=NOW)
    later = meetings.call_meeting(committee=here.committee, held_on=date(2027, 2, 9))
    standing = refusal(meetings.add_document, meeting=later, recipient=to(document))
    assert standing == "Handlingen står redan på en utsänd ärendelista."
    decide(here, to(document), "postponed", paragraph="", next_meeting=later)
    assert list(waiting_documents(here.writer, later)) == [to(document)]
    meetings.add_document(meeting=later, recipient=to(document))
    assert list(waiting_documents(here.writer, later)) == []
    assert (lines(here.meeting), lines(later)) == ([(1, document.title)], [(1, document.title)])
    assert here.meeting.items.get().recipient is None


def test_decided_document_stays_on_its_meeting(here):
    document = sent(here)
    decide(here, to(document))
    later = meetings.call_meeting(committee=here.committee, held_on=date(2027, 2, 9))
    said = refusal(meetings.add_document, meeting=later, recipient=to(document))
    assert said == "Nämnden har redan beslutat i ärendet."
    moved = refusal(meetings.change_meeting, meeting=here.meeting, held_on=date(2026, 12, 17))
    assert moved == "Nämnden har beslutat vid sammanträdet. Dagen ligger fast."


def test_meeting_is_its_own_nämnds_until_the_summons_is_out(here):
    stranger = person(Role.PROJECT_MANAGER)
    auditor = person(Role.AUDITOR)
    mine = Meeting.objects.filter(pk=here.meeting.pk)
    seen = [mine.for_user(user).count() for user in (here.writer, auditor, stranger)]
    assert seen == [1, 0, 0]
    meetings.add_words(meeting=here.meeting, title="Val av justerare")
    meetings.send_summons(meeting=here.meeting, now=NOW)
    assert [mine.for_user(user).count() for user in (here.writer, auditor, stranger)] == [1, 1, 0]


def page(name: str, meeting, *more) -> str:
    return reverse(f"documents:meeting_{name}", args=[meeting.pk, *more])


def test_secretary_lays_an_agenda_on_the_pages(client, here):
    document = begun(here)
    client.force_login(here.writer)
    answer = client.post(
        reverse("documents:meeting_create"),
        {"committee": here.committee.pk, "held_on": "2027-02-09", "papers_by": "2027-01-22", "place": ""},
    )
    meeting = Meeting.objects.get(held_on=date(2027, 2, 9))
    assert answer.url == meeting.get_absolute_url()
    client.post(page("item_create", meeting), {"title": "Val av justerare", "case": ""})
    client.post(page("document_add", meeting), {"recipient": to(document).pk})
    assert lines(meeting) == [(1, "Val av justerare"), (2, document.title)]
    second = meeting.items.get(number=2)
    client.post(page("item_move", meeting, second.pk), {"riktning": "upp"})
    shown = client.get(meeting.get_absolute_url()).content.decode()
    assert shown.index(document.title) < shown.index("Val av justerare")
    client.post(page("item_remove", meeting, meeting.items.get(number=2).pk))
    client.post(page("summons", meeting))
    shown = client.get(meeting.get_absolute_url()).content.decode()
    assert "Kallelsen utsänd" in shown
    assert "Ta bort" not in shown
    assert AgendaItem.objects.get().title == document.title


def test_refusals_are_told_on_the_page(client, here):
    client.force_login(here.writer)
    told = client.post(page("summons", here.meeting), follow=True).content.decode()
    assert "Ärendelistan är tom. Lägg till minst en punkt." in told
    wrong = client.post(
        reverse("documents:meeting_create"), {"committee": here.committee.pk, "held_on": str(MEETING)}
    ).content.decode()
    assert "Nämnden har redan ett sammanträde den dagen." in wrong
    meetings.add_words(meeting=here.meeting, title="Val av justerare")
    item = here.meeting.items.get()
    moved = client.post(page("item_move", here.meeting, item.pk), {"riktning": "ut"}, follow=True)
    assert "Välj upp eller ned." in moved.content.decode()


def test_stranger_finds_no_meeting_and_the_reader_changes_none(client, here):
    meetings.add_words(meeting=here.meeting, title="Val av justerare")
    meetings.send_summons(meeting=here.meeting, now=NOW)
    client.force_login(person(Role.PROJECT_MANAGER))
    assert client.get(page("detail", here.meeting)).status_code == 404
    client.force_login(person(Role.AUDITOR))
    assert client.get(page("detail", here.meeting)).status_code == 200
    assert client.post(page("summons", here.meeting)).status_code == 403
    assert client.get(page("item_create", here.meeting)).status_code == 403
    assert client.get(reverse("documents:meeting_create")).status_code == 403
    client.force_login(person(Role.ADMINISTRATOR))
    assert client.get(reverse("documents:meeting_list")).status_code == 403


def test_agenda_links_to_no_document_the_reader_may_not_see(client, here):
    document = begun(here)
    meetings.add_document(meeting=here.meeting, recipient=to(document))
    meetings.send_summons(meeting=here.meeting, now=NOW)
    client.force_login(here.writer)
    assert document.get_absolute_url() in client.get(page("detail", here.meeting)).content.decode()
    client.force_login(person(Role.AUDITOR))
    assert document.get_absolute_url() not in client.get(page("detail", here.meeting)).content.decode()


def test_minutes_and_proposals_say_what_is_decided_and_what_to_paste(client, here):
    document = sent(here)
    meetings.add_document(meeting=here.meeting, recipient=to(document))
    client.force_login(here.registrar)
    proposals = client.get(page("proposals", here.meeting)).content.decode()
    assert "1. Redovisning av projektmedel" in proposals
    assert "Dnr 1.2.4-182-2026\nFörslag till beslut\nSocialnämnden godkänner redovisningen." in proposals
    waiting = client.get(page("minutes", here.meeting)).content.decode()
    assert reverse("documents:decide", args=[document.pk, to(document).pk]) in waiting
    decide(here, to(document))
    minutes = client.get(page("minutes", here.meeting)).content.decode()
    assert "Enligt förslaget" in minutes
    assert "§ 7" in minutes


@pytest.mark.parametrize("many", [1, 3])
def test_pages_ask_as_much_of_many_lines_as_of_one(client, here, many, django_assert_num_queries):
    for number in range(many):
        document = begun(here, title=f"Handling {number}")
        meetings.add_document(meeting=here.meeting, recipient=to(document))
    client.force_login(here.writer)
    client.get(page("detail", here.meeting))
    with django_assert_num_queries(11):
        client.get(page("detail", here.meeting))
    with django_assert_num_queries(10):
        client.get(reverse("documents:meeting_list"))
