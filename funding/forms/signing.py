"""The forms of signing: what a signature rests on, the signature, a paper, and a reason to end it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from funding.domain.signing import Signer
from funding.forms.plain import point_at_nobody
from portal.cases.models import Case
from portal.files.storing import refuse_size
from portal.ui.fields import SwedishDateField
from portal.ui.layout import group, one_column

DECISION, DELEGATION = "beslut", "delegation"
NEEDED = _("Detta fält måste fyllas i.")


class SupportForm(forms.Form):
    """A nämnd's decision with day, paragraph and number, or a point of the delegation order."""

    kind = forms.ChoiceField(
        label=_("Underskriften stöder sig på"),
        choices=[(DECISION, _("Nämndens beslut")), (DELEGATION, _("Delegation"))],
        initial=DECISION,
        widget=forms.RadioSelect,
    )
    decided_on = SwedishDateField(label=_("Beslutsdatum"))
    paragraph = forms.CharField(
        label=_("Paragraf"),
        required=False,
        max_length=20,
        help_text=_("Vid nämndens beslut. Som i protokollet, till exempel § 12."),
    )
    number = forms.CharField(
        label=_("Partens diarienummer"),
        required=False,
        max_length=60,
        help_text=_("Vid nämndens beslut. Nämndens eget nummer på ärendet."),
    )
    delegation = forms.CharField(
        label=_("Punkt i delegationsordningen"),
        required=False,
        max_length=120,
        help_text=_("Vid delegation. Beslutet anmäls på nämndens nästa sammanträde."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        point_at_nobody(self)

    def clean(self) -> Any:
        """Ask for what the chosen kind needs, and leave out what belongs to the other."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needed = ("delegation",) if cleaned.get("kind") == DELEGATION else ("paragraph", "number")
        for name in needed:
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, NEEDED)
        for name in {"paragraph", "delegation"} - set(needed):
            cleaned[name] = ""
        return cleaned

    def values(self) -> dict[str, Any]:
        names = ("decided_on", "paragraph", "number", "delegation")
        return {name: self.cleaned_data[name] for name in names}


class SeenForm(forms.Form):
    """What a signature binds to: the checksum of the text that stood on the page."""

    seen_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)


class SignForm(SeenForm):
    """The signature in the portal: as what, acting or not. The name is that of the account."""

    title = forms.CharField(label=_("Du undertecknar som"), max_length=120)
    is_acting = forms.BooleanField(label=_("Jag är tillförordnad"), required=False)
    has_read = forms.BooleanField(
        label=_("Jag har läst hela texten och undertecknar den"),
        error_messages={"required": _("Kryssa i att du har läst texten, så kan du underteckna.")},
    )

    helper = one_column("seen_hash", "title", "is_acting", "has_read")

    def signer(self, name: str) -> Signer:
        return Signer(name, self.cleaned_data["title"], self.cleaned_data["is_acting"])


class PaperForm(SeenForm):
    """A signature on paper: who, as what, which day, and the signed page."""

    name = forms.CharField(label=_("Undertecknad av"), max_length=120)
    title = forms.CharField(label=_("Befattning"), max_length=120, initial=_("stadsdelsdirektör"))
    is_acting = forms.BooleanField(label=_("Tillförordnad"), required=False)
    signed_on = SwedishDateField(label=_("Datum på papperet"))
    paper = forms.FileField(
        label=_("Den undertecknade sidan"), help_text=_("Till exempel en inläst PDF med underskriften.")
    )
    same_text = forms.BooleanField(
        label=_("Papperet har samma kontrollsumma som den här versionen"),
        error_messages={"required": _("Jämför kontrollsumman på papperet, och kryssa i att den är samma.")},
    )

    helper = one_column(
        "seen_hash",
        group(_("Underskriften"), "name", "title", "is_acting", "signed_on"),
        group(_("Papperet"), "paper", "same_text"),
    )

    def clean_paper(self) -> Any:
        sent = self.cleaned_data["paper"]
        self.content = sent.read()
        refuse_size(self.content)
        return sent

    def signer(self) -> Signer:
        said = self.cleaned_data
        return Signer(said["name"], said["title"], said["is_acting"], said["signed_on"])


class ReasonForm(forms.Form):
    """Why a version ends: read by all parties."""

    reason = forms.CharField(
        label=_("Varför?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Alla parter läser det. Skriv inget som pekar ut en person."),
    )


class CaseForm(forms.Form):
    """Which case an agreement hangs on."""

    case = forms.ModelChoiceField(
        label=_("Ärende"),
        queryset=Case.objects.none(),
        empty_label=_("Välj"),
        help_text=_("Öppna ärenden om överenskommelser. Registratorn öppnar nya och ger diarienummer."),
    )

    def __init__(self, *args: Any, cases: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["case"].queryset = cases

    def clean_case(self) -> Case:
        case = self.cleaned_data["case"]
        if not case.is_open:
            raise ValidationError(_("Ärendet är avslutat. Välj ett som är öppet."))
        return case
