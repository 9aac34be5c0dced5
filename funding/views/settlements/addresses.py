"""Where the settlements of an agreement lie, under /overenskommelser/<id>/avrakningar/."""

from django.urls import path

from funding.views.settlements.accounts import TermAccountPage
from funding.views.settlements.allowances import AllowanceEdit
from funding.views.settlements.detail import SettlementDetail
from funding.views.settlements.listing import SettlementList
from funding.views.settlements.objecting import ObjectionAnswer, ObjectionCreate, SettlementRemake
from funding.views.settlements.ordering import (
    OrderBook,
    OrderCancel,
    OrderCreate,
    OrderReturn,
    OrderSendAgain,
)
from funding.views.settlements.orders import OrderAttest, OrderDetail, OrderDiscard
from funding.views.settlements.writing import (
    LineCheck,
    SettlementCorrect,
    SettlementCreate,
    SettlementWithdraw,
)

SETTLEMENTS = [
    path("", SettlementList.as_view(), name="settlement_list"),
    path("ny/", SettlementCreate.as_view(), name="settlement_create"),
    path("hela/", TermAccountPage.as_view(), name="account_term"),
    path("ar/<int:year>/", TermAccountPage.as_view(), name="account_year"),
    path("generalschabloner/<int:year>/", AllowanceEdit.as_view(), name="allowance_edit"),
    path("<int:settlement>/", SettlementDetail.as_view(), name="settlement_detail"),
    path("<int:settlement>/ratta/", SettlementCorrect.as_view(), name="settlement_correct"),
    path("<int:settlement>/ta-tillbaka/", SettlementWithdraw.as_view(), name="settlement_withdraw"),
    path("<int:settlement>/granska/<int:line>/", LineCheck.as_view(), name="line_check"),
    path("<int:settlement>/granska/<int:line>/invand/", ObjectionCreate.as_view(), name="objection_create"),
    path(
        "<int:settlement>/invandningar/<int:objection>/svara/",
        ObjectionAnswer.as_view(),
        name="objection_answer",
    ),
    path("<int:settlement>/gor-om/", SettlementRemake.as_view(), name="settlement_remake"),
    path("<int:settlement>/order/", OrderDetail.as_view(), name="order_detail"),
    path("<int:settlement>/order/ny/", OrderCreate.as_view(), name="order_create"),
    path("<int:settlement>/order/attestera/", OrderAttest.as_view(), name="order_attest"),
    path("<int:settlement>/order/atersand/", OrderReturn.as_view(), name="order_return"),
    path("<int:settlement>/order/skicka-igen/", OrderSendAgain.as_view(), name="order_send_again"),
    path("<int:settlement>/order/bokfor/", OrderBook.as_view(), name="order_book"),
    path("<int:settlement>/order/makulera/", OrderCancel.as_view(), name="order_cancel"),
    path("<int:settlement>/order/ta-bort/", OrderDiscard.as_view(), name="order_discard"),
]
