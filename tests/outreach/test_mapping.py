"""Mapping rounds: asked, answered, returned, closed and compiled, by rule and on the pages."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from outreach.domain.answering import answer_round, hand_in_reply, return_reply
from outreach.domain.asking import Question, close_round, keep_round, send_round
from outreach.domain.compiling import Answered, compile_round
from outreach.models import MappingAnswer, MappingReply, MappingReturn, MappingRound
from outreach.todo import mapping as waiting
from portal.content.papers import Facts, Heading, Paragraph
from portal.content.tables import Table
from portal.organisation.models import Role
from portal.saved.models import SavedDraft
from tests.factories.observing import HANDED_IN, QuestionFactory, ReplyFactory, RoundFactory
from tests.factories.portal import OrganisationFactory, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)
NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
SECRET = "Ett svar som bara vi ser."
TWO = [Question("Hur når ni kvinnor?"), Question("Vilka rykten?", "Inga namn.")]


def to(name, *args):
    return reverse(f"outreach:{name}", args=args)


def log_in(client, role, organisation=None):
    user = person(role, organisation)
    client.force_login(user)
    return user


def refused(call):
    with pytest.raises(ValidationError) as found:
        call()
    return found.value


def asked(made):
    return [(each.number, each.text, each.help) for each in made.questions.order_by("number")]


# Asking ---------------------------------------------------------------------------------------------------


def test_questions_are_kept_in_order_and_changed():
    made = keep_round(round=RoundFactory(unsent=True), questions=TWO)
    assert asked(made) == [(1, "Hur når ni kvinnor?", ""), (2, "Vilka rykten?", "Inga namn.")]
    keep_round(round=made, questions=[Question("Bara en?")])
    assert asked(made) == [(1, "Bara en?", "")]


def test_a_round_without_a_question_is_refused():
    found = refused(lambda: keep_round(round=RoundFactory.build(), questions=[]))
    assert list(found.message_dict) == ["questions"]


def test_questions_stay_when_somebody_has_begun():
    made = RoundFactory()
    ReplyFactory(round=made, answers={1: "Vi börjar."})
    assert list(refused(lambda: keep_round(round=made, questions=TWO)).message_dict) == ["questions"]


def test_it_is_sent_and_sent_to_more():
    made, farsta, bromma = RoundFactory(unsent=True), *OrganisationFactory.create_batch(2)
    due = date(2026, 6, 1)
    assert send_round(round=made, to=[farsta], due_on=due, today=TODAY) == 1
    assert send_round(round=made, to=[farsta, bromma], due_on=due, today=date(2026, 5, 22)) == 1
    made.refresh_from_db()
    assert (made.sent_on, made.due_on, made.replies.count()) == (TODAY, due, 2)
    again = refused(lambda: send_round(round=made, to=[farsta], due_on=due, today=TODAY))
    assert list(again.message_dict) == ["to"]


def test_a_last_day_that_has_been_is_refused():
    made, farsta = RoundFactory(unsent=True), OrganisationFactory()
    found = refused(lambda: send_round(round=made, to=[farsta], due_on=date(2026, 5, 19), today=TODAY))
    assert list(found.message_dict) == ["due_on"]
    assert MappingReply.objects.count() == 0


def test_it_is_closed_once_and_only_when_sent():
    made = RoundFactory()
    assert close_round(round=made, today=TODAY).closed_on == TODAY
    assert refused(lambda: close_round(round=made, today=TODAY)).messages == [
        "Kartläggningen är redan stängd."
    ]
    unsent = RoundFactory(unsent=True)
    assert refused(lambda: close_round(round=unsent, today=TODAY)).messages == [
        "Frågorna är inte skickade än."
    ]


# Answering ------------------------------------------------------------------------------------------------


def test_answers_are_kept_changed_and_taken_away():
    reply = ReplyFactory(answers={1: "Förr.", 2: "Borta."})
    answer_round(reply=reply, answers={1: " Nu.\r\n", 2: ""})
    assert list(reply.answers.values_list("question__number", "text")) == [(1, "Nu.")]


@pytest.mark.parametrize("text", ["19811218-9876", "Ring 070-123 45 67", "x" * 8001])
def test_what_is_no_answer_is_refused_at_its_question(text):
    reply = ReplyFactory(answers={1: "Förr."})
    assert list(refused(lambda: answer_round(reply=reply, answers={1: text})).message_dict) == ["question_1"]


def test_a_closed_round_takes_no_answer():
    reply = ReplyFactory(round=RoundFactory(closed=True))
    QuestionFactory(round=reply.round, number=1)
    assert "stängd" in refused(lambda: answer_round(reply=reply, answers={1: "Sent."})).messages[0]


def test_nothing_is_handed_in_empty_and_nothing_twice():
    empty, begun = ReplyFactory(), ReplyFactory(answers={1: "Klart."})
    assert "Inget är besvarat" in refused(lambda: hand_in_reply(reply=empty, by=None, now=NOW)).messages[0]
    hand_in_reply(reply=begun, by=None, now=NOW)
    begun.refresh_from_db()
    assert (begun.submitted_at, begun.received_by) == (NOW, begun.round.asked_by)
    assert "inlämnat" in refused(lambda: hand_in_reply(reply=begun, by=None, now=NOW)).messages[0]


def test_the_database_keeps_what_is_handed_in():
    reply = ReplyFactory(answers={1: "Klart."}, handed_in=True)
    foreign = QuestionFactory()
    with pytest.raises(DatabaseError), transaction.atomic():
        reply.answers.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        MappingAnswer.objects.create(reply=ReplyFactory(), question=foreign, text="Fel.")
    assert reply.answers.count() == 1


def test_what_was_received_stays_when_it_is_returned():
    reply = ReplyFactory(answers={1: "Först."}, handed_in=True)
    received = return_reply(reply=reply, reason="Skriv mer.", by=None, now=NOW)
    reply.refresh_from_db()
    assert (reply.is_draft, MappingReply.objects.with_returned().get().was_returned) == (True, True)
    assert received.answers == [[reply.answers.get().question_id, "Först."]]
    answer_round(reply=reply, answers={1: "Sedan."})
    hand_in_reply(reply=reply, by=None, now=NOW)
    reply.refresh_from_db()
    assert (reply.is_draft, MappingReturn.objects.get().answers[0][1]) == (False, "Först.")


@pytest.mark.parametrize("reason", ["", "  ", "Ring 070-123 45 67"])
def test_a_return_says_why_and_names_nobody(reason):
    reply = ReplyFactory(answers={1: "Först."}, handed_in=True)
    found = refused(lambda: return_reply(reply=reply, reason=reason, by=None, now=NOW))
    assert list(found.message_dict) == ["reason"]


# Compiling ------------------------------------------------------------------------------------------------


def test_the_section_says_who_answered_and_what():
    made = RoundFactory.build(title="Nå fram", year=2026, intro="", limits="Ett urval.")
    lines = [
        Answered("Farsta", date(2026, 5, 12), {1: "Kvällar."}),
        Answered("Bromma", date(2026, 5, 13), {2: "Inga."}),
        Answered("Järva", None, {1: SECRET}),
    ]
    paper = compile_round(made, [(1, "1. Hur?"), (2, "2. Vilka?")], lines)
    assert (paper.title, paper.lede) == ("Nå fram 2026", "2 av 3 stadsdelsförvaltningar har svarat.")
    facts, table, *rest = paper.parts
    assert isinstance(facts, Facts)
    assert isinstance(table, Table)
    assert [(row.label, row.cells["day"], row.cells["answered"].value) for row in table.rows] == [
        ("Farsta", "2026-05-12", 1),
        ("Bromma", "2026-05-13", 1),
        ("Järva", "ej inlämnad", None),
    ]
    assert rest == [
        Paragraph("Har inte svarat: Järva. Det som saknas är inte noll, det är inte känt."),
        Heading("1. Hur?"),
        Heading("Farsta", 3),
        Paragraph("Kvällar."),
        Paragraph("Ej besvarad: Bromma."),
        Heading("2. Vilka?"),
        Heading("Bromma", 3),
        Paragraph("Inga."),
        Paragraph("Ej besvarad: Farsta."),
        Heading("Begränsningar"),
        Paragraph("Ett urval."),
    ]


# The pages ------------------------------------------------------------------------------------------------


def test_from_question_to_section(client):
    farsta = OrganisationFactory(short_name="Farsta")
    coordinator = log_in(client, Role.COORDINATOR)
    home = coordinator.assignments.get().organisation
    told = {
        "title": "Nå fram",
        "year": "2026",
        "questions": "Hur når ni kvinnor?\nVilka rykten? | Inga namn.",
    }
    answer = client.post(to("mapping_create"), told)
    made = MappingRound.objects.get()
    assert (answer.url, made.asked_by, made.sent_on) == (to("mapping_detail", made.pk), home, None)
    client.post(to("mapping_send", made.pk), {"to": [farsta.pk], "due_on": "2099-01-01"})
    reply = made.replies.get()
    log_in(client, Role.OUTREACH_OFFICER, farsta)
    edit = to("mapping_reply_edit", made.pk, reply.pk)
    seen = client.get(edit).context["form"]["seen"].value()
    client.post(edit, {"question_1": "Kvällar.", "question_2": "", "seen": seen})
    client.post(to("mapping_reply_hand_in", made.pk, reply.pk))
    client.force_login(coordinator)
    page = client.get(to("mapping_paper", made.pk)).content.decode()
    assert "1 av 1 stadsdelsförvaltningar har svarat." in page
    word = client.get(to("mapping_word", made.pk))
    lines = [each.text for each in Document(BytesIO(word.content)).paragraphs]
    assert [text for text in ("1. Hur når ni kvinnor?", "Farsta", "Kvällar.") if text not in lines] == []


def test_unsent_questions_are_seen_by_who_asks_only(client):
    made = RoundFactory(unsent=True)
    log_in(client, Role.COORDINATOR, made.asked_by)
    assert client.get(to("mapping_detail", made.pk)).status_code == 200
    log_in(client, Role.COORDINATOR, OrganisationFactory(committee=True))
    assert client.get(to("mapping_detail", made.pk)).status_code == 404


def test_a_draft_answer_is_nowhere_for_others(client):
    reply = ReplyFactory(answers={1: SECRET})
    pages = [to("mapping_detail", reply.round_id), to("mapping_paper", reply.round_id), to("mapping_list")]
    log_in(client, Role.COORDINATOR)
    for page in pages:
        assert SECRET not in client.get(page).content.decode()
    csv = client.get(f"{pages[0]}?format=csv")
    assert SECRET.encode() not in b"".join(csv.streaming_content)
    assert client.get(to("mapping_reply", reply.round_id, reply.pk)).status_code == 404
    log_in(client, Role.OUTREACH_OFFICER, reply.organisation)
    assert SECRET in client.get(pages[0]).content.decode()


def test_a_district_does_not_read_anothers_answer_or_compile(client):
    reply = ReplyFactory(answers={1: SECRET}, handed_in=True)
    own = ReplyFactory(round=reply.round)
    log_in(client, Role.OUTREACH_OFFICER, own.organisation)
    assert SECRET not in client.get(to("mapping_detail", reply.round_id)).content.decode()
    assert client.get(to("mapping_paper", reply.round_id)).status_code == 403
    assert client.get(to("mapping_reply", reply.round_id, reply.pk)).status_code == 404


def test_it_is_returned_with_a_reason_that_is_read(client):
    reply = ReplyFactory(answers={1: "Alla."}, handed_in=True)
    log_in(client, Role.COORDINATOR, reply.round.asked_by)
    client.post(to("mapping_reply_return", reply.round_id, reply.pk), {"reason": "Vilka menar ni?"})
    assert "Alla." in client.get(to("mapping_detail", reply.round_id)).content.decode()
    log_in(client, Role.OUTREACH_OFFICER, reply.organisation)
    assert (
        "Vilka menar ni?" in client.get(to("mapping_reply_edit", reply.round_id, reply.pk)).content.decode()
    )


def test_a_half_written_answer_is_kept(client):
    reply = ReplyFactory()
    QuestionFactory(round=reply.round, number=1)
    user = log_in(client, Role.OUTREACH_OFFICER, reply.organisation)
    edit = to("mapping_reply_edit", reply.round_id, reply.pk)
    SavedDraft.objects.create(user=user, path=edit, fields={"question_1": "Halva"}, saved_at=NOW)
    assert client.get(edit).context["form"]["question_1"].value() == "Halva"


def test_what_waits_for_whom():
    reply = ReplyFactory()
    officer = person(Role.OUTREACH_OFFICER, reply.organisation)
    coordinator = person(Role.COORDINATOR, reply.round.asked_by)
    late = date(2026, 6, 2)

    def told(user, today):
        return [(item.title, item.urgency) for item in waiting.waiting(user, today)]

    assert told(officer, TODAY) == [(f"Svara på {reply.round}", waiting.NEAR)]
    assert told(officer, late) == [(f"Svara på {reply.round}", waiting.LATE)]
    assert told(coordinator, TODAY) == []
    assert told(coordinator, late) == [(f"Stäng {reply.round}", waiting.NEAR)]
    assert told(person(Role.OUTREACH_OFFICER), TODAY) == []
    MappingReply.objects.update(submitted_at=HANDED_IN, received_by=reply.organisation)
    assert told(officer, late) == []


def test_what_is_expected_of_whom():
    reply = ReplyFactory()
    ReplyFactory(round=reply.round)
    own = list(waiting.expected(person(Role.OUTREACH_OFFICER, reply.organisation), date(2026, 6, 4)))
    edit = to("mapping_reply_edit", reply.round_id, reply.pk)
    assert [(each.organisation, each.url, each.days_late) for each in own] == [
        (reply.organisation.short_name, edit, 3)
    ]
    central = list(waiting.expected(person(Role.COORDINATOR), TODAY))
    assert {each.url for each in central} == {to("mapping_detail", reply.round_id)}
    assert len(central) == 2


def test_pages_cost_the_same_with_few_and_many(client):
    reply = ReplyFactory(answers={1: "Kvällar."}, handed_in=True)
    log_in(client, Role.COORDINATOR, reply.round.asked_by)
    pages = [to("mapping_list"), to("mapping_detail", reply.round_id), to("mapping_paper", reply.round_id)]

    def cost(address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    few = [cost(page) for page in pages]
    for _each in range(4):
        ReplyFactory(round=reply.round, answers={1: "Kvällar."}, handed_in=True)
    RoundFactory.create_batch(4)
    assert [cost(page) for page in pages] == few
