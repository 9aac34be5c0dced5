"""The forms of what the nämnder do: sent with the summons, decided, adjusted, the extract of the minutes."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.content.texts import LONGEST
from portal.documents.domain.correcting import NONE
from portal.documents.domain.deciding import Decision
from portal.documents.models import Meeting, Recipient, Reservation
from portal.files.storing import refuse_size
from portal.ui.fields import SwedishDateField
from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile


class MeetingField(forms.ModelChoiceField):
    """A meeting of one nämnd."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("empty_label", _("Välj"))
        super().__init__(queryset=Meeting.objects.none(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return obj.held_on.isoformat()


class SendForm(forms.Form):
    meeting = MeetingField(
        label=_("Sammanträde"), help_text=_("Nämndens sammanträden läggs in under Sammanträden.")
    )
    sent_on = SwedishDateField(label=_("Utsänd med kallelsen"))
    number = forms.CharField(
        label=_("Nämndens diarienummer"),
        required=False,
        max_length=40,
        help_text=_("Om nämnden har ett eget nummer på ärendet."),
    )

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings


class OwnNumberForm(forms.Form):
    number = forms.CharField(label=_("Nämndens diarienummer"), required=False, max_length=40)


class DecisionForm(forms.Form):
    """What the nämnd decided, as the minutes say."""

    outcome = forms.ChoiceField(
        label=_("Nämndens beslut"),
        choices=[(code, capfirst(str(label))) for code, label in Recipient.Outcome.choices],
        widget=forms.RadioSelect,
    )
    decided_on = SwedishDateField(label=_("Beslutsdatum"))
    paragraph = forms.CharField(
        label=_("Paragraf"),
        required=False,
        max_length=20,
        help_text=_("Som i protokollet, till exempel § 12."),
    )
    delegation_point = forms.CharField(
        label=_("Punkt i delegationsordningen"),
        required=False,
        max_length=40,
        help_text=_("Bara när beslutet är fattat på delegation."),
    )
    reason = forms.CharField(
        label=_("Vad ändrades, eller varför?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Vid ändrat, återremitterat och avslaget."),
    )
    next_meeting = MeetingField(
        label=_("Tas upp igen"), required=False, help_text=_("Vid bordlagt: nästa sammanträde.")
    )
    adjusted_on = SwedishDateField(
        label=_("Protokollet justerat"), required=False, help_text=_("Om det är justerat redan.")
    )

    helper = one_column(
        "outcome",
        group(_("Var det står"), "decided_on", "paragraph", "delegation_point"),
        group(_("Mer om beslutet"), "reason", "next_meeting", "adjusted_on"),
    )

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["next_meeting"].queryset = meetings

    def decision(self) -> Decision:
        return Decision(**self.cleaned_data)


class CorrectionForm(Meanwhile, DecisionForm):
    """A registered decision as it should have been, filled in with what stands; ``row`` is the nämnd."""

    NONE = "inget"
    why = forms.CharField(
        label=_("Varför rättas beslutet?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Står i historiken. Skriv vad som var fel och hur du vet det."),
    )
    not_of_the_record = ("seen", "why")

    def __init__(self, *args: Any, row: Recipient, **kwargs: Any):
        self.instance = row
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices += [(self.NONE, _("Inget: nämnden har inte beslutat än"))]
        self.fields["decided_on"].required = False
        self.helper = one_column(
            "outcome",
            group(_("Var det står"), "decided_on", "paragraph", "delegation_point"),
            group(_("Mer om beslutet"), "reason", "next_meeting", "adjusted_on"),
            group(_("Rättelsen"), "why", "seen"),
        )

    def clean(self) -> Any:
        cleaned = super().clean()
        is_one = cleaned.get("outcome") not in (None, self.NONE)
        if is_one and "decided_on" in cleaned and cleaned["decided_on"] is None:
            self.add_error("decided_on", _("Skriv vilken dag nämnden beslutade."))
        return cleaned

    def decision(self) -> Decision:
        said = {name: self.cleaned_data[name] for name in DecisionForm.base_fields}
        return NONE if said["outcome"] == self.NONE else Decision(**said)


class ReservationForm(forms.ModelForm):
    class Meta:
        model = Reservation
        fields = ["kind", "parties", "members", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        help_texts = {"text": _("Som det står i protokollet.")}


class DaysForm(forms.Form):
    """The days after the decision, in order."""

    adjusted_on = SwedishDateField(label=_("Protokollet justerat"), required=False)
    announced_on = SwedishDateField(label=_("Anslaget"), required=False)
    legal_force_on = SwedishDateField(label=_("Laga kraft"), required=False)


class FileForm(forms.Form):
    """A file that is read whole; ``content`` holds its bytes."""

    file = forms.FileField(label=_("Fil"))

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        self.content = sent.read()
        refuse_size(self.content)
        return sent


class ExtractForm(FileForm):
    file = forms.FileField(
        label=_("Protokollsutdrag"), help_text=_("En PDF ur diariet. En annan person kontrollerar det.")
    )


class VerifyForm(FileForm):
    file = forms.FileField(
        label=_("PDF eller Word"), help_text=_("Filen jämförs med de undertecknade och sparas inte.")
    )
