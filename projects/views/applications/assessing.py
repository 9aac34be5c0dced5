"""The coordinator assesses one application, with what is left of each nämnd's money beside."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from portal.ui.views import CaseWorkMixin
from projects import access
from projects.domain.allocating import balances
from projects.domain.applying import assess_application
from projects.domain.assessing import move_application
from projects.forms.assessment import AssessmentForm
from projects.models import Application
from projects.views.applications.pages import ApplicationPage
from projects.views.applications.sheet import ApplicationSheet


class ApplicationAssess(ApplicationPage, CaseWorkMixin, FormView):
    """``/projekt/ansokningar/<id>/bedom/``"""

    form_class = AssessmentForm
    template_name = "projects/application_assess.html"
    submit_label = gettext_lazy("Spara bedömningen")
    success_message = gettext_lazy("Bedömningen är sparad.")

    @property
    def title(self) -> str:
        return _("Bedöm %(application)s") % {"application": self.application}

    @property
    def cancel_url(self) -> str:
        return self.url

    def may(self) -> bool:
        return access.may_assess(self.request.user, self.application)

    def breadcrumb(self):
        return [*super().breadcrumb(), (str(self.application), self.url)]

    def get_initial(self) -> dict[str, Any]:
        assessment = getattr(self.application, "assessment", None)
        return {name: getattr(assessment, name, "") for name in ("note", "refused_reason")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"application": self.application}

    def act(self, form: AssessmentForm) -> Application:
        to = form.cleaned_data["round"]
        if to.pk != self.application.round_id:
            return move_application(application=self.application, to=to)
        return assess_application(
            application=self.application,
            note=form.cleaned_data["note"],
            proposals=form.amounts,
            refused_reason=form.cleaned_data["refused_reason"],
            by=self.request.user,
            now=timezone.now(),
        )

    def get_success_url(self) -> str:
        return self.url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        years = set(self.application.budget.values_list("year", flat=True))
        money = balances(self.application.round.programme).values()
        found = {
            "sheet": ApplicationSheet(self.application, user=self.request.user, today=timezone.localdate()),
            "application": self.application,
            "money": [balance for balance in money if balance.year in years],
        }
        return super().get_context_data(**(found | kwargs))
