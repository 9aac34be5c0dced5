"""Districts, nämnder and other organisations: who they were, when, and who came after."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.database.functions import SwedishKey
from portal.organisation.backoffice.exporting import ExportPages
from portal.organisation.models import Membership, Neighbourhood, Organisation, Succession


@admin.register(Organisation)
class OrganisationPages(ExportPages):
    lede = _(
        "Byter en nämnd namn, slås ihop eller delas? Lägg till en ny organisation och ett efterträdande. "
        "Ändra aldrig namnet på den gamla: då ändras det som redan är skrivet."
    )
    list_display = ("short_name", "kind", "committee_name", "valid_from", "valid_to", "evidence")
    list_filter = ("kind", "evidence")
    search_fields = ("short_name", "committee_name", "administration_name", "full_name", "key")
    ordering = (SwedishKey("short_name"), "valid_from", "pk")
    fields = (
        "short_name",
        "kind",
        "committee_name",
        "administration_name",
        "full_name",
        "parent",
        "valid_from",
        "valid_to",
        "evidence",
        "evidence_text",
        "note",
        "mailbox",
        "key",
    )
    prepopulated_fields: dict[str, Any] = {}
    export_fields = fields

    def more(self, request: HttpRequest, thing: Any) -> dict[str, Any]:
        if thing is None:
            return {}
        successions = Succession.objects.select_related("predecessor", "successor")
        return {
            "before": successions.filter(successor=thing).order_by("on", "pk"),
            "after": successions.filter(predecessor=thing).order_by("on", "pk"),
            "members": Membership.objects.filter(joint=thing).select_related("member").order_by("pk"),
            "related_template": "admin/_lineage.html",
        }


@admin.register(Succession)
class SuccessionPages(ExportPages):
    lede = _("Vid en delning gissar portalen aldrig: ange själv vem som tar över arbetet.")
    may_delete = True
    list_display = ("predecessor", "successor", "on", "kind", "takes_over_in_words")
    list_filter = ("kind",)
    list_select_related = ("predecessor", "successor")
    search_fields = ("predecessor__short_name", "successor__short_name")
    ordering = ("-on", "pk")
    fields = ("predecessor", "successor", "on", "kind", "takes_over")
    export_fields = fields

    @admin.display(description=_("tar över arbetet"))
    def takes_over_in_words(self, succession: Succession) -> Any:
        return _("Ja") if succession.takes_over else _("Nej")


@admin.register(Membership)
class MembershipPages(ExportPages):
    lede = _("Vilka som tillsammans utgör en gemensam organisation.")
    may_delete = True
    list_display = ("joint", "member")
    list_select_related = ("joint", "member")
    search_fields = ("joint__short_name", "member__short_name")
    ordering = ("joint__short_name", "pk")
    fields = ("joint", "member")
    export_fields = fields


@admin.register(Neighbourhood)
class NeighbourhoodPages(ExportPages):
    lede = _(
        "Var varje stadsdel ligger. Den som skriver en stadsdel i en fil får veta vilken förvaltning det är."
    )
    may_delete = True
    list_display = ("name", "district", "valid_from", "valid_to")
    list_select_related = ("district",)
    search_fields = ("name", "district__short_name")
    ordering = (SwedishKey("name"), "valid_from", "pk")
    fields = ("name", "district", "valid_from", "valid_to")
    export_fields = fields
