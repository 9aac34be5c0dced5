"""A registered decision was typed wrong: put right, with a reason."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from portal.documents.domain.correcting import correct_decision
from portal.documents.forms.deciding import CorrectionForm
from portal.documents.models import Document, Recipient
from portal.documents.views.flow.deciding import RegistrarsPage
from portal.ui.requests import Asked

_State, _Outcome = Document.State, Recipient.Outcome
_NAMES = ("outcome", "decided_on", "paragraph", "delegation_point", "reason", "adjusted_on")


class DecisionCorrect(RegistrarsPage, FormView):
    """``/handlingar/<id>/beslut/<nämnd>/ratta/``"""

    form_class = CorrectionForm
    states = (_State.SENT, _State.DECIDED)
    submit_label = gettext_lazy("Rätta beslutet")
    success_message = gettext_lazy(
        "Beslutet är rättat. Handlingens läge följer det, och skälet står i historiken."
    )

    def dispatch(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Where nothing is decided there is nothing to put right: back to the document, told so."""
        is_turn = self.document.state in self.states and request.method in ("GET", "HEAD", "POST")
        if is_turn and not self.recipient.outcome and self.may():
            messages.info(request, _("Det finns inget registrerat beslut att rätta."))
            return redirect(self.url)
        return super().dispatch(request, *args, **kwargs)

    @property
    def title(self) -> str:
        return _("Rätta beslut: %(committee)s") % {"committee": self.committee}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"meetings": self.meetings(), "row": self.recipient}

    def get_initial(self) -> dict[str, Any]:
        found = {name: getattr(self.recipient, name) for name in _NAMES}
        if self.recipient.outcome == _Outcome.POSTPONED:
            found["next_meeting"] = self.recipient.meeting_id
        return super().get_initial() | found

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the row before it is compared with what the form was opened on."""
        rows = self.document.recipients.select_for_update(of=("self",)).select_related("committee", "meeting")
        self.recipient = rows.get(pk=self.recipient.pk)
        self.recipient.document = self.document
        return super().post(request, *args, **kwargs)

    def act(self, form: CorrectionForm) -> Recipient:
        return correct_decision(decision=form.decision(), why=form.cleaned_data["why"], **self.done())
