"""The forms that begin a document and plan it: what it is about, its case, the nämnder it goes to."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.content.personal import refuse_personal_numbers
from portal.documents.forms.receiving import RecipientsForm
from portal.documents.models import Document
from portal.organisation.models import Organisation, User
from portal.ui.fields import SwedishDateField

SEPARATOR = "|"


class BeginForm(RecipientsForm):
    """A new document: its heading, what its figures are about, its case, where it goes."""

    title = forms.CharField(label=_("Rubrik"), max_length=300, validators=[refuse_personal_numbers])
    subtitle = forms.CharField(
        label=_("Underrubrik"), max_length=300, required=False, validators=[refuse_personal_numbers]
    )
    owner = forms.ModelChoiceField(label=_("Förvaltning"), queryset=Organisation.objects.none())
    about = forms.ChoiceField(
        label=_("Vad handlar den om?"),
        required=False,
        help_text=_("Handlingen får sina levande siffror därifrån. Lämna tomt om den inte har några."),
    )
    case = forms.ModelChoiceField(
        label=_("Ärende"),
        queryset=Case.objects.none(),
        required=False,
        empty_label=_("Ämnets ärende, annars inget än"),
        help_text=_("Du kan arbeta utan ärende. Innan handlingen undertecknas behövs ett diarienummer."),
    )

    def __init__(self, *args: Any, owners: Any, cases: Any, about: Sequence[Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners
        self.fields["case"].queryset = cases
        self.fields["about"].choices = [("", _("Inga levande siffror")), *about]

    def groups(self) -> list[Any]:
        first, *others = super().groups()
        return [first, "title", "subtitle", "about", "case", "owner", *others]

    def subject(self) -> dict[str, str]:
        """Area, subject and period, as the chosen line has them."""
        area, subject, period = ([*self.cleaned_data["about"].split(SEPARATOR), "", ""])[:3]
        return {"area": area, "subject": subject, "period": period}


class PlanForm(forms.ModelForm):
    """What a draft is called, which case it hangs on and who handles it."""

    class Meta:
        model = Document
        fields = ["title", "subtitle", "dated", "case", "officer"]
        field_classes = {"dated": SwedishDateField}
        help_texts = {"dated": _("Handlingens datum, som det står på papperet. Senast sammanträdesdagen.")}

    def __init__(self, *args: Any, cases: Any, officers: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["case"].queryset = cases
        self.fields["officer"].queryset = officers

    def clean_case(self) -> Case | None:
        case: Case | None = self.cleaned_data["case"]
        if case and not case.is_open and case.pk != self.initial.get("case"):
            raise ValidationError(_("Ärendet är avslutat. Välj ett som är öppet."))
        return case

    def clean_officer(self) -> User:
        return self.cleaned_data["officer"]
