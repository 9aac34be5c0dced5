"""A list gets a name; the page and the filter come along hidden."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SavedViewForm(forms.Form):
    name = forms.CharField(
        label=_("Namn på vyn"), max_length=80, help_text=_("Till exempel: Sena i min stadsdel.")
    )
    path = forms.CharField(max_length=200, widget=forms.HiddenInput)
    query = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)
