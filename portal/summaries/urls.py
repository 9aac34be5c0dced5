"""The standing tables."""

from django.urls import path

from portal.summaries import views

app_name = "summaries"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.table, name="table"),
    path("<slug:slug>/rader/", views.rows, name="rows"),
]
