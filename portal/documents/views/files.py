"""A document as PDF, as Word and to print: drafts made now, signed ones byte for byte as they were frozen."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.generic import TemplateView, View

from portal.content import writers_pdf, writers_word
from portal.content.live import Live
from portal.content.papers import Paper
from portal.documents import access
from portal.documents.domain.composing import SWEDISH, compose
from portal.documents.domain.freezing import Tampered, file_name, frozen_bytes
from portal.documents.domain.living import live_of
from portal.documents.domain.making_files import document_file
from portal.documents.domain.minutes import proposal_lines
from portal.documents.domain.weighing import is_long
from portal.documents.models import Making
from portal.documents.views.attaching import attachment
from portal.documents.views.page import DocumentPage
from portal.ui.requests import Asked

What = Making.What
INTERNAL, PUBLIC = Making.Variant.INTERNAL.value, Making.Variant.PUBLIC.value


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


class FileOfDocument(VariantPage):
    """A file of the document: ``what`` it is, what it is called, and where it lies."""

    what, mime = What.PDF.value, writers_pdf.MIME

    def address(self, name: str = "") -> str:
        """Where the file is fetched at once; ``later`` where it is asked for when it is long, ``made`` where
        what was made is fetched."""
        query = f"?variant={self.variant}" if self.variant else ""
        return reverse(f"documents:{self.what}{name and '_' + name}", args=[self.document.pk]) + query

    @cached_property
    def live(self) -> Live:
        return live_of(self.document, today=self.today, unmasked=self.variant == INTERNAL)

    @property
    def is_kept(self) -> bool:
        """A signed document's files are; its internal variant is made of what was frozen."""
        return self.document.is_frozen and self.variant != INTERNAL

    def is_long(self) -> bool:
        return not self.is_kept and is_long(self.document, self.live)

    def file_name(self) -> str:
        ending = "pdf" if self.what == What.PDF else "docx"
        return file_name(self.document, ending, public=self.variant == PUBLIC)


class _File(FileOfDocument, View):
    http_method_names = ["get", "head", "options"]

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.is_long():
            return redirect(self.address("later"))
        try:
            return attachment(self.content(), self.mime, self.file_name())
        except Tampered as broken:
            found = {"title": _("Filen lämnas inte ut"), "why": broken, "document": self.document}
            return render(request, "documents/tampered.html", found, status=409)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            return redirect(self.url)

    def content(self) -> bytes:
        """The frozen bytes, or made now."""
        if self.is_kept:
            name = f"public_{self.what}" if self.variant == PUBLIC else self.what
            return frozen_bytes(self.document.frozen, name)
        return document_file(self.document, self.live, what=self.what, variant=self.variant)


class DocumentPdf(_File):
    """``/handlingar/<id>.pdf``"""


class DocumentWord(_File):
    """``/handlingar/<id>.docx``"""

    what, mime = What.WORD.value, writers_word.MIME


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
