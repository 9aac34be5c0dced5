"""What the pages about one document have in common: it is one the reader may see, and stands in the path."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.documents.models import Document, Recipient
from portal.documents.states import STATES
from portal.ui.requests import Asked
from portal.ui.views import PageMixin


class DocumentPage(PageMixin):
    """``self.document``, one of those the reader sees (else 404); ``self.today``, ``self.url``.

    A page that is for some ``states`` only leads to the document in the others, and says so.
    """

    request: Asked
    kwargs: dict[str, Any]
    states: tuple[str, ...] | None = None

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.today = timezone.localdate()
        seen = Document.objects.for_user(request.user)
        rows = seen.select_related(
            "owner__parent", "officer", "case", "template", "previous", "next", "frozen"
        )
        self.document: Document = get_object_or_404(rows, pk=kwargs["pk"])

    def dispatch(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        allowed = request.method and request.method.lower() in self.http_method_names
        out_of_turn = self.states is not None and self.document.state not in self.states
        if out_of_turn and allowed and self.may():
            words = {"state": str(STATES[self.document.state].word).lower()}
            messages.info(request, _("Det går inte nu: handlingen är %(state)s.") % words)
            return redirect(self.url)
        return super().dispatch(request, *args, **kwargs)

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


class RecipientPage(DocumentPage):
    """``self.recipient``: one of the document's nämnder, as the path names it (else 404)."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = self.document.recipients.select_related("committee", "meeting", "extract")
        self.recipient: Recipient = get_object_or_404(rows, pk=kwargs["recipient"])
        self.recipient.document = self.document

    @property
    def committee(self) -> str:
        return self.recipient.committee.as_committee

    @property
    def lede(self) -> str:
        words = {"document": self.document, "committee": self.committee}
        return _("%(document)s, till %(committee)s") % words

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"recipient": self.recipient} | kwargs))
