"""The form of an activity: when as exactly as it is known, for whom, how many came."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.fields import CountField, NumberField
from projects.forms.learning.base import NO_NAMES, RecordForm, named_kinds
from projects.models import Activity, ActivityKind, Network
from projects.models.dating import PART, read_spans, write_spans


class DatesField(forms.CharField):
    """Days as exact as they are known, a part on each line; the value is as it is stored."""

    def __init__(self, **kwargs: Any):
        super().__init__(widget=forms.Textarea(attrs={"rows": 2}), max_length=300, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.replace(PART, "\n") if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        return write_spans(read_spans(super().clean(value)))


class ActivityForm(RecordForm):
    dates = DatesField(
        label=_("Datum"),
        required=False,
        help_text=_(
            "Så noga du vet: 2026-10-27, 2026-10-27/2026-10-28, 2026-10, 2026-hösten eller 2026. "
            "Flera datum: ett på varje rad."
        ),
    )
    days = NumberField(
        label=_("Antal dagar"), required=False, digits=4, decimals=1, help_text=_("Till exempel 1,5.")
    )
    invited = CountField(label=_("Inbjudna"))
    number = CountField(label=_("Nr"), help_text=_("Om aktiviteten har ett nummer i en förteckning."))
    participants = CountField(
        label=_("Deltagare"),
        help_text=_("Skriv 0 om ingen kom. Lämna tomt om ni inte vet. Tomt visas som ”ej redovisat”."),
    )
    groups = (
        (_("Aktiviteten"), ("title", "kind", "status", "dates", "days", "organiser", "network")),
        (_("Deltagare"), ("audience", "invited", "participants", "over_demand")),
        (_("Övrigt"), ("in_competence_programme", "number", "note")),
    )

    class Meta:
        model = Activity
        fields = (
            "title",
            "kind",
            "status",
            "dates",
            "days",
            "organiser",
            "network",
            "audience",
            "invited",
            "participants",
            "over_demand",
            "in_competence_programme",
            "number",
            "note",
        )
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "audience": _("Till exempel: alla stadsdelar, socialsekreterare."),
            "note": NO_NAMES,
        }

    def offer(self) -> None:
        named_kinds(self.fields["kind"], ActivityKind)
        self.fields["network"].queryset = Network.objects.filter(programme=self.programme).order_by("name")
        self.fields["network"].empty_label = _("Inget nätverk")
