"""Initiatives (insatser): what outreach is made of, and for a project its themes with what came of each."""

from typing import Any

import django_filters
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from outreach import states
from outreach.models import Initiative, TargetGroup
from outreach.views.records import NounList, RecordDetail, RecordHistory, RecordPage
from portal.database.functions import SwedishKey
from portal.ui import writing
from portal.ui.columns import YES_NO, Column, Kind

FREE = Kind(page=lambda value: writing.text(value or None), export=lambda value: value or None)
PLURAL = _("Insatser")


class InitiativeFilter(django_filters.FilterSet):
    """``?text= malgrupp= exempel=``"""

    text = django_filters.CharFilter(label=_("Ord"), method="with_words", max_length=200)
    malgrupp = django_filters.ChoiceFilter(label=_("Målgrupp"), method="for_group", empty_label=_("Alla"))
    exempel = django_filters.ChoiceFilter(
        label=_("Gott exempel"),
        field_name="is_good_example",
        choices=[("True", _("Ja")), ("False", _("Nej"))],
        empty_label=_("Alla"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        groups = TargetGroup.objects.in_order().values_list("code", "name")
        self.filters["malgrupp"].extra["choices"] = list(groups)

    def with_words(self, rows: Any, name: str, value: str) -> Any:
        return rows.matching(value)

    def for_group(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(groups__contains=[value])


def _name(row: Any) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("outreach:initiative_detail", args=[row.pk]), row.name)


class InitiativeList(NounList):
    """``/uppsokande/insatser/``"""

    model, stem, plural = Initiative, "initiative", PLURAL
    filterset_class = InitiativeFilter
    title, noun, noun_one = PLURAL, _("insatser"), _("insats")
    lede = _("Det stadiga arbetet och projekten: för vem, med vem och hur ofta, som källorna berättar det.")
    default_sort = "name"
    empty_title = _("Inga insatser än")
    empty_text = _("Här står det uppsökande arbetets insatser och projekt, med teman och resultat.")
    columns = [
        Column("name", _("Insats"), sort=SwedishKey("name"), nulls=False, head=True, cell=_name),
        Column("form_text", _("Form"), kind=FREE, sort=SwedishKey("form_text"), nulls=False),
        Column("organisation_text", _("Vem"), kind=FREE, sort=SwedishKey("organisation_text"), nulls=False),
        Column("groups_text", _("För vem"), kind=FREE, phone="wide"),
        Column("since_text", _("Sedan"), kind=FREE),
        Column("is_good_example", _("Gott exempel"), kind=YES_NO, sort=True),
        Column("source", _("Källa"), kind=FREE, sort=True, phone="skip"),
    ]


class InitiativePage(RecordPage):
    model, stem, plural = Initiative, "initiative", PLURAL

    def rows(self) -> Any:
        return super().rows().select_related("organisation", "form")


class InitiativeDetail(InitiativePage, RecordDetail):
    """``/uppsokande/insatser/<id>/``"""

    template_name = "outreach/initiative_detail.html"

    @property
    def lede(self) -> str:
        return self.record.form_text

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record = self.record
        themes = record.themes.order_by("number")
        texts = (
            (_("Syfte"), record.purpose),
            (_("Metoder"), record.methods),
            (_("Jämställdhet"), record.equality),
            (_("Barnperspektiv"), record.child_perspective),
            (_("Anteckning"), record.note),
        )
        groups = TargetGroup.objects.filter(code__in=record.groups).in_order()
        found = {
            "themes": [(each, states.theme_result(each.result)) for each in themes],
            "texts": [(label, text) for label, text in texts if text],
            "groups": list(groups),
        }
        return super().get_context_data(**(found | kwargs))


class InitiativeHistory(RecordHistory, InitiativePage):
    """``.../historik/``"""

    children = ("themes",)
