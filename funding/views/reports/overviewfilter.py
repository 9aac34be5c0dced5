"""The filters of the list of expected reports. What may be chosen is what the reader may see."""

from typing import Any

import django_filters
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from funding.models import PartyDuty
from portal.deadlines.models import ExpectedReport
from portal.organisation.models import Organisation
from portal.periods import TERTIAL, Period

_State = ExpectedReport.State
#: how a report stands, what is most pressing first
STANDINGS: dict[str, Any] = {
    "late": _("Sen"),
    **{
        state: capfirst(state.label)
        for state in (_State.RETURNED, _State.AWAITED, _State.SUBMITTED, _State.ACCEPTED)
    },
}


class OverviewFilter(django_filters.FilterSet):
    """``?period=2026-2 lage=late part=``"""

    period = django_filters.ChoiceFilter(
        label=_("Period"), empty_label=_("Alla perioder"), method="of_period"
    )
    lage = django_filters.ChoiceFilter(
        label=_("Läge"),
        choices=lambda: list(STANDINGS.items()),
        empty_label=_("Alla lägen"),
        field_name="standing",
    )
    part = django_filters.ModelChoiceFilter(
        label=_("Part"),
        queryset=Organisation.objects.none(),
        empty_label=_("Alla parter"),
        field_name="party__organisation",
    )

    class Meta:
        model = PartyDuty
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rows = self.queryset.order_by().values_list("expected__year", "expected__number").distinct()
        self.filters["period"].extra["choices"] = [
            (f"{year}-{number}", Period(TERTIAL, year, number).title)
            for year, number in sorted(rows, reverse=True)
        ]
        parties = self.queryset.values("party__organisation")
        self.filters["part"].queryset = Organisation.objects.filter(pk__in=parties).by_name()

    def of_period(self, rows: Any, name: str, value: str) -> Any:
        year, number = value.split("-")
        return rows.filter(expected__year=year, expected__number=number)
