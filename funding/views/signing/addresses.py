"""Where signing lies, under /overenskommelser/."""

from django.urls import path

from funding.views.signing.printing import TermsPrint, TermsWord
from funding.views.signing.sending import CaseJoin, TermsRedraft, TermsSend, TermsWithdraw
from funding.views.signing.signatures import PaperTakeIn, SignatureCreate, SignaturePaper, TermsDecline
from funding.views.signing.supporting import DelegationList, DelegationReport, SupportRegister, SupportRemove

SIGNING = [
    path("delegationsbeslut/", DelegationList.as_view(), name="delegation_list"),
    path("delegationsbeslut/<int:pk>/anmal/", DelegationReport.as_view(), name="delegation_report"),
    path("<int:pk>/skicka/", TermsSend.as_view(), name="terms_send"),
    path("<int:pk>/ta-tillbaka/", TermsWithdraw.as_view(), name="terms_withdraw"),
    path("<int:pk>/nytt-utkast/", TermsRedraft.as_view(), name="terms_redraft"),
    path("<int:pk>/arende/", CaseJoin.as_view(), name="case_join"),
    path("<int:pk>/stod/<int:party>/", SupportRegister.as_view(), name="support_register"),
    path("<int:pk>/stod/<int:party>/ta-bort/", SupportRemove.as_view(), name="support_remove"),
    path("<int:pk>/underskrift/<int:party>/", SignatureCreate.as_view(), name="signature_create"),
    path("<int:pk>/underskrift/<int:party>/papper/", PaperTakeIn.as_view(), name="paper_take_in"),
    path("<int:pk>/avboj/<int:party>/", TermsDecline.as_view(), name="terms_decline"),
    path("<int:pk>/papper/<int:signature>/", SignaturePaper.as_view(), name="signature_paper"),
    path("<int:pk>/utskrift/", TermsPrint.as_view(), name="terms_print"),
    path("<int:pk>/utskrift.docx", TermsWord.as_view(), name="terms_word"),
]
