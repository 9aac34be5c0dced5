"""The form of a follow-up: is it still running, where, at what cost?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.fields import TkrField
from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile
from projects.forms.fields import LONGEST
from projects.forms.project import NO_NAMES
from projects.models import FollowUp


class FollowUpForm(Meanwhile, forms.ModelForm):
    """Reads an answer without touching the record: the domain takes ``values()``, checks and writes."""

    answer = forms.ChoiceField(
        label=_("Pågår det fortfarande?"), choices=FollowUp.Answer.choices, widget=forms.RadioSelect
    )
    cost = TkrField(
        label=_("Kostnad per år"),
        required=False,
        help_text=_(
            "I tusental kronor. Lämna tomt om ni inte vet. Skriv 0 om det ryms i det vanliga arbetet."
        ),
    )

    class Meta:
        model = FollowUp
        fields = ("answer", "where", "cost", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST})}
        labels = {"where": _("Var?"), "note": _("Anteckning")}
        help_texts = {
            "where": _(
                "Den enhet eller förvaltning där det pågår. Behövs när det är infört, helt eller delvis."
            ),
            "note": NO_NAMES,
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = one_column(group("", "answer", "where", "cost", "note", "seen"))

    def _post_clean(self) -> None:
        """Leave the record as it is: the domain checks and writes."""

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
