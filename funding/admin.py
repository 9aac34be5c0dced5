"""The code lists of costs and of booking are kept here; what has state or money is only read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from funding.models import Allowance, BookingRule, CodePart, CostType
from portal.organisation.backoffice.exporting import ExportPages
from portal.organisation.backoffice.pages import BackOfficePages, ReadOnlyPages


@admin.register(CostType)
class CostTypePages(ExportPages):
    lede = _("Slag av kostnader som delas i överenskommelser.")
    list_display = ("name", "code", "heading", "position")
    search_fields = ("name", "code")
    ordering = ("position", "pk")
    fields = ("code", "name", "heading", "position")
    export_fields = fields


@admin.register(CodePart)
class CodePartPages(ExportPages):
    """Who is part of an agreement can be debited when its nämnd has codes here."""

    lede = _("Nämndernas koder i bokföringen. Motparten är det de andra skriver.")
    list_display = (
        "committee",
        "responsibility",
        "activity",
        "account_debit",
        "account_credit",
        "counterparty",
    )
    list_select_related = ("committee",)
    search_fields = ("committee__short_name", "counterparty")
    ordering = ("committee__short_name", "pk")
    fields = (
        "committee",
        "responsibility",
        "activity",
        "account_debit",
        "account_credit",
        "project",
        "task",
        "counterparty",
    )
    export_fields = fields


@admin.register(BookingRule)
class BookingRulePages(BackOfficePages):
    """Kept from when they hold: a year that is booked keeps the rule it was booked by."""

    lede = _("Öre eller hela kronor, och sista dagen att bokföra i ett år. Utan regel: öre och 31 december.")
    list_display = ("from_year", "whole_kronor", "last_month", "last_day")
    ordering = ("-from_year",)
    fields = ("from_year", "whole_kronor", "last_month", "last_day")


@admin.register(Allowance)
class AllowancePages(ReadOnlyPages):
    """Written on the agreement's own page."""

    lede = _("Generalschabloner per part och år. De skrivs på överenskommelsens sida.")
    list_display = ("agreement", "party", "year", "amount")
    list_select_related = ("agreement", "party__organisation")
    ordering = ("-year", "agreement", "pk")
