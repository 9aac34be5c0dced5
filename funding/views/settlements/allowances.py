"""The parties' general allowance (generalschablon) of a year, registered on one page."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding import access
from funding.domain.financing import YEARS, keep_allowances
from funding.forms.settling import AllowanceForm
from funding.models import Allowance
from funding.views.settlements.page import AgreementWork
from portal.ui.requests import Asked


class AllowanceEdit(AgreementWork):
    """``/overenskommelser/<id>/avrakningar/generalschabloner/<år>/``"""

    form_class = AllowanceForm
    template_name = "funding/allowance_form.html"
    submit_label = gettext_lazy("Spara beloppen")
    success_message = gettext_lazy("Generalschablonerna är sparade.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.year = kwargs["year"]
        if self.year not in YEARS:
            raise Http404
        self.title = _("Generalschabloner %(year)s") % {"year": self.year}

    def may(self) -> bool:
        return access.may_keep_allowances(self.request.user)

    @cached_property
    def known(self) -> dict[int, Any]:
        rows = Allowance.objects.filter(agreement=self.agreement, year=self.year)
        return dict(rows.values_list("party", "amount"))

    def get_form_kwargs(self) -> dict[str, Any]:
        parties = self.agreement.parties.select_related("organisation").order_by("heading_order", "pk")
        return super().get_form_kwargs() | {"parties": list(parties), "known": self.known}

    def act(self, form: AllowanceForm) -> None:
        keep_allowances(agreement=self.agreement, year=self.year, amounts=form.amounts())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        years = [
            (each, reverse("funding:allowance_edit", args=[self.agreement.pk, each]), each == self.year)
            for each in range(self.year - 1, self.year + 2)
            if each in YEARS
        ]
        return super().get_context_data(**({"years": years} | kwargs))
