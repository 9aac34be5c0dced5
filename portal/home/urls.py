"""The start page and the pages every visitor needs."""

from django.urls import path

from portal.home import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("sok/", views.search, name="search"),
    path("sprak/", views.language, name="language"),
    path("hjalp/", views.help_page, name="help"),
    path("hjalp/personuppgifter/", views.personal_data, name="personal_data"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("halsa/", views.health, name="health"),
]
