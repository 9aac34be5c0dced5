"""Begär uppskov, beside the deadline; and the coordinator's answer."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.deadlines import access
from portal.deadlines.extending import ask_extension, grant_extension, refuse_extension
from portal.deadlines.ledgerforms import ExtensionAnswerForm, ExtensionForm
from portal.deadlines.models import Extension
from portal.ui.requests import Asked
from projects.views.chase.page import ChaseForm


class ExtensionCreate(ChaseForm):
    """The district's own people ask."""

    form_class = ExtensionForm
    template_name = "projects/extension_form.html"
    title, submit_label = _("Begär uppskov"), _("Skicka begäran")
    success_message = _("Begäran är skickad till samordnaren. Den gamla dagen gäller tills du får svar.")

    def may(self) -> bool:
        return access.may_ask_extension(self.user, self.expected)

    def act(self, form: ExtensionForm) -> Extension:
        return ask_extension(
            expected=self.expected,
            to=form.cleaned_data["asked_to"],
            reason=form.cleaned_data["reason"],
            by=self.user,
            now=timezone.now(),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(expected=self.expected, **kwargs)


class ExtensionAnswer(ChaseForm):
    """The coordinator grants or refuses."""

    form_class = ExtensionAnswerForm
    template_name = "projects/extension_form.html"
    title, submit_label = _("Svara på uppskov"), _("Skicka svaret")
    success_message = _("Svaret är skickat.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = self.expected.extensions.select_related("asked_by")
        self.extension = get_object_or_404(rows, pk=kwargs["extension"])

    def may(self) -> bool:
        return access.may_answer_extension(self.user)

    def act(self, form: ExtensionAnswerForm) -> Extension:
        answer = {"by": self.user, "now": timezone.now(), "answer": form.cleaned_data["answer"]}
        act = grant_extension if form.cleaned_data["granted"] == "ja" else refuse_extension
        return act(extension=self.extension, **answer)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(expected=self.expected, extension=self.extension, **kwargs)
