"""The list of indicators: one series a row, with its latest value."""

from typing import Any

import django_filters
from django.db.models import (
    BooleanField,
    CharField,
    Count,
    DateField,
    DecimalField,
    OuterRef,
    Subquery,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.content.figures import Unit
from portal.database.functions import SwedishKey
from portal.database.textkeys import swedish_key
from portal.money.writing import write_number
from portal.saved.viewing import save_address
from portal.ui import writing
from portal.ui.columns import COUNT, YES_NO, Column, Kind
from portal.ui.views import Action, ListPage
from projects import access
from projects.domain.indicatorperiods import in_words
from projects.models import IndicatorSeries, IndicatorValue

NO_CATEGORY = "utan"  # an empty parameter means that nothing is chosen
_LATEST = IndicatorValue.objects.filter(series=OuterRef("pk")).order_by("-ends", "-begins", "-pk")
_NAMED = ("name", "category", "unit")


def _latest(field: str, kind: Any) -> Combinable:
    return Subquery(_LATEST.values(field)[:1], output_field=kind)


def in_name_order() -> Combinable:
    """By name, then category, then unit."""
    parts = (part for name in _NAMED for part in (name, Value(" ")))
    return SwedishKey(Concat(*parts, output_field=CharField()))


class IndicatorFilter(django_filters.FilterSet):
    """``?text= kategori= enhet= program=``"""

    text = django_filters.CharFilter(label=_("Ord i indikatorn"), method="with_words", max_length=200)
    kategori = django_filters.ChoiceFilter(label=_("Kategori"), method="of_category", empty_label=_("Alla"))
    enhet = django_filters.ChoiceFilter(label=_("Enhet"), field_name="unit", empty_label=_("Alla"))
    program = django_filters.ChoiceFilter(
        label=_("Program"), field_name="programme__slug", empty_label=_("Alla")
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        named = self.queryset.order_by().values_list("category", "unit", "programme__slug", "programme__name")
        rows = list(named.distinct())
        categories = _choices((category, category) for category, *_others in rows)
        self.filters["kategori"].extra["choices"] = [*categories, (NO_CATEGORY, _("Utan kategori"))]
        self.filters["enhet"].extra["choices"] = _choices((row[1], row[1]) for row in rows)
        self.filters["program"].extra["choices"] = _choices((row[2], row[3]) for row in rows)

    def with_words(self, series: Any, name: str, value: str) -> Any:
        return series.with_words(value)

    def of_category(self, series: Any, name: str, value: str) -> Any:
        return series.filter(category="" if value == NO_CATEGORY else value)


def _choices(pairs: Any) -> list[tuple[str, str]]:
    return sorted({pair for pair in pairs if pair[0]}, key=lambda pair: swedish_key(pair[1]))


def _number(value: Any) -> Any:
    return writing.text(None if value is None else write_number(value))


def _url(row: Any) -> str:
    return reverse("projects:indicator_detail", args=[row.pk])


def _name(row: Any) -> str:
    return capfirst(row.name)


NUMBER = Kind(page=_number, css="num", unit=Unit.NUMBER)
_VALUES = IndicatorValue.objects.filter(series=OuterRef("pk")).order_by().values("series")
COLUMNS = (
    Column("name", _("Indikator"), sort=in_name_order(), nulls=False, head=True, link=_url, cell=_name),
    Column("category", _("Kategori"), sort=SwedishKey("category"), nulls=False),
    Column(
        "period",
        _("Senaste period"),
        source=_latest("period", CharField()),
        sort=_latest("ends", DateField()),
        cell=lambda row: writing.text(row.period and in_words(row.period)),
    ),
    Column(
        "latest", _("Värde"), source=_latest("value", DecimalField()), kind=NUMBER, label=_("Senaste värde")
    ),
    Column("unit", _("Enhet"), sort=SwedishKey("unit"), nulls=False),
    Column("is_preliminary", _("Preliminärt"), source=_latest("is_preliminary", BooleanField()), kind=YES_NO),
    Column(
        "values",
        _("Antal värden"),
        source=Coalesce(Subquery(_VALUES.annotate(count=Count("pk")).values("count")), 0),
        kind=COUNT,
        sort=True,
        nulls=False,
    ),
    Column(
        "programme",
        _("Program"),
        source="programme__name",
        sort=SwedishKey("programme__name"),
        cell=lambda row: row.programme or str(_("inget program")),
    ),
)


class IndicatorList(ListPage):
    """``/projekt/indikatorer/``: the city's statistics, of every programme and of none."""

    title, noun, noun_one = _("Indikatorer"), _("indikatorer"), _("indikator")
    lede = _("Det staden räknar, år för år eller månad för månad, bredvid programmets mål.")
    columns = COLUMNS
    default_sort = "name"
    filterset_class = IndicatorFilter
    empty_title = _("Inga indikatorer än")
    empty_text = _("Här står stadens siffror bredvid programmets mål. Lägg till en, eller läs in en fil.")

    def may(self) -> bool:
        return access.may_read_indicators(self.request.user)

    def get_queryset(self):
        return IndicatorSeries.objects.for_user(self.request.user)

    def breadcrumb(self):
        return [(_("Projekt"), reverse("projects:project_list"))]

    def actions(self):
        if not access.may_keep_indicators(self.request.user):
            return []
        upload = reverse("imports:upload", args=["indikatorer"])
        return [
            Action(_("Lägg till indikator"), reverse("projects:indicator_create"), icon="plus"),
            Action(_("Läs in fil"), upload, icon="upload", primary=False),
        ]

    @property
    def save_view_url(self) -> str:
        """Where this choice is kept under a name; nothing chosen, nothing to keep."""
        return save_address(self.request) if self.request.GET else ""
