"""The form a district answers a survey in: a box for each question, none of them required."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile
from projects.domain.answering import LONGEST
from projects.models import SurveyQuestion, SurveyReply

YES_NO = (("", _("Inte besvarad")), ("ja", _("Ja")), ("nej", _("Nej")))


class ReplyForm(Meanwhile, forms.Form):
    """``answers()`` is question number -> words; an empty box is not answered.

    Two of the same administration may write at once: what is stored is compared, not what the autosave kept.
    """

    def __init__(self, *args: Any, reply: SurveyReply, **kwargs: Any):
        self.instance = reply
        super().__init__(*args, **kwargs)
        self.numbers: dict[str, int] = {}
        self.stored: dict[str, str | list[str]] = {}
        written = {answer.question_id: answer.text for answer in reply.answers.all()}
        for question in reply.survey.questions.order_by("number"):
            name = f"question_{question.number}"
            self.numbers[name] = question.number
            self.fields[name] = _field(question)
            self.stored[name] = written.get(question.pk, "").replace("\r\n", "\n").strip()
            self.initial.setdefault(name, self.stored[name])
        self.helper = one_column()

    def _now(self) -> dict[str, str | list[str]]:
        return self.stored

    def answers(self) -> dict[int, str]:
        return {number: self.cleaned_data[name] for name, number in self.numbers.items()}


def _field(question: SurveyQuestion) -> forms.Field:
    label, kinds = str(question), SurveyQuestion.AnswerType
    if question.answer_type == kinds.YES_NO:
        return forms.ChoiceField(label=label, choices=YES_NO, required=False)
    if question.answer_type == kinds.COUNT:
        help_text = _("Skriv 0 om ni har räknat och det blev noll. Lämna tomt om ni inte vet.")
        box = forms.TextInput(attrs={"inputmode": "numeric", "class": "form-control-num"})
        return forms.CharField(label=label, required=False, max_length=10, widget=box, help_text=help_text)
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=area)


class ReplyReturnForm(forms.Form):
    """Why a reply is given back to its district."""

    reason = forms.CharField(
        label=_("Varför lämnas svaret tillbaka?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Stadsdelen läser det. Skriv vad som saknas eller är fel, men inget som pekar ut en person."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = one_column(group("", "reason"))
