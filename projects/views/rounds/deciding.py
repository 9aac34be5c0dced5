"""Register what a nämnd decided, and note that a decision on delegation was reported to it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from portal.ui.fields import SwedishDateField
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin, PageMixin
from projects import access
from projects.domain.deciding import before, register_decision, report_delegated
from projects.forms.decision import DecisionForm
from projects.models import CommitteeDecision
from projects.views.rounds.pages import RoundPage


class DecisionRegister(RoundPage, CaseWorkMixin, FormView):
    """``/projekt/beslutstillfallen/<id>/beslut/<nämnd>/``: a nämnd that is none of the round's: 404."""

    form_class = DecisionForm
    template_name = "projects/decision_form.html"
    submit_label = gettext_lazy("Registrera beslutet")
    success_message = gettext_lazy("Beslutet är registrerat.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = self.round.committees.select_related("committee")
        self.row = get_object_or_404(rows, committee=kwargs["committee"])
        self.cancel_url = self.url
        self.title = _("Registrera beslut: %(committee)s") % {"committee": self.row.committee.as_committee}

    def may(self) -> bool:
        return access.may_decide(self.request.user)

    @property
    def lede(self) -> str:
        return f"{self.round.programme}. {self.name}"

    def breadcrumb(self):
        return [*super().breadcrumb(), (self.name, self.url)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"before": list(before(self.round, self.row.committee_id))}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"decided_on": self.row.meets_on}

    def act(self, form: DecisionForm) -> CommitteeDecision:
        decision = form.decision(CommitteeDecision(round=self.round, committee=self.row.committee))
        now = timezone.now()
        return register_decision(decision=decision, amounts=form.amounts(), by=self.request.user, now=now)

    def get_success_url(self) -> str:
        return self.url


class DecisionReport(PageMixin, View):
    """``/projekt/beslutstillfallen/beslut/<id>/anmal/``: the day is sent as ``dag``."""

    http_method_names = ["post"]
    request: Asked

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.decision = get_object_or_404(CommitteeDecision, pk=kwargs["pk"])

    def may(self) -> bool:
        return access.may_decide(self.request.user)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            day = SwedishDateField().clean(request.POST.get("dag", ""))
            report_delegated(decision=self.decision, on=day, today=timezone.localdate())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Beslutet är anmält till nämnden."))
        return redirect("projects:round_detail", pk=self.decision.round_id)
