"""``/handlingar/``"""

from django.urls import include, path

from portal.documents.views import making
from portal.documents.views.beginning import Begin, TemplateChoose
from portal.documents.views.detail import DocumentDetail
from portal.documents.views.files import DocumentPdf, DocumentPrint, DocumentWord, Proposal
from portal.documents.views.flow.addresses import FLOW
from portal.documents.views.history import DocumentHistory
from portal.documents.views.listing import DocumentList
from portal.documents.views.meetings.urls import MEETINGS
from portal.documents.views.verifying import Verify
from portal.documents.views.writing.urls import WRITING

app_name = "documents"
urlpatterns = [
    path("", DocumentList.as_view(), name="list"),
    path("kontrollera/", Verify.as_view(), name="verify"),
    path("ny/", TemplateChoose.as_view(), name="begin"),
    path("ny/<int:template>/", Begin.as_view(), name="begin_from"),
    path("<int:pk>/", DocumentDetail.as_view(), name="detail"),
    path("<int:pk>.pdf", DocumentPdf.as_view(), name="pdf"),
    path("<int:pk>.docx", DocumentWord.as_view(), name="word"),
    path("<int:pk>/beslutsforslag/", Proposal.as_view(), name="proposal"),
    path("<int:pk>/filen/pdf/", making.PdfLater.as_view(), name="pdf_later"),
    path("<int:pk>/filen/pdf/hamta/", making.PdfMade.as_view(), name="pdf_made"),
    path("<int:pk>/filen/word/", making.WordLater.as_view(), name="word_later"),
    path("<int:pk>/filen/word/hamta/", making.WordMade.as_view(), name="word_made"),
    path("<int:pk>/filerna/", making.PapersAgain.as_view(), name="papers"),
    path("<int:pk>/historik/", DocumentHistory.as_view(), name="history"),
    path("<int:pk>/utskrift/", DocumentPrint.as_view(), name="print"),
    path("<int:pk>/", include(FLOW)),
    *MEETINGS,
    *WRITING,
]
