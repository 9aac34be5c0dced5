"""The code list of costs is kept here; what has state or money is only read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from funding.models import CostType
from portal.organisation.backoffice.exporting import ExportPages


@admin.register(CostType)
class CostTypePages(ExportPages):
    lede = _("Slag av kostnader som delas i överenskommelser.")
    list_display = ("name", "code", "heading", "position")
    search_fields = ("name", "code")
    ordering = ("position", "pk")
    fields = ("code", "name", "heading", "position")
    export_fields = fields
