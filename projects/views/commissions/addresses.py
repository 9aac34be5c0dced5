"""Where the pages of uppdrag lie, under /projekt/uppdrag/."""

from django.urls import path

from projects.views.commissions.balance import balance
from projects.views.commissions.detail import CommissionDetail, CommissionHistory, CommissionReopen
from projects.views.commissions.forms import (
    CommissionAnswer,
    CommissionCreate,
    CommissionDrop,
    CommissionEdit,
)
from projects.views.commissions.listing import CommissionList
from projects.views.printed import PrintedPointList

COMMISSIONS = [
    path("", CommissionList.as_view(), name="commission_list"),
    path("nytt/", CommissionCreate.as_view(), name="commission_create"),
    path("balanslista/", balance, name="commission_balance"),
    path("i-tryck/", PrintedPointList.as_view(), name="printed_point_list"),
    path("<int:pk>/", CommissionDetail.as_view(), name="commission_detail"),
    path("<int:pk>/historik/", CommissionHistory.as_view(), name="commission_history"),
    path("<int:pk>/andra/", CommissionEdit.as_view(), name="commission_edit"),
    path("<int:pk>/besvara/", CommissionAnswer.as_view(), name="commission_answer"),
    path("<int:pk>/avskriv/", CommissionDrop.as_view(), name="commission_drop"),
    path("<int:pk>/oppna/", CommissionReopen.as_view(), name="commission_reopen"),
]
