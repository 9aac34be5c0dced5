"""Expedieringslistan of a document: a table for each nämnd that has decided, filled in and ticked off."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView, View

from portal.documents import access
from portal.documents.domain import dispatching
from portal.documents.forms.aftermath import DispatchForm, SentForm
from portal.documents.models import Dispatch, Document, Recipient
from portal.documents.states import OUTCOMES
from portal.documents.views.page import DocumentPage
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin


class DispatchPage(DocumentPage):
    """What the pages of one document's expedieringslista have in common: the document is signed."""

    states = Document.FROZEN_STATES

    def may(self) -> bool:
        return access.may_register(self.request.user, self.document)

    def list_url(self) -> str:
        return reverse("documents:dispatch_list", args=[self.document.pk])

    def get_success_url(self) -> str:
        return self.list_url()

    @property
    def cancel_url(self) -> str:
        return self.list_url()

    def breadcrumb(self):
        return [*super().breadcrumb(), (_("Expedieringslista"), self.list_url())]

    def recipient(self) -> Recipient:
        rows = Recipient.objects.select_related("committee")
        return get_object_or_404(rows, pk=self.kwargs["recipient"], document=self.document)


class DispatchList(DispatchPage, TemplateView):
    """``/handlingar/<id>/expediering/``"""

    template_name = "documents/dispatch_list.html"
    title = gettext_lazy("Expedieringslista")
    http_method_names = ["get", "head", "options"]

    def may(self) -> bool:
        return access.may_list(self.request.user)

    def breadcrumb(self):
        return DocumentPage.breadcrumb(self)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.document.recipients.select_related("committee").order_by("order", "pk")
        recipients: list[Any] = list(rows.prefetch_related("dispatches__sent_by"))
        for each in recipients:
            each.lines = sorted(each.dispatches.all(), key=lambda line: line.pk)
            each.result = OUTCOMES.get(each.outcome)
            each.is_decided = dispatching.is_decided(each)
        found = {
            "recipients": recipients,
            "may_dispatch": access.may_register(self.request.user, self.document),
            "today": self.today,
        }
        return super().get_context_data(**(found | kwargs))


class DispatchCreate(DispatchPage, CaseWorkMixin, FormView):
    """``/handlingar/<id>/expediering/<nämnd>/ny/``"""

    form_class = DispatchForm
    submit_label = gettext_lazy("Lägg till raden")
    success_message = gettext_lazy("Raden står på expedieringslistan.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.to = self.recipient()

    @property
    def title(self) -> str:
        return _("Ny rad, beslut av %(committee)s") % {"committee": self.to.committee.as_committee}

    def act(self, form: DispatchForm) -> Dispatch:
        return dispatching.add_dispatch(recipient=self.to, **form.cleaned_data)


class _Button(DispatchPage, View):
    """A button on the list: one call, and back."""

    http_method_names = ["post", "options"]

    def do(self) -> str:
        """Do what the button says; return what to tell."""
        return ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            messages.success(request, self.do())
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
        return redirect(self.list_url())


class DispatchPropose(_Button):
    """``/handlingar/<id>/expediering/<nämnd>/foresla/``"""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.to = self.recipient()

    def do(self) -> str:
        n = len(dispatching.propose_dispatches(recipient=self.to))
        if not n:
            return _("Beslutspunkterna nämner ingen mer som ska ha handlingen.")
        return ngettext("%(n)s rad är tillagd.", "%(n)s rader är tillagda.", n) % {"n": n}


class _LineButton(_Button):
    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Dispatch.objects.filter(recipient__document=self.document)
        self.line = get_object_or_404(rows, pk=kwargs["line"])


class DispatchSent(_LineButton):
    """``/handlingar/<id>/expediering/rad/<rad>/skickad/``"""

    def do(self) -> str:
        form = SentForm(self.request.POST)
        if not form.is_valid():
            raise ValidationError(form.errors.get("sent_on", [_("Skriv vilken dag.")])[0])
        told = {"sent_on": form.cleaned_data["sent_on"], "by": self.request.user}
        dispatching.mark_sent(dispatch=self.line, **told, today=timezone.localdate())
        return _("Raden är markerad som skickad.")


class DispatchRemove(_LineButton):
    """``/handlingar/<id>/expediering/rad/<rad>/ta-bort/``"""

    def do(self) -> str:
        dispatching.remove_dispatch(dispatch=self.line)
        return _("Raden är borttagen.")
