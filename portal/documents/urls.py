"""``/handlingar/``"""

from django.urls import path

from portal.documents.views.detail import DocumentDetail
from portal.documents.views.listing import DocumentList

app_name = "documents"
urlpatterns = [
    path("", DocumentList.as_view(), name="list"),
    path("<int:pk>/", DocumentDetail.as_view(), name="detail"),
]
