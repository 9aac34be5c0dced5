"""A mapping round: questions are written, sent to districts with a last day, and closed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from outreach.domain.records import keep_record
from outreach.models import MappingAnswer, MappingQuestion, MappingReply, MappingReturn, MappingRound
from portal.database.refusals import in_words
from portal.organisation.models import Organisation

MOST_QUESTIONS = 50


class Question(NamedTuple):
    """A question as it is to be asked, and what an answer could tell."""

    text: str
    help: str = ""


@transaction.atomic
def keep_round(*, round: MappingRound, questions: Sequence[Question]) -> MappingRound:
    """Save a new or changed round with its questions in order.

    Raises ValidationError with {field: messages}: without a question, with too many; when questions change
    though somebody has begun to answer; when it is closed.
    """
    if round.closed_on:
        raise ValidationError(_("Kartläggningen är stängd och ändras inte längre."))
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        words = _("Skriv minst en fråga och högst %(most)s.") % {"most": MOST_QUESTIONS}
        raise ValidationError({"questions": words})
    keep_record(round)
    _write_questions(round, questions)
    return round


@transaction.atomic
def send_round(*, round: MappingRound, to: Iterable[Organisation], due_on: date, today: date) -> int:
    """Ask districts; from this moment they see the questions. A round already out may be sent to more.

    Returns how many were asked now. ValidationError: nobody new, a last day that has been, a closed round.
    """
    round = MappingRound.objects.select_for_update().get(pk=round.pk)
    if round.closed_on:
        raise ValidationError(_("Kartläggningen är stängd. Gör en ny i stället."))
    if due_on < today:
        raise ValidationError({"due_on": _("Sista svarsdagen har redan varit.")})
    asked = set(round.replies.values_list("organisation", flat=True))
    new = [each for each in dict.fromkeys(to) if each.pk not in asked]
    if not new:
        raise ValidationError({"to": _("Välj minst en stadsdelsförvaltning som inte är tillfrågad.")})
    round.sent_on, round.due_on = round.sent_on or today, due_on
    keep_record(round)
    with in_words():
        MappingReply.objects.bulk_create(MappingReply(round=round, organisation=each) for each in new)
    return len(new)


@transaction.atomic
def close_round(*, round: MappingRound, today: date) -> MappingRound:
    """Close it: who has not answered will not. ValidationError: it is not sent, or closed already."""
    round = MappingRound.objects.select_for_update().get(pk=round.pk)
    if round.sent_on is None:
        raise ValidationError(_("Frågorna är inte skickade än."))
    if round.closed_on:
        raise ValidationError(_("Kartläggningen är redan stängd."))
    round.closed_on = today
    return keep_record(round)


def has_begun(round: MappingRound) -> bool:
    """Whether somebody has written an answer, be it in a draft, or had handed one in that was given back."""
    return (
        MappingAnswer.objects.filter(reply__round=round.pk).exists()
        or MappingReturn.objects.filter(reply__round=round.pk).exists()
    )


def _write_questions(round: MappingRound, questions: Sequence[Question]) -> None:
    stored = list(round.questions.order_by("number"))
    if [Question(each.text, each.help) for each in stored] == list(questions):
        return
    if has_begun(round):
        words = _(
            "Någon har börjat svara. Då går det inte att ändra frågorna. Gör en ny kartläggning i stället."
        )
        raise ValidationError({"questions": words})
    for row in stored[len(questions) :]:
        row.delete()
    for number, (text, told) in enumerate(questions, start=1):
        row = stored[number - 1] if number <= len(stored) else MappingQuestion(round=round, number=number)
        row.text, row.help = text, told
        _checked(row)


def _checked(question: MappingQuestion) -> None:
    try:
        keep_record(question)
    except ValidationError as refusal:
        raise ValidationError({"questions": refusal.messages}) from refusal
