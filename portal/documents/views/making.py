"""A long file: asked for, followed while the task worker makes it, and fetched by who asked for it."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from portal.content import writers_word
from portal.documents.domain import making
from portal.documents.domain.standing import standing_of, standing_of_agenda
from portal.documents.models import Document, Making
from portal.documents.views.attaching import attachment
from portal.documents.views.files import PUBLIC, FileOfDocument
from portal.documents.views.meetings.files import BundlePage
from portal.documents.views.page import DocumentPage
from portal.documents.views.papers import may_ask_for_papers
from portal.ui.requests import Asked


class _Asked:
    """The reader's own file of a thing: ``thing`` says which, ``standing`` what its words come to now."""

    request: Asked
    what: str
    variant: str

    def thing(self) -> dict[str, Any]:
        raise Http404

    def standing(self) -> str:
        raise Http404

    @cached_property
    def making(self) -> Making | None:
        return making.asked_for(by=self.request.user, **self.thing())

    def has_changed(self, made: Making) -> bool:
        """Whether it would say something else if it were made now."""
        return made.standing != self.standing()

    def may_fetch(self, made: Making) -> bool:
        """What is in it may still be read; and a public variant is of what is public now, not then."""
        if not making.may_still_read(made, self.request.user):
            return False
        return self.variant != PUBLIC or not self.has_changed(made)


class _OfDocument(_Asked, FileOfDocument):
    @cached_property
    def making(self) -> Making | None:
        """None once its files are kept: what was made of the draft is not what was signed."""
        return None if self.is_kept else super().making

    def thing(self) -> dict[str, Any]:
        return {"what": self.what, "variant": self.variant, "document": self.document}

    def standing(self) -> str:
        return standing_of(self.document)


class _OfMeeting(_Asked, BundlePage):
    def thing(self) -> dict[str, Any]:
        return {"what": self.what, "variant": self.variant, "meeting": self.meeting}

    def standing(self) -> str:
        return standing_of_agenda(self.meeting, self.items)


class _LaterPage(TemplateView):
    """How far the file has come. POST asks for it; a short file needs no asking, and is led to."""

    template_name = "documents/making.html"
    http_method_names = ["get", "post", "head", "options"]

    @property
    def title(self) -> str:
        return self.file_name()

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.making is None and not self.is_long():
            return redirect(self.address())
        answer = super().get(request, *args, **kwargs)
        if request.htmx and not self.is_at_work:  # asked every other second until it is done
            answer["HX-Refresh"] = "true"
        return answer

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.making is None and not self.is_long():
            return redirect(self.address())
        seen = request.POST.get("gjord", "")
        making.ask(by=request.user, now=timezone.now(), seen=seen, **self.thing())
        return redirect(self.address("later"))

    @property
    def is_at_work(self) -> bool:
        row = self.making
        return row is not None and not row.is_made and not row.has_stopped(timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.making
        found: dict[str, Any] = {
            "making": row,
            "at_work": self.is_at_work,
            "seen": making.mark_of(row),
            "later_url": self.address("later"),
            "made_url": self.address("made"),
        }
        if row and row.is_made:
            found |= {"changed": self.has_changed(row), "may_fetch": self.may_fetch(row)}
        return super().get_context_data(**(found | kwargs))


class _MadePage(View):
    """The bytes, to who asked for them (else 404) and may still read all that is in them (else 403)."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        row = self.making
        if row is None or not row.is_made:
            raise Http404
        if not self.may_fetch(row):
            raise PermissionDenied
        return attachment(bytes(row.content), self.mime, self.file_name())


class PdfLater(_LaterPage, _OfDocument):
    """``/handlingar/<id>/filen/pdf/``"""


class PdfMade(_OfDocument, _MadePage):
    """``/handlingar/<id>/filen/pdf/hamta/``"""


class WordLater(_LaterPage, _OfDocument):
    """``/handlingar/<id>/filen/word/``"""

    what, mime = Making.What.WORD.value, writers_word.MIME


class WordMade(_OfDocument, _MadePage):
    """``/handlingar/<id>/filen/word/hamta/``"""

    what, mime = Making.What.WORD.value, writers_word.MIME


class BundleLater(_LaterPage, _OfMeeting):
    """``/handlingar/sammantraden/<id>/filen/``"""


class BundleMade(_OfMeeting, _MadePage):
    """``/handlingar/sammantraden/<id>/filen/hamta/``"""


class PapersAgain(DocumentPage, View):
    """``/handlingar/<id>/filerna/``: ask anew for the papers of a signed document, when they have stopped."""

    http_method_names = ["post", "options"]
    states = Document.FROZEN_STATES

    def may(self) -> bool:
        return may_ask_for_papers(self.request.user, self.document)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.document.frozen.has_papers:
            messages.info(request, _("Filerna är redan klara."))
        else:
            making.ask_for_papers(document=self.document, by=request.user, now=timezone.now())
        return redirect(self.url)
