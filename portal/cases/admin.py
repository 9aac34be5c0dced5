"""How each nämnd gets its registry numbers; the series are only read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.cases.models import NumberSeries, Registry
from portal.organisation.backoffice.exporting import ExportPages
from portal.organisation.backoffice.pages import ReadOnlyPages


@admin.register(Registry)
class RegistryPages(ExportPages):
    lede = _("Nämnder som inte står här skriver sina nummer ur stadens diarium.")
    list_display = ("body", "source", "prefix")
    list_select_related = ("body",)
    search_fields = ("body__short_name",)
    ordering = ("body__short_name", "pk")
    fields = ("body", "source", "prefix")
    export_fields = fields


@admin.register(NumberSeries)
class NumberSeriesPages(ReadOnlyPages):
    lede = _("Det senaste numret portalen gav. Serierna är utan luckor och ändras inte för hand.")
    list_display = ("body", "year", "last")
    list_select_related = ("body",)
    ordering = ("-year", "body__short_name", "pk")
    fields = ("body", "year", "last")
