"""A version beside the one before it, and "I have read it"."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from portal.documents import access
from portal.documents.domain.comparing import compare
from portal.documents.domain.living import live_of, mark_seen
from portal.documents.models import Document
from portal.documents.views.page import DocumentPage
from portal.ui.requests import Asked


class Compare(DocumentPage, TemplateView):
    """``/handlingar/<id>/jamfor/``: with the version before, where the reader sees that too."""

    template_name = "documents/compare.html"
    http_method_names = ["get", "head", "options"]
    title = gettext_lazy("Jämför med den förra versionen")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if self.document.previous_id is None:
            raise Http404
        seen = Document.objects.for_user(request.user)
        self.previous = get_object_or_404(seen, pk=self.document.previous_id)

    def may(self) -> bool:
        return access.may_list(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"previous": self.previous, "compared": compare(self.previous, self.document)}
        return super().get_context_data(**(found | kwargs))


class MarkRead(DocumentPage, View):
    """``/handlingar/<id>/last/``: from now on the page tells which figures have changed since."""

    http_method_names = ["post"]
    states = Document.WRITABLE_STATES

    def may(self) -> bool:
        return access.may_list(self.request.user)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        unmasked = access.may_read_unmasked(request.user, self.document)
        live = live_of(self.document, today=self.today, unmasked=unmasked)
        mark_seen(document=self.document, user=request.user, live=live, now=timezone.now())
        messages.success(request, _("Markerat som läst."))
        return redirect(self.url)
