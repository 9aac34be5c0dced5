"""Answer what is asked: a draft of the district until Lämna in, then received; it may be given back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.content.texts import tidy
from portal.database.refusals import in_words
from portal.history.context import because
from portal.inquiries.models import Reply, Returned
from portal.organisation.handing_in import hand_in
from portal.organisation.models import Organisation, User


@dataclass(frozen=True)
class Rules:
    """What differs from one kind of inquiry to another.

    ``loads``: what is read with a reply. ``is_open``: whether an inquiry takes answers. ``refuse`` raises
    ValidationError when a text is no answer to a question (None: there is no such question), ``refuse_text``
    when it must not be kept at all. ``receiver``: who receives a reply handed in on a day, or None.
    """

    reply: type[Reply]
    loads: str
    is_open: Callable[[Any], bool]
    refuse: Callable[[Any, str], None]
    refuse_text: Callable[[str], None]
    receiver: Callable[[Any, date], Organisation | None]
    closed: Any
    closed_to_return: Any
    no_receiver: Any


@transaction.atomic
def keep_answers(rules: Rules, *, reply: Reply, answers: Mapping[int, str]) -> Any:
    """Keep a district's draft answers: question number -> words. An empty one is not answered.

    Raises ValidationError with {"question_<number>": messages}; as a whole when the reply is handed in, or
    the inquiry takes no answers.
    """
    locked = _locked(rules, reply)
    questions = {each.number: each for each in locked.inquiry.questions.all()}
    texts = {number: tidy(text) for number, text in answers.items()}
    refused = {
        f"question_{number}": messages
        for number, text in texts.items()
        if (messages := _refusal(rules, questions.get(number), text))
    }
    if refused:
        raise ValidationError(refused)
    with in_words():
        _write(locked, {questions[number]: text for number, text in texts.items()})
    return locked


@transaction.atomic
def hand_in_answers(rules: Rules, *, reply: Reply, by: User | None, now: datetime) -> Any:
    """Hand the reply in; from then on it is as it is, unless it is given back.

    Raises ValidationError when it is handed in already, when nothing is answered, when the inquiry takes no
    answers, or when no nämnd can receive it.
    """
    locked = _locked(rules, reply)
    if not locked.answers.exists():
        raise ValidationError(_("Inget är besvarat än. Svara på minst en fråga innan du lämnar in."))
    committee = rules.receiver(locked.inquiry, timezone.localdate(now))
    if committee is None:
        raise ValidationError(str(rules.no_receiver))
    hand_in(draft=locked, to=committee, by=by, now=now)
    return locked


@transaction.atomic
def give_back(rules: Rules, *, reply: Reply, reason: str, by: User | None, now: datetime) -> Any:
    """Lämna tillbaka: the district has its answers as a draft again; what was received is kept as it was.

    Raises ValidationError when it is not handed in, when nothing says why, or when the inquiry is closed
    (then nobody could hand it in again).
    """
    reason = _reason(rules, reason)
    row: Any = rules.reply._default_manager.select_for_update(of=("self",)).get(pk=reply.pk)
    if row.submitted_at is None:
        raise ValidationError(_("Svaret är inte inlämnat. Det kan ha lämnats tillbaka redan."))
    if row.inquiry.closed_on:
        raise ValidationError(str(rules.closed_to_return))
    with in_words(), because(reason):
        received = _received(row, reason, by, now)
        row.submitted_at = row.submitted_by = row.received_by = None
        row.save(update_fields=["submitted_at", "submitted_by", "received_by"])
    return received


def _reason(rules: Rules, reason: str) -> str:
    reason = tidy(reason)
    if not reason:
        raise ValidationError({"reason": _("Skriv varför svaret lämnas tillbaka.")})
    try:
        rules.refuse_text(reason)
    except ValidationError as refusal:
        raise ValidationError({"reason": refusal.messages}) from refusal
    return reason


def _received(row: Any, reason: str, by: User | None, now: datetime) -> Returned:
    """Keep what was received."""
    return row.returns.create(
        answers=[[each.question_id, each.text] for each in row.answers.order_by("question__number")],
        submitted_at=row.submitted_at,
        submitted_by=row.submitted_by,
        reason=reason,
        returned_by=by,
        returned_at=now,
    )


def _locked(rules: Rules, reply: Reply) -> Any:
    """Return the reply, locked, if it can still be written. Raises ValidationError if not."""
    rows = rules.reply._default_manager.select_for_update(of=("self",)).select_related(rules.loads)
    locked: Any = rows.get(pk=reply.pk)
    if not locked.is_draft:
        raise ValidationError(_("Svaret är inlämnat och ändras inte längre."))
    if not rules.is_open(locked.inquiry):
        raise ValidationError(str(rules.closed))
    return locked


def _refusal(rules: Rules, question: Any, text: str) -> list[str]:
    try:
        rules.refuse(question, text)
        rules.refuse_text(text)
    except ValidationError as refusal:
        return refusal.messages
    return []


def _write(reply: Any, texts: Mapping[Any, str]) -> None:
    stored = {each.question_id: each for each in reply.answers.all()}
    for question, text in texts.items():
        answer = stored.get(question.pk)
        if answer is None and text:
            reply.answers.create(question=question, text=text)
        elif answer and not text:
            answer.delete()
        elif answer and answer.text != text:
            answer.text = text
            answer.save(update_fields=["text"])
