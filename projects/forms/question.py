"""The form that answers a question of the plausibility check."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile
from projects.forms.fields import LONGEST
from projects.forms.project import NO_NAMES
from projects.models import Question

_Status = Question.Status


class QuestionForm(Meanwhile, forms.ModelForm):
    """Reads an answer without touching the record: the domain takes ``values()``, checks and writes."""

    status = forms.ChoiceField(
        label=_("Hur är det?"),
        choices=[
            (_Status.EXPLAINED, _("Förklarad: talen stämmer, och så här hänger de ihop")),
            (_Status.CORRECTED, _("Rättad: talen var fel och är rättade")),
            (_Status.REMAINS, _("Kvarstår: talen är fel och går inte att rätta")),
        ],
        widget=forms.RadioSelect,
        help_text=_("Rättar du redovisningen blir frågan rättad av sig själv när den lämnas in."),
    )

    class Meta:
        model = Question
        fields = ("status", "answer")
        widgets = {"answer": forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST})}
        labels = {"answer": _("Svar")}
        help_texts = {"answer": NO_NAMES}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True
        self.helper = one_column(group("", "status", "answer", "seen"))

    def _post_clean(self) -> None:
        """Leave the record as it is: the domain checks and writes."""

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
