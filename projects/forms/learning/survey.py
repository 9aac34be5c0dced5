"""The form of a survey: what is asked, by when, of which districts."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.organisation.models import Organisation
from portal.ui.fields import SwedishDateField
from projects.domain.surveying import Asked
from projects.forms.fields import LinesField
from projects.forms.learning.base import NO_NAMES, RecordForm
from projects.forms.offers import name_on
from projects.models import Survey, SurveyQuestion

TIME_TO_ANSWER = timedelta(days=21)
MARKS = {"(ja/nej)": SurveyQuestion.AnswerType.YES_NO, "(antal)": SurveyQuestion.AnswerType.COUNT}


class SurveyForm(RecordForm):
    questions = LinesField(
        label=_("Frågor"),
        line_length=500,
        help_text=_("En fråga på varje rad. Skriv (ja/nej) eller (antal) sist om frågan ska besvaras så."),
    )
    sent_on = SwedishDateField(label=_("Skickas"), required=False)
    due_on = SwedishDateField(label=_("Svar senast"), required=False)
    to = forms.ModelMultipleChoiceField(
        label=_("Stadsdelsförvaltningar"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("De ser enkäten bland det som väntar på dem så snart du sparar."),
    )
    groups = (
        (_("Enkäten"), ("title", "questions", "sent_on", "due_on")),
        (_("Vilka som svarar"), ("to", "respondents")),
        (_("Övrigt"), ("result_document", "note")),
    )

    class Meta:
        model = Survey
        fields = ("title", "sent_on", "due_on", "respondents", "result_document", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "respondents": _("Om enkäten går till andra än förvaltningarna, till exempel chefer."),
            "result_document": _("Om svaren redovisas i ett annat dokument."),
            "note": NO_NAMES,
        }

    def __init__(self, *args: Any, instance: Survey | None = None, initial: Any = None, **kwargs: Any):
        said = _said_of(instance) if instance else {}
        if instance is None:
            today = kwargs["today"]
            said = {"sent_on": today, "due_on": today + TIME_TO_ANSWER}
        super().__init__(*args, instance=instance, initial=said | (initial or {}), **kwargs)
        self.fields["questions"].widget.attrs["rows"] = 8

    def offer(self) -> None:
        field = self.fields["to"]
        today = Organisation.objects.districts().valid_on(self.today).values_list("pk", flat=True)
        there = [*today, *self.initial.get("to", ())]
        field.queryset = Organisation.objects.filter(pk__in=there).by_name()
        field.label_from_instance = name_on(self.today)
        field.pills = True

    def clean_questions(self) -> list[str]:
        lines = self.cleaned_data["questions"]
        if len(lines) > 100:
            raise ValidationError(_("Högst 100 frågor i en enkät."))
        return lines

    def asked(self) -> list[Asked]:
        return [_asked(line) for line in self.cleaned_data["questions"]]


def _asked(line: str) -> Asked:
    for mark, kind in MARKS.items():
        if line.lower().endswith(mark) and len(line) > len(mark):
            return Asked(line[: -len(mark)].strip(), kind)
    return Asked(line)


def _said_of(survey: Survey) -> dict[str, Any]:
    marks = {str(kind): f" {mark}" for mark, kind in MARKS.items()}
    questions = survey.questions.order_by("number")
    return {
        "questions": [f"{each.text}{marks.get(each.answer_type, '')}" for each in questions],
        "to": list(survey.replies.values_list("organisation", flat=True)),
    }
