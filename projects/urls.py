"""Where the pages about projects lie, under /projekt/."""

from django.urls import path

from projects.views.listing import ProjectList

app_name = "projects"
urlpatterns = [
    path("", ProjectList.as_view(), name="project_list"),
]
