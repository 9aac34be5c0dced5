"""What waits for a person among the documents: on the start page and in the day's letter."""

from datetime import UTC, date, datetime

import pytest

from portal.documents.domain import assigning, delegating, dispatching
from portal.documents.domain.reviewing import return_for_changes, send_for_review
from portal.documents.domain.sending import send_with_summons
from portal.documents.models import Consultation
from portal.documents.todo import news, todo
from portal.home.asking import waiting_for
from portal.organisation.models import Role
from tests.factories.flow import NOW, authority, begun, decide, live, reviewed, sent, sign_as, signed
from tests.factories.portal import OrganisationFactory, person

TODAY, SIGNED = date(2026, 12, 20), NOW.date()


@pytest.fixture
def here(db):
    return authority()


def titles(user, today: date = SIGNED) -> list[str]:
    return [item.title for item in todo(user, today)]


def test_review_and_signatures_wait_for_who_does_them(here):
    document = begun(here)
    assert [titles(user) for user in (here.writer, here.chief, here.head, here.registrar)] == [[], [], [], []]
    send_for_review(document=document, live=live(document), by=here.writer, now=NOW)
    review = f"Granska: {document.title}"
    assert [titles(user) for user in (here.writer, here.chief, here.head)] == [[], [review], []]
    document = reviewed(here)
    sign = f"Underteckna: {document.title}"
    assert titles(here.head) == [sign]
    assert titles(here.chief) == [review, sign]
    sign_as(document, here.head)
    assert titles(here.head) == []
    assert titles(here.chief) == [review, sign]


def test_a_draft_that_came_back_waits_for_who_handles_it(here):
    document = reviewed(here)
    return_for_changes(document=document, reason="Skriv kortare.", by=here.chief, now=NOW)
    assert titles(here.writer) == [f"Skriv om: {document.title}"]
    assert [titles(user) for user in (here.chief, here.head, here.registrar)] == [[], [], []]
    send_for_review(document=document, live=live(document), by=here.writer, now=NOW)
    assert titles(here.writer) == []


def test_nobody_else_is_told_of_a_review(here):
    document = begun(here)
    send_for_review(document=document, live=live(document), by=here.writer, now=NOW)
    others = [person(role) for role in (Role.HEAD_OF_DEPARTMENT, Role.AUDITOR, Role.ADMINISTRATOR)]
    assert [titles(user) for user in others] == [[], [], []]


def test_views_wait_for_the_authority_that_is_asked(here):
    document, asked = begun(here), OrganisationFactory()
    director, elsewhere = person(Role.DISTRICT_DIRECTOR, asked), person(Role.DISTRICT_DIRECTOR)
    row = Consultation.objects.create(document=document, authority=asked, sent_at=NOW, sent_by=here.writer)
    assert titles(director) == [f"Lämna synpunkter: {document.title}"]
    assert titles(elsewhere) == []
    Consultation.objects.filter(pk=row.pk).update(answer="Inga.", answered_at=NOW, answered_by=director)
    assert titles(director) == []


def test_registrar_is_told_of_each_list_that_is_not_empty(here):
    unnumbered = begun(here, numbered=False)
    unnumbered.case.numbers.all().delete()
    reviewed(here, unnumbered)
    assert titles(here.registrar) == ["1 handling väntar på diarienummer"]
    assert titles(here.registrar) == titles(here.writer)
    assert titles(here.head) == [f"Underteckna: {unnumbered.title}"]


def test_registrar_sends_what_is_signed(here):
    document = signed(here)
    assert titles(here.registrar) == ["1 handling att sända ut"]
    to, day = document.recipients.get(), NOW.date()
    told = {"number": "", "sent_on": day, "by": here.registrar, "now": NOW}
    send_with_summons(recipient=to, meeting=here.meeting, **told)
    assert titles(here.registrar) == []


def test_registrar_follows_a_paper_after_the_meeting(here):
    document = sent(here)
    to = document.recipients.get()
    assert titles(here.registrar) == []
    assert titles(here.registrar, TODAY) == ["1 beslut att registrera"]
    decide(here, to)
    assert titles(here.registrar, TODAY) == []
    to.refresh_from_db()
    line = dispatching.add_dispatch(recipient=to, to="Stadsarkivet", what="Beslutet", how="E-post")
    assert titles(here.registrar, TODAY) == ["1 rad att expediera"]
    dispatching.mark_sent(dispatch=line, sent_on=TODAY, by=here.registrar, today=TODAY)
    assert titles(here.registrar, TODAY) == []


def test_registrar_is_told_of_uppdrag_and_delegation(here):
    given = {"committee": here.committee, "source": "Budget", "given_on": date(2026, 2, 17)}
    assigning.give_assignment(text="Redovisa", due_on=date(2026, 12, 1), today=TODAY, **given)
    assigning.give_assignment(text="Utred", due_on=TODAY, today=TODAY, **given)
    delegating.note_delegation(
        committee=here.committee,
        point="4.2",
        text="Lokal",
        decided_on=date(2026, 12, 1),
        decided_by=here.head,
        today=TODAY,
    )
    assert titles(here.writer, TODAY) == [
        "1 försenat uppdrag på balanslistan",
        "1 delegationsbeslut att anmäla",
    ]
    assert titles(person(Role.REGISTRAR), TODAY) == []


def test_letter_tells_what_waits_as_new_once(here):
    document = begun(here)
    send_for_review(document=document, live=live(document), by=here.writer, now=NOW)
    before, after = datetime(2026, 11, 22, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC)
    said = [(each.title, each.is_new) for each in news(here.chief, before, TODAY)]
    assert said == [(f"Granska: {document.title}", True)]
    assert [each.is_new for each in news(here.chief, after, TODAY)] == [False]
    assert list(news(here.registrar, before, TODAY)) == []


def test_start_page_shows_it_and_asks_two_questions_at_most(here, django_assert_num_queries):
    document = begun(here)
    send_for_review(document=document, live=live(document), by=here.writer, now=NOW)
    assert f"Granska: {document.title}" in [item.title for item in waiting_for(here.chief, TODAY)]
    for user, many in ((here.chief, 1), (here.registrar, 2), (person(Role.ADMINISTRATOR), 0)):
        assert user.reach
        with django_assert_num_queries(many):
            titles(user)
