"""Surveys: asked, answered as a draft of the own administration, handed in, closed."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.organisation.models import Role
from projects.domain.answering import answer_survey, hand_in_reply, return_reply
from projects.domain.surveying import Asked, close_survey, keep_survey
from projects.models import ReturnedReply, Survey, SurveyAnswer, SurveyReply
from tests.factories.learning import (
    SurveyAnswerFactory,
    SurveyFactory,
    SurveyQuestionFactory,
    SurveyReplyFactory,
)
from tests.factories.portal import OrganisationFactory, SuccessionFactory, person
from tests.factories.projects import ProgrammeFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
TODAY = date(2026, 5, 20)


@pytest.fixture
def reply():
    """A draft with a free text, a yes or no and a number to answer."""
    made = SurveyReplyFactory()
    for number, kind in enumerate(("text", "yes_no", "count"), start=1):
        SurveyQuestionFactory(survey=made.survey, number=number, answer_type=kind)
    return made


def answers(reply):
    return dict(reply.answers.order_by("question__number").values_list("question__number", "text"))


def refused(act, **told):
    with pytest.raises(ValidationError) as found:
        act(**told)
    return found.value


# Asking ---------------------------------------------------------------------------------------------------


def test_a_survey_is_asked_of_districts_in_order_of_its_questions():
    farsta, bromma = OrganisationFactory(short_name="Farsta"), OrganisationFactory(short_name="Bromma")
    survey = Survey(programme=ProgrammeFactory(), title="Höstens enkät")
    keep_survey(survey=survey, questions=[Asked("Varför?"), Asked("Klart?", "yes_no")], to=[farsta, bromma])
    assert list(survey.questions.order_by("number").values_list("number", "text", "answer_type")) == [
        (1, "Varför?", "text"),
        (2, "Klart?", "yes_no"),
    ]
    assert {reply.organisation for reply in survey.replies.all()} == {farsta, bromma}


def test_a_survey_without_a_question_is_refused():
    survey = Survey(programme=ProgrammeFactory(), title="Tom")
    words = {"questions": ["Skriv minst en fråga."]}
    assert refused(keep_survey, survey=survey, questions=[], to=[]).message_dict == words


def test_questions_change_until_somebody_has_begun(reply):
    survey = reply.survey
    keep_survey(survey=survey, questions=[Asked("Ny fråga?")], to=[reply.organisation])
    assert list(survey.questions.values_list("number", "text")) == [(1, "Ny fråga?")]
    answer_survey(reply=reply, answers={1: "Jo."})
    same = [Asked("Ny fråga?")]
    keep_survey(survey=survey, questions=same, to=[reply.organisation, OrganisationFactory()])
    assert survey.replies.count() == 2
    words = "Någon har börjat svara. Då går det inte att ändra frågorna. Skicka en ny enkät i stället."
    told = {"survey": survey, "questions": [Asked("En till?")], "to": [reply.organisation]}
    assert refused(keep_survey, **told).message_dict == {"questions": [words]}
    words = "En stadsdelsförvaltning som har börjat svara kan inte tas bort ur enkäten."
    told = {"survey": survey, "questions": same, "to": []}
    assert refused(keep_survey, **told).message_dict == {"to": [words]}


def test_a_survey_is_closed_once(reply):
    close_survey(survey=reply.survey, today=TODAY)
    assert Survey.objects.get().closed_on == TODAY
    assert refused(close_survey, survey=reply.survey, today=TODAY).messages == ["Enkäten är redan stängd."]


# Answering ------------------------------------------------------------------------------------------------


def test_answers_are_kept_changed_and_taken_away(reply):
    answer_survey(reply=reply, answers={1: " Mer tid. ", 2: "ja", 3: "0"})
    assert answers(reply) == {1: "Mer tid.", 2: "ja", 3: "0"}
    answer_survey(reply=reply, answers={1: "Mer pengar.", 2: "", 3: "0"})
    assert answers(reply) == {1: "Mer pengar.", 3: "0"}


def test_what_is_no_answer_is_refused_and_nothing_is_kept(reply):
    told = {1: "Ring 811228-9874.", 2: "kanske", 3: "tio", 4: "Hej"}
    found = refused(answer_survey, reply=reply, answers=told).message_dict
    assert (found["question_2"], found["question_3"], found["question_4"]) == (
        ["Välj ja eller nej."],
        ["Skriv ett heltal, till exempel 12."],
        ["Frågan hör till en annan enkät."],
    )
    assert (list(found), answers(reply)) == (["question_1", "question_2", "question_3", "question_4"], {})


def test_handing_in_is_received_by_the_programmes_nämnd_and_final(reply):
    user = person(Role.PROJECT_MANAGER, reply.organisation)
    words = "Inget är besvarat än. Svara på minst en fråga innan du lämnar in."
    assert refused(hand_in_reply, reply=reply, by=user, now=NOW).messages == [words]
    answer_survey(reply=reply, answers={1: "Mer tid."})
    hand_in_reply(reply=reply, by=user, now=NOW)
    stored = SurveyReply.objects.get()
    committee = reply.survey.programme.case.committee
    assert (stored.submitted_at, stored.submitted_by, stored.received_by) == (NOW, user, committee)
    words = ["Svaret är inlämnat och ändras inte längre."]
    assert refused(answer_survey, reply=reply, answers={1: "Nej."}).messages == words
    assert refused(hand_in_reply, reply=reply, by=user, now=NOW).messages == words


def test_a_reply_given_back_is_a_draft_again_and_what_was_received_is_kept(reply):
    coordinator, manager = person(Role.COORDINATOR), person(Role.PROJECT_MANAGER, reply.organisation)
    answer_survey(reply=reply, answers={1: "Fler kurser.", 3: "12"})
    hand_in_reply(reply=reply, by=manager, now=NOW)
    later = datetime(2026, 5, 22, 9, tzinfo=UTC)
    kept = return_reply(reply=reply, reason=" Antalet saknas. ", by=coordinator, now=later)
    one, three = reply.survey.questions.get(number=1), reply.survey.questions.get(number=3)
    assert (kept.answers, kept.reason, kept.submitted_at, kept.submitted_by, kept.returned_by) == (
        [[one.pk, "Fler kurser."], [three.pk, "12"]],
        "Antalet saknas.",
        NOW,
        manager,
        coordinator,
    )
    stored = SurveyReply.objects.get(pk=reply.pk)
    assert (stored.is_draft, stored.received_by, answers(stored)) == (
        True,
        None,
        {1: "Fler kurser.", 3: "12"},
    )
    assert not SurveyReply.objects.for_user(coordinator).filter(pk=reply.pk).exists()
    assert list(ReturnedReply.objects.for_user(coordinator)) == [kept]
    assert list(ReturnedReply.objects.for_user(person(Role.PROJECT_MANAGER))) == []
    answer_survey(reply=stored, answers={1: "", 3: ""})
    assert (
        "questions"
        in refused(keep_survey, survey=stored.survey, questions=[Asked("Ny?")], to=[]).message_dict
    )
    asked = [Asked(each.text, each.answer_type) for each in stored.survey.questions.order_by("number")]
    assert refused(keep_survey, survey=stored.survey, questions=asked, to=[]).message_dict == {
        "to": ["En stadsdelsförvaltning som har börjat svara kan inte tas bort ur enkäten."]
    }
    answer_survey(reply=stored, answers={1: "Fler kurser.", 3: "14"})
    hand_in_reply(reply=stored, by=manager, now=later)
    assert answers(stored) == {1: "Fler kurser.", 3: "14"}


def test_what_is_not_in_or_has_no_reason_or_is_closed_is_not_given_back(reply):
    def told(**more):
        return refused(
            return_reply, **{"reply": reply, "reason": "Fel.", "by": None, "now": NOW} | more
        ).messages

    assert told() == ["Svaret är inte inlämnat. Det kan ha lämnats tillbaka redan."]
    answer_survey(reply=reply, answers={1: "Fler kurser."})
    hand_in_reply(reply=reply, by=None, now=NOW)
    assert told(reason=" ") == ["Skriv varför svaret lämnas tillbaka."]
    close_survey(survey=reply.survey, today=TODAY)
    assert told() == ["Enkäten är stängd, så svaret kan inte lämnas in igen."]
    assert not ReturnedReply.objects.exists()


def test_a_closed_survey_is_not_answered(reply):
    answer_survey(reply=reply, answers={1: "Mer tid."})
    close_survey(survey=reply.survey, today=TODAY)
    words = ["Enkäten är stängd. Ring samordnaren om du vill svara ändå."]
    assert refused(answer_survey, reply=reply, answers={1: "Nej."}).messages == words
    assert refused(hand_in_reply, reply=reply, by=None, now=NOW).messages == words


def test_a_programme_without_a_nämnd_receives_nothing(reply):
    answer_survey(reply=reply, answers={1: "Mer tid."})
    programme = reply.survey.programme
    programme.case = None
    programme.save()
    words = ["Ingen nämnd kan ta emot svaret. Ge programmet ett ärende eller medel först."]
    assert refused(hand_in_reply, reply=reply, by=None, now=NOW).messages == words


# Who sees it ----------------------------------------------------------------------------------------------


def seen(user, rows):
    return list(rows.for_user(user).order_by("pk"))


def test_a_draft_is_seen_by_its_own_administration_only():
    draft, handed_in = SurveyReplyFactory(), SurveyReplyFactory(handed_in=True)
    own = person(Role.OUTREACH_OFFICER, draft.organisation)
    other = person(Role.PROJECT_MANAGER, handed_in.organisation)
    heir = person(Role.PROJECT_MANAGER, SuccessionFactory(predecessor=draft.organisation).successor)
    rows = SurveyReply.objects
    assert (seen(own, rows), seen(other, rows), seen(heir, rows)) == ([draft], [handed_in], [draft])
    for role in (Role.COORDINATOR, Role.AUDITOR):
        assert seen(person(role), rows) == [handed_in]
    assert seen(person(Role.ADMINISTRATOR), rows) == []


def test_that_it_is_asked_for_central_roles_know_and_others_of_their_own():
    draft, handed_in = SurveyReplyFactory(), SurveyReplyFactory(handed_in=True)
    own = person(Role.PROJECT_MANAGER, draft.organisation)
    assert list(SurveyReply.objects.known_to(own)) == [draft]
    assert set(SurveyReply.objects.known_to(person(Role.AUDITOR))) == {draft, handed_in}
    assert list(SurveyReply.objects.known_to(person(Role.ADMINISTRATOR))) == []


# The database says no -------------------------------------------------------------------------------------


def broken(act):
    with pytest.raises(IntegrityError) as found, transaction.atomic():
        act()
    return found.value.__cause__.diag.constraint_name


def test_an_answer_is_of_its_own_survey(reply):
    stranger = SurveyQuestionFactory()
    told = {"reply": reply, "question": stranger}
    assert broken(lambda: SurveyAnswerFactory(**told)) == "survey_answer_of_its_survey"


def test_nothing_is_added_to_what_is_handed_in_or_taken_from_it(reply):
    answer = SurveyAnswerFactory(reply=reply, question=reply.survey.questions.get(number=1))
    hand_in_reply(reply=reply, by=None, now=NOW)
    late = {"reply": reply, "question": reply.survey.questions.get(number=2)}
    assert broken(lambda: SurveyAnswerFactory(**late)) == "survey_answer_before_hand_in"
    assert broken(answer.delete) == "survey_answer_before_hand_in"
    # Personal data must be possible to remove (administration.md 12).
    SurveyAnswer.objects.filter(pk=answer.pk).update(text="[borttaget]")


@pytest.mark.parametrize(
    ("made", "constraint"),
    [
        (lambda: SurveyFactory(due_on=date(2026, 4, 30)), "survey_due_after_sent"),
        (lambda: SurveyFactory(closed_on=date(2026, 4, 30)), "survey_closed_after_sent"),
        (lambda: SurveyFactory(title=""), "survey_title_given"),
        (lambda: SurveyQuestionFactory(text=""), "survey_question_asked"),
        (lambda: SurveyQuestionFactory(answer_type="gissning"), "survey_answer_type_known"),
        (lambda: SurveyAnswerFactory(text=""), "survey_answer_given"),
        (lambda: SurveyReplyFactory(submitted_at=NOW), "projects_surveyreply_submitted_whole"),
    ],
)
def test_impossible_surveys_are_refused(made, constraint):
    assert broken(made) == constraint
