"""The pages of surveys: sent, answered on one's own page, handed in, read by those who may, closed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.organisation.models import Role
from portal.saved.models import SavedDraft
from projects.models import Survey, SurveyReply
from tests.factories.learning import (
    SurveyAnswerFactory,
    SurveyFactory,
    SurveyQuestionFactory,
    SurveyReplyFactory,
)
from tests.factories.portal import OrganisationFactory, person
from tests.factories.projects import HANDED_IN, ProgrammeFactory

pytestmark = pytest.mark.django_db
SECRET = "Ett svar som bara vi ser."


@pytest.fixture
def survey():
    made = SurveyFactory()
    SurveyQuestionFactory(survey=made, number=1, text="Vad behövs?")
    SurveyQuestionFactory(survey=made, number=2, text="Klart?", answer_type="yes_no")
    return made


@pytest.fixture
def draft(survey):
    made = SurveyReplyFactory(survey=survey)
    SurveyAnswerFactory(reply=made, question=survey.questions.get(number=1), text=SECRET)
    return made


@pytest.fixture
def answered(survey):
    made = SurveyReplyFactory(survey=survey)
    SurveyAnswerFactory(reply=made, question=survey.questions.get(number=2), text="ja")
    committee = survey.programme.case.committee
    SurveyReply.objects.filter(pk=made.pk).update(submitted_at=HANDED_IN, received_by=committee)
    return made


def to(name, *args):
    return reverse(f"projects:{name}", args=args)


def reply_urls(reply):
    return [to(f"survey_reply{what}", reply.survey_id, reply.pk) for what in ("", "_edit", "_hand_in")]


def log_in(client, role, organisation=None):
    user = person(role, organisation)
    client.force_login(user)
    return user


def boxes(client, address):
    form = client.get(address).context["form"]
    return {bound.html_name: bound.value() or "" for bound in form}


# Sending --------------------------------------------------------------------------------------------------


def test_the_coordinator_sends_a_survey_to_districts(client):
    programme, farsta = ProgrammeFactory(), OrganisationFactory()
    log_in(client, Role.COORDINATOR)
    told = {"title": "Enkäten", "questions": "Vad behövs?\nKlart? (ja/nej)\nHur många? (antal)"}
    answer = client.post(to("survey_create"), told | {"to": [farsta.pk], "sent_on": "2026-05-01"})
    made = Survey.objects.get()
    assert (answer.url, made.programme) == (to("survey_detail", made.pk), programme)
    assert list(made.questions.order_by("number").values_list("text", "answer_type")) == [
        ("Vad behövs?", "text"),
        ("Klart?", "yes_no"),
        ("Hur många?", "count"),
    ]
    assert [reply.organisation for reply in made.replies.all()] == [farsta]


def test_a_survey_begun_keeps_its_questions(client, draft):
    log_in(client, Role.COORDINATOR)
    edit = to("survey_edit", draft.survey_id)
    form = client.get(edit).context["form"]
    sent = {name: form[name].value() or "" for name in ("title", "sent_on", "due_on", "seen")}
    sent |= {"to": [draft.organisation_id], "questions": "En annan fråga?"}
    assert list(client.post(edit, sent).context["form"].errors) == ["questions"]
    sent["questions"] = "Vad behövs?\nKlart? (ja/nej)"
    sent["title"] = "Ny titel"
    assert client.post(edit, sent).status_code == 302
    assert Survey.objects.get().title == "Ny titel"


def test_a_survey_without_questions_is_refused(client):
    ProgrammeFactory()
    log_in(client, Role.COORDINATOR)
    answer = client.post(to("survey_create"), {"title": "Tom", "questions": " \n "})
    assert (list(answer.context["form"].errors), Survey.objects.count()) == (["questions"], 0)


# Answering ------------------------------------------------------------------------------------------------


def test_a_district_answers_its_own_draft_and_hands_it_in(client, survey):
    reply = SurveyReplyFactory(survey=survey)
    user = log_in(client, Role.OUTREACH_OFFICER, reply.organisation)
    page, edit, hand_in = reply_urls(reply)
    sent = boxes(client, edit) | {"question_1": "Mer tid.", "question_2": "nej"}
    assert client.post(edit, sent).url == page
    shown = client.get(page).content.decode()
    assert ("Vem ser utkastet?" in shown, "Mer tid." in shown, hand_in in shown) == (True,) * 3
    assert client.post(hand_in).url == page
    reply.refresh_from_db()
    assert (reply.submitted_by, reply.received_by) == (user, survey.programme.case.committee)
    assert client.get(edit).status_code == 403
    assert "Vem ser utkastet?" not in client.get(page).content.decode()
    assert client.post(hand_in).status_code == 302  # pressed twice: told, not punished


def test_nothing_answered_is_not_handed_in(client, survey):
    reply = SurveyReplyFactory(survey=survey)
    log_in(client, Role.PROJECT_MANAGER, reply.organisation)
    _page, _edit, hand_in = reply_urls(reply)
    told = client.post(hand_in, follow=True).content.decode()
    assert "Inget är besvarat än." in told
    reply.refresh_from_db()
    assert reply.is_draft


def test_two_of_the_same_district_are_told_of_each_other(client, draft):
    log_in(client, Role.PROJECT_MANAGER, draft.organisation)
    _page, edit, _hand_in = reply_urls(draft)
    first = boxes(client, edit)
    assert client.post(edit, first | {"question_1": "Nytt svar."}).status_code == 302
    answer = client.post(edit, first | {"question_2": "ja"})
    (told,) = answer.context["form"].errors["__all__"]
    assert "Någon annan sparade medan du skrev" in told
    # The other's answer stands in the box now, and one's own beside it.
    again = {bound.html_name: bound.value() for bound in answer.context["form"]}
    assert (again["question_1"], again["question_2"]) == ("Nytt svar.", "ja")
    assert client.post(edit, again).status_code == 302


def test_what_was_typed_and_not_sent_is_given_back(client, draft):
    user = log_in(client, Role.PROJECT_MANAGER, draft.organisation)
    _page, edit, _hand_in = reply_urls(draft)
    SavedDraft.objects.create(user=user, path=edit, fields={"question_2": "ja"}, saved_at=HANDED_IN)
    sent = boxes(client, edit)
    assert (sent["question_1"], sent["question_2"]) == (SECRET, "ja")
    assert client.post(edit, sent).status_code == 302
    assert (draft.answers.count(), SavedDraft.objects.count()) == (2, 0)


def test_a_personal_number_is_refused_in_an_answer(client, survey):
    reply = SurveyReplyFactory(survey=survey)
    log_in(client, Role.PROJECT_MANAGER, reply.organisation)
    edit = reply_urls(reply)[1]
    answer = client.post(edit, boxes(client, edit) | {"question_1": "Ring 811228-9874."})
    assert (list(answer.context["form"].errors), reply.answers.count()) == (["question_1"], 0)


# Reading --------------------------------------------------------------------------------------------------


def test_a_draft_is_absent_for_everybody_else(client, draft, answered):
    readers = {
        "own": (Role.DISTRICT_DIRECTOR, draft.organisation),
        "asked": (Role.PROJECT_MANAGER, answered.organisation),
        "centre": (Role.COORDINATOR, None),
        "auditor": (Role.AUDITOR, None),
    }
    found = {}
    for name, (role, organisation) in readers.items():
        log_in(client, role, organisation)
        page = client.get(to("survey_detail", draft.survey_id)).content.decode()
        out = client.get(f"{to('survey_detail', draft.survey_id)}?format=csv")
        file = b"".join(out.streaming_content).decode()
        statuses = [client.get(url).status_code for url in reply_urls(draft)]
        found[name] = (SECRET in page, SECRET in file, draft.organisation.short_name in page, statuses)
    assert found == {
        "own": (True, True, True, [200, 200, 405]),
        "asked": (False, False, False, [404, 404, 404]),
        "centre": (False, False, True, [404, 404, 404]),
        "auditor": (False, False, True, [404, 404, 404]),
    }


def test_answers_handed_in_are_read_by_the_centre_and_taken_out(client, draft, answered):
    log_in(client, Role.COORDINATOR)
    page = client.get(to("survey_detail", draft.survey_id))
    sheet = page.context["sheet"]
    assert ([line.name for line in sheet.missing], sheet.answered) == ([draft.organisation.short_name], 1)
    out = client.get(f"{to('survey_detail', draft.survey_id)}?format=csv")
    lines = b"".join(out.streaming_content).decode("utf-8-sig").splitlines()
    assert [line.split(";") for line in lines] == [
        ["Stadsdelsförvaltning", "Status", "Inlämnad", "1. Vad behövs?", "2. Klart?"],
        *sorted(
            [
                [draft.organisation.short_name, "Har inte svarat", "", "", ""],
                [answered.organisation.short_name, "Har svarat", "2026-05-04", "", "Ja"],
            ]
        ),
    ]
    statuses = [client.get(url).status_code for url in reply_urls(answered)]
    assert statuses == [200, 403, 403]


def test_the_coordinator_gives_a_reply_back_and_the_district_reads_why(client, answered):
    log_in(client, Role.COORDINATOR)
    back = to("survey_reply_return", answered.survey_id, answered.pk)
    page = to("survey_reply", answered.survey_id, answered.pk)
    assert f'href="{back}"' in client.get(page).content.decode()
    assert client.post(back, {"reason": ""}).context["form"].errors["reason"] == [
        "Detta fält måste fyllas i."
    ]
    survey_page = to("survey_detail", answered.survey_id)
    assert client.post(back, {"reason": "Antalet saknas."}).url == survey_page
    text = client.get(survey_page).content.decode()
    assert [
        word for word in ("Återlämnade svar", "Antalet saknas.", "Det som var inlämnat") if word not in text
    ] == []
    assert client.get(page).status_code == 404  # a draft again
    (line,) = client.get(survey_page).context["sheet"].lines
    assert (str(line.state.word), line.may_read) == ("Återlämnad", False)
    log_in(client, Role.PROJECT_MANAGER, answered.organisation)
    for address in (page, to("survey_reply_edit", answered.survey_id, answered.pk), survey_page):
        assert "Antalet saknas." in client.get(address).content.decode()
    assert client.get(back).status_code == 403
    log_in(client, Role.PROJECT_MANAGER)
    assert "Antalet saknas." not in client.get(survey_page).content.decode()


def test_a_reply_is_asked_for_under_its_own_survey(client, answered):
    log_in(client, Role.COORDINATOR)
    assert client.get(to("survey_reply", SurveyFactory().pk, answered.pk)).status_code == 404


def test_the_page_asks_as_often_for_three_replies_as_for_one(client, survey):
    log_in(client, Role.COORDINATOR)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            reply = SurveyReplyFactory(survey=survey)
            SurveyAnswerFactory(reply=reply, question=survey.questions.get(number=1))
            SurveyReply.objects.filter(pk=reply.pk).update(
                submitted_at=HANDED_IN, received_by=survey.programme.case.committee
            )
        client.get(to("survey_detail", survey.pk))
        with CaptureQueriesContext(connection) as asked:
            client.get(to("survey_detail", survey.pk))
        counts.append(len(asked))
    assert counts[0] == counts[1]


# Closing --------------------------------------------------------------------------------------------------


def test_the_coordinator_closes_a_survey_once(client, draft):
    close = to("survey_close", draft.survey_id)
    log_in(client, Role.AUDITOR)
    assert client.post(close).status_code == 403
    log_in(client, Role.COORDINATOR)
    assert client.get(close).status_code == 405
    assert "Enkäten är stängd." in client.post(close, follow=True).content.decode()
    assert "Enkäten är redan stängd." in client.post(close, follow=True).content.decode()
    log_in(client, Role.PROJECT_MANAGER, draft.organisation)
    assert client.get(reply_urls(draft)[1]).status_code == 403
