"""Files in and out from the back office: the same files, check and receipt as under Läs in fil.

For those who hold a role that reads the kind in or takes it out; the administrator's own role does neither
(docs/decisions/0021). Nothing is written here: a file that comes in goes on to its preview.
"""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from import_export.admin import ExportMixin, ImportMixin

from portal.imports.access import may_read_in
from portal.imports.disposing import due
from portal.imports.forms import FileIn, FileOut
from portal.imports.kinds import all_kinds, kind_of
from portal.imports.models import Batch
from portal.imports.resources import KindResource, resource_of
from portal.imports.retention import RetentionRule
from portal.imports.sheets_out import sheet_response
from portal.organisation.backoffice.pages import BackOfficePages, ReadOnlyPages
from portal.organisation.models import User
from portal.ui import layout

LEDE = gettext_lazy("Filer som har lästs in. Vad en fil ändrar granskas alltid innan den läses in.")


@admin.register(Batch)
class FilePages(ImportMixin, ExportMixin, ReadOnlyPages):
    """The files the reader may see. Import and export are django-import-export's, made of our kinds."""

    lede = LEDE
    list_display = (
        "file",
        "kind_in_words",
        "received_at",
        "received_by",
        "state",
        *("new", "changed", "bad"),
    )
    list_filter = ("state",)
    list_select_related = ("file", "received_by")
    ordering = ("-received_at", "-pk")
    fields = (
        *("receipt", "kind_in_words", "file", "authority", "received_at", "received_by", "state", "problem"),
        *(
            "scope",
            "applied_at",
            "applied_by",
            "undone_at",
            "undone_by",
            "disposed_at",
            "disposed_under",
            "new",
            "changed",
            "unchanged",
            "bad",
        ),
    )
    readonly_fields = ("receipt", "kind_in_words")
    import_export_change_list_template = "admin/change_list.html"
    import_template_name = "admin/import_export/import.html"
    export_template_name = "admin/import_export/export.html"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) and may_read_in(_user(request))

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request) and bool(self.get_import_resource_classes(request))

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request) and bool(self.get_export_resource_classes(request))

    def get_import_resource_classes(self, request: HttpRequest) -> list[type[KindResource]]:
        return [resource_of(kind) for kind in all_kinds() if kind.may(request.user)]

    def get_export_resource_classes(self, request: HttpRequest) -> list[type[KindResource]]:
        return [resource_of(kind) for kind in all_kinds() if kind.may_export(request.user)]

    def get_urls(self) -> list[Any]:
        """Leave out the step that would apply a file here: that is done on its preview."""
        return [each for each in super().get_urls() if not str(each.name).endswith("_process_import")]

    def get_queryset(self, request: HttpRequest) -> Any:
        """The files whose rows the reader may read as they came."""
        user = _user(request)
        seen = Batch.objects.for_user(user)
        readable = Q(pk__in=[])
        for slug, authority in seen.order_by().values_list("kind", "authority").distinct():
            kind = kind_of(slug)
            if kind and kind.may_read(user, authority):
                readable |= Q(kind=slug, authority=authority)
        return seen.filter(readable)

    def import_action(self, request: HttpRequest, **more: Any) -> HttpResponseBase:
        """Take in a file; what it would do is shown where every file's preview is."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = FileIn(self.get_import_resource_classes(request), request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            sent = form.cleaned_data["import_file"]
            try:
                batch = form.chosen(by=_user(request)).receive(name=sent.name, content=sent.read())
                return redirect("imports:batch", batch.pk)
            except ValidationError as refusal:
                form.add_error("import_file", refusal)
        return self._ask(request, form, self.import_template_name, _("Importera"))

    def export_action(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with a kind's own export."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        form = FileOut(self.get_export_resource_classes(request), request.POST or None)
        if request.method == "POST" and form.is_valid():
            kind = form.chosen.kind
            return sheet_response(kind, request.user, form.cleaned_data["format"], kind.slug)
        return self._ask(request, form, self.export_template_name, _("Exportera"))

    def _ask(self, request: HttpRequest, form: Any, template: str, title: str) -> TemplateResponse:
        layout.dress(form)
        page = self.admin_site.each_context(request) | {
            "title": title,
            "lede": self.plural(),
            "breadcrumb": self.crumbs((self.plural(), self.address("changelist"))),
            "form": form,
            "opts": self.opts,
        }
        return TemplateResponse(request, template, page)

    @admin.display(description=_("slag"), ordering="kind")
    def kind_in_words(self, batch: Batch) -> str:
        kind = kind_of(batch.kind)
        return capfirst(str(kind.title)) if kind else batch.kind

    @admin.display(description=_("kvitto"))
    def receipt(self, batch: Batch) -> str:
        return format_html('<a href="{}">{}</a>', reverse("imports:batch", args=[batch.pk]), _("Öppna filen"))


@admin.register(RetentionRule)
class RetentionRulePages(BackOfficePages):
    """Set up here by decision; one that files have been disposed of by stays as it is."""

    lede = gettext_lazy(
        "Utan regel bevaras alla inlästa filer. Den regel gäller som senast har börjat gälla."
    )
    may_delete = True
    list_display = ("decision", "years", "decided_on", "valid_from")
    ordering = ("-valid_from",)
    fields = ("decision", "decided_on", "years", "valid_from")

    def save_model(self, request: HttpRequest, obj: RetentionRule, form: Any, change: bool) -> None:
        """What was typed wrong is seen before the worker comes: it looks once a day."""
        super().save_model(request, obj, form, change)
        if count := due(timezone.localdate()).count():
            said = ngettext(
                "%(count)s fil är så gammal att den gallras vid nästa genomgång, inom ett dygn. "
                "Stämmer det inte: ändra eller ta bort regeln nu.",
                "%(count)s filer är så gamla att de gallras vid nästa genomgång, inom ett dygn. "
                "Stämmer det inte: ändra eller ta bort regeln nu.",
                count,
            )
            messages.warning(request, said % {"count": count})

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        followed = obj is not None and obj.disposed.exists()
        return super().has_delete_permission(request, obj) and not followed


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # the site has turned strangers away
