"""The form of a decision round: its number, last day to apply, directions, and the nämnder that decide."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.organisation.models import Organisation
from portal.ui.fields import SwedishDateField
from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile
from projects.forms.fields import LONGEST
from projects.models import DecisionRound, Programme


class RoundForm(Meanwhile, forms.ModelForm):
    """``mote_<nämnd>`` is the day a nämnd of the round meets; new ones get theirs once they are chosen."""

    apply_by = SwedishDateField(
        label=gettext_lazy("Sista dag att söka"),
        required=False,
        help_text=gettext_lazy("År-månad-dag. Tomt: öppet tills den första nämnden har beslutat."),
    )
    decided_on = SwedishDateField(
        label=gettext_lazy("Datum"),
        required=False,
        help_text=gettext_lazy(
            "Planerad dag. När sista nämnden har beslutat blir det dagen för det beslutet."
        ),
    )
    committees = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Nämnder som beslutar"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Varje nämnd beslutar om sina egna medel."),
    )

    class Meta:
        model = DecisionRound
        fields = ("programme", "number", "apply_by", "decided_on", "directions")
        widgets = {
            "number": forms.TextInput(attrs={"inputmode": "numeric", "class": "form-control-num"}),
            "directions": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "number": gettext_lazy("Beslutstillfällets nummer i programmet: 1, 2, 3 och så vidare."),
            "directions": gettext_lazy("Vad nämnderna särskilt vill stödja. De som söker läser det."),
        }

    def __init__(self, *args: Any, today: date, initial: dict[str, Any] | None = None, **kwargs: Any):
        round = kwargs.get("instance")
        self.named = list(round.committees.select_related("committee").order_by("pk")) if round else []
        chosen = {"committees": [row.committee_id for row in self.named]}
        super().__init__(*args, initial=chosen | (initial or {}), **kwargs)
        self._offer(today)
        days = [self._add_day(row) for row in self.named]
        first = ["number", "apply_by", "decided_on", "directions"]
        if round:
            del self.fields["programme"]
        else:
            first = ["programme", *first]
        self.helper = one_column(
            group(_("Beslutstillfället"), *first),
            group(_("Nämnderna"), "committees", *days),
            *(["seen"] if round else []),
        )

    def _offer(self, today: date) -> None:
        alive = Q(pk__in=Organisation.objects.valid_on(today).values("pk"))
        there = alive | Q(pk__in=[row.committee_id for row in self.named])
        committees = Organisation.objects.filter(there, kind=Organisation.Kind.COMMITTEE).by_name()
        field = self.fields["committees"]
        field.queryset = committees
        field.label_from_instance = lambda organisation: organisation.as_committee
        self.fields["programme"].queryset = Programme.objects.newest_first()
        self.fields["programme"].empty_label = _("Välj program")
        self.fields["directions"].validators.append(MaxLengthValidator(LONGEST))

    def _add_day(self, row: Any) -> str:
        name = f"mote_{row.committee_id}"
        words = {"committee": row.committee.as_committee}
        self.fields[name] = SwedishDateField(label=_("%(committee)s sammanträder") % words, required=False)
        self.initial.setdefault(name, row.meets_on)
        return name

    def _post_clean(self) -> None:
        """Leave the record as it is: the domain builds and checks what is to be written."""

    def values(self) -> dict[str, Any]:
        """Return what the form says, by the names of ``projects.domain.rounds``."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.cleaned_data}

    def said_committees(self) -> dict[Organisation, date | None]:
        """The nämnder chosen, with the days they meet."""
        return {each: self.cleaned_data.get(f"mote_{each.pk}") for each in self.cleaned_data["committees"]}
