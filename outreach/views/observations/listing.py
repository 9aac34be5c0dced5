"""``/uppsokande/iakttagelser/``: what has been learnt, searched and sorted out."""

from typing import Any

import django_filters
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from outreach import access, states
from outreach.models import Observation, ObservationSpread
from outreach.views.records import NounList
from portal.database.functions import SwedishKey
from portal.organisation.models import Organisation
from portal.ui.columns import COUNT, DAY, Column, words
from portal.ui.columns import states as badges
from portal.ui.views import Action

KINDS = {code: capfirst(str(label)) for code, label in Observation.Kind.choices}
STATUSES = [(code, capfirst(str(label))) for code, label in Observation.Status.choices]
DRAFTS, OFFERED = "utkast", "erbjudna"
USED = Count("spreads", filter=Q(spreads__taken_up_on__isnull=False))


class ObservationFilter(django_filters.FilterSet):
    """``?text= slag= tema= lage= stadsdel= urval=``"""

    text = django_filters.CharFilter(label=_("Ord"), method="with_words", max_length=200)
    slag = django_filters.ChoiceFilter(label=_("Slag"), field_name="kind", empty_label=_("Alla"))
    tema = django_filters.ChoiceFilter(label=_("Tema"), field_name="theme", empty_label=_("Alla"))
    lage = django_filters.ChoiceFilter(
        label=_("Läge"), field_name="status", choices=STATUSES, empty_label=_("Alla")
    )
    stadsdel = django_filters.ChoiceFilter(
        label=_("Förvaltning"), field_name="organisation", empty_label=_("Alla")
    )
    urval = django_filters.ChoiceFilter(
        label=_("Urval"),
        method="among",
        choices=[(DRAFTS, _("Våra utkast")), (OFFERED, _("Erbjudna till oss"))],
        empty_label=_("Alla"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rows = self.queryset.order_by()
        self.filters["slag"].extra["choices"] = list(KINDS.items())
        themes = rows.values_list("theme", flat=True).distinct()[:200]
        self.filters["tema"].extra["choices"] = [(theme, theme) for theme in sorted(themes)]
        there = Organisation.objects.filter(pk__in=rows.values("organisation")).by_name()
        self.filters["stadsdel"].extra["choices"] = [(each.pk, str(each)) for each in there]

    def with_words(self, rows: Any, name: str, value: str) -> Any:
        return rows.matching(value)

    def among(self, rows: Any, name: str, value: str) -> Any:
        if value == DRAFTS:
            return rows.drafts()
        here = self.request.user.reach.district_organisations
        spread = ObservationSpread.objects.filter(observation=OuterRef("pk"), organisation__in=here)
        return rows.filter(Exists(spread))


def _text(row: Any) -> SafeString:
    address = reverse("outreach:observation_detail", args=[row.pk])
    said = format_html('<a href="{}">{}</a>', address, Truncator(row.text).chars(140))
    return said if row.shared_at else format_html('{} <span class="sub">{}</span>', said, _("Utkast"))


class ObservationList(NounList):
    model, stem, plural = Observation, "observation", _("Iakttagelser")
    filterset_class = ObservationFilter
    title, noun, noun_one = _("Iakttagelser"), _("iakttagelser"), _("iakttagelse")
    lede = _("Utmaningar, goda exempel och rykten: vad ni har sett, och vad som hände sedan.")
    default_sort = "-observed_on"
    extra = {"shared_at": "submitted_at"}
    empty_title = _("Inga iakttagelser än")
    empty_text = _("Här står det ni lär er ute: vad som är svårt, vad som fungerar, vilka rykten ni möter.")
    columns = [
        Column("text", _("Vad ni har sett"), sort=SwedishKey("text"), nulls=False, head=True, cell=_text),
        Column("kind", _("Slag"), kind=words(KINDS), sort=True),
        Column("theme", _("Tema"), sort=SwedishKey("theme"), nulls=False),
        Column(
            "organisation",
            _("Förvaltning"),
            source="organisation__short_name",
            sort=SwedishKey("organisation__short_name"),
            nulls=False,
        ),
        Column("observed_on", _("Datum"), kind=DAY, sort=True, none=_("ej angivet")),
        Column("used", _("Används av"), source=USED, kind=COUNT, phone="skip"),
        Column("status", _("Läge"), kind=badges(states.observation_status), sort=True),
    ]

    def actions(self):
        if not access.may_observe(self.request.user):
            return []
        return [Action(_("Ny iakttagelse"), reverse("outreach:observation_create"), icon="plus")]
