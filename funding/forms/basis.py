"""The form of the basis register: one window and one source, a count for each party."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from funding.domain.basis import Count
from funding.forms.plain import point_at_nobody
from funding.models import Party
from portal.ui.fields import CountField, SwedishDateField
from portal.ui.layout import group, one_column

COMMON = ("begins", "last_day", "source", "cut_off", "age_from", "age_to", "inclusion", "caveats")


class BasisForm(forms.Form):
    """Counts for a window of time. A party left blank is not counted; 0 is counted and nobody found."""

    begins = SwedishDateField(label=_("Från och med"))
    last_day = SwedishDateField(label=_("Till och med"))
    source = forms.CharField(
        label=_("Källa"), max_length=200, help_text=_("Till exempel: arbetsmarknadsförvaltningens listor.")
    )
    cut_off = SwedishDateField(label=_("Uttaget"), required=False)
    age_from = CountField(label=_("Ålder från"))
    age_to = CountField(label=_("Ålder till"))
    inclusion = forms.CharField(label=_("Vilka som räknas"), required=False, max_length=300)
    caveats = forms.CharField(
        label=_("Förbehåll"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any):
        super().__init__(*args, **kwargs)
        point_at_nobody(self)
        self.parties = {f"antal_{party.pk}": party for party in parties}
        for name, party in self.parties.items():
            self.fields[name] = CountField(label=str(party))
        self.helper = one_column(
            group(_("Tid och källa"), *COMMON),
            group(
                _("Antal personer"),
                *self.parties,
                intro=_("Skriv 0 om ni har räknat och det blev noll. Lämna tomt om ni inte vet."),
            ),
        )

    def clean(self) -> Any:
        cleaned = super().clean() or {}
        if cleaned.get("begins") and cleaned.get("last_day") and cleaned["last_day"] < cleaned["begins"]:
            self.add_error("last_day", _("Tiden ska sluta efter att den har börjat."))
        if all(cleaned.get(name) is None for name in self.parties):
            raise ValidationError(_("Skriv antalet för minst en part."))
        for name in ("age_from", "age_to"):
            if (cleaned.get(name) or 0) > 150:
                self.add_error(name, _("Skriv en ålder i år."))
        return cleaned

    def counts(self) -> list[Count]:
        """Return what a valid form says, one for each party with a number."""
        said = self.cleaned_data
        common = {name: said[name] for name in COMMON if name != "last_day"}
        return [
            Count(party=party, ends=said["last_day"] + timedelta(days=1), persons=said[name], **common)
            for name, party in self.parties.items()
            if said[name] is not None
        ]
