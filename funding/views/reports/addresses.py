"""Where the parties' reports lie, under /overenskommelser/<id>/redovisningar/."""

from django.urls import path

from funding.views.reports.editing import ReportCorrect, ReportDiscard, ReportEdit
from funding.views.reports.handing_in import ReportHandIn, ReportReceipt
from funding.views.reports.ledger import DutyDetail
from funding.views.reports.listing import ReportList
from funding.views.reports.noting import (
    EscalationCreate,
    ExcuseCreate,
    ExtensionAnswer,
    ExtensionCreate,
    PromiseCreate,
    PromiseWithdraw,
    ReminderCreate,
)
from funding.views.reports.reading import ReportDetail, ReportHistory
from funding.views.reports.reviewing import ReportAccept, ReportReturn

REPORTS = [
    path("", ReportList.as_view(), name="report_list"),
    path("<int:duty>/", ReportEdit.as_view(), name="report_edit"),
    path("<int:duty>/las/", ReportDetail.as_view(), name="report_detail"),
    path("<int:duty>/lamna-in/", ReportHandIn.as_view(), name="report_hand_in"),
    path("<int:duty>/kvitto/", ReportReceipt.as_view(), name="report_receipt"),
    path("<int:duty>/ratta/", ReportCorrect.as_view(), name="report_correct"),
    path("<int:duty>/slang/", ReportDiscard.as_view(), name="report_discard"),
    path("<int:duty>/historik/", ReportHistory.as_view(), name="report_history"),
    path("<int:duty>/godta/", ReportAccept.as_view(), name="report_accept"),
    path("<int:duty>/lamna-tillbaka/", ReportReturn.as_view(), name="report_return"),
    path("<int:duty>/liggare/", DutyDetail.as_view(), name="duty_detail"),
    path("<int:duty>/paminnelse/", ReminderCreate.as_view(), name="reminder_create"),
    path("<int:duty>/lofte/", PromiseCreate.as_view(), name="promise_create"),
    path("<int:duty>/lofte/<int:promise>/aterta/", PromiseWithdraw.as_view(), name="promise_withdraw"),
    path("<int:duty>/forklaring/", ExcuseCreate.as_view(), name="excuse_create"),
    path("<int:duty>/lyft/", EscalationCreate.as_view(), name="escalation_create"),
    path("<int:duty>/uppskov/", ExtensionCreate.as_view(), name="extension_create"),
    path("<int:duty>/uppskov/<int:extension>/", ExtensionAnswer.as_view(), name="extension_answer"),
]
