"""The year's wheel and the plan for reminders, with their letters, as data."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.deadlines.models import ReminderStep, WheelEntry
from portal.deadlines.writing import step_words
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


@admin.register(ReminderStep)
class ReminderStepPages(ExportPages):
    lede = _(
        "När påminnelser går och vad de säger. En ändring gäller nästa brev. I texterna kan du skriva "
        "{projekt}, {ansvarig}, {period}, {senast}, {dagar} och {frågor}."
    )
    may_delete = True
    list_display = ("when", "tone", "director", "subject")
    ordering = ("days",)
    fields = ("days", "tells_director", "tone", "subject", "text", "subject_en", "text_en")
    export_fields = fields

    @admin.display(description=_("när"))
    def when(self, step: ReminderStep) -> str:
        return step_words(step.days)

    @admin.display(description=_("även stadsdelsdirektören"))
    def director(self, step: ReminderStep) -> object:
        return _("Ja") if step.tells_director else _("Nej")
