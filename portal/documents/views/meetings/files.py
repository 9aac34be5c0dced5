"""A meeting's papers as one PDF, and packages to the diarium."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import View

from portal.documents import access
from portal.documents.domain.bundling import bundle, with_papers
from portal.documents.domain.freezing import Tampered
from portal.documents.domain.handing_over import package
from portal.documents.domain.weighing import is_long_bundle
from portal.documents.models import Document, Making
from portal.documents.views.attaching import attachment
from portal.documents.views.meetings.page import MeetingPage
from portal.documents.views.page import DocumentPage

PDF, ZIP = "application/pdf", "application/zip"


class _FileOfMeeting(MeetingPage, View):
    """A file made of the meeting's documents; what hinders it is told on the meeting's page."""

    http_method_names = ["get", "head", "options"]

    def made(self, items: list[Any]) -> HttpResponseBase:
        """Make the file of the lines of the agenda."""
        raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return self.made(self.items)
        except (ValidationError, Tampered) as refusal:
            messages.error(request, _words(refusal))
            return redirect(self.url())


class BundlePage(MeetingPage):
    """The bundle of the meeting; ``?variant=offentlig`` leaves out what is secret."""

    what, mime = Making.What.BUNDLE.value, PDF

    def may(self) -> bool:
        return access.may_list(self.request.user)

    @property
    def variant(self) -> str:
        public = Making.Variant.PUBLIC.value
        return public if self.request.GET.get("variant") == public else ""

    def address(self, name: str = "") -> str:
        """Where the bundle is fetched at once, where it is asked for (``later``), and fetched (``made``)."""
        query = f"?variant={self.variant}" if self.variant else ""
        return self.url(f"bundle{name and '_' + name}") + query

    def is_long(self) -> bool:
        items = with_papers(self.items, public=bool(self.variant))
        return is_long_bundle(item.document for item in items)

    def file_name(self) -> str:
        name = slugify(f"handlingar {self.meeting}")
        return f"{name}-offentlig.pdf" if self.variant else f"{name}.pdf"


class MeetingBundle(BundlePage, _FileOfMeeting):
    """``/handlingar/sammantraden/<id>/handlingar.pdf``"""

    def made(self, items: list[Any]) -> HttpResponseBase:
        if not items:
            raise ValidationError(_("Ärendelistan är tom. Lägg till minst en punkt."))
        if self.is_long():
            return redirect(self.address("later"))
        content = bundle(self.meeting, items, today=self.today, public=bool(self.variant))
        return attachment(content, PDF, self.file_name())


class MeetingPackage(_FileOfMeeting):
    """``/handlingar/sammantraden/<id>/diariet.zip``"""

    def may(self) -> bool:
        return self.keeps

    def made(self, items: list[Any]) -> HttpResponseBase:
        user = self.request.user
        documents = [item.document for item in items if item.document]
        mine = [document for document in documents if access.may_hand_over(user, document)]
        name = slugify(f"till diariet {self.meeting}")
        return attachment(package(mine, now=timezone.localtime()), ZIP, f"{name}.zip")


class DocumentPackage(DocumentPage, View):
    """``/handlingar/<id>/diariet.zip``"""

    http_method_names = ["get", "head", "options"]
    states = Document.FROZEN_STATES

    def may(self) -> bool:
        return access.may_register(self.request.user, self.document)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            made = package([self.document], now=timezone.localtime())
        except (ValidationError, Tampered) as refusal:
            messages.error(request, _words(refusal))
            return redirect(self.url)
        return attachment(made, ZIP, f"{slugify(f'till diariet {self.document.pk}')}.zip")


def _words(refusal: ValidationError | Tampered) -> str:
    return refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)
