"""Answer a mapping round: a draft of the district until Lämna in, then received by the nämnd that asks."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from outreach.domain.records import refuse_in_field
from outreach.models import MappingAnswer, MappingQuestion, MappingReply, MappingReturn
from portal.content.texts import tidy
from portal.database.refusals import in_words
from portal.history.context import because
from portal.organisation.handing_in import hand_in
from portal.organisation.models import User

LONGEST = 8000  # signs of one answer: some four pages


@transaction.atomic
def answer_round(*, reply: MappingReply, answers: Mapping[int, str]) -> MappingReply:
    """Keep a district's draft answers: question number -> words. An empty one is not answered.

    Raises ValidationError with {"question_<number>": messages}; as a whole when the reply is handed in, or
    the round is not open.
    """
    reply = _locked(reply)
    questions = {each.number: each for each in reply.round.questions.all()}
    texts = {number: tidy(text) for number, text in answers.items()}
    refused: dict[str, list[str]] = {}
    for number, text in texts.items():
        try:
            _refuse(questions, number, text)
        except ValidationError as refusal:
            refused |= refusal.message_dict
    if refused:
        raise ValidationError(refused)
    with in_words():
        _write(reply, {questions[number]: text for number, text in texts.items()})
    return reply


@transaction.atomic
def hand_in_reply(*, reply: MappingReply, by: User | None, now: datetime) -> MappingReply:
    """Hand the reply in to the nämnd that asks; it is then as it is, unless it is given back.

    Raises ValidationError when it is handed in already, when nothing is answered or the round is not open.
    """
    reply = _locked(reply)
    if not reply.answers.exists():
        raise ValidationError(_("Inget är besvarat än. Svara på minst en fråga innan du lämnar in."))
    asks = reply.round.asked_by
    hand_in(draft=reply, to=asks.parent or asks, by=by, now=now, also=_settled(reply))
    return reply


@transaction.atomic
def return_reply(*, reply: MappingReply, reason: str, by: User | None, now: datetime) -> MappingReturn:
    """Lämna tillbaka: the district has its answers as a draft again; what was received is kept as it was.

    Raises ValidationError when it is not handed in, when nothing says why, or when the round is closed.
    """
    reason = tidy(reason)
    if not reason:
        raise ValidationError({"reason": _("Skriv varför svaret lämnas tillbaka.")})
    refuse_in_field("reason", reason)
    row = MappingReply.objects.select_for_update(of=("self",)).select_related("round").get(pk=reply.pk)
    if row.submitted_at is None:
        raise ValidationError(_("Svaret är inte inlämnat. Det kan ha lämnats tillbaka redan."))
    if row.round.closed_on:
        raise ValidationError(_("Kartläggningen är stängd, så svaret kan inte lämnas in igen."))
    received = MappingReturn(
        reply=row,
        answers=[[each.question_id, each.text] for each in row.answers.order_by("question__number")],
        submitted_at=row.submitted_at,
        submitted_by=row.submitted_by,
        reason=reason,
        returned_by=by,
        returned_at=now,
    )
    row.submitted_at = row.submitted_by = row.received_by = None
    row.returned_reason = reason
    with in_words(), because(reason):
        received.save()
        row.save(update_fields=["submitted_at", "submitted_by", "received_by", "returned_reason"])
    return received


def _settled(reply: MappingReply) -> tuple[str, ...]:
    """What was wrong is put right when it comes in again."""
    if not reply.returned_reason:
        return ()
    reply.returned_reason = ""
    return ("returned_reason",)


def _locked(reply: MappingReply) -> MappingReply:
    """Return the reply, locked, if it can still be written. Raises ValidationError if not."""
    rows = MappingReply.objects.select_for_update(of=("self",)).select_related("round__asked_by__parent")
    reply = rows.get(pk=reply.pk)
    if not reply.is_draft:
        raise ValidationError(_("Svaret är inlämnat och ändras inte längre."))
    if reply.round.sent_on is None or reply.round.closed_on:
        raise ValidationError(_("Kartläggningen är stängd. Hör av dig till den som frågar."))
    return reply


def _refuse(questions: Mapping[int, MappingQuestion], number: int, text: str) -> None:
    field = f"question_{number}"
    if number not in questions:
        raise ValidationError({field: _("Frågan hör till en annan kartläggning.")})
    if len(text) > LONGEST:
        words = _("Svaret är för långt. Högst %(most)s tecken.") % {"most": LONGEST}
        raise ValidationError({field: words})
    refuse_in_field(field, text)


def _write(reply: MappingReply, texts: Mapping[MappingQuestion, str]) -> None:
    stored = {each.question_id: each for each in reply.answers.all()}
    for question, text in texts.items():
        answer = stored.get(question.pk)
        if answer is None and text:
            MappingAnswer.objects.create(reply=reply, question=question, text=text)
        elif answer and not text:
            answer.delete()
        elif answer and answer.text != text:
            answer.text = text
            answer.save(update_fields=["text"])
