"""The forms of a section: its text, and what it is marked with."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.documents.domain.writing import LONGEST
from portal.documents.models import Section
from portal.organisation.models import Organisation
from portal.ui.fields import SwedishDateField

LEVELS = ((2, _("Rubrik")), (3, _("Underrubrik")), (4, _("Underrubrik under en underrubrik")))


class SectionForm(forms.Form):
    """The text, and the edition it began from. What is typed is kept as typed, down to its first space."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 22, "spellcheck": "true", "lang": "sv"}),
        help_text=_(
            "Skriv inget som pekar ut en person: inga namn, personnummer, telefonnummer eller adresser."
        ),
    )
    edition = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        text: Any = self.fields["text"]
        text.unmarked = True  # whether the section must be written say the checks, so not "frivilligt"


class TakeOverForm(forms.Form):
    because = forms.CharField(
        label=_("Varför tar du över?"),
        max_length=300,
        help_text=_("Till exempel: handlingen ska ut i dag och skribenten är ledig."),
    )


class HeadingForm(forms.Form):
    heading = forms.CharField(label=_("Rubrik"), max_length=200)
    level = forms.TypedChoiceField(label=_("Nivå"), choices=LEVELS, coerce=int, initial=2)


class AddSectionForm(HeadingForm):
    """A new section, and after which one it stands."""

    after = forms.ModelChoiceField(
        label=_("Efter"), queryset=Section.objects.none(), required=False, empty_label=_("Först")
    )

    def __init__(self, *args: Any, sections: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["after"].queryset = sections


class DeclineForm(forms.Form):
    because = forms.CharField(
        label=_("Ej relevant, därför att"),
        max_length=500,
        required=False,
        help_text=_("Skriv skälet i ord som kan stå i handlingen. Töm fältet om avsnittet ska skrivas."),
    )


class SecrecyForm(forms.Form):
    """All three, or none: then the mark is taken away."""

    provision = forms.CharField(
        label=_("Lagrum"), max_length=200, required=False, help_text=_("Till exempel 26 kap. 1 § OSL.")
    )
    authority = forms.CharField(label=_("Myndighet som har prövat"), max_length=200, required=False)
    day = SwedishDateField(label=_("Datum"), required=False)


class GiveForm(forms.Form):
    administration = forms.ModelChoiceField(
        label=_("Skrivs av"), queryset=Organisation.objects.none(), required=False
    )

    def __init__(self, *args: Any, administrations: Any, own: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["administration"]
        field.queryset, field.empty_label = administrations, own
        field.label_from_instance = lambda organisation: organisation.as_administration
