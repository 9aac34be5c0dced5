"""Give a file, be told whether it is the one that was decided."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from portal.documents import access
from portal.documents.domain.verifying import verify
from portal.documents.forms.deciding import VerifyForm
from portal.documents.models import Document
from portal.documents.states import OUTCOMES
from portal.ui.views import CaseWorkMixin


class Verify(CaseWorkMixin, FormView):
    """``/handlingar/kontrollera/``: the answer stands on the page; the file is not kept."""

    form_class = VerifyForm
    template_name = "documents/verify.html"
    title, submit_label = gettext_lazy("Kontrollera en fil"), gettext_lazy("Kontrollera filen")
    lede = gettext_lazy(
        "Är det här den handling som undertecknades och beslutades? Välj filen, så får du veta."
    )

    def may(self) -> bool:
        return access.may_verify(self.request.user)

    def breadcrumb(self):
        return [(_("Handlingar"), reverse("documents:list"))]

    def form_valid(self, form: VerifyForm) -> HttpResponse:
        found = verify(form.content)
        seen = Document.objects.for_user(self.request.user)
        context: dict[str, Any] = {
            "verdict": found,
            "file_name": form.cleaned_data["file"].name,
            "sees": found.document is not None and seen.filter(pk=found.document.pk).exists(),
            "decisions": self._decisions(found.document),
        }
        return self.render_to_response(self.get_context_data(form=self.form_class(), **context))

    def _decisions(self, document: Document | None) -> list[tuple[Any, Any]]:
        if document is None:
            return []
        rows = document.recipients.exclude(outcome="").select_related("committee").order_by("order", "pk")
        return [(row, OUTCOMES[row.outcome]) for row in rows]
