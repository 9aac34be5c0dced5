"""The form a district answers a survey in: words, yes or no, or a number."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.inquiries import forms as inquiries
from projects.domain.answering import LONGEST
from projects.models import SurveyQuestion

YES_NO = (("", _("Inte besvarad")), ("ja", _("Ja")), ("nej", _("Nej")))


def _box(question: SurveyQuestion) -> forms.Field:
    label, kinds = str(question), SurveyQuestion.AnswerType
    if question.answer_type == kinds.YES_NO:
        return forms.ChoiceField(label=label, choices=YES_NO, required=False)
    if question.answer_type == kinds.COUNT:
        help_text = _("Skriv 0 om ni har räknat och det blev noll. Lämna tomt om ni inte vet.")
        box = forms.TextInput(attrs={"inputmode": "numeric", "class": "form-control-num"})
        return forms.CharField(label=label, required=False, max_length=10, widget=box, help_text=help_text)
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=area)


class ReplyForm(inquiries.ReplyForm):
    """A box for each question of a survey."""

    box = staticmethod(_box)
