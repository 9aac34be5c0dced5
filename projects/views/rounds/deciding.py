"""Register what a nämnd decided, put it right, and note that a decision on delegation was reported to it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from portal.ui.fields import SwedishDateField
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin, PageMixin
from projects import access
from projects.domain.correcting import correct_decision, decided_by
from projects.domain.deciding import before, register_decision, report_delegated
from projects.forms.decision import DecisionCorrectionForm, DecisionForm
from projects.models import CommitteeDecision
from projects.views.rounds.pages import RoundPage


class DecisionRegister(RoundPage, CaseWorkMixin, FormView):
    """``/projekt/beslutstillfallen/<id>/beslut/<nämnd>/``: a nämnd that is none of the round's: 404."""

    form_class = DecisionForm
    template_name = "projects/decision_form.html"
    submit_label = gettext_lazy("Registrera beslutet")
    success_message = gettext_lazy("Beslutet är registrerat.")
    is_correction = False

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


class DecisionCorrect(DecisionRegister):
    """``/projekt/beslutstillfallen/<id>/beslut/<nämnd>/ratta/<beslut>/``: typed wrong, put right."""

    form_class = DecisionCorrectionForm
    submit_label = gettext_lazy("Rätta beslutet")
    success_message = gettext_lazy(
        "Beslutet är rättat. Beloppen och medlen följer det, och skälet står i historiken."
    )
    is_correction = True

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.title = _("Rätta beslut: %(committee)s") % {"committee": self.row.committee.as_committee}
        self.decision = self._found()

    def _found(self, *, locked: bool = False) -> CommitteeDecision:
        rows = self.round.decisions.filter(committee=self.row.committee_id)
        rows = rows.select_for_update(of=("self",)) if locked else rows
        decision = get_object_or_404(rows, pk=self.kwargs["decision"])
        decision.round = self.round
        return decision

    def get_form_kwargs(self) -> dict[str, Any]:
        before = list(decided_by(self.decision)) if self.decision.is_final else []
        return super().get_form_kwargs() | {"before": before, "instance": self.decision}

    def get_initial(self) -> dict[str, Any]:
        return {}

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the row before it is compared with what the form was opened on."""
        self.decision = self._found(locked=True)
        return super().post(request, *args, **kwargs)

    def act(self, form: DecisionForm) -> CommitteeDecision:
        return correct_decision(
            decision=form.decision(self.decision),
            amounts=form.amounts(),
            why=form.cleaned_data["why"],
            by=self.request.user,
            now=timezone.now(),
        )


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
