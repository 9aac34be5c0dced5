"""What is particular to answers to a survey; how answering goes is said in ``portal.inquiries``."""

from functools import partial

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.content.texts import refuse_personal
from portal.inquiries.answering import Rules, give_back, hand_in_answers, keep_answers
from projects.domain.handing_in import receiving_committee
from projects.models import SurveyQuestion, SurveyReply

LONGEST = 4000  # signs of one answer: some two pages


def _refuse(question: SurveyQuestion | None, text: str) -> None:
    """Raise ValidationError when ``text`` is no answer to ``question``."""
    kinds = SurveyQuestion.AnswerType
    if question is None:
        raise ValidationError(_("Frågan hör till en annan enkät."))
    if text and question.answer_type == kinds.YES_NO and text not in ("ja", "nej"):
        raise ValidationError(_("Välj ja eller nej."))
    if text and question.answer_type == kinds.COUNT and not (text.isascii() and text.isdigit()):
        raise ValidationError(_("Skriv ett heltal, till exempel 12."))
    if len(text) > LONGEST:
        raise ValidationError(_("Svaret är för långt. Högst %(most)s tecken.") % {"most": LONGEST})


RULES = Rules(
    reply=SurveyReply,
    loads="survey__programme__case",
    is_open=lambda survey: survey.closed_on is None,
    refuse=_refuse,
    refuse_text=refuse_personal,
    receiver=lambda survey, on: receiving_committee(survey.programme, on=on),
    closed=gettext_lazy("Enkäten är stängd. Ring samordnaren om du vill svara ändå."),
    closed_to_return=gettext_lazy("Enkäten är stängd, så svaret kan inte lämnas in igen."),
    no_receiver=gettext_lazy("Ingen nämnd kan ta emot svaret. Ge programmet ett ärende eller medel först."),
)

answer_survey = partial(keep_answers, RULES)
hand_in_reply = partial(hand_in_answers, RULES)
return_reply = partial(give_back, RULES)
