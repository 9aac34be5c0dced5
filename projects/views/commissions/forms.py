"""Register an uppdrag, change it, note its answer, or write it off."""

from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, FormView, UpdateView

from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin
from projects import access
from projects.domain.commissioning import answer_commission, drop_commission, register_commission
from projects.forms.commission import AnswerForm, CommissionForm, DropForm
from projects.models import Commission
from projects.views.commissions.detail import CommissionPage


class _Keeping(CaseWorkMixin):
    """The coordinator's and the committee secretary's forms."""

    request: Asked

    def may(self) -> bool:
        return access.may_keep_commissions(self.request.user)

    def get_success_url(self) -> str:
        return reverse("projects:commission_detail", args=[self.object.pk])


class _Registering(_Keeping):
    model, form_class = Commission, CommissionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "today": timezone.localdate()}

    def register(self, form: CommissionForm, commission: Commission | None = None) -> Commission:
        return register_commission(
            values=form.values(),
            projects=form.cleaned_data["projects"],
            today=timezone.localdate(),
            commission=commission,
        )


class CommissionCreate(_Registering, CreateView):
    """``/projekt/uppdrag/nytt/``"""

    title, submit_label = gettext_lazy("Registrera uppdrag"), gettext_lazy("Registrera uppdraget")
    success_message = gettext_lazy("Uppdraget är registrerat och står på balanslistan.")

    @property
    def cancel_url(self) -> str:
        return reverse("projects:commission_list")

    def breadcrumb(self):
        return [(_("Projekt"), reverse("projects:project_list")), (_("Uppdrag"), self.cancel_url)]

    def act(self, form: CommissionForm) -> Commission:
        return self.register(form)


class CommissionEdit(CommissionPage, _Registering, UpdateView):
    """``/projekt/uppdrag/<id>/andra/``: what it says; how it was answered is noted by itself."""

    title = gettext_lazy("Ändra uppdraget")
    success_message = gettext_lazy("Ändringen är sparad.")

    def may(self) -> bool:
        return access.may_keep_commissions(self.request.user)

    @property
    def cancel_url(self) -> str:
        return self.url

    def breadcrumb(self):
        return [*super().breadcrumb(), (self.name, self.url)]

    def get_object(self, queryset: Any = None) -> Commission:
        return self.commission

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the row before it is compared with what the form was opened on."""
        self.commission = get_object_or_404(Commission.objects.select_for_update(), pk=self.commission.pk)
        return super().post(request, *args, **kwargs)

    def act(self, form: CommissionForm) -> Commission:
        return self.register(form, self.commission)


class _Ending(CommissionPage, _Keeping, FormView):
    def may(self) -> bool:
        return access.may_keep_commissions(self.request.user)

    @property
    def cancel_url(self) -> str:
        return self.url

    @property
    def lede(self) -> str:
        return self.commission.text

    def breadcrumb(self):
        return [*super().breadcrumb(), (self.name, self.url)]


class CommissionAnswer(_Ending):
    """``/projekt/uppdrag/<id>/besvara/``"""

    form_class = AnswerForm
    title, submit_label = gettext_lazy("Besvara uppdraget"), gettext_lazy("Spara svaret")
    success_message = gettext_lazy("Uppdraget är besvarat och borta från balanslistan.")

    def act(self, form: AnswerForm) -> Commission:
        return answer_commission(commission=self.commission, today=timezone.localdate(), **form.cleaned_data)


class CommissionDrop(_Ending):
    """``/projekt/uppdrag/<id>/avskriv/``"""

    form_class = DropForm
    title, submit_label = gettext_lazy("Avskriv uppdraget"), gettext_lazy("Avskriv uppdraget")
    success_message = gettext_lazy("Uppdraget är avskrivet och borta från balanslistan.")

    def act(self, form: DropForm) -> Commission:
        said = form.cleaned_data
        return drop_commission(
            commission=self.commission,
            on=said["answered_on"],
            reason=said["reason"],
            today=timezone.localdate(),
        )
