"""The form of a paper (bilaga): the file, what it is, and who may read it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.files.storing import refuse_size
from portal.organisation.models import Organisation


class AttachmentForm(forms.Form):
    file = forms.FileField(label=_("Fil"), help_text=_("Till exempel PDF, Word, Excel eller en bild."))
    title = forms.CharField(
        label=_("Vad det är"), max_length=160, help_text=_("Till exempel: kalkyl för lokalen.")
    )
    is_internal = forms.BooleanField(
        label=_("Bara min egen förvaltning ser bilagan"),
        required=False,
        help_text=_("Annars ser alla som ser sidan den."),
    )
    authority = forms.ModelChoiceField(
        label=_("Du lägger till för"), queryset=Organisation.objects.none(), required=False, empty_label=None
    )

    def __init__(self, *args: Any, authorities: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field, self.found = self.fields["authority"], list(authorities)
        field.queryset = authorities
        field.label_from_instance = lambda organisation: organisation.as_administration
        if len(self.found) == 1:
            field.widget = forms.HiddenInput()

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        self.content = sent.read()
        refuse_size(self.content)
        return sent

    def clean_authority(self) -> Organisation:
        told = self.cleaned_data["authority"]
        if told is None and len(self.found) != 1:
            raise ValidationError(_("Välj vilken förvaltning du lägger till för."))
        return told or self.found[0]
