"""What the registrar fills in: a case, a registry number, a number put right."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from portal.cases.models import Case
from portal.cases.numbers import MAX_LENGTH
from portal.content.personal import refuse_personal_numbers
from portal.organisation.models import Assignment, Organisation, User
from portal.ui.fields import SwedishDateField
from portal.ui.meanwhile import Meanwhile

NUMBER_HINT = gettext_lazy(
    "Som det står i stadens diarium, till exempel 013-609/2001. Ger portalen nämndens nummer? Lämna tomt."
)


class BodyField(forms.ModelChoiceField):
    """An authority: a nämnd or a district, those that have ended too; called as it was and when."""

    def __init__(self, **kwargs: Any):
        kinds = [Organisation.Kind.COMMITTEE, Organisation.Kind.DISTRICT]
        bodies = Organisation.objects.filter(kind__in=kinds).by_name()
        super().__init__(queryset=bodies, empty_label=gettext_lazy("Välj nämnd"), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        if obj.valid_to is None:
            return obj.as_committee
        begun = obj.valid_from.year if obj.valid_from else ""
        return f"{obj.as_committee} ({begun}–{obj.valid_to.year})"


class OfficialField(forms.ModelChoiceField):
    """Somebody who has a role today, and whoever handles the case already."""

    def __init__(self, **kwargs: Any):
        super().__init__(queryset=User.objects.none(), empty_label=gettext_lazy("Ingen än"), **kwargs)

    def offer(self, present: User | None) -> None:
        at_work = Assignment.objects.valid_on(timezone.localdate()).values("user")
        found = User.objects.filter(Q(pk__in=at_work, is_active=True) | Q(pk=present.pk if present else None))
        self.queryset = found.order_by("last_name", "first_name", "username")


class _CaseFields(forms.ModelForm):
    """What a new case and a changed one have in common."""

    responsible = OfficialField(label=gettext_lazy("Handläggare"), required=False)
    opened_on = SwedishDateField(label=gettext_lazy("Öppnat"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["responsible"].offer(self.instance.responsible)

    def clean_title(self) -> str:
        refuse_personal_numbers(self.cleaned_data["title"])
        return self.cleaned_data["title"]


class CaseForm(_CaseFields):
    """A new case. The number may come later: the case waits for it in the registrar's list."""

    committee = BodyField(
        label=gettext_lazy("Nämnd"),
        help_text=gettext_lazy("Nämnden som öppnar ärendet och är arkivbildare."),
    )
    number = forms.CharField(
        label=gettext_lazy("Diarienummer"), required=False, max_length=MAX_LENGTH, help_text=NUMBER_HINT
    )
    field_order = ["title", "kind", "committee", "number", "responsible", "opened_on"]

    class Meta:
        model = Case
        fields = ["title", "kind", "committee", "responsible", "opened_on"]


class CaseEditForm(Meanwhile, _CaseFields):
    """A case that exists. Its nämnd is not changed here: a successor takes it over."""

    closed_on = SwedishDateField(
        label=gettext_lazy("Avslutat"),
        required=False,
        help_text=gettext_lazy(
            "Tomt så länge ärendet pågår. Ett avslutat ärende tas inte över av någon ny nämnd."
        ),
    )

    class Meta:
        model = Case
        fields = ["title", "kind", "responsible", "opened_on", "closed_on"]


class NumberForm(forms.Form):
    """A number by one body; blank where the portal gives the body its numbers."""

    body = BodyField(label=gettext_lazy("Diarieförd hos"))
    number = forms.CharField(
        label=gettext_lazy("Diarienummer"), required=False, max_length=MAX_LENGTH, help_text=NUMBER_HINT
    )


class NumberCorrection(forms.Form):
    """A number that was typed wrong, and why it is changed."""

    number = forms.CharField(label=gettext_lazy("Diarienummer"), max_length=MAX_LENGTH)
    why = forms.CharField(
        label=gettext_lazy("Varför ändras det?"),
        max_length=300,
        help_text=gettext_lazy("Skälet sparas i historiken."),
        validators=[refuse_personal_numbers],
    )
