"""Where the pages of one report lie, under /projekt/<pk>/redovisningar/<duty>/."""

from django.urls import path

from projects.views.reports.editing import ReportCorrect, ReportDiscard, ReportEdit
from projects.views.reports.handing_in import ReportHandIn, ReportReceipt
from projects.views.reports.papering import ReportPaper, ReportWord
from projects.views.reports.reading import ReportDetail, ReportHistory
from projects.views.reports.reviewing import ReportAccept, ReportReturn, ReportVerify

REPORT = [
    path("", ReportEdit.as_view(), name="report_edit"),
    path("las/", ReportDetail.as_view(), name="report_detail"),
    path("lamna-in/", ReportHandIn.as_view(), name="report_hand_in"),
    path("kvitto/", ReportReceipt.as_view(), name="report_receipt"),
    path("namnden/", ReportPaper.as_view(), name="report_paper"),
    path("namnden.docx", ReportWord.as_view(), name="report_word"),
    path("ratta/", ReportCorrect.as_view(), name="report_correct"),
    path("slang/", ReportDiscard.as_view(), name="report_discard"),
    path("historik/", ReportHistory.as_view(), name="report_history"),
    path("godta/", ReportAccept.as_view(), name="report_accept"),
    path("lamna-tillbaka/", ReportReturn.as_view(), name="report_return"),
    path("kontrollera/<int:count>/", ReportVerify.as_view(), name="report_verify"),
]
