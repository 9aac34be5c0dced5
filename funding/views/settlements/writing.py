"""Prepare a settlement, take it back, correct it by a new one; and each party checks its own line."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from funding import access
from funding.domain.accounting import check_line, may_be_final, prepare_settlement, withdraw_settlement
from funding.forms.settling import CorrectForm, PrepareForm, WithdrawForm
from funding.models import Agreement, Settlement, SettlementLine
from funding.views.settled import settlement_url
from funding.views.settlements.page import AgreementWork, SettlementWork
from portal.periods import Period
from portal.ui.requests import Asked
from portal.ui.views import PageMixin


class SettlementCreate(AgreementWork):
    """``/overenskommelser/<id>/avrakningar/ny/``: ``?period=2026-1`` chooses one beforehand."""

    form_class = PrepareForm
    template_name = "funding/settlement_form.html"
    title = gettext_lazy("Avräkna en period")
    submit_label = gettext_lazy("Räkna fram och skicka för granskning")
    success_message = gettext_lazy("Avräkningen är upprättad. Nu granskar varje part sin rad.")

    @property
    def choices(self) -> list[Period]:
        return [each.period for each in self.periods if each.can_be_settled]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"periods": self.choices}

    def get_initial(self) -> dict[str, Any]:
        only = [f"{each.year}-{each.number}" for each in self.choices]
        wanted = self.request.GET.get("period", "")
        return {"period": wanted if wanted in only else only[-1] if only else ""}

    def act(self, form: PrepareForm) -> Settlement:
        return prepare_settlement(
            agreement=self.agreement,
            period=form.said(),
            by=self.request.user,
            now=timezone.now(),
            final=form.cleaned_data["final"],
        )

    def get_success_url(self) -> str:
        return settlement_url(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = [each for each in self.periods if each.missing and each.can_be_settled]
        return super().get_context_data(**({"choices": self.choices, "waiting": waiting} | kwargs))


class SettlementCorrect(SettlementWork):
    """``/overenskommelser/<id>/avrakningar/<id>/ratta/``: a new settlement of the same period."""

    form_class = CorrectForm
    title = gettext_lazy("Rätta avräkningen")
    submit_label = gettext_lazy("Räkna om och skicka för granskning")
    success_message = gettext_lazy("Rättelsen är upprättad. Bara skillnaden återstår att debitera.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"may_be_final": may_be_final(self.agreement, self.period)}

    def get_initial(self) -> dict[str, Any]:
        return {"final": self.settlement.is_final}

    def act(self, form: CorrectForm) -> Settlement:
        if self.settlement.state != Settlement.State.SETTLED:
            raise ValidationError(_("Bara en avräkning som alla parter har granskat rättas."))
        return prepare_settlement(
            agreement=self.agreement,
            period=self.period,
            by=self.request.user,
            now=timezone.now(),
            reason=form.cleaned_data["reason"],
            final=form.cleaned_data.get("final", False),
        )

    def get_success_url(self) -> str:
        return settlement_url(self.object)


class SettlementWithdraw(SettlementWork):
    """``/overenskommelser/<id>/avrakningar/<id>/ta-tillbaka/``"""

    form_class = WithdrawForm
    title = gettext_lazy("Ta tillbaka avräkningen")
    submit_label = gettext_lazy("Ta tillbaka avräkningen")
    success_message = gettext_lazy("Avräkningen är återtagen. Perioden kan avräknas på nytt.")

    def act(self, form: WithdrawForm) -> Settlement:
        return withdraw_settlement(settlement=self.settlement, reason=form.cleaned_data["reason"])


class LineCheck(PageMixin, View):
    """``/overenskommelser/<id>/avrakningar/<id>/granska/<rad>/``: the party's director, own line only."""

    request: Asked
    http_method_names = ["post"]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        agreement = get_object_or_404(Agreement.objects.for_user(request.user), pk=kwargs["pk"])
        lines = SettlementLine.objects.filter(settlement__agreement=agreement)
        self.line = get_object_or_404(
            lines.select_related("settlement", "party"), pk=kwargs["line"], settlement=kwargs["settlement"]
        )

    def may(self) -> bool:
        return access.may_check_line(self.request.user, self.line)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            check_line(line=self.line, by=request.user, now=timezone.now())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Raden är granskad."))
        return redirect(settlement_url(self.line.settlement))
