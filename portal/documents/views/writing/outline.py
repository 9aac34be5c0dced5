"""The outline of a document: its sections in order, who writes them and how far they are."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from portal.content.texts import as_number
from portal.documents import access
from portal.documents.domain.arranging import MOST, add_section, place_sections
from portal.documents.domain.locking import IDLE
from portal.documents.domain.parts import parts_of
from portal.documents.forms.writing import AddSectionForm
from portal.documents.models import Document, Section
from portal.documents.views.page import DocumentPage
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin


class Outline(DocumentPage, CaseWorkMixin, FormView):
    """``/handlingar/<id>/disposition/``: the list, and a form that adds a section."""

    states = Document.WRITABLE_STATES
    form_class = AddSectionForm
    template_name = "documents/outline.html"
    title, submit_label = gettext_lazy("Disposition"), gettext_lazy("Lägg till avsnittet")
    success_message = gettext_lazy("Avsnittet är tillagt.")

    def may(self) -> bool:
        return access.may_write(self.request.user, self.document)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"sections": self.document.sections.order_by("order", "pk")}

    def act(self, form: Any) -> Section:
        return add_section(document=self.document, **form.cleaned_data)

    def get_initial(self) -> dict[str, Any]:
        """A new section stands last unless another place is chosen."""
        return super().get_initial() | {"after": self.document.sections.order_by("order", "pk").last()}

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        if "ordna" not in request.POST:
            return super().post(request, *args, **kwargs)
        place_sections(document=self.document, places=wanted_places(request.POST))
        messages.success(request, _("Ordningen är sparad."))
        return redirect(request.path)

    def get_success_url(self) -> str:
        return self.request.path

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"sections": rows_of(self.document)} | kwargs))


def wanted_places(sent: Mapping[str, str]) -> dict[int, int]:
    """Section -> the place typed for it, of those whose place is another than the page showed."""
    found = {}
    for name, value in sent.items():
        key, shown = as_number(name.removeprefix("plats-")), sent.get(name.replace("plats-", "fran-", 1), "")
        place = as_number(value.strip())
        if name.startswith("plats-") and key is not None and place is not None and value != shown:
            found[key] = min(place, MOST)
    return found


def rows_of(document: Document) -> list[Section]:
    """The sections in order, each with ``writer``: who writes in it now, or None. One query."""
    found, moment = parts_of(document).sections, timezone.now()
    for section in found:
        lock = getattr(section, "lock", None)
        section.writer = lock.owner if lock and moment - lock.active_at < IDLE else None
    return found
