"""The two forms: to ask for masked figures, and to try what was asked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.cases.numbers import MAX_LENGTH
from portal.disclosures.models import LONGEST_ADDRESS
from portal.disclosures.trying import DAYS
from portal.ui.fields import CountField

GRANT, REFUSE = "lamnas-ut", "lamnas-inte-ut"


class AskForm(forms.Form):
    """Which page, and what the figures are needed for."""

    address = forms.CharField(
        label=_("Sida"),
        max_length=LONGEST_ADDRESS * 2,
        help_text=_("Adressen till tabellen, med de val du har gjort. Den fylls i när du väljer Begär ut."),
    )
    title = forms.CharField(
        label=_("Vilka uppgifter"), max_length=160, help_text=_("Tabellens namn, eller de tal du behöver.")
    )
    purpose = forms.CharField(
        label=_("Vad behöver du dem till?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Med egna ord. Skriv inga namn, personnummer, telefonnummer eller adresser."),
    )


class TryForm(forms.Form):
    """What the registrar decides. A refusal has a reason and a provision; what is given out has its days."""

    outcome = forms.ChoiceField(
        label=_("Prövning"),
        choices=[(GRANT, _("Lämnas ut")), (REFUSE, _("Lämnas inte ut"))],
        widget=forms.RadioSelect,
    )
    days = CountField(
        label=_("Antal dagar"),
        required=False,
        help_text=_("Hur länge sidan är öppen för den som begärt den, 1–90 dagar."),
    )
    reason = forms.CharField(
        label=_("Skäl"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Måste skrivas när uppgifterna inte lämnas ut."),
    )
    provision = forms.CharField(
        label=_("Lagrum"),
        required=False,
        max_length=160,
        help_text=_("Till exempel 26 kap. 1 § OSL. Måste skrivas när uppgifterna inte lämnas ut."),
    )
    decision = forms.CharField(
        label=_("Myndighetens beslut"),
        required=False,
        max_length=200,
        help_text=_(
            "När den som begärt det vill ha ett beslut att överklaga: vem som beslutade, när och paragraf."
        ),
    )
    number = forms.CharField(
        label=_("Ärendets diarienummer"),
        required=False,
        max_length=MAX_LENGTH,
        help_text=_("Om det är diariefört."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.user, self.case = user, None
        self.initial.setdefault("days", DAYS)

    def clean_number(self) -> str:
        """The number of one case that the registrar may see."""
        number = self.cleaned_data["number"].strip()
        if number:
            found = list(Case.objects.for_user(self.user).with_number(number).order_by("pk")[:2])
            if len(found) != 1:
                raise ValidationError(_("Inget ärende har det numret. Skriv det som i diariet."))
            self.case = found[0]
        return number
