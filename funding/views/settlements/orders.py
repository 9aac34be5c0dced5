"""The booking order of a settlement: prepared by one, attested by another, booked; page, print and file."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from funding import access
from funding.domain.booking import attest, book, discard_order, prepare_order
from funding.domain.bookingrules import last_booking_day
from funding.forms.settling import BookForm, OrderForm
from funding.models import Agreement, BookingOrder
from funding.states import EXAMPLE, order_state
from funding.views.settled import settlement_title, settlement_url
from funding.views.settlements.ordertable import order_table, shown_table
from funding.views.settlements.page import SettlementPage, SettlementWork
from portal.content.writers import table_response
from portal.ui.exporting import FORMATS
from portal.ui.requests import Asked
from portal.ui.views import Action, PageMixin


class OrderCreate(SettlementWork):
    """``/overenskommelser/<id>/avrakningar/<id>/order/ny/``"""

    form_class = OrderForm
    template_name = "funding/order_form.html"
    title = gettext_lazy("Upprätta bokföringsorder")
    submit_label = gettext_lazy("Upprätta bokföringsordern")
    success_message = gettext_lazy("Bokföringsordern är upprättad. Nu ska någon annan attestera den.")

    def may(self) -> bool:
        return access.may_prepare_order(self.request.user)

    def get_initial(self) -> dict[str, Any]:
        return {"booking_date": min(timezone.localdate(), self.last_day)}

    @property
    def last_day(self):
        return last_booking_day(self.settlement.year)

    def act(self, form: OrderForm) -> BookingOrder:
        return prepare_order(
            settlement=self.settlement,
            on=form.cleaned_data["booking_date"],
            by=self.request.user,
            now=timezone.now(),
        )

    def get_success_url(self) -> str:
        return settlement_url(self.settlement, "order_detail")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"last_day": self.last_day} | kwargs))


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
        is_next = self.made.attested_at and not self.made.booked_on
        if not (is_next and access.may_prepare_order(self.request.user)):
            return []
        return [Action(_("Notera bokfört"), settlement_url(self.settlement, "order_book"), icon="pen")]

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
            "may_attest": is_open and access.may_attest(user, self.made),
            "may_discard": is_open and access.may_prepare_order(user),
        }
        return super().get_context_data(**(found | kwargs))


class OrderBook(SettlementWork):
    """``/overenskommelser/<id>/avrakningar/<id>/order/bokfor/``"""

    form_class = BookForm
    title = gettext_lazy("Notera bokfört")
    submit_label = gettext_lazy("Spara verifikationsnumret")
    success_message = gettext_lazy("Bokföringsordern är noterad som bokförd.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.order = get_object_or_404(BookingOrder, settlement=self.settlement)
        self.cancel_url = settlement_url(self.settlement, "order_detail")

    def may(self) -> bool:
        return access.may_prepare_order(self.request.user)

    def get_initial(self) -> dict[str, Any]:
        return {"booked_on": self.order.booking_date}

    def act(self, form: BookForm) -> BookingOrder:
        said = form.cleaned_data
        return book(order=self.order, voucher=said["voucher"], on=said["booked_on"])


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
