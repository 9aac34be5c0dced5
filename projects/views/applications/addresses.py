"""Where the applications lie, under /projekt/ansokningar/."""

from django.urls import path

from projects.views.applications.assessing import ApplicationAssess
from projects.views.applications.discarding import ApplicationDiscard
from projects.views.applications.listing import ApplicationList
from projects.views.applications.pages import (
    ApplicationDetail,
    ApplicationHistory,
    ApplicationSubmit,
    ApplicationWithdraw,
)
from projects.views.applications.writing import ApplicationCreate, ApplicationEdit
from projects.views.attachments import ApplicationAttach

APPLICATIONS = [
    path("", ApplicationList.as_view(), name="application_list"),
    path("ny/", ApplicationCreate.as_view(), name="application_create"),
    path("<int:pk>/", ApplicationDetail.as_view(), name="application_detail"),
    path("<int:pk>/historik/", ApplicationHistory.as_view(), name="application_history"),
    path("<int:pk>/andra/", ApplicationEdit.as_view(), name="application_edit"),
    path("<int:pk>/lamna-in/", ApplicationSubmit.as_view(), name="application_submit"),
    path("<int:pk>/slang/", ApplicationDiscard.as_view(), name="application_discard"),
    path("<int:pk>/aterta/", ApplicationWithdraw.as_view(), name="application_withdraw"),
    path("<int:pk>/bedom/", ApplicationAssess.as_view(), name="application_assess"),
    path("<int:pk>/bilagor/ny/", ApplicationAttach.as_view(), name="application_attach"),
]
