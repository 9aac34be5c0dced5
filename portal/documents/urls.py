"""``/handlingar/``"""

from django.urls import path

from portal.documents.views.detail import DocumentDetail
from portal.documents.views.listing import DocumentList
from portal.documents.views.meetings.urls import MEETINGS

app_name = "documents"
urlpatterns = [
    path("", DocumentList.as_view(), name="list"),
    path("<int:pk>/", DocumentDetail.as_view(), name="detail"),
    *MEETINGS,
]
