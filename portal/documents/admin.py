"""The templates of committee documents, kept by the administrator: outline, order and what authors are told.

Documents themselves have a state and are never changed here. A template changes nothing in documents that
are begun: they have sections of their own.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.documents.models import Template, TemplateSection
from portal.organisation.backoffice.exporting import ExportPages


@admin.register(Template)
class TemplatePages(ExportPages):
    lede = _(
        "Mallen säger vilka avsnitt en handling börjar med, i vilken ordning, och vad den som skriver får "
        "veta. En nämnds egen mall går före den gemensamma. Handlingar som redan är påbörjade ändras inte."
    )
    list_display = ("name", "kind", "committee", "needs_economy", "is_active")
    list_filter = ("kind", "is_active")
    list_select_related = ("committee",)
    search_fields = ("name",)
    ordering = ("kind", "committee__short_name", "pk")
    fields = ("name", "kind", "committee", "needs_economy", "is_active")
    export_fields = fields

    def more(self, request: HttpRequest, thing: Any) -> dict[str, Any]:
        """The template's sections in order, each leading to its own page."""
        if thing is None:
            return {}
        return {
            "sections": thing.sections.order_by("order", "pk"),
            "template": thing,
            "related_template": "admin/_template_sections.html",
        }


@admin.register(TemplateSection)
class TemplateSectionPages(ExportPages):
    lede = _(
        "”Till den som skriver” syns bara i redigeraren och kommer aldrig med i handlingen. I texten kan du "
        "hänvisa till siffror, tabeller och diagram: [[figur:nyckel]], [[tabell:nyckel]], [[diagram:nyckel]]."
        " Färdiga meningar hämtas med [[text:nyckel]] på en egen rad. Ett stycke som handlingens ämne inte "
        "har något till utgår när handlingen påbörjas, så samma mall går att använda för flera ämnen."
    )
    may_delete = True
    list_display = ("template", "order", "heading", "role", "level", "is_required")
    list_filter = ("template", "role")
    list_select_related = ("template",)
    search_fields = ("heading", "instruction", "text")
    ordering = ("template__kind", "template", "order", "pk")
    fields = (
        "template",
        "order",
        "role",
        "heading",
        "level",
        "instruction",
        "text",
        "is_required",
        "may_be_declined",
    )
    export_fields = fields
