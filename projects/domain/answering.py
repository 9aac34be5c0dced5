"""Answer a survey: a draft of the district until Lämna in, and then received by the programme's nämnd."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import in_words
from portal.history.context import because
from portal.organisation.handing_in import hand_in
from portal.organisation.models import User
from projects.domain.handing_in import receiving_committee
from projects.models import ReturnedReply, SurveyAnswer, SurveyQuestion, SurveyReply

LONGEST = 4000  # signs of one answer: some two pages


@transaction.atomic
def answer_survey(*, reply: SurveyReply, answers: Mapping[int, str]) -> SurveyReply:
    """Keep a district's draft answers: question number -> words. An empty one is not answered.

    Raises ValidationError with {"question_<number>": messages}; as a whole when the reply is handed in, or
    the survey is closed.
    """
    reply = _locked(reply)
    questions = {each.number: each for each in reply.survey.questions.all()}
    texts = {number: tidy(text) for number, text in answers.items()}
    refused = {
        f"question_{number}": words
        for number, text in texts.items()
        if (words := _refusal(questions.get(number), text))
    }
    if refused:
        raise ValidationError(refused)
    with in_words():
        _write(reply, {questions[number]: text for number, text in texts.items()})
    return reply


@transaction.atomic
def hand_in_reply(*, reply: SurveyReply, by: User | None, now: datetime) -> SurveyReply:
    """Hand the reply in to the programme's nämnd; from then on it is as it is, unless it is given back.

    Raises ValidationError when it is handed in already, when nothing is answered, when the survey is closed,
    or when no nämnd can receive it.
    """
    reply = _locked(reply)
    if not reply.answers.exists():
        raise ValidationError(_("Inget är besvarat än. Svara på minst en fråga innan du lämnar in."))
    committee = receiving_committee(reply.survey.programme, on=timezone.localdate(now))
    if committee is None:
        raise ValidationError(
            _("Ingen nämnd kan ta emot svaret. Ge programmet ett ärende eller medel först.")
        )
    hand_in(draft=reply, to=committee, by=by, now=now)
    return reply


@transaction.atomic
def return_reply(*, reply: SurveyReply, reason: str, by: User | None, now: datetime) -> ReturnedReply:
    """Lämna tillbaka: the district has its answers as a draft again; what was received is kept as it was.

    Raises ValidationError when it is no longer handed in, when nothing says why, or when the survey is closed
    (then nobody could hand it in again).
    """
    reason = tidy(reason)
    if not reason:
        raise ValidationError({"reason": _("Skriv varför svaret lämnas tillbaka.")})
    try:
        refuse_personal(reason)
    except ValidationError as refusal:
        raise ValidationError({"reason": refusal.messages}) from refusal
    row = SurveyReply.objects.select_for_update(of=("self",)).select_related("survey").get(pk=reply.pk)
    if row.submitted_at is None:
        raise ValidationError(_("Svaret är inte inlämnat. Det kan ha lämnats tillbaka redan."))
    if row.survey.closed_on:
        raise ValidationError(_("Enkäten är stängd, så svaret kan inte lämnas in igen."))
    received = ReturnedReply(
        reply=row,
        answers=[[each.question_id, each.text] for each in row.answers.order_by("question__number")],
        submitted_at=row.submitted_at,
        submitted_by=row.submitted_by,
        reason=reason,
        returned_by=by,
        returned_at=now,
    )
    with in_words(), because(reason):
        received.save()
        row.submitted_at = row.submitted_by = row.received_by = None
        row.save(update_fields=["submitted_at", "submitted_by", "received_by"])
    return received


def _locked(reply: SurveyReply) -> SurveyReply:
    """Return the reply, locked, if it can still be written. Raises ValidationError if not."""
    rows = SurveyReply.objects.select_for_update(of=("self",)).select_related("survey__programme__case")
    reply = rows.get(pk=reply.pk)
    if not reply.is_draft:
        raise ValidationError(_("Svaret är inlämnat och ändras inte längre."))
    if reply.survey.closed_on:
        raise ValidationError(_("Enkäten är stängd. Ring samordnaren om du vill svara ändå."))
    return reply


def _refusal(question: SurveyQuestion | None, text: str) -> str:
    """Say why ``text`` is no answer to ``question``; "" when it is one, or none is given."""
    kinds = SurveyQuestion.AnswerType
    if question is None:
        return _("Frågan hör till en annan enkät.")
    if text and question.answer_type == kinds.YES_NO and text not in ("ja", "nej"):
        return _("Välj ja eller nej.")
    if text and question.answer_type == kinds.COUNT and not (text.isascii() and text.isdigit()):
        return _("Skriv ett heltal, till exempel 12.")
    if len(text) > LONGEST:
        return _("Svaret är för långt. Högst %(most)s tecken.") % {"most": LONGEST}
    try:
        refuse_personal(text)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


def _write(reply: SurveyReply, texts: Mapping[SurveyQuestion, str]) -> None:
    stored = {each.question_id: each for each in reply.answers.all()}
    for question, text in texts.items():
        answer = stored.get(question.pk)
        if answer is None and text:
            SurveyAnswer.objects.create(reply=reply, question=question, text=text)
        elif answer and not text:
            answer.delete()
        elif answer and answer.text != text:
            answer.text = text
            answer.save(update_fields=["text"])
