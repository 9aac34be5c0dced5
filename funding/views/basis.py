"""The basis register of an agreement: what is counted, from where, and a form for new counts."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from funding import access
from funding.domain.basis import record_counts, remove_count
from funding.forms.basis import BasisForm
from funding.models import Agreement, Party
from funding.views.agreement import AgreementPage
from funding.views.smallcounts import hidden_in, small_in
from portal.content.masking_tables import WHY
from portal.ui.requests import Asked
from portal.ui.views import Action, CaseWorkMixin, PageMixin


class BasisList(AgreementPage):
    """``/overenskommelser/<id>/underlag/``"""

    template_name = "funding/basis_list.html"

    def actions(self):
        if not access.may_keep_basis(self.request.user, self.agreement):
            return []
        url = reverse("funding:basis_create", args=[self.agreement.pk])
        return [Action(_("Lägg till antal"), url, icon="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.agreement.basis.select_related("party__organisation")
        rested_on = {row.pk for row in self.sheet.rested_on} if self.sheet else set()
        newer = {row.pk for row in self.sheet.newer} if self.sheet else set()
        listed = list(rows.order_by("-begins", "party__heading_order", "pk"))
        hidden = hidden_in(self.agreement, listed, self.request.user)
        found = {
            "counts": [
                {
                    "row": row,
                    "persons": None if row.pk in hidden else row.persons,
                    "printed": not small_in(self.agreement, [row]),
                    "last_day": row.ends - timedelta(days=1),
                    "rested_on": row.pk in rested_on,
                    "newer": row.pk in newer,
                }
                for row in listed
            ],
            "why_masked": WHY if small_in(self.agreement, listed) else None,
            "may_keep": access.may_keep_basis(self.request.user, self.agreement),
        }
        return super().get_context_data(**(found | kwargs))


class BasisCreate(CaseWorkMixin, FormView):
    """``/overenskommelser/<id>/underlag/nytt/``"""

    request: Asked
    form_class = BasisForm
    title = gettext_lazy("Lägg till antal i underlaget")
    submit_label = gettext_lazy("Spara antalen")
    success_message = gettext_lazy("Antalen är sparade. De föreslår andelar och ändrar inget undertecknat.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.agreement = get_object_or_404(Agreement.objects.for_user(request.user), pk=kwargs["pk"])
        self.cancel_url = reverse("funding:basis_list", args=[self.agreement.pk])

    def may(self) -> bool:
        return access.may_keep_basis(self.request.user, self.agreement)

    @property
    def lede(self) -> str:
        return str(self.agreement)

    def breadcrumb(self):
        page = reverse("funding:agreement_detail", args=[self.agreement.pk])
        return [
            (_("Överenskommelser"), reverse("funding:agreement_list")),
            (str(self.agreement), page),
            (_("Underlag"), self.cancel_url),
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        parties = Party.objects.filter(agreement=self.agreement).select_related("organisation")
        return super().get_form_kwargs() | {"parties": list(parties.order_by("heading_order", "pk"))}

    def get_initial(self) -> dict[str, Any]:
        return {"age_from": self.agreement.age_from, "age_to": self.agreement.age_to}

    def act(self, form: BasisForm):
        return record_counts(agreement=self.agreement, counts=form.counts(), now=timezone.now())

    def get_success_url(self) -> str:
        return self.cancel_url


class BasisRemove(PageMixin, View):
    """``/overenskommelser/<id>/underlag/<id>/ta-bort/``: a count written by mistake."""

    request: Asked
    http_method_names = ["post"]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.agreement = get_object_or_404(Agreement.objects.for_user(request.user), pk=kwargs["pk"])
        self.count = get_object_or_404(self.agreement.basis.all(), pk=kwargs["count"])

    def may(self) -> bool:
        return access.may_keep_basis(self.request.user, self.agreement)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            remove_count(count=self.count)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Antalet är borttaget ur underlaget. Historiken har det kvar."))
        return redirect("funding:basis_list", self.agreement.pk)
