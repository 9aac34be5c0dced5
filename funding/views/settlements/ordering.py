"""Prepare a booking order, return it, change it and send it again, cancel it, and note that it is booked."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy

from funding import access
from funding.domain.booking import book, prepare_order
from funding.domain.bookingrules import last_booking_day
from funding.domain.cancelling import cancel_order
from funding.domain.returning import return_order, send_again
from funding.forms.settling import BookForm, CancelForm, OrderForm, ReturnForm
from funding.models import BookingOrder
from funding.views.settled import settlement_url
from funding.views.settlements.page import SettlementWork
from portal.ui.requests import Asked


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


class OrderWork(SettlementWork):
    """A form about ``self.order``; without one: 404."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        orders = BookingOrder.objects.select_related("returned_by")
        self.order = get_object_or_404(orders, settlement=self.settlement)
        self.cancel_url = settlement_url(self.settlement, "order_detail")


class OrderReturn(OrderWork):
    """``/overenskommelser/<id>/avrakningar/<id>/order/atersand/``: never by who prepared it."""

    form_class = ReturnForm
    title = gettext_lazy("Återsänd bokföringsordern")
    submit_label = gettext_lazy("Återsänd bokföringsordern")
    success_message = gettext_lazy("Bokföringsordern är återsänd till den som upprättade den.")

    def may(self) -> bool:
        return access.may_return_order(self.request.user, self.order)

    def act(self, form: ReturnForm) -> BookingOrder:
        reason = form.cleaned_data["reason"]
        return return_order(order=self.order, reason=reason, by=self.request.user, now=timezone.now())


class OrderSendAgain(OrderWork):
    """``/overenskommelser/<id>/avrakningar/<id>/order/skicka-igen/``"""

    form_class = OrderForm
    template_name = "funding/order_again.html"
    title = gettext_lazy("Ändra och skicka igen")
    submit_label = gettext_lazy("Skicka för attest igen")
    success_message = gettext_lazy("Bokföringsordern är skickad på nytt. Nu ska någon annan attestera den.")

    def may(self) -> bool:
        return access.may_prepare_order(self.request.user)

    def get_initial(self) -> dict[str, Any]:
        return {"booking_date": self.order.booking_date}

    def act(self, form: OrderForm) -> BookingOrder:
        on = form.cleaned_data["booking_date"]
        return send_again(order=self.order, on=on, by=self.request.user, now=timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"last_day": last_booking_day(self.settlement.year), "order": self.order}
        return super().get_context_data(**(found | kwargs))


class OrderBook(OrderWork):
    """``/overenskommelser/<id>/avrakningar/<id>/order/bokfor/``"""

    form_class = BookForm
    title = gettext_lazy("Notera bokfört")
    submit_label = gettext_lazy("Spara verifikationsnumret")
    success_message = gettext_lazy("Bokföringsordern är noterad som bokförd.")

    def may(self) -> bool:
        return access.may_prepare_order(self.request.user)

    def get_initial(self) -> dict[str, Any]:
        return {"booked_on": self.order.booking_date}

    def act(self, form: BookForm) -> BookingOrder:
        said = form.cleaned_data
        return book(order=self.order, voucher=said["voucher"], on=said["booked_on"])


class OrderCancel(OrderWork):
    """``/overenskommelser/<id>/avrakningar/<id>/order/makulera/``: attested, and never booked."""

    form_class = CancelForm
    title = gettext_lazy("Makulera bokföringsordern")
    submit_label = gettext_lazy("Makulera bokföringsordern")
    success_message = gettext_lazy("Bokföringsordern är makulerad. Historiken har den kvar.")

    def may(self) -> bool:
        return access.may_prepare_order(self.request.user)

    def act(self, form: CancelForm) -> None:
        cancel_order(order=self.order, reason=form.cleaned_data["reason"])

    def get_success_url(self) -> str:
        return settlement_url(self.settlement)
