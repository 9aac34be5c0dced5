"""Proposals, decisions and reservations as they stand in print."""

from typing import Any

import django_filters
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.cases.models import Case
from portal.database.functions import SwedishKey
from portal.ui import writing
from portal.ui.columns import Column, Kind
from portal.ui.views import ListPage
from projects import access
from projects.models import PrintedPoint

NOTHING = "–"  # the paper has none
KINDS = [(code, capfirst(str(word))) for code, word in PrintedPoint.Kind.choices]
WORD = Kind(
    page=lambda code: writing.text(capfirst(str(PrintedPoint.Kind(code).label))),
    export=lambda code: capfirst(str(PrintedPoint.Kind(code).label)),
)


def _cases(request: Any):
    return Case.objects.filter(printed_points__in=PrintedPoint.objects.for_user(request.user)).distinct()


class PrintedPointFilter(django_filters.FilterSet):
    """By kind and case."""

    slag = django_filters.ChoiceFilter(
        label=gettext_lazy("Slag"), field_name="kind", choices=KINDS, empty_label=gettext_lazy("Alla")
    )
    arende = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Ärende"), field_name="case", queryset=_cases, empty_label=gettext_lazy("Alla")
    )

    class Meta:
        model = PrintedPoint
        fields: tuple[str, ...] = ()


class PrintedPointList(ListPage):
    """``/projekt/uppdrag/i-tryck/``: facts of print, never acted upon."""

    title = gettext_lazy("Beslut i tryck")
    lede = gettext_lazy(
        "Förslag, beslut, reservationer och uttalanden så som de står i de tryckta handlingarna."
    )
    noun, noun_one = gettext_lazy("punkter"), gettext_lazy("punkt")
    filterset_class = PrintedPointFilter
    default_sort = "number"
    empty_title = gettext_lazy("Inga beslut i tryck")
    empty_text = gettext_lazy("Här står punkter ur tryckta handlingar i ärenden som du får läsa.")

    def may(self) -> bool:
        return access.may_read_commissions(self.request.user)

    def breadcrumb(self):
        return [
            (_("Projekt"), reverse("projects:project_list")),
            (_("Uppdrag"), reverse("projects:commission_list")),
        ]

    def get_queryset(self):
        return PrintedPoint.objects.for_user(self.request.user)

    def get_columns(self):
        return [
            Column("number", _("Nr"), sort=True, phone="skip"),
            Column("kind", _("Slag"), kind=WORD, sort=True),
            Column("body", _("Av vem"), sort=SwedishKey("body"), nulls=False, phone="wide"),
            Column("day", _("Datum"), sort=True, kind=Kind(css="nowrap")),
            Column(
                "point",
                _("Punkt"),
                cell=lambda row: row.point or NOTHING,
                export=lambda row: row.point or None,
            ),
            Column("text", _("I korthet"), head=True),
            Column("status", _("Så gick det"), sort=SwedishKey("status"), nulls=False),
            Column(
                "reference",
                _("Hänvisning"),
                cell=lambda row: row.reference or NOTHING,
                export=lambda row: row.reference or None,
            ),
            Column("source", _("Källa"), phone="skip"),
        ]
