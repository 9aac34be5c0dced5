"""The filters of the list of activities. What may be chosen is what the reader may see."""

from typing import Any

import django_filters
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from outreach.models import Activity, Language, TargetGroup, Topic, WorkForm
from outreach.models.searching import with_words
from portal.organisation.models import Neighbourhood, Organisation
from portal.ui.fields import SwedishDateField

STATES = [(code, capfirst(str(label))) for code, label in Activity.State.choices]
UNTOLD, ALL = "ej-redovisade", _("Alla")


class DayFilter(django_filters.Filter):
    field_class = SwedishDateField


class ActivityFilter(django_filters.FilterSet):
    """``?text= stadsdel= omrade= form= malgrupp= sprak= amne= fran= till= lage=``"""

    text = django_filters.CharFilter(label=_("Ord i plats och anteckning"), method="words", max_length=200)
    stadsdel = django_filters.ChoiceFilter(
        label=_("Stadsdelsförvaltning"), field_name="organisation", empty_label=ALL
    )
    omrade = django_filters.ChoiceFilter(label=_("Område"), field_name="neighbourhood", empty_label=ALL)
    form = django_filters.ChoiceFilter(label=_("Form"), field_name="form__code", empty_label=ALL)
    malgrupp = django_filters.ChoiceFilter(label=_("Målgrupp"), method="having", empty_label=ALL)
    sprak = django_filters.ChoiceFilter(label=_("Språk"), method="having", empty_label=ALL)
    amne = django_filters.ChoiceFilter(label=_("Ämne"), method="having", empty_label=ALL)
    fran = DayFilter(label=_("Från"), field_name="day", lookup_expr="gte", help_text="")
    till = DayFilter(label=_("Till"), field_name="day", lookup_expr="lte", help_text="")
    lage = django_filters.ChoiceFilter(
        label=_("Läge"),
        choices=[*STATES, (UNTOLD, _("Dagen har varit, inte redovisad"))],
        method="standing",
        empty_label=ALL,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        districts = _districts(self.request.user)
        areas = Neighbourhood.objects.filter(district__in=districts).select_related("district").by_name()
        offered = {
            "stadsdel": [(str(each.pk), str(each)) for each in districts],
            "omrade": [(str(each.pk), f"{each}, {each.district}") for each in areas],
            **{name: model.objects.in_order().values_list("code", "name") for name, model in CODED.items()},
        }
        for name, choices in offered.items():
            self.filters[name].extra["choices"] = list(choices)

    def words(self, rows: Any, name: str, value: str) -> Any:
        return with_words(rows, value, "place", "remark", "neighbourhood__name")

    def having(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(**{f"{LISTED[name]}__contains": [value]})

    def standing(self, rows: Any, name: str, value: str) -> Any:
        if value == UNTOLD:
            return rows.filter(state=Activity.State.PLANNED, day__lt=timezone.localdate())
        return rows.filter(state=value)


CODED: dict[str, Any] = {"form": WorkForm, "malgrupp": TargetGroup, "sprak": Language, "amne": Topic}
LISTED = {"malgrupp": "groups", "sprak": "languages", "amne": "topics"}


def _districts(user: Any) -> list[Organisation]:
    """The districts whose activities the reader may see: all for central roles, else the own."""
    found = Organisation.objects.districts()
    if not user.reach.central:
        found = found.filter(pk__in=user.reach.district_organisations)
    return list(found.by_name())
