"""The form of a cooperation: with whom, what is agreed, which function one reaches."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from outreach.domain.cooperating import PARTNERS
from outreach.models import Cooperation
from portal.content.texts import LONGEST
from portal.organisation.models import Organisation
from portal.ui.fields import SwedishDateField
from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile


class CooperationForm(Meanwhile, forms.ModelForm):
    """``districts``: those the writer registers for."""

    agreed = forms.CharField(
        label=_("Vad ni har kommit överens om"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Med era egna ord: vem gör vad, hur ofta, var. Inga namn på personer."),
    )
    begins_on = SwedishDateField(label=_("Från och med"), required=False)
    ends_on = SwedishDateField(label=_("Till och med"), required=False)

    class Meta:
        model = Cooperation
        fields = ("organisation", "partner", "agreed", "contact", "begins_on", "ends_on")
        help_texts = {
            "partner": _("Saknas organisationen? Be systemförvaltaren lägga till den."),
            "contact": _(
                "En funktion, inte en person: ”föreningens kansli, växeln 08-508 00 000”. "
                "Mobilnummer och personliga e-postadresser tas inte emot."
            ),
        }

    def __init__(self, *args: Any, districts: Any, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = districts
        self.fields["organisation"].empty_label = None
        field = self.fields["partner"]
        there = Organisation.objects.valid_on(today).filter(kind__in=PARTNERS).values("pk")
        field.queryset = Organisation.objects.filter(
            Q(pk__in=there) | Q(pk=self.instance.partner_id)
        ).by_name()
        field.empty_label = _("Välj organisation")
        if self.instance.pk:  # who agreed stays: another pair is another cooperation
            for name in ("organisation", "partner"):
                self.fields[name].disabled = True
        hidden = ["seen"] if "seen" in self.fields else []
        self.helper = one_column(
            group(_("Vilka"), "organisation", "partner"),
            group(_("Överenskommelsen"), "agreed", "contact", "begins_on", "ends_on"),
            *hidden,
        )
