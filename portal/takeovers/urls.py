"""``/arenden/ta-over/``"""

from django.urls import path

from portal.takeovers import views

app_name = "takeovers"
urlpatterns = [
    path("", views.TakeoverList.as_view(), name="list"),
    path("<int:pk>/", views.TakeOverCase.as_view(), name="take"),
    path("redovisning/<int:pk>/", views.TakeOverReport.as_view(), name="take_report"),
]
