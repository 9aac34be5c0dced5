"""The filters of the list of agreements. What may be chosen is what the reader may see."""

from typing import Any

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funding.models import Agreement, TermsShare, standing
from funding.states import STANDINGS
from portal.organisation.models import Organisation

STATES = [(code, STANDINGS[code].word) for code in standing.STANDINGS]


class AgreementFilter(django_filters.FilterSet):
    """How it stands, who is a party, what ends within six months, what is renegotiated."""

    lage = django_filters.ChoiceFilter(
        label=_("Läge"), choices=STATES, empty_label=_("Alla lägen"), method="with_state"
    )
    part = django_filters.ModelChoiceFilter(
        label=_("Part"),
        queryset=Organisation.objects.none(),
        empty_label=_("Alla parter"),
        method="with_party",
    )
    snart = django_filters.BooleanFilter(
        label=_("Går ut inom sex månader"), widget=forms.CheckboxInput, method="ending_soon"
    )
    omforhandling = django_filters.BooleanFilter(
        label=_("Omförhandling pågår"), widget=forms.CheckboxInput, method="renegotiated"
    )

    class Meta:
        model = Agreement
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        visible = Agreement.objects.for_user(self.request.user)
        joined = visible.values("parties__organisation")
        self.filters["part"].queryset = Organisation.objects.filter(pk__in=joined).by_name()

    def with_state(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(rank=standing.STANDINGS.index(value))

    def with_party(self, rows: Any, name: str, value: Organisation) -> Any:
        shares = TermsShare.objects.filter(party__organisation=value)
        return rows.filter(current__in=shares.values("terms"))

    def ending_soon(self, rows: Any, name: str, value: bool) -> Any:
        if not value:
            return rows
        last = timezone.localdate() + standing.SOON
        return rows.filter(rank=standing.STANDINGS.index(standing.IN_FORCE), ends__lte=last)

    def renegotiated(self, rows: Any, name: str, value: bool) -> Any:
        return rows.filter(notices_open__gt=0) if value else rows
