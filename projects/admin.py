"""Programmes and areas are kept here; what has state or money is only read, and never a draft.

The administrator makes no decisions: projects and grants are registered by those whose work it is.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.database.functions import NaturalKey, SwedishKey
from portal.money import write_kronor, write_number
from portal.organisation.backoffice.exporting import ExportPages
from portal.organisation.backoffice.pages import ReadOnlyPages
from projects.models import (
    ActivityKind,
    Appropriation,
    Area,
    CityGoal,
    Commission,
    DecisionRound,
    DefinitionBreak,
    FollowUp,
    FollowUpName,
    Grant,
    IndicatorSeries,
    IndicatorValue,
    NetworkKind,
    OutcomeMeasure,
    Programme,
    Project,
    Report,
    Target,
)

DRAFTS_STAY = _("Utkast syns bara i sin egen förvaltning och står inte här.")


@admin.register(Area)
class AreaPages(ExportPages):
    lede = _("Områden som projekten arbetar inom.")
    list_display = ("name",)
    search_fields = ("name",)
    ordering = (SwedishKey("name"), "pk")
    fields = ("name",)
    export_fields = fields


@admin.register(NetworkKind)
class NetworkKindPages(AreaPages):
    lede = _("Slag av nätverk, som samordnaren väljer mellan i Lärande.")


@admin.register(ActivityKind)
class ActivityKindPages(AreaPages):
    lede = _("Slag av aktiviteter, som samordnaren väljer mellan i Lärande.")


@admin.register(Programme)
class ProgrammePages(ExportPages):
    lede = _("Program som projekten hör till.")
    list_display = ("name", "starts_on", "ends_on", "case")
    list_select_related = ("case",)
    search_fields = ("name", "slug")
    ordering = ("-starts_on", "pk")
    fields = (
        "name",
        "slug",
        "goal",
        "starts_on",
        "ends_on",
        "case",
        "is_published",
        "published_year",
        "is_example",
    )
    export_fields = fields

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "case":
            kwargs["queryset"] = Case.objects.filter(kind=Case.Kind.PROGRAMME).order_by("title", "pk")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(DecisionRound)
class DecisionRoundPages(ReadOnlyPages):
    list_display = ("programme", "number", "decided_on")
    list_filter = ("programme",)
    list_select_related = ("programme",)
    ordering = ("programme", "number")


@admin.register(Appropriation)
class AppropriationPages(ReadOnlyPages):
    list_display = ("programme", "committee", "year", "budget_kronor", "used_kronor")
    list_filter = ("programme",)
    list_select_related = ("programme", "committee")
    ordering = ("programme", "year", "pk")

    @admin.display(description=_("budget, kronor"), ordering="budget")
    def budget_kronor(self, row: Appropriation) -> str:
        return write_kronor(row.budget)

    @admin.display(description=_("förbrukat, kronor"), ordering="used")
    def used_kronor(self, row: Appropriation) -> object:
        return _("ej redovisat") if row.used is None else write_kronor(row.used)


@admin.register(Project)
class ProjectPages(ReadOnlyPages):
    lede = DRAFTS_STAY
    list_display = ("number", "title", "programme", "lead", "report_status")
    list_filter = ("programme", "report_status")
    list_select_related = ("programme", "lead")
    search_fields = ("number", "title")
    ordering = (NaturalKey("number"), "pk")
    exclude = ("continues",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).submitted()


@admin.register(Grant)
class GrantPages(ReadOnlyPages):
    lede = DRAFTS_STAY
    list_display = ("project", "number", "year_in_words", "amount_kronor", "kind")
    list_filter = ("kind",)
    list_select_related = ("project",)
    search_fields = ("project__number", "project__title")
    ordering = (NaturalKey("project__number"), "number", "pk")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(project__submitted_at__isnull=False)

    @admin.display(description=_("år"), ordering="year")
    def year_in_words(self, grant: Grant) -> object:
        return grant.year or _("År okänt")

    @admin.display(description=_("belopp, kronor"), ordering="amount")
    def amount_kronor(self, grant: Grant) -> str:
        return write_kronor(grant.amount)


@admin.register(CityGoal)
class CityGoalPages(ExportPages):
    lede = _("Mål i stadens budget, år för år. Samordnaren väljer vilka ett projekt svarar mot.")
    list_display = ("year", "number", "text")
    list_filter = ("year",)
    search_fields = ("number", "text")
    ordering = ("-year", NaturalKey("number"), "pk")
    fields = ("year", "number", "text")
    export_fields = fields


@admin.register(Target)
class TargetPages(ReadOnlyPages):
    lede = DRAFTS_STAY
    list_display = ("project", "text", "value", "unit")
    list_select_related = ("project",)
    search_fields = ("text", "project__number")
    ordering = (NaturalKey("project__number"), "pk")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(project__submitted_at__isnull=False)


@admin.register(FollowUp)
class FollowUpPages(ReadOnlyPages):
    list_display = ("project", "months", "due_on", "answer")
    list_filter = ("answer", "months")
    list_select_related = ("project",)
    search_fields = ("project__number", "project__title")
    ordering = ("due_on", "pk")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(project__submitted_at__isnull=False)


@admin.register(Commission)
class CommissionPages(ReadOnlyPages):
    list_display = ("text", "given_by", "given_on", "committee", "due_on", "state")
    list_filter = ("state", "source")
    list_select_related = ("given_by", "committee")
    search_fields = ("text",)
    ordering = ("-given_on", "pk")


@admin.register(FollowUpName)
class FollowUpNamePages(ReadOnlyPages):
    lede = _("Samordnaren skriver namnen under Till uppföljningssystemet.")
    list_display = ("name", "organisation", "measure")
    list_select_related = ("organisation", "measure")
    search_fields = ("name",)
    ordering = ("name", "pk")


@admin.register(IndicatorSeries)
class IndicatorSeriesPages(ReadOnlyPages):
    lede = _("Indikatorer sköts av samordnaren, på sidorna under Indikatorer.")
    list_display = ("name", "category", "unit", "precision", "programme")
    list_filter = ("precision", "programme")
    list_select_related = ("programme",)
    search_fields = ("name", "category")
    ordering = (SwedishKey("name"), SwedishKey("category"), SwedishKey("unit"), "pk")


@admin.register(IndicatorValue)
class IndicatorValuePages(ReadOnlyPages):
    list_display = ("series", "period", "written", "is_preliminary")
    list_filter = ("precision", "is_preliminary")
    list_select_related = ("series",)
    search_fields = ("series__name", "period")
    ordering = (SwedishKey("series__name"), "series", "begins", "pk")

    @admin.display(description=_("värde"), ordering="value")
    def written(self, row: IndicatorValue) -> str:
        return write_number(row.value)


@admin.register(DefinitionBreak)
class DefinitionBreakPages(ReadOnlyPages):
    list_display = ("series", "period", "text")
    list_select_related = ("series",)
    search_fields = ("series__name", "text")
    ordering = ("begins", "pk")


@admin.register(OutcomeMeasure)
class OutcomeMeasurePages(ExportPages):
    """A measure's code is what rules and files know it by, so it stays; one no longer asked for is put out of
    use, and what is counted of it stands."""

    lede = _("Vad som räknas i redovisningar. Mått som används har en ruta i formuläret.")
    list_display = ("name", "heading", "mode", "is_base", "is_end_state", "counts_as_success", "is_active")
    list_filter = ("is_active", "mode")
    search_fields = ("name", "code")
    ordering = ("position", "pk")
    fields = (
        "code",
        "name",
        "heading",
        "help",
        "unit",
        "mode",
        "is_base",
        "is_end_state",
        "counts_as_success",
        "by_sex",
        "position",
        "is_active",
    )
    export_fields = fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj else ()


@admin.register(Report)
class ReportPages(ReadOnlyPages):
    lede = DRAFTS_STAY
    list_display = ("duty", "version", "submitted_at", "origin", "is_final", "plan")
    list_filter = ("origin", "is_final", "plan")
    list_select_related = ("duty__project", "duty__expected__organisation")
    search_fields = ("duty__project__number", "duty__project__title")
    ordering = ("-submitted_at", "pk")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).submitted()
