"""What the pages about an agreement's settlements have in common."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from funding import access
from funding.domain.settleable import PeriodLine, periods_of
from funding.models import Agreement, BookingOrder
from funding.views.agreement import AgreementPage
from funding.views.settled import period_of_settlement, settlement_title, settlement_url
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin


def crumbs_of(agreement: Agreement) -> list[tuple[Any, str]]:
    return [
        (_("Överenskommelser"), reverse("funding:agreement_list")),
        (str(agreement), reverse("funding:agreement_detail", args=[agreement.pk])),
        (_("Avräkningar"), reverse("funding:settlement_list", args=[agreement.pk])),
    ]


class SettlementPage(AgreementPage):
    """A page about ``self.settlement``; one of another agreement is not there: 404."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = self.agreement.settlements.select_related("agreement", "corrects", "carried_to", "prepared_by")
        self.settlement = get_object_or_404(rows, pk=kwargs["settlement"])
        self.period = period_of_settlement(self.settlement)
        self.title = settlement_title(self.settlement)

    @cached_property
    def order(self) -> BookingOrder | None:
        orders = BookingOrder.objects.filter(settlement=self.settlement)
        return orders.select_related("prepared_by", "attested_by").first()

    def breadcrumb(self):
        return crumbs_of(self.agreement)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"settlement": self.settlement, "period": self.period, "order": self.order}
        # The address, too, calls its number "settlement": what was found stands before it.
        return super().get_context_data(**({"title": self.title} | kwargs | found))


class AgreementWork(CaseWorkMixin, FormView):
    """A form about ``self.agreement``."""

    request: Asked

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.agreement = get_object_or_404(Agreement.objects.for_user(request.user), pk=kwargs["pk"])
        self.cancel_url = reverse("funding:settlement_list", args=[self.agreement.pk])

    def may(self) -> bool:
        return access.may_settle(self.request.user)

    @property
    def lede(self) -> str:
        return str(self.agreement)

    def breadcrumb(self):
        return crumbs_of(self.agreement)

    @cached_property
    def periods(self) -> list[PeriodLine]:
        return periods_of(self.agreement, timezone.localdate())

    def get_success_url(self) -> str:
        return self.cancel_url


class SettlementWork(AgreementWork):
    """A form about ``self.settlement``."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = self.agreement.settlements.select_related("agreement")
        self.settlement = get_object_or_404(rows, pk=kwargs["settlement"])
        self.period = period_of_settlement(self.settlement)
        self.cancel_url = settlement_url(self.settlement)

    @property
    def lede(self) -> str:
        return f"{settlement_title(self.settlement)}. {self.agreement}"

    def breadcrumb(self):
        return [*super().breadcrumb(), (settlement_title(self.settlement), settlement_url(self.settlement))]
