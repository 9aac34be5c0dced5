"""What every page of the back office shares: who may, its look, and refusals in words instead of errors.

::

    @admin.register(Area)
    class AreaPages(BackOfficePages): ...              # added and changed, never deleted

    @admin.register(Grant)
    class GrantPages(ReadOnlyPages): ...               # state and money are only read here
"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import DataError, IntegrityError, models, transaction
from django.db.models.constants import LOOKUP_SEP
from django.forms import ModelChoiceField, TextInput
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.database.refusals import refusal
from portal.history.timeline import timeline
from portal.organisation.access import may_administer
from portal.organisation.models import Organisation
from portal.ui import layout
from portal.ui.fields import SwedishDateField
from portal.ui.views import Action


class OrganisationField(ModelChoiceField):
    """ "Skarpnäck (1997–1998)" for one that has ended, "Skarpnäck" for one that has not."""

    def label_from_instance(self, obj: Any) -> str:
        if obj.valid_to is None:
            return str(obj)
        begun = obj.valid_from.year if obj.valid_from else ""
        return f"{obj} ({begun}–{obj.valid_to.year})"


class BackOfficePages(admin.ModelAdmin):
    """Rows may be added and changed. ``may_delete`` says whether one may also be taken away."""

    of_the_back_office = True
    read_only = False
    may_delete = False
    lede: Any = ""
    actions: Any = None
    view_on_site = False
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    save_on_top = False
    change_list_template = "admin/change_list.html"
    change_form_template = add_form_template = "admin/change_form.html"
    delete_confirmation_template = "admin/delete_confirmation.html"
    object_history_template = "admin/object_history.html"
    formfield_overrides = {models.DateField: {"form_class": SwedishDateField, "widget": TextInput}}

    # Who may ------------------------------------------------------------------------------------------

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_administer(request.user)  # type: ignore[arg-type]  # the site has turned strangers away

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request.user)  # type: ignore[arg-type]  # as above

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request) and not self.read_only

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request) and not self.read_only

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request) and self.may_delete

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        """Filter a list by what it offers, and by nothing else that an address can name.

        Django lets any column and any link be asked for: a hash of a password letter by letter, or which
        district leads a draft that nobody here may see.
        """
        offered = lookup.split(LOOKUP_SEP)[0] in self.list_filter
        return offered and super().lookup_allowed(lookup, value, request)

    # Its look -----------------------------------------------------------------------------------------

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Leave out the links that open windows (a list is one click away), and say how a day is written."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        if isinstance(field, SwedishDateField):
            field.help_text = field.help_text or SwedishDateField().help_text
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Name an organisation with its years: short names are not unique over time."""
        if db_field.related_model is Organisation:
            kwargs = {"queryset": Organisation.objects.by_name(), "form_class": OrganisationField} | kwargs
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        layout.dress(context["adminform"].form)
        return super().render_change_form(request, context, *args, **kwargs)

    def address(self, page: str, *arguments: Any) -> str:
        names = self.opts.app_label, self.opts.model_name
        return reverse("admin:{}_{}_{}".format(*names, page), args=arguments)

    def crumbs(self, *more: tuple[Any, str]) -> list[tuple[Any, str]]:
        return [(_("Systemförvaltning"), reverse("admin:index")), *more]

    def plural(self) -> str:
        return capfirst(str(self.opts.verbose_name_plural))

    # The pages ----------------------------------------------------------------------------------------

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        add = [Action(_("Lägg till"), self.address("add"), icon="plus")]
        page = {
            "title": self.plural(),
            "lede": self.lede,
            "breadcrumb": self.crumbs(),
            "page_actions": add if self.has_add_permission(request) else [],
        }
        return super().changelist_view(request, page | (extra_context or {}))

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show or save the form. What the database refuses at the last moment is said on the page."""
        thing = self.get_object(request, unquote(object_id)) if object_id else None
        crumbs = self.crumbs((self.plural(), self.address("changelist")))
        name = {"name": self.opts.verbose_name}
        title = str(thing) if thing else _("Lägg till %(name)s") % name
        page = {"title": title, "lede": capfirst(str(self.opts.verbose_name)), "breadcrumb": crumbs}
        try:
            with transaction.atomic():
                return super().changeform_view(
                    request, object_id, form_url, page | self.more(request, thing) | (extra_context or {})
                )
        except (IntegrityError, DataError) as error:
            messages.error(request, " ".join(refusal(error).messages))
            return redirect(request.get_full_path())

    def more(self, request: HttpRequest, thing: Any) -> dict[str, Any]:
        """Return what a page adds to the form of ``thing`` (None: a new one)."""
        return {}

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show the history that the database wrote, not the admin's own log."""
        thing = self.get_object(request, unquote(object_id))
        if thing is None:
            raise Http404
        tracked = hasattr(self.model, "pgh_event_model")
        page = self.admin_site.each_context(request) | {
            "title": _("Historik"),
            "lede": str(thing),
            "breadcrumb": self.crumbs(
                (self.plural(), self.address("changelist")), (thing, self.address("change", thing.pk))
            ),
            "entries": timeline(thing, reader=request.user) if tracked else [],
        }
        return TemplateResponse(request, "admin/object_history.html", page | (extra_context or {}))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        crumbs = self.crumbs((self.plural(), self.address("changelist")))
        page = {"title": _("Ta bort?"), "breadcrumb": crumbs}
        return super().delete_view(request, object_id, page | (extra_context or {}))

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: Any) -> Any:
        raise Http404


class ReadOnlyPages(BackOfficePages):
    """State and money: seen here, changed by those whose work it is."""

    read_only = True
