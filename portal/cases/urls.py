"""``/arenden/``"""

from django.urls import path

from portal.cases.views import detail, listing, registering

app_name = "cases"
urlpatterns = [
    path("", listing.CaseList.as_view(), name="list"),
    path("vantar/", listing.Waiting.as_view(), name="waiting"),
    path("nytt/", registering.CaseCreate.as_view(), name="create"),
    path("<int:pk>/", detail.CaseDetail.as_view(), name="detail"),
    path("<int:pk>/historik/", detail.CaseHistory.as_view(), name="history"),
    path("<int:pk>/andra/", registering.CaseEdit.as_view(), name="edit"),
    path("<int:pk>/diarienummer/", registering.NumberAdd.as_view(), name="number_add"),
    path("<int:pk>/diarienummer/<int:number>/", registering.NumberEdit.as_view(), name="number_edit"),
]
