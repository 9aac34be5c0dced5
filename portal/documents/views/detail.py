"""The document itself."""

from functools import cached_property
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from portal.documents import access
from portal.documents.domain.parts import parts_of, read_once
from portal.documents.views.acting import head_actions
from portal.documents.views.outcomes import outcomes_of, steps_of, views_of
from portal.documents.views.page import DocumentPage
from portal.documents.views.papers import Papers, papers_of
from portal.documents.views.sheet import Sheet, lede_of
from portal.ui.requests import Asked
from portal.ui.views import Action


class DocumentDetail(DocumentPage, TemplateView):
    """``/handlingar/<id>/``"""

    template_name = "documents/document_detail.html"
    http_method_names = ["get", "head", "options"]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        read_once(self.document)  # nothing is written here

    @property
    def title(self) -> str:
        return str(self.document)

    @property
    def lede(self) -> str:
        """ "Tjänsteutlåtande till Socialnämnden 2026-12-15. Handlingar senast 2026-11-27." """
        return lede_of(self.document, parts_of(self.document).recipients)

    def may(self) -> bool:
        return access.may_list(self.request.user)

    def breadcrumb(self):
        return [(_("Handlingar"), reverse("documents:list"))]

    def actions(self) -> list[Action]:
        return head_actions(self.document, self.sheet.doings)

    @cached_property
    def sheet(self) -> Sheet:
        return Sheet(self.document, self.request.user, self.today)

    @cached_property
    def papers(self) -> Papers | None:
        return papers_of(self.document, self.request.user)

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = super().get(request, *args, **kwargs)
        if request.htmx and request.htmx.trigger == "filerna" and not (self.papers and self.papers.at_work):
            answer["HX-Refresh"] = "true"
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {
            "sheet": self.sheet,
            "papers": self.papers,
            "outcomes": outcomes_of(self.document),
            "views": views_of(self.document, self.request.user),
            "may_read_history": access.may_read_history(self.request.user, self.document),
            "steps": steps_of(self.document, self.request.user),
        }
        return super().get_context_data(**(found | kwargs))
