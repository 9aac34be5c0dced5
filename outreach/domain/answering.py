"""What is particular to answers to a mapping round; how answering goes is said in ``portal.inquiries``."""

from functools import partial

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outreach.models import MappingQuestion, MappingReply, MappingRound
from portal.content.contacts import refuse_identifying
from portal.inquiries.answering import Rules, give_back, hand_in_answers, keep_answers

LONGEST = 8000  # signs of one answer: some four pages


def _refuse(question: MappingQuestion | None, text: str) -> None:
    if question is None:
        raise ValidationError(_("Frågan hör till en annan kartläggning."))
    if len(text) > LONGEST:
        raise ValidationError(_("Svaret är för långt. Högst %(most)s tecken.") % {"most": LONGEST})


def _is_open(round: MappingRound) -> bool:
    return round.sent_on is not None and round.closed_on is None


RULES = Rules(
    reply=MappingReply,
    loads="round__asked_by__parent",
    is_open=_is_open,
    refuse=_refuse,
    refuse_text=refuse_identifying,
    receiver=lambda round, on: round.asked_by.parent or round.asked_by,
    closed=gettext_lazy("Kartläggningen är stängd. Hör av dig till den som frågar."),
    closed_to_return=gettext_lazy("Kartläggningen är stängd, så svaret kan inte lämnas in igen."),
    no_receiver="",
)

answer_round = partial(keep_answers, RULES)
hand_in_reply = partial(hand_in_answers, RULES)
return_reply = partial(give_back, RULES)
