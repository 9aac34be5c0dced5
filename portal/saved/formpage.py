"""A form page that saves itself while one writes, and gives back what was kept (CaseWorkMixin's neighbour).

::

    class ReportCreate(SavesItself, CaseWorkMixin, CreateView): ...

The template ui/form.html carries ``autosave_url`` on the form; static/js/autosave.js does the rest. Without
JavaScript nothing is kept, and nothing else changes.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from portal.content.personal import refuse_personal_numbers
from portal.saved.drafting import clear_draft, take_draft
from portal.ui.requests import Asked


class SavesItself:
    """Stands before CaseWorkMixin: boxes begin as they were left; the draft goes when the form is sent.

    ``refuses`` raises ValidationError for a text that may not be kept, not even as a draft.
    """

    request: Asked
    refuses: Callable[[str], None] = staticmethod(refuse_personal_numbers)

    def get_initial(self) -> dict[str, Any]:
        self.draft = take_draft(user=self.request.user, path=self.request.path)
        kept = self.draft.fields if self.draft and self.request.method == "GET" else {}
        return super().get_initial() | kept  # type: ignore[misc]  # FormMixin's

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)  # type: ignore[misc]  # FormMixin's
        if response.status_code == 302:
            clear_draft(user=self.request.user, path=self.request.path)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"autosave_url": reverse("saved:draft_keep"), "draft": getattr(self, "draft", None)}
        return super().get_context_data(**(found | kwargs))  # type: ignore[misc]  # ContextMixin's
