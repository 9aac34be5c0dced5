"""The year's wheel, under /arshjulet/."""

from django.urls import path

from portal.deadlines import views

app_name = "deadlines"
urlpatterns = [
    path("", views.Wheel.as_view(), name="wheel"),
]
