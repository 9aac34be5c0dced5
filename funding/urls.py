"""Where the pages about agreements lie, under /overenskommelser/."""

from django.urls import path

from funding.views.agreement import AgreementDetail
from funding.views.listing import AgreementList

app_name = "funding"
urlpatterns = [
    path("", AgreementList.as_view(), name="agreement_list"),
    path("<int:pk>/", AgreementDetail.as_view(), name="agreement_detail"),
]
