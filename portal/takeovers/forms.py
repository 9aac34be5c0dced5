"""The little form of each line in Att ta över: who takes over, and the new registry number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.cases.numbers import MAX_LENGTH
from portal.organisation.models import Organisation
from portal.takeovers.waiting import Waiting


class HeirField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return obj.as_committee


class TakeOverForm(forms.Form):
    """``to`` is chosen by hand after a split; else it is the one who comes after."""

    to = HeirField(
        label=_("Tar över"),
        queryset=Organisation.objects.none(),
        empty_label=_("Ange vem som tar över"),
        error_messages={
            "required": _("Ange vem som tar över."),
            "invalid_choice": _("Välj en av dem som står i listan."),
        },
    )
    number = forms.CharField(label=_("Nytt diarienummer"), required=False, max_length=MAX_LENGTH)

    def __init__(self, *args: Any, waiting: Waiting, **kwargs: Any):
        super().__init__(*args, auto_id=f"{waiting.thing._meta.model_name}-{waiting.thing.pk}-%s", **kwargs)
        heirs = waiting.heirs
        self.fields["to"].queryset = Organisation.objects.filter(pk__in=[body.pk for body in heirs.bodies])  # type: ignore[attr-defined]  # a choice of rows
        if heirs.stated:
            self.fields["to"].widget = forms.HiddenInput()
            self.initial["to"] = heirs.bodies[0].pk
        else:
            self.fields["to"].widget.attrs["class"] = "form-select"
        self.fields["number"].widget.attrs |= {"class": "form-control", "autocomplete": "off"}
