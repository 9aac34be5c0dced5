"""The appendices of a document: listed and opened by who sees it, added and changed by who writes it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from portal.documents import access
from portal.documents.domain.appending import (
    Told,
    add_appendix,
    describe_appendix,
    move_appendix,
    remove_appendix,
)
from portal.documents.forms.furniture import AppendixForm
from portal.documents.models import Appendix, Document
from portal.documents.views.page import DocumentPage
from portal.files.serving import serve
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin


class AppendixList(DocumentPage, TemplateView):
    """``/handlingar/<id>/bilagor/``"""

    template_name = "documents/appendices.html"
    http_method_names = ["get", "head", "options"]
    title = gettext_lazy("Bilagor")

    def may(self) -> bool:
        return access.may_list(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.document.appendices.select_related("file").order_by("order", "pk")
        may = self.document.is_writable and access.may_write(self.request.user, self.document)
        return super().get_context_data(**({"appendices": rows, "may_write": may} | kwargs))


class AppendixPage(DocumentPage):
    """``self.appendix`` of ``self.document`` (else 404)."""

    states: tuple[str, ...] | None = Document.WRITABLE_STATES

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = self.document.appendices.select_related("file")
        self.appendix: Appendix = get_object_or_404(rows, pk=kwargs["appendix"])
        self.appendix.document = self.document

    def may(self) -> bool:
        return access.may_write(self.request.user, self.document)

    @property
    def list_url(self) -> str:
        return reverse("documents:appendices", args=[self.document.pk])


class AppendixFile(AppendixPage, View):
    """``/handlingar/<id>/bilagor/<id>/fil/``: never shown in place."""

    states = None
    http_method_names = ["get", "head"]

    def may(self) -> bool:
        return access.may_list(self.request.user)

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.appendix.file is None:
            raise Http404
        return serve(self.appendix.file)


class _AppendixForm(DocumentPage, CaseWorkMixin, FormView):
    form_class = AppendixForm
    states = Document.WRITABLE_STATES
    submit_label = gettext_lazy("Spara bilagan")
    success_message = gettext_lazy("Bilagan är sparad.")

    def may(self) -> bool:
        return access.may_write(self.request.user, self.document)

    @property
    def list_url(self) -> str:
        return reverse("documents:appendices", args=[self.document.pk])

    @property
    def cancel_url(self) -> str:
        return self.list_url

    def get_success_url(self) -> str:
        return self.list_url

    def breadcrumb(self):
        return [*super().breadcrumb(), (_("Bilagor"), self.list_url)]

    def said(self, form: AppendixForm) -> dict[str, Any]:
        names = ("title", "dated", "is_reference", "is_secret")
        told = Told(**{name: form.cleaned_data[name] for name in names})
        sent = form.cleaned_data["file"]
        content = getattr(form, "content", b"")
        return {"told": told, "name": sent.name if sent else "", "content": content, "by": self.request.user}


class AppendixAdd(_AppendixForm):
    """``/handlingar/<id>/bilagor/ny/``"""

    title = gettext_lazy("Lägg till en bilaga")

    def act(self, form: AppendixForm) -> Appendix:
        return add_appendix(document=self.document, **self.said(form))


class AppendixEdit(AppendixPage, _AppendixForm):
    """``/handlingar/<id>/bilagor/<id>/``"""

    states = Document.WRITABLE_STATES

    @property
    def title(self) -> str:
        return _("Bilaga %(number)s") % {"number": self.appendix.order}

    def get_initial(self) -> dict[str, Any]:
        return {
            name: getattr(self.appendix, name) for name in ("title", "dated", "is_reference", "is_secret")
        }

    def act(self, form: AppendixForm) -> Appendix:
        return describe_appendix(appendix=self.appendix, **self.said(form))


class _Button(AppendixPage, View):
    http_method_names = ["post"]

    def act(self) -> None:
        raise TypeError(f"{type(self).__name__} does nothing.")

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.act()
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect(self.list_url)


class AppendixMove(_Button):
    """``.../flytta/``: ``at`` = upp or ner."""

    def act(self) -> None:
        move_appendix(appendix=self.appendix, up=self.request.POST.get("at") == "upp")


class AppendixRemove(_Button):
    """``.../ta-bort/``"""

    def act(self) -> None:
        remove_appendix(appendix=self.appendix)
        messages.success(self.request, _("Bilagan är borttagen."))
