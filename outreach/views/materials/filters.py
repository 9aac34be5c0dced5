"""The filters of the lists of materials."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from outreach.models import Language, Material, MaterialVersion, TargetGroup, Topic
from portal.organisation.models import Organisation


def _codes(model: Any) -> list[tuple[str, str]]:
    return list(model.objects.in_order().values_list("code", "name"))


class MaterialFilter(django_filters.FilterSet):
    """``?ord= slag= amne= malgrupp= agare= saknas= utgangna=``; what is withdrawn is left out."""

    ord = django_filters.CharFilter(
        label=_("Ord i titeln"), field_name="title", lookup_expr="icontains", max_length=200
    )
    slag = django_filters.ChoiceFilter(
        label=_("Slag"),
        field_name="kind",
        choices=[(code, capfirst(str(word))) for code, word in Material.Kind.choices],
        empty_label=_("Alla slag"),
    )
    amne = django_filters.ChoiceFilter(label=_("Ämne"), method="with_topic", empty_label=_("Alla ämnen"))
    malgrupp = django_filters.ChoiceFilter(label=_("Målgrupp"), method="with_group", empty_label=_("Alla"))
    agare = django_filters.ModelChoiceFilter(
        label=_("Ägare"), field_name="owner", queryset=Organisation.objects.none(), empty_label=_("Alla")
    )
    saknas = django_filters.ChoiceFilter(label=_("Saknas på"), method="missing_in", empty_label="–")
    utgangna = django_filters.BooleanFilter(
        label=_("Även det som inte används"), widget=forms.CheckboxInput, method="with_withdrawn"
    )

    class Meta:
        model = Material
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.filters["amne"].extra["choices"] = _codes(Topic)
        self.filters["malgrupp"].extra["choices"] = _codes(TargetGroup)
        self.filters["saknas"].extra["choices"] = _codes(Language)
        owners = Material.objects.values("owner")
        self.filters["agare"].queryset = Organisation.objects.filter(pk__in=owners).by_name()

    def filter_queryset(self, queryset: Any) -> Any:
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("utgangna") else rows.in_use(localdate())

    def with_topic(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(topics__contains=[value])

    def with_group(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(groups__contains=[value])

    def missing_in(self, rows: Any, name: str, value: str) -> Any:
        there = MaterialVersion.objects.filter(material=OuterRef("pk"), language__code=value)
        return rows.filter(~Exists(there))

    def with_withdrawn(self, rows: Any, name: str, value: bool) -> Any:
        return rows
