"""Code lists and people out as files, by django-import-export: in words, safe for a spreadsheet."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest
from django.db.models import Model
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from import_export.admin import ExportMixin
from import_export.formats.base_formats import CSV, XLSX
from import_export.forms import ExportForm
from import_export.resources import ModelResource, modelresource_factory

from portal.content.writers_cells import guarded
from portal.content.writers_csv import BOM
from portal.organisation.backoffice.pages import BackOfficePages
from portal.ui import layout


class SwedishCSV(CSV):
    """UTF-8 with BOM and semicolons, as Excel in Sweden opens it (contract)."""

    def export_data(self, dataset: Any, **kwargs: Any) -> str:
        return BOM + dataset.export("csv", delimiter=";")


class InWords(ModelResource):
    """Every value as a person reads it; text that a spreadsheet takes for a formula gets an apostrophe."""

    def get_export_headers(self, selected_fields: Any = None) -> list[str]:
        model: type[Model] = self._meta.model
        names = [field.attribute for field in self.get_export_fields(selected_fields)]
        return [capfirst(str(model._meta.get_field(name).verbose_name)) for name in names]  # type: ignore[union-attr]  # columns only

    def export_field(self, field: Any, instance: Any, **kwargs: Any) -> Any:
        said = getattr(instance, f"get_{field.attribute}_display", None)
        value = said() if said else getattr(instance, field.attribute)
        if value is None:
            return ""
        if isinstance(value, bool):
            return _("Ja") if value else _("Nej")
        return value if isinstance(value, int) else guarded(str(value))


class ExportPages(ExportMixin, BackOfficePages):
    """A list that may be taken out. ``export_fields`` are its columns, in order."""

    export_fields: tuple[str, ...] = ()
    import_export_change_list_template = "admin/change_list.html"
    export_template_name = "admin/import_export/export.html"
    export_form_class = ExportForm

    def get_export_resource_classes(self, request: HttpRequest) -> list[Any]:
        options = {"fields": self.export_fields, "export_order": self.export_fields}
        return [modelresource_factory(self.model, resource_class=InWords, meta_options=options)]

    def get_export_formats(self) -> list[Any]:
        return [XLSX, SwedishCSV]

    def get_export_queryset(self, request: HttpRequest) -> Any:
        """Return what the list shows; a filter that cannot be read is answered 400."""
        try:
            return super().get_export_queryset(request).select_related()
        except IncorrectLookupParameters as unreadable:
            raise BadRequest from unreadable

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def init_request_context_data(self, request: HttpRequest, form: Any) -> dict[str, Any]:
        layout.dress(form)
        form.fields["format"].label = _("Filformat")
        form.fields["format"].choices = [("0", "XLSX"), ("1", "CSV")]
        return super().init_request_context_data(request, form) | {
            "title": _("Exportera"),
            "lede": self.plural(),
            "breadcrumb": self.crumbs((self.plural(), self.address("changelist"))),
        }
