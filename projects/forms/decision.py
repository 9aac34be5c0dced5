"""The form of a nämnd's decision: what, when, by which paragraph or delegation, and changed amounts."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.money import write_tkr
from portal.ui.fields import SwedishDateField, TkrField
from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile
from projects.forms.fields import LONGEST
from projects.models import Allocation, CommitteeDecision


class DecisionForm(forms.ModelForm):
    """``belopp_<ansökan>_<år>`` holds what the nämnd decided when it changed the proposal."""

    decided_on = SwedishDateField(label=gettext_lazy("Beslutsdatum"))
    adjusted_on = SwedishDateField(label=gettext_lazy("Protokollet justerat"))
    next_meeting_on = SwedishDateField(
        label=gettext_lazy("Bordlagt till sammanträdet"),
        required=False,
        help_text=gettext_lazy("Fylls i när ärendet är bordlagt. År-månad-dag."),
    )

    class Meta:
        model = CommitteeDecision
        fields = (
            "outcome",
            "decided_on",
            "adjusted_on",
            "paragraph",
            "number",
            "delegation",
            "reason",
            "next_meeting_on",
        )
        widgets = {"outcome": forms.RadioSelect, "reason": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "paragraph": gettext_lazy("Som i protokollet, till exempel § 12."),
            "number": gettext_lazy("Nämndens diarienummer, när beslutet har ett eget."),
            "delegation": gettext_lazy("Punkten i delegationsordningen, om beslutet fattades på delegation."),
            "reason": gettext_lazy("Behövs vid återremiss och avslag."),
        }

    def __init__(self, *args: Any, before: Sequence[Allocation], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.before = list(before)
        self.fields["outcome"].choices = [
            (code, capfirst(str(label))) for code, label in CommitteeDecision.Outcome.choices
        ]
        self.fields["reason"].validators.append(MaxLengthValidator(LONGEST))
        amounts = [self._add(row) for row in self.before]
        intro = _("Ändra bara när nämnden beslutade med ändring. Annars används förslaget.")
        parts = [group(_("Belopp"), *amounts, intro=intro)] if amounts else []
        self.helper = one_column(
            group(_("Beslutet"), "outcome", "decided_on", "adjusted_on", "paragraph", "number", "delegation"),
            *parts,
            group(_("Skäl och nästa steg"), "reason", "next_meeting_on"),
            *self.last_groups(),
        )

    def last_groups(self) -> list[Any]:
        return []

    def _add(self, row: Allocation) -> str:
        name = f"belopp_{row.application_id}_{row.year}"
        words = {"title": row.application.title, "year": row.year}
        self.fields[name] = TkrField(
            label=_("%(title)s, %(year)s") % words,
            required=False,
            initial=row.proposed if row.decided is None else row.decided,
            help_text=_("Föreslaget %(tkr)s tkr. %(lead)s.")
            % {"tkr": write_tkr(row.proposed), "lead": row.application.lead},
        )
        return name

    def _post_clean(self) -> None:
        """Leave the record as it is: the domain checks and writes."""

    def decision(self, instance: CommitteeDecision) -> CommitteeDecision:
        """``instance`` with what the form says."""
        for name in self.Meta.fields:
            setattr(instance, name, self.cleaned_data[name])
        return instance

    def amounts(self) -> dict[tuple[int, int], Decimal]:
        """What the nämnd decided, per (application, year), in kronor; a box left blank is as proposed."""
        said = (
            (row, self.cleaned_data.get(f"belopp_{row.application_id}_{row.year}")) for row in self.before
        )
        return {(row.application_id, row.year): amount for row, amount in said if amount is not None}


class DecisionCorrectionForm(Meanwhile, DecisionForm):
    """A registered decision as it should have been; ``before`` are the amounts it was about."""

    why = forms.CharField(
        label=gettext_lazy("Varför rättas beslutet?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Står i historiken. Skriv vad som var fel och hur du vet det."),
    )
    not_of_the_record = ("seen", "why")

    def last_groups(self) -> list[Any]:
        return [group(_("Rättelsen"), "why", "seen")]
