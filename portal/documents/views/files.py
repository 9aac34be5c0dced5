"""A document as PDF, as Word and to print: drafts made now, signed ones byte for byte as they were frozen."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.generic import TemplateView, View

from portal.content import writers_pdf, writers_word
from portal.content.papers import Paper
from portal.documents import access
from portal.documents.domain.composing import SWEDISH, compose
from portal.documents.domain.freezing import Tampered, file_name, frozen_bytes
from portal.documents.domain.living import live_of
from portal.documents.domain.minutes import proposal_lines
from portal.documents.views.page import DocumentPage
from portal.ui.requests import Asked

INTERNAL, PUBLIC = "intern", "offentlig"


class VariantPage(DocumentPage):
    """``?variant=intern``: small counts as they are, for who has the right (else 403);
    ``?variant=offentlig``: without what is secret. Otherwise the paper as it is decided: masked, with what is
    secret in it."""

    request: Asked

    @property
    def variant(self) -> str:
        asked = self.request.GET.get("variant", "")
        return asked if asked in (INTERNAL, PUBLIC) else ""

    def may(self) -> bool:
        if not access.may_list(self.request.user):
            return False
        return self.variant != INTERNAL or access.may_read_unmasked(self.request.user, self.document)

    def paper(self) -> Paper:
        unmasked = self.variant == INTERNAL
        live = live_of(self.document, today=self.today, unmasked=unmasked)
        return compose(self.document, live, public=self.variant == PUBLIC, unmasked=unmasked)


class _File(VariantPage, View):
    http_method_names = ["get", "head", "options"]
    frozen_name, ending, mime = "", "", ""

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            content = self.content()
        except Tampered as broken:
            found = {"title": _("Filen lämnas inte ut"), "why": broken, "document": self.document}
            return render(request, "documents/tampered.html", found, status=409)
        public = self.variant == PUBLIC
        response = HttpResponse(content, content_type=self.mime)
        name = file_name(self.document, self.ending, public=public)
        response["Content-Disposition"] = content_disposition_header(True, name)
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response

    def content(self) -> bytes:
        """The frozen bytes; the internal variant of a signed document is made now, of what was frozen."""
        if self.document.is_frozen and self.variant != INTERNAL:
            name = f"public_{self.frozen_name}" if self.variant == PUBLIC else self.frozen_name
            return frozen_bytes(self.document.frozen, name)
        paper = self.paper()
        with override(SWEDISH):
            return self.write(paper)

    def write(self, paper: Paper) -> bytes:
        raise TypeError(f"{type(self).__name__} writes nothing")


class DocumentPdf(_File):
    """``/handlingar/<id>.pdf``"""

    frozen_name, ending, mime = "pdf", "pdf", writers_pdf.MIME

    def write(self, paper: Paper) -> bytes:
        return writers_pdf.pdf_bytes(paper)


class DocumentWord(_File):
    """``/handlingar/<id>.docx``"""

    frozen_name, ending, mime = "word", "docx", writers_word.MIME

    def write(self, paper: Paper) -> bytes:
        return writers_word.word_bytes(paper)


class DocumentPrint(VariantPage, TemplateView):
    """``/handlingar/<id>/utskrift/``"""

    template_name = "documents/print.html"
    http_method_names = ["get", "head", "options"]

    @property
    def title(self) -> str:
        return _("Utskrift: %(document)s") % {"document": self.document}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        with override(SWEDISH):
            paper = self.paper()
        query = f"?variant={self.variant}" if self.variant else ""
        return super().get_context_data(**({"paper": paper, "query": query} | kwargs))


class Proposal(VariantPage, TemplateView):
    """``/handlingar/<id>/beslutsforslag/``: the points as text, to paste into the minutes."""

    template_name = "documents/proposal.html"
    http_method_names = ["get", "head", "options"]
    title = gettext_lazy("Beslutsförslag")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        with override(SWEDISH):
            text = "\n".join(proposal_lines(self.document, today=self.today))
        return super().get_context_data(**({"text": text} | kwargs))
