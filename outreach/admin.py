"""The code lists of outreach and the population are kept here. Activities are not: they are the districts'
own, and their small counts are nobody else's to see."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from outreach.models import Language, Population, TargetGroup, Topic, WorkForm
from portal.organisation.backoffice.exporting import ExportPages

DATED = ("position", "valid_from", "valid_to")


class _CodePages(ExportPages):
    """A code is kept for ever: it ends by its date, so that what was registered with it stays readable."""

    list_display: tuple[str, ...] = ("name", "code", *DATED)
    search_fields = ("name", "code")
    ordering = ("position", "pk")
    fields: tuple[str, ...] = ("code", "name", *DATED)
    export_fields: tuple[str, ...] = fields


@admin.register(WorkForm)
class WorkFormPages(_CodePages):
    lede = _("Former för uppsökande arbete, och vad de räknar: personer som kom, mottagare eller inget.")
    list_display = ("name", "code", "counts", *DATED)
    fields = ("code", "name", "counts", *DATED)
    export_fields = fields


@admin.register(TargetGroup)
class TargetGroupPages(_CodePages):
    lede = _("Målgrupper som kan väljas vid en aktivitet.")
    list_display = ("name", "code", "explanation", *DATED)
    fields = ("code", "name", "explanation", *DATED)
    export_fields = fields


@admin.register(Language)
class LanguagePages(_CodePages):
    lede = _("Språk. De vanliga står som knappar i formuläret, de andra i en lista.")
    list_display = ("name", "code", "is_common", *DATED)
    fields = ("code", "name", "is_common", *DATED)
    export_fields = fields


@admin.register(Topic)
class TopicPages(_CodePages):
    lede = _("Ämnen som det berättas om.")


@admin.register(Population)
class PopulationPages(ExportPages):
    lede = _("Befolkning per år, som räckvidden jämförs med. Utan stadsdelsförvaltning är det hela staden.")
    list_display = ("place", "year", "women", "men", "children", "source")
    list_select_related = ("organisation",)
    ordering = ("-year", "organisation__short_name", "pk")
    fields = ("organisation", "year", "women", "men", "children", "source")
    export_fields = fields

    @admin.display(description=_("plats"))
    def place(self, row: Population) -> object:
        return row.organisation or _("Hela staden")
