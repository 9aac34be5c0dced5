"""Who did what with a document, when, why and through which door."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.documents import access
from portal.documents.models import Document
from portal.history.views import HistoryPage


class DocumentHistory(HistoryPage):
    """``/handlingar/<id>/historik/``: the document with its text, points, signatures and nämnder."""

    children = (
        "sections",
        "points",
        "signatories",
        "senders",
        "preparations",
        "appendices",
        "recipients",
        "consultations",
    )

    thing: Document

    def get_thing(self) -> Document:
        return get_object_or_404(Document.objects.for_user(self.request.user), pk=self.kwargs["pk"])

    def may(self) -> bool:
        return access.may_read_history(self.request.user, self.thing)

    def breadcrumb(self):
        return [
            (_("Handlingar"), reverse("documents:list")),
            (str(self.thing), self.thing.get_absolute_url()),
        ]
