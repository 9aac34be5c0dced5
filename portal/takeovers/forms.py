"""The little form of each line in Att ta över: who takes over, and the new registry number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.cases.numbers import MAX_LENGTH
from portal.organisation.models import Organisation
from portal.takeovers.waiting import Waiting


class TakeOverForm(forms.Form):
    """``to`` is chosen by hand after a split; else it is the one who comes after."""

    to = forms.ChoiceField(
        label=_("Tar över"),
        error_messages={
            "required": _("Ange vem som tar över."),
            "invalid_choice": _("Välj en av dem som står i listan."),
        },
    )
    number = forms.CharField(label=_("Nytt diarienummer"), required=False, max_length=MAX_LENGTH)

    def __init__(self, *args: Any, waiting: Waiting, **kwargs: Any):
        super().__init__(*args, auto_id=f"{waiting.thing._meta.model_name}-{waiting.thing.pk}-%s", **kwargs)
        self.bodies = {str(body.pk): body for body in waiting.heirs.bodies}
        choices = [(key, body.as_committee) for key, body in self.bodies.items()]
        self.fields["to"].choices = [("", _("Ange vem som tar över")), *choices]
        if waiting.heirs.stated:
            self.fields["to"].widget = forms.HiddenInput()
            self.initial["to"] = choices[0][0]
        else:
            self.fields["to"].widget.attrs["class"] = "form-select"
        self.fields["number"].widget.attrs |= {"class": "form-control", "autocomplete": "off"}

    def clean_to(self) -> Organisation:
        return self.bodies[self.cleaned_data["to"]]
