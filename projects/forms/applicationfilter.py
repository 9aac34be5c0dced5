"""The filter of the list of applications: round, programme, state and lead, of those the reader may see."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.organisation.models import Organisation
from projects.models import Application, DecisionRound, Programme


class RoundFilter(django_filters.ModelChoiceFilter):
    """A round by its programme, number."""

    class field_class(django_filters.ModelChoiceFilter.field_class):  # noqa: N801 - django-filter asks for it so
        def label_from_instance(self, obj: Any) -> str:
            return f"{obj.programme.name} {obj.number}"


class ApplicationFilter(django_filters.FilterSet):
    """``?program= tillfalle= ansvarig= status=``"""

    program = django_filters.ModelChoiceFilter(
        label=_("Program"),
        field_name="round__programme",
        to_field_name="slug",
        queryset=Programme.objects.none(),
        empty_label=_("Alla"),
    )
    tillfalle = RoundFilter(
        label=_("Beslutstillfälle"),
        field_name="round",
        queryset=DecisionRound.objects.none(),
        empty_label=_("Alla"),
    )
    ansvarig = django_filters.ModelChoiceFilter(
        label=_("Ansvarig"), field_name="lead", queryset=Organisation.objects.none(), empty_label=_("Alla")
    )
    status = django_filters.ChoiceFilter(label=_("Status"), field_name="state", empty_label=_("Alla"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        seen = self.queryset
        here = OuterRef("pk")
        offered = {
            "program": Programme.objects.filter(Exists(seen.filter(round__programme=here))).newest_first(),
            "tillfalle": DecisionRound.objects.filter(Exists(seen.filter(round=here)))
            .select_related("programme")
            .order_by("programme", "number"),
            "ansvarig": Organisation.objects.filter(Exists(seen.filter(lead=here))).by_name(),
        }
        for name, rows in offered.items():
            self.filters[name].queryset = rows
        self.filters["status"].extra["choices"] = [
            (code, capfirst(str(label))) for code, label in Application.State.choices
        ]
