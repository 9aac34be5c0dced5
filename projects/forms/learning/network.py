"""The form of a network and its members."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.organisation.models import Organisation
from projects.domain.networking import Member
from projects.forms.fields import LinesField
from projects.forms.learning.base import NO_NAMES, RecordForm, named_kinds, offered_organisations
from projects.forms.offers import name_on
from projects.models import Network, NetworkKind


class NetworkForm(RecordForm):
    organisations = forms.ModelMultipleChoiceField(
        label=_("Medlemmar i staden"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = LinesField(
        label=_("Andra medlemmar"),
        required=False,
        line_length=160,
        help_text=_("En på varje rad, till exempel Försäkringskassan. Skriv organisationer, inga personer."),
    )
    groups = (
        (_("Nätverket"), ("name", "kind", "status", "status_text", "note")),
        (_("Medlemmar"), ("organisations", "others")),
    )

    class Meta:
        model = Network
        fields = ("name", "kind", "status", "status_text", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "status_text": _("Om en tryckt källa uttrycker läget på ett annat sätt."),
            "note": NO_NAMES,
        }

    def __init__(self, *args: Any, instance: Network | None = None, initial: Any = None, **kwargs: Any):
        members = _members_of(instance) if instance else {}
        super().__init__(*args, instance=instance, initial=members | (initial or {}), **kwargs)

    def offer(self) -> None:
        named_kinds(self.fields["kind"], NetworkKind)
        chosen = self.initial.get("organisations", ())
        field = self.fields["organisations"]
        field.queryset = offered_organisations(self.today, chosen=chosen)
        field.label_from_instance = name_on(self.today)
        field.pills = True

    def members(self) -> list[Member]:
        """The members as they are to be: organisations of the city first, then the others as written."""
        return [*self.cleaned_data["organisations"], *self.cleaned_data["others"]]


def _members_of(network: Network) -> dict[str, Any]:
    rows = network.members.order_by("position", "pk").values_list("organisation", "name")
    return {
        "organisations": [organisation for organisation, _name in rows if organisation],
        "others": [name for _organisation, name in rows if name],
    }
