"""A meeting's papers as one PDF, and packages to the diarium."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import View

from portal.documents import access
from portal.documents.domain.bundling import bundle
from portal.documents.domain.freezing import Tampered
from portal.documents.domain.handing_over import package
from portal.documents.models import Document
from portal.documents.views.meetings.page import MeetingPage, agenda
from portal.documents.views.page import DocumentPage

PDF, ZIP = "application/pdf", "application/zip"


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    """Answer with a file that is kept nowhere on its way."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


class _FileOfMeeting(MeetingPage, View):
    """A file made of the meeting's documents; what hinders it is told on the meeting's page."""

    http_method_names = ["get", "head", "options"]

    def made(self, items: list[Any]) -> HttpResponse:
        """Make the file of the lines of the agenda."""
        raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return self.made(agenda(self.meeting, request.user))
        except (ValidationError, Tampered) as refusal:
            words = refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)
            messages.error(request, words)
            return redirect(self.url())


class MeetingBundle(_FileOfMeeting):
    """``/handlingar/sammantraden/<id>/handlingar.pdf``; ``?variant=offentlig`` leaves out what is secret."""

    def may(self) -> bool:
        return access.may_list(self.request.user)

    def made(self, items: list[Any]) -> HttpResponse:
        if not items:
            raise ValidationError(_("Ärendelistan är tom. Lägg till minst en punkt."))
        public = self.request.GET.get("variant") == "offentlig"
        content = bundle(self.meeting, items, today=self.today, public=public)
        name = slugify(f"handlingar {self.meeting}")
        return attachment(content, PDF, f"{name}-offentlig.pdf" if public else f"{name}.pdf")


class MeetingPackage(_FileOfMeeting):
    """``/handlingar/sammantraden/<id>/diariet.zip``"""

    def may(self) -> bool:
        return self.keeps

    def made(self, items: list[Any]) -> HttpResponse:
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
        except Tampered as refusal:
            messages.error(request, str(refusal))
            return redirect(self.url)
        return attachment(made, ZIP, f"{slugify(f'till diariet {self.document.pk}')}.zip")
