"""What the pages about one document have in common: it is one the reader may see, and stands in the path."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.documents.models import Document
from portal.documents.states import STATES
from portal.ui.requests import Asked
from portal.ui.views import PageMixin


class DocumentPage(PageMixin):
    """``self.document``, one of those the reader sees (else 404); ``self.today``, ``self.url``."""

    request: Asked
    kwargs: dict[str, Any]
    #: states in which there is something to do here; in the others the page is not there (404). None: all.
    states: tuple[str, ...] | None = None

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.today = timezone.localdate()
        seen = Document.objects.for_user(request.user)
        rows = seen.select_related("owner__parent", "officer", "case", "template", "previous")
        self.document: Document = get_object_or_404(rows, pk=kwargs["pk"])
        if self.states is not None and self.document.state not in self.states:
            raise Http404

    @property
    def url(self) -> str:
        return self.document.get_absolute_url()

    @property
    def badge(self):
        return STATES[self.document.state]

    @property
    def lede(self) -> str:
        return str(self.document)

    @property
    def cancel_url(self) -> str:
        return self.url

    def get_success_url(self) -> str:
        return self.url

    def breadcrumb(self):
        return [(_("Handlingar"), reverse("documents:list")), (str(self.document), self.url)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"document": self.document} | kwargs))
