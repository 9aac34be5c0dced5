"""What a signature rests on, registered; and the list of decisions on delegation to tell the nämnd of."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from funding import access
from funding.domain.supporting import register_support, remove_support, report_support
from funding.forms.signing import SupportForm
from funding.models import Agreement, Support, Terms
from funding.views.signing.page import PartyPage
from portal.ui.fields import SwedishDateField
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin, PageMixin

MOST = 500  # told decisions that are shown; those to tell are all there


class SupportRegister(PartyPage, CaseWorkMixin, FormView):
    """``/overenskommelser/<id>/stod/<part>/``"""

    form_class = SupportForm
    template_name = "funding/support_form.html"
    submit_label = gettext_lazy("Spara stödet")
    success_message = gettext_lazy("Stödet för underskriften är registrerat.")

    @property
    def title(self) -> str:
        return _("Stöd för underskriften: %(party)s") % {"party": self.party}

    def may(self) -> bool:
        return access.may_register_support(self.request.user, self.party)

    def act(self, form: SupportForm) -> Support:
        given = {"terms": self.terms, "party": self.party, "by": self.request.user, "today": self.today}
        return register_support(**given, **form.values())

    def get_success_url(self) -> str:
        """Go on to sign for who may; else back to the signatures."""
        if access.may_sign_for(self.request.user, self.party):
            return reverse("funding:signature_create", args=[self.agreement.pk, self.party.pk])
        return super().get_success_url()


class SupportRemove(PartyPage, CaseWorkMixin, FormView):
    """``/overenskommelser/<id>/stod/<part>/ta-bort/``: one that was written by mistake, when the page has
    shown which and asked."""

    form_class = Form
    template_name = "funding/support_remove.html"
    submit_label = gettext_lazy("Ta bort stödet")
    success_message = gettext_lazy("Stödet är borttaget. Historiken har det kvar.")

    @property
    def title(self) -> str:
        return _("Ta bort stödet för underskriften: %(party)s") % {"party": self.party}

    def may(self) -> bool:
        return access.may_register_support(self.request.user, self.party)

    def dispatch(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = request.method in ("GET", "HEAD", "POST")
        if self.may() and asked and self.terms and self.support is None:
            messages.error(request, _("Partens stöd är inte registrerat."))
            return redirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: Form) -> None:
        remove_support(support=self.support)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"support": self.support} | kwargs))


def supports_seen(user) -> Any:
    """Return the supports of agreements the user may see, with what the list shows of them."""
    terms = Terms.objects.for_user(user).filter(agreement__in=Agreement.objects.for_user(user))
    found = Support.objects.filter(terms__in=terms)
    return found.select_related("party__organisation", "party__agreement", "terms__agreement")


class DelegationList(PageMixin, TemplateView):
    """``/overenskommelser/delegationsbeslut/``: per nämnd what is to be told at its next meeting, then what
    has been told."""

    template_name = "funding/delegation_list.html"
    title = gettext_lazy("Delegationsbeslut")
    lede = gettext_lazy("Ett beslut på delegation anmäls på nämndens nästa sammanträde.")
    request: Asked

    def may(self) -> bool:
        return access.may_list_delegations(self.request.user)

    def breadcrumb(self):
        return [(_("Överenskommelser"), reverse("funding:agreement_list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        own = None if user.reach.central else user.reach.at(*access.SIGNERS)
        rows = supports_seen(user).exclude(delegation="")
        rows = rows if own is None else rows.filter(party__organisation__in=own)
        waiting = rows.filter(reported_on__isnull=True).order_by("party__organisation", "decided_on", "pk")
        told = rows.filter(reported_on__isnull=False).order_by("-reported_on", "-pk")[:MOST]
        may_any, signs_for = access.registers_support(user), access.signs_for(user)
        found = {
            "waiting": [(each, may_any or each.party.organisation_id in signs_for) for each in waiting],
            "told": told,
            "today": timezone.localdate(),
        }
        return super().get_context_data(**(found | kwargs))


class DelegationReport(PageMixin, View):
    """``/overenskommelser/delegationsbeslut/<id>/anmal/``: the day is sent as ``dag``."""

    http_method_names = ["post"]
    request: Asked

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.support = get_object_or_404(supports_seen(request.user), pk=kwargs["pk"])

    def may(self) -> bool:
        return access.may_register_support(self.request.user, self.support.party)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            day = SwedishDateField().clean(request.POST.get("dag", ""))
            report_support(support=self.support, on=day, today=timezone.localdate())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Beslutet är anmält till nämnden."))
        return redirect("funding:delegation_list")
