"""The officer's doors: send a draft for signing, take it back, write it again, and join it to a case."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from funding.domain.casing import join_case
from funding.domain.cautions import cautions
from funding.domain.closing import CLOSED, draft_again, withdraw
from funding.domain.sending import hindrances, send_for_signing
from funding.domain.signing import is_numbered
from funding.forms.signing import CaseForm, ReasonForm
from funding.models import Terms
from funding.views.amending.showing import difference_of
from funding.views.signing.page import DraftersPage
from funding.views.writing import cases_for
from portal.organisation.models import Organisation
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin

_State = Terms.State


class TermsSend(DraftersPage, CaseWorkMixin, FormView):
    """``/overenskommelser/<id>/skicka/``: what will happen, what is missing, and the button."""

    states = (_State.DRAFT,)
    gone = gettext_lazy("Det finns inget utkast att skicka.")
    form_class = Form
    template_name = "funding/terms_send.html"
    title = gettext_lazy("Skicka för underskrift")
    submit_label = gettext_lazy("Skicka för underskrift")
    success_message = gettext_lazy(
        "Villkoren är skickade. Nu kan varje part registrera stöd och underteckna."
    )

    def act(self, form: Form) -> Terms:
        return send_for_signing(
            terms=self.terms, to=self.receiver(), by=self.request.user, now=timezone.now()
        )

    def receiver(self) -> Organisation:
        """Return the nämnd that receives it: that of the host, which runs the common work."""
        hosts = self.terms.shares.filter(party__is_host=True).select_related("party__organisation")
        host = hosts.first()
        return host.party.organisation if host else self.agreement.owner.parent or self.agreement.owner

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shares = self.terms.shares.select_related("party__organisation").order_by(
            "party__signing_order", "pk"
        )
        found = {
            "agreement": self.agreement,
            "terms": self.terms,
            "parties": [share.party for share in shares],
            "hindrances": hindrances(self.terms, timezone.now()),
            "cautions": cautions(self.terms, self.today),
            "lacks_number": not is_numbered(self.agreement),
            "difference": difference_of(self.terms),
        }
        return super().get_context_data(**(found | kwargs))


class TermsWithdraw(DraftersPage, CaseWorkMixin, FormView):
    """``/overenskommelser/<id>/ta-tillbaka/``: with a reason; nothing of it will bind anybody."""

    states = (_State.DRAFT, _State.FOR_SIGNING)
    gone = gettext_lazy("Det finns inget utkast och inget ute för underskrift att ta tillbaka.")
    form_class = ReasonForm
    title = gettext_lazy("Ta tillbaka villkoren")
    submit_label = gettext_lazy("Ta tillbaka villkoren")
    success_message = gettext_lazy(
        "Villkoren är återtagna. De binder ingen. Du kan skriva ett nytt utkast av dem."
    )

    def act(self, form: ReasonForm) -> Terms:
        reason = form.cleaned_data["reason"]
        return withdraw(terms=self.terms, reason=reason, by=self.request.user, now=timezone.now())


class TermsRedraft(DraftersPage, View):
    """``/overenskommelser/<id>/nytt-utkast/``: of what was last declined or taken back."""

    states = CLOSED
    gone = gettext_lazy("Inga villkor är avböjda eller återtagna, så det finns inget att skriva om.")
    http_method_names = ["post"]

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            draft_again(terms=self.terms)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(self.url)
        messages.success(request, _("Här är ett nytt utkast av samma villkor. Ändra det och skicka på nytt."))
        return redirect("funding:draft_edit", self.agreement.pk)


class CaseJoin(DraftersPage, CaseWorkMixin, FormView):
    """``/overenskommelser/<id>/arende/``: the case the agreement hangs on, also once it is sent."""

    states = tuple(_State)
    form_class = CaseForm
    title = gettext_lazy("Koppla till ett ärende")
    submit_label = gettext_lazy("Koppla ärendet")
    success_message = gettext_lazy("Överenskommelsen hör nu till ärendet.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"cases": cases_for(self.request.user)}

    def get_initial(self) -> dict[str, Any]:
        return {"case": self.agreement.case_id}

    def act(self, form: CaseForm) -> Any:
        return join_case(agreement=self.agreement, case=form.cleaned_data["case"])

    def get_success_url(self) -> str:
        return reverse("funding:agreement_detail", args=[self.agreement.pk])
