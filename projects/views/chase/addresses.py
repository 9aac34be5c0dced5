"""Where the pages of the chase lie, under /projekt/redovisningar/."""

from django.urls import path

from projects.views.chase.extending import ExtensionAnswer, ExtensionCreate
from projects.views.chase.ledger import DutyDetail
from projects.views.chase.listing import DutyList
from projects.views.chase.noting import (
    EscalationCreate,
    ExcuseCreate,
    PromiseCreate,
    PromiseWithdraw,
    ReminderCreate,
)
from projects.views.chase.returning import RepaymentCreate, RepaymentReceive, RepaymentWithdraw

CHASE = [
    path("", DutyList.as_view(), name="duty_list"),
    path("<int:duty>/", DutyDetail.as_view(), name="duty_detail"),
    path("<int:duty>/paminnelse/", ReminderCreate.as_view(), name="reminder_create"),
    path("<int:duty>/lofte/", PromiseCreate.as_view(), name="promise_create"),
    path("<int:duty>/lofte/<int:promise>/aterta/", PromiseWithdraw.as_view(), name="promise_withdraw"),
    path("<int:duty>/forklaring/", ExcuseCreate.as_view(), name="excuse_create"),
    path("<int:duty>/lyft/", EscalationCreate.as_view(), name="escalation_create"),
    path("<int:duty>/uppskov/", ExtensionCreate.as_view(), name="extension_create"),
    path("<int:duty>/uppskov/<int:extension>/", ExtensionAnswer.as_view(), name="extension_answer"),
    path("<int:duty>/aterforing/", RepaymentCreate.as_view(), name="repayment_create"),
    path(
        "<int:duty>/aterforing/<int:repayment>/mottaget/",
        RepaymentReceive.as_view(),
        name="repayment_receive",
    ),
    path(
        "<int:duty>/aterforing/<int:repayment>/aterta/",
        RepaymentWithdraw.as_view(),
        name="repayment_withdraw",
    ),
]
