"""Money that goes back: announced, received, or withdrawn. Kept by the coordinator."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.ui.requests import Asked
from projects import access
from projects.domain.returning import announce_return, kind_for, receive_return, withdraw_return
from projects.forms.chase import RepaymentForm, RepaymentReceiveForm, RepaymentWithdrawForm
from projects.models import Repayment
from projects.views.chase.page import ChaseForm


class RepaymentPage(ChaseForm):
    submit_label = gettext_lazy("Spara")

    def may(self) -> bool:
        return access.may_keep_repayments(self.user)

    def get_success_url(self) -> str:
        return f"{self.address}#aterforing"


class RepaymentCreate(RepaymentPage):
    """Återföring from the city's own, återkrav from others: the lead's kind decides."""

    form_class = RepaymentForm
    success_message = gettext_lazy("Det är noterat.")

    @property
    def title(self) -> str:
        if kind_for(self.project.lead) == Repayment.Kind.CLAIM:
            return _("Notera återkrav")
        return _("Notera återföring av medel")

    def act(self, form: RepaymentForm) -> Repayment:
        return announce_return(
            project=self.project, by=self.user, today=timezone.localdate(), **form.cleaned_data
        )


class RepaymentOpen(RepaymentPage):
    """About one that is announced: found under its own project, else 404."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.repayment = get_object_or_404(self.project.repayments, pk=kwargs["repayment"])


class RepaymentReceive(RepaymentOpen):
    form_class = RepaymentReceiveForm
    title = gettext_lazy("Medlen har kommit in")
    success_message = gettext_lazy("Det är noterat att medlen har kommit in.")

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"amount": self.repayment.amount}

    def act(self, form: RepaymentReceiveForm) -> Repayment:
        return receive_return(repayment=self.repayment, today=timezone.localdate(), **form.cleaned_data)


class RepaymentWithdraw(RepaymentOpen):
    form_class = RepaymentWithdrawForm
    title = gettext_lazy("Medlen går inte tillbaka")
    success_message = gettext_lazy("Det är noterat att det drogs tillbaka.")

    def act(self, form: RepaymentWithdrawForm) -> Repayment:
        return withdraw_return(repayment=self.repayment, today=timezone.localdate(), **form.cleaned_data)
