"""Where the pages about projects lie, under /projekt/."""

from django.urls import path

from projects.views.granting import GrantCreate, GrantEdit
from projects.views.listing import ProjectList
from projects.views.project import ProjectDetail, ProjectHistory
from projects.views.registering import ProjectCreate, ProjectEdit, ProjectHandIn

app_name = "projects"
urlpatterns = [
    path("", ProjectList.as_view(), name="project_list"),
    path("nytt/", ProjectCreate.as_view(), name="project_create"),
    path("<int:pk>/", ProjectDetail.as_view(), name="project_detail"),
    path("<int:pk>/historik/", ProjectHistory.as_view(), name="project_history"),
    path("<int:pk>/andra/", ProjectEdit.as_view(), name="project_edit"),
    path("<int:pk>/lamna-in/", ProjectHandIn.as_view(), name="project_hand_in"),
    path("<int:pk>/medel/nytt/", GrantCreate.as_view(), name="grant_create"),
    path("<int:pk>/medel/<int:grant>/andra/", GrantEdit.as_view(), name="grant_edit"),
]
