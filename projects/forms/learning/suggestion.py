"""The forms of a suggestion and of its follow-up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.fields import SwedishDateField
from projects.forms.learning.base import NO_NAMES, RecordForm
from projects.models import Activity, Method, Network, Suggestion


class SuggestionForm(RecordForm):
    made_on = SwedishDateField(label=_("Föreslaget den"), required=False)
    groups = ((_("Förslaget"), ("kind", "text", "made_on", "project", "method")),)

    class Meta:
        model = Suggestion
        fields = ("kind", "text", "made_on", "project", "method")
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "text": NO_NAMES,
            "project": _("Om förslaget gäller ett projekt ser bara de som följer projektet det."),
        }

    def offer(self) -> None:
        self.fields["project"].queryset = self.projects()
        self.fields["project"].empty_label = _("Inget projekt")
        self.fields["method"].queryset = Method.objects.filter(programme=self.programme).order_by("name")
        self.fields["method"].empty_label = _("Ingen metod")


class FollowUpForm(RecordForm):
    """How it went: held, not held or waiting."""

    outcome_on = SwedishDateField(label=_("Följdes upp den"), required=False)
    groups = ((_("Uppföljning"), ("outcome", "outcome_on", "activity", "network", "outcome_note")),)

    class Meta:
        model = Suggestion
        fields = ("outcome", "outcome_on", "activity", "network", "outcome_note")
        widgets = {"outcome": forms.RadioSelect, "outcome_note": forms.Textarea(attrs={"rows": 3})}
        labels = {"activity": _("Genom aktiviteten"), "network": _("Genom nätverket")}
        help_texts = {"outcome_note": NO_NAMES}

    def offer(self) -> None:
        mine = {"programme": self.programme}
        self.fields["activity"].queryset = Activity.objects.filter(**mine).order_by("title", "pk")
        self.fields["activity"].empty_label = _("Ingen aktivitet")
        self.fields["network"].queryset = Network.objects.filter(**mine).order_by("name")
        self.fields["network"].empty_label = _("Inget nätverk")
