"""Send a survey to districts, change it while nobody has begun to answer, and close it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.database.refusals import in_words
from portal.organisation.models import Organisation
from projects.domain.recording import record_thing
from projects.models import ReturnedReply, Survey, SurveyAnswer, SurveyQuestion, SurveyReply


class Asked(NamedTuple):
    """A question as it is to be asked."""

    text: str
    answer_type: str = SurveyQuestion.AnswerType.TEXT


@transaction.atomic
def keep_survey(*, survey: Survey, questions: Sequence[Asked], to: Iterable[Organisation]) -> Survey:
    """Save a new or changed survey: its questions in order, and the districts it is asked.

    Raises ValidationError with {field: messages}: without a question; when questions change though somebody
    has begun to answer; when a district that has begun is taken away.
    """
    if not questions:
        raise ValidationError({"questions": _("Skriv minst en fråga.")})
    record_thing(survey)
    _write_questions(survey, questions)
    _write_asked(survey, list(to))
    return survey


@transaction.atomic
def close_survey(*, survey: Survey, today: date) -> Survey:
    """Close a survey: who has not answered will not. Raises ValidationError when it is closed already."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.closed_on:
        raise ValidationError(_("Enkäten är redan stängd."))
    survey.closed_on = today
    return record_thing(survey)


def has_begun(survey: Survey) -> bool:
    """Whether somebody has written an answer, be it in a draft, or had handed one in that was given back."""
    return (
        SurveyAnswer.objects.filter(reply__survey=survey.pk).exists()
        or ReturnedReply.objects.filter(reply__survey=survey.pk).exists()
    )


def _write_questions(survey: Survey, questions: Sequence[Asked]) -> None:
    stored = list(survey.questions.order_by("number"))
    if [Asked(each.text, each.answer_type) for each in stored] == list(questions):
        return
    if has_begun(survey):
        words = _("Någon har börjat svara. Då går det inte att ändra frågorna. Skicka en ny enkät i stället.")
        raise ValidationError({"questions": words})
    for row, asked in zip(stored, questions, strict=False):
        row.text, row.answer_type = asked
        _checked(row)
    for row in stored[len(questions) :]:
        row.delete()
    for number, asked in enumerate(questions[len(stored) :], start=len(stored) + 1):
        _checked(SurveyQuestion(survey=survey, number=number, text=asked.text, answer_type=asked.answer_type))


def _checked(question: SurveyQuestion) -> None:
    try:
        record_thing(question)
    except ValidationError as refusal:
        raise ValidationError({"questions": refusal.messages}) from refusal


def _write_asked(survey: Survey, to: Sequence[Organisation]) -> None:
    asked = {reply.organisation_id: reply for reply in survey.replies.all()}
    wanted = {organisation.pk for organisation in to}
    gone = [reply for key, reply in asked.items() if key not in wanted]
    begun = SurveyAnswer.objects.filter(reply__in=gone).exists()
    received = ReturnedReply.objects.filter(reply__in=gone).exists()
    if begun or received or any(not reply.is_draft for reply in gone):
        words = _("En stadsdelsförvaltning som har börjat svara kan inte tas bort ur enkäten.")
        raise ValidationError({"to": words})
    with in_words():
        SurveyReply.objects.filter(pk__in=[reply.pk for reply in gone]).delete()
        SurveyReply.objects.bulk_create(
            SurveyReply(survey=survey, organisation=organisation)
            for organisation in dict.fromkeys(to)
            if organisation.pk not in asked
        )
