"""The booking order of a settlement: one page, its print and its file; and the buttons that do it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from funding import access
from funding.domain.booking import attest, changed_since, discard_order
from funding.domain.bookingrules import last_booking_day
from funding.models import Agreement, BookingOrder
from funding.states import EXAMPLE, order_state
from funding.views.settled import settlement_title, settlement_url
from funding.views.settlements.ordertable import order_table, shown_table
from funding.views.settlements.page import SettlementPage
from portal.content.writers import table_response
from portal.ui.exporting import FORMATS
from portal.ui.requests import Asked
from portal.ui.views import Action, PageMixin


class OrderDetail(SettlementPage):
    """``/overenskommelser/<id>/avrakningar/<id>/order/``: ``?format=csv|xlsx`` is for the accounts."""

    template_name = "funding/order_detail.html"

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if self.order is None:
            raise Http404
        self.made = self.order
        self.title = _("Bokföringsorder %(number)s") % {"number": self.made.number}

    def breadcrumb(self):
        return [*super().breadcrumb(), (settlement_title(self.settlement), settlement_url(self.settlement))]

    def actions(self):
        if not access.may_prepare_order(self.request.user):
            return []
        if self.made.is_returned:
            page = settlement_url(self.settlement, "order_send_again")
            return [Action(_("Ändra och skicka igen"), page, icon="pen")]
        if self.made.booked_on or not self.made.attested_at:
            return []
        cancel = settlement_url(self.settlement, "order_cancel")
        return [
            Action(_("Makulera"), cancel, icon="undo", primary=False),
            Action(_("Notera bokfört"), settlement_url(self.settlement, "order_book"), icon="pen"),
        ]

    def _badges(self):
        return [order_state(self.made)] + [EXAMPLE] * self.agreement.is_example

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (form := request.GET.get("format")) in FORMATS:
            return table_response(order_table(self.made), form, f"bokforingsorder-{self.made.number}")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, is_open = self.request.user, self.made.attested_at is None
        found = {
            "table": shown_table(self.made),
            "seen": seen(self.made),
            "may_attest": is_open and not self.made.is_returned and access.may_attest(user, self.made),
            "may_discard": is_open and access.may_prepare_order(user),
            "last_day": None if self.made.booked_on else self._passed(),
        }
        return super().get_context_data(**(found | kwargs))

    def _passed(self) -> date | None:
        """Return the year's last booking day when it has been: what is not booked then is carried over."""
        last = last_booking_day(self.settlement.year)
        return last if last < self.today else None


def seen(order: BookingOrder) -> str:
    """A word for the order as it stands: another when it is prepared anew."""
    return f"{order.pk}-{order.prepared_at.timestamp()}"


class OrderVerb(PageMixin, View):
    """A button about the order of a settlement."""

    request: Asked
    http_method_names = ["post"]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        agreement = get_object_or_404(Agreement.objects.for_user(request.user), pk=kwargs["pk"])
        orders = BookingOrder.objects.filter(settlement__agreement=agreement).select_related("settlement")
        self.order = get_object_or_404(orders, settlement=kwargs["settlement"])


class OrderAttest(OrderVerb):
    """``/overenskommelser/<id>/avrakningar/<id>/order/attestera/``: never who prepared it."""

    def may(self) -> bool:
        return access.may_attest(self.request.user, self.order)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("sedd") != seen(self.order):
            messages.error(request, changed_since())
            return redirect(settlement_url(self.order.settlement, "order_detail"))
        try:
            attest(order=self.order, by=request.user, now=timezone.now())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Bokföringsordern är attesterad."))
        return redirect(settlement_url(self.order.settlement, "order_detail"))


class OrderDiscard(OrderVerb):
    """``/overenskommelser/<id>/avrakningar/<id>/order/ta-bort/``: one that nobody has attested."""

    def may(self) -> bool:
        return access.may_prepare_order(self.request.user)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            discard_order(order=self.order)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(settlement_url(self.order.settlement, "order_detail"))
        messages.success(request, _("Bokföringsordern är borttagen. Den kan upprättas på nytt."))
        return redirect(settlement_url(self.order.settlement))
