"""The year's wheel: periods and when their reports are due, as data."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.deadlines.models import WheelEntry
from portal.organisation.backoffice.exporting import ExportPages


@admin.register(WheelEntry)
class WheelEntryPages(ExportPages):
    lede = _("Gäller redovisningar som börjar väntas efter ändringen. Datum som redan är satta flyttas inte.")
    may_delete = True
    list_display = ("title", "kind", "number", "due_month", "due_day", "next_year")
    list_filter = ("kind",)
    ordering = ("kind", "number")
    fields = ("title", "kind", "number", "due_month", "due_day", "due_next_year")
    export_fields = fields

    @admin.display(description=_("året efter"))
    def next_year(self, entry: WheelEntry) -> object:
        return _("Ja") if entry.due_next_year else _("Nej")
