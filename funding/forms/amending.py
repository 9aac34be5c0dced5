"""The small forms that begin an amendment, and those of a renegotiation notice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from funding.models import Notice, Party, Terms
from portal.content.personal import refuse_personal_numbers
from portal.content.texts import LONGEST
from portal.ui.fields import SwedishDateField
from portal.ui.layout import group, one_column


class FreeText(forms.CharField):
    """A free text: long, and without personal identity numbers."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **kwargs: Any):
        super().__init__(**{"max_length": LONGEST} | kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        refuse_personal_numbers(value)


class NoticesField(forms.ModelMultipleChoiceField):
    """Which notices the amendment answers: all that go on, unless somebody says otherwise."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, notice: Any) -> str:
        return f"{notice.party}, {notice.noticed_on.isoformat()}"


class AnsweringForm(forms.Form):
    """``notices`` are those that go on; without any the box is not there."""

    change = FreeText(label=_("Vad ändras och varför?"))

    def __init__(self, *args: Any, notices: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = list(self.fields)
        if notices:
            self.fields["notices"] = NoticesField(
                label=_("Svarar på omförhandlingen som begärts av"),
                queryset=Notice.objects.filter(pk__in=[each.pk for each in notices]).select_related(
                    "party__organisation"
                ),
                required=False,
                initial=[each.pk for each in notices],
                help_text=_("Anmälan avslutas när alla parter har undertecknat tillägget."),
            )
            names.append("notices")
        self.helper = one_column(group("", *names))

    def said(self) -> dict[str, Any]:
        """Return what a valid form says, as the domain takes it."""
        return {"notices": [], **self.cleaned_data}


class AmendForm(AnsweringForm):
    begins = SwedishDateField(
        label=_("Tillägget gäller från och med"),
        help_text=_("Allt som gäller den dagen kopieras till utkastet. Där ändrar du det som ska ändras."),
    )
    field_order = ("begins", "change")


class EndForm(AnsweringForm):
    last_day = SwedishDateField(label=_("Överenskommelsens sista dag"))
    field_order = ("last_day", "change")


class MergerForm(forms.Form):
    begins = SwedishDateField(
        label=_("Tillägget gäller från och med"), help_text=_("Den dag då efterträdaren träder in.")
    )


class NoticeForm(forms.Form):
    """``parties`` are those that the person may speak for."""

    party = forms.ModelChoiceField(label=_("Part"), queryset=Party.objects.none(), empty_label=_("Välj"))
    ground = FreeText(
        label=_("Vilka förutsättningar har ändrats?"),
        help_text=_("Till exempel: antalet nyanlända har minskat med en tredjedel."),
    )
    known_since = SwedishDateField(label=_("Känt sedan"))
    noticed_on = SwedishDateField(label=_("Anmält"), help_text=_("Den dag parten begärde omförhandling."))

    def __init__(self, *args: Any, parties: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = parties
        self.helper = one_column(group("", "party", "ground", "known_since", "noticed_on"))


class NoticeToldForm(forms.Form):
    steering_told_on = SwedishDateField(label=_("Styrgruppen underrättad"))


class NoticeWithdrawForm(forms.Form):
    withdrawn_reason = FreeText(label=_("Varför tas anmälan tillbaka?"))


class NoticeAnswerForm(forms.Form):
    """``amendments`` are those that may answer the notice."""

    amendment = forms.ModelChoiceField(
        label=_("Tillägg"), queryset=Terms.objects.none(), empty_label=_("Välj")
    )

    def __init__(self, *args: Any, amendments: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["amendment"]
        field.queryset = amendments
        field.label_from_instance = _named


def _named(terms: Terms) -> str:
    return f"{terms.version}: {terms.change[:80]}"
