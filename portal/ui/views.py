"""The shapes that views are made of. A door is thin: load in ``setup``, ask ``may``, one domain call.

A form page
-----------
::

    class ReportCreate(CaseWorkMixin, CreateView):            # template: ui/form.html
        model, form_class = Report, ReportForm
        title = _("Ny redovisning")                            # h1 and <title>
        submit_label = _("Lämna in redovisningen")             # the verb on the button
        success_message = _("Redovisningen är inlämnad.")

        def setup(self, request, *args, **kwargs):
            super().setup(request, *args, **kwargs)
            self.project = get_object_or_404(Project.objects.for_user(request.user), pk=kwargs["project"])

        def may(self):                                         # False answers 403
            return access.may_report(self.request.user, self.project)

        def act(self, form):                                   # a ValidationError becomes form errors
            return receive_report(report=form.instance, by=self.request.user, today=localdate())

        def breadcrumb(self):                                  # between Översikt and this page
            return [(_("Projekt"), reverse("projects:project_list")), (self.project, project_url(...))]

A list
------
::

    class ProjectList(ListPage):                               # template: ui/list.html
        title, noun = _("Projekt"), _("projekt")               # noun: "29 av 32 projekt"
        filterset_class = ProjectFilter                        # django-filter
        columns = [
            Column("number", _("Nr"), sort="number_sort", phone="skip"),
            Column("title", _("Projekt"), sort=SwedishKey("title"), nulls=False, head=True, link=project_url),
            Column("granted", _("Beviljat tkr"), source=GRANTED, kind=TKR, sort=True, total=True),
            Column("state", _("Redovisning"), kind=states(STATES.get), sort=True),
        ]
        default_sort = "number"                                # "-granted": largest first
        extra = {"lead_id": "lead_id"}                         # more values on the row, beside pk

        def get_queryset(self):                                # unordered, no duplicates
            return Project.objects.for_user(self.request.user)

        def actions(self):                                     # at most one primary
            return [Action(_("Registrera projekt"), reverse("projects:project_create"), icon="plus")]

    def project_url(row): return f"/projekt/{row.pk}/"         # row.pk and row.<key> of every column
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db import DataError, IntegrityError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from portal.ui import tables, writing
from portal.ui.addresses import with_query
from portal.ui.chips import chips
from portal.ui.columns import Column, Expression
from portal.ui.exporting import FORMATS, export
from portal.ui.layout import dress
from portal.ui.listing import CAP, PAGE_SIZE, Listing
from portal.ui.refusals import refuse
from portal.ui.requests import Asked

Crumbs = Iterable[tuple[Any, str]]


@dataclass(frozen=True)
class Action:
    """A link in the page head. At most one of a page is primary, the one people come for."""

    title: Any
    url: str
    icon: str = ""
    primary: bool = True


class PageMixin(ContextMixin):
    """What every page says about itself: title, where it lies, what can be done. ``may`` guards it.

    Order of answers (contract): not visible 404 in ``setup``, right missing 403, wrong method 405.
    """

    request: Asked
    title: Any = ""
    lede: Any = ""
    badge: writing.State | None = None

    def may(self) -> bool:
        """Say whether the person asking has the right to this page."""
        return True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.may():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def breadcrumb(self) -> Crumbs:
        """Return (title, url) of the pages between Översikt and this one."""
        return []

    def actions(self) -> Sequence[Action]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {
            "title": self.title,
            "lede": self.lede,
            "badge": self.badge,
            "breadcrumb": self.breadcrumb(),
            "actions": self.actions(),
        }
        return super().get_context_data(**(found | kwargs))


class CaseWorkMixin(PageMixin):
    """A form that does one thing. Stands before CreateView, UpdateView or FormView."""

    http_method_names: Sequence[str] = [
        "get",
        "post",
        "head",
        "options",
    ]  # Django's form views would take PUT as POST
    template_name: str | None = "ui/form.html"
    submit_label: Any = _("Spara")
    success_message: Any = ""
    cancel_url = ""

    def act(self, form: Any) -> Any:
        """Do what the form is for by one call into the domain; return the record. ValidationError refuses."""
        return form.save()

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.object = self.act(form)
        except (ValidationError, IntegrityError, DataError) as refusal:
            refuse(form, refusal)
            return self.form_invalid(form)
        if self.success_message:
            messages.success(self.request, self.success_message)
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"submit_label": self.submit_label, "cancel_url": self.cancel_url}
        return super().get_context_data(**(found | kwargs))


class ListPage(PageMixin, TemplateResponseMixin, View):
    """The one list shape; the module's docstring shows it in use.

    Answers ``?sortera=``, ``?efter=``, ``?fore=``, ``?format=csv|xlsx`` and the filterset's own parameters.
    Parameters that mean nothing are passed over: nothing a reader types into the address is an error.
    """

    template_name = "ui/list.html"
    columns: Sequence[Column] = ()
    default_sort = ""
    extra: dict[str, Expression] = {}
    filterset_class: Any = None
    noun: Any = _("rader")
    noun_one: Any = ""  # when one is called something else: "ärende" of "ärenden"
    page_size = PAGE_SIZE
    empty_title: Any = _("Här finns inget än")
    empty_text: Any = ""
    save_view_url = ""
    export_name = ""  # of the file, without its ending; by default made of the title

    def get_queryset(self) -> QuerySet:
        """Return the rows the person may see: no order, no duplicates."""
        raise ImproperlyConfigured(f"{type(self).__name__} says not which rows it lists.")

    def get_columns(self) -> Sequence[Column]:
        return self.columns

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (form := request.GET.get("format")) in FORMATS:
            return export(self.listing, form, self.export_name or slugify(self.title))
        return self.render_to_response(self.get_context_data())

    @cached_property
    def filterset(self) -> Any:
        """Return the filterset bound to the address, or None; what it cannot read it passes over."""
        if self.filterset_class is None:
            return None
        found = self.filterset_class(self.request.GET, queryset=self.get_queryset(), request=self.request)
        dress(found.form)
        return found

    @cached_property
    def listing(self) -> Listing:
        queryset = self.filterset.qs if self.filterset else self.get_queryset()
        return Listing(
            queryset,
            list(self.get_columns()),
            self.request.GET,
            default_sort=self.default_sort,
            extra=self.extra,
            size=self.page_size,
        )

    def unfiltered(self) -> int:
        """Return how many rows there are without filter, counted no further than CAP + 1."""
        return self.get_queryset().order_by()[: CAP + 1].count()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        listing, params = self.listing, self.request.GET
        nouns = tables.Nouns(self.noun_one or self.noun, self.noun)
        chosen = chips(self.filterset.form, params) if self.filterset else []
        found = {
            "listing": listing,
            "body": tables.body(listing),
            "footer": tables.footer(listing, nouns, filtered=bool(chosen)),
            "caption": tables.caption(listing, nouns, self.unfiltered()),
            "extent": tables.extent(listing),
            "filter": self.filterset.form if self.filterset else None,
            "chips": chosen,
            "kept": [(k, v) for k in ("sortera",) for v in params.getlist(k)],
            "exports": {kind: with_query(params, format=kind) for kind in ("xlsx", "csv")},
            "empty": (self.empty_title, self.empty_text),
            "save_view_url": self.save_view_url,
        }
        return super().get_context_data(**(found | kwargs))
