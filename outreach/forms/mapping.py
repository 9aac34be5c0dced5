"""The forms of a mapping round: its questions, whom it is sent to, a district's reply."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from outreach.domain.answering import LONGEST
from outreach.domain.asking import Question
from outreach.models import MappingQuestion, MappingRound
from portal.content.texts import refuse_long_lines
from portal.inquiries import forms as inquiries
from portal.organisation.models import Organisation
from portal.ui.fields import CountField, SwedishDateField
from portal.ui.layout import one_column
from portal.ui.meanwhile import Meanwhile

TIME_TO_ANSWER = timedelta(days=28)
PART = "|"
LONGEST_LINE = 500


class QuestionsField(forms.CharField):
    """Questions, one a line, with what an answer could tell after a |; the value is a list of Question."""

    def __init__(self, **kwargs: Any):
        super().__init__(widget=forms.Textarea(attrs={"rows": 10}), max_length=20_000, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(f"{each.text} {PART} {each.help}" if each.help else each.text for each in value)

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        refuse_long_lines(lines, longest=LONGEST_LINE)
        found = [Question(*(part.strip() for part in _two(line))) for line in lines]
        if any(len(each.help) > 300 for each in found):
            raise ValidationError(_("Hjälptexten får ha högst 300 tecken."))
        return found


def _two(line: str) -> tuple[str, str]:
    text, _mark, told = line.partition(PART)
    return text, told


class RoundForm(Meanwhile, forms.ModelForm):
    """A round of ``asked_by``, with its questions."""

    year = CountField(label=_("År"), required=True)
    questions = QuestionsField(
        label=_("Frågor"),
        help_text=_(
            "En fråga på varje rad. Vill du ge en hjälptext, skriv den efter tecknet | på samma rad."
        ),
    )

    class Meta:
        model = MappingRound
        fields = ("title", "year", "intro", "limits")
        widgets = {"intro": forms.Textarea(attrs={"rows": 4}), "limits": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "intro": _("Varför ni frågar, och vad svaren ska användas till."),
            "limits": _("Vad kartläggningen inte täcker."),
        }

    def __init__(self, *args: Any, today: date, instance: Any = None, initial: Any = None, **kwargs: Any):
        said: dict[str, Any] = {"year": today.year}
        if instance and instance.pk:
            asked = instance.questions.order_by("number")
            said = {"questions": [Question(each.text, each.help) for each in asked]}
        super().__init__(*args, instance=instance, initial=said | (initial or {}), **kwargs)
        self.helper = one_column("title", "year", "intro", "questions", "limits", *self._hidden())

    def _hidden(self) -> list[str]:
        return ["seen"] if "seen" in self.fields else []

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if not 2000 <= year <= 2100:
            raise ValidationError(_("Skriv ett år, till exempel 2026."))
        return year


class SendForm(forms.Form):
    """To whom the questions go, and by when they are to be answered."""

    to = forms.ModelMultipleChoiceField(
        label=_("Stadsdelsförvaltningar"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("De ser frågorna bland det som väntar på dem så snart du skickar."),
    )
    due_on = SwedishDateField(label=_("Svar senast"))

    def __init__(self, *args: Any, round: MappingRound, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        asked = round.replies.values("organisation")
        rows = Organisation.objects.districts().valid_on(today).exclude(pk__in=asked).by_name()
        field: Any = self.fields["to"]
        field.queryset, field.pills = rows, True
        self.initial.setdefault("to", [each.pk for each in rows])
        self.initial.setdefault("due_on", round.due_on or today + TIME_TO_ANSWER)


def _box(question: MappingQuestion) -> forms.Field:
    return forms.CharField(
        label=str(question),
        required=False,
        max_length=LONGEST,
        help_text=question.help,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ReplyForm(inquiries.ReplyForm):
    """A box for each question of a round."""

    box = staticmethod(_box)
