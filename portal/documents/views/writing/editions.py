"""A section's earlier editions with what each changed, the way back, and its comments."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from portal.documents import access
from portal.documents.domain.editions import editions_of, restore_edition
from portal.documents.domain.living import live_of
from portal.documents.views.writing.editing import preview_of
from portal.documents.views.writing.page import OfSection
from portal.ui.requests import Asked


class SectionEditions(OfSection, TemplateView):
    """``.../utgavor/``"""

    template_name = "documents/section_editions.html"
    http_method_names = ["get", "head", "options"]
    title = gettext_lazy("Tidigare utgåvor")

    @property
    def lede(self) -> str:
        return self.section.heading

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {
            "editions": editions_of(self.section),
            "editor_url": self.editor_url,
            "section": self.section,
        }
        return super().get_context_data(**(kwargs | found))


class EditionRestore(OfSection, View):
    """``.../utgavor/<key>/aterta/``"""

    http_method_names = ["post"]

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            key, moment = kwargs["edition"], timezone.now()
            restored = restore_edition(section=self.section, key=key, by=request.user, now=moment)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(self.at("section_editions"))
        if restored is None:
            raise Http404
        messages.success(request, _("Den tidigare texten är tillbaka som den nyaste utgåvan."))
        return redirect(self.editor_url)


class SectionComments(OfSection, TemplateView):
    """``.../kommentarer/``: the section as it stands, and what is said about it, for all who see it."""

    states = None
    template_name = "documents/section_comments.html"
    http_method_names = ["get", "head", "options"]

    def may(self) -> bool:
        return access.may_list(self.request.user)

    @property
    def title(self) -> str:
        return self.section.heading

    def breadcrumb(self):
        return super().breadcrumb()[:-1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        live = live_of(self.document, today=self.today)
        found = {"section": self.section, "preview": preview_of(self.section, self.section.text, live)}
        return super().get_context_data(**(kwargs | found))
