"""Where the pages about projects lie, under /projekt/."""

from django.urls import include, path

from projects.views.applications.addresses import APPLICATIONS
from projects.views.attachments import AttachmentFile, AttachmentRemove, ProjectAttach
from projects.views.chase.addresses import CHASE
from projects.views.commissions.addresses import COMMISSIONS
from projects.views.following_up import FollowUpAnswer, FollowUpList
from projects.views.funds.addresses import FUNDS
from projects.views.granting import GrantCreate, GrantEdit, GrantRemove
from projects.views.handover import SystemNames
from projects.views.indicators.addresses import INDICATORS
from projects.views.learning.addresses import LEARNING
from projects.views.listing import ProjectList
from projects.views.plan.addresses import PLAN
from projects.views.project import ProjectDetail, ProjectHistory
from projects.views.questions.addresses import QUESTIONS
from projects.views.registering import ProjectCreate, ProjectEdit, ProjectHandIn
from projects.views.reports.addresses import REPORT
from projects.views.rounds.addresses import ROUNDS
from projects.views.targets import CityGoalsEdit, TargetCreate, TargetEdit, TargetRemove

app_name = "projects"
urlpatterns = [
    path("", ProjectList.as_view(), name="project_list"),
    path("nytt/", ProjectCreate.as_view(), name="project_create"),
    path("<int:pk>/", ProjectDetail.as_view(), name="project_detail"),
    path("<int:pk>/historik/", ProjectHistory.as_view(), name="project_history"),
    path("<int:pk>/andra/", ProjectEdit.as_view(), name="project_edit"),
    path("<int:pk>/lamna-in/", ProjectHandIn.as_view(), name="project_hand_in"),
    path("<int:pk>/redovisningar/<int:duty_id>/", include(REPORT)),
    path("<int:pk>/redovisningsplan/", include(PLAN)),
    path("<int:pk>/medel/nytt/", GrantCreate.as_view(), name="grant_create"),
    path("<int:pk>/medel/<int:grant>/andra/", GrantEdit.as_view(), name="grant_edit"),
    path("<int:pk>/medel/<int:grant>/ta-bort/", GrantRemove.as_view(), name="grant_remove"),
    path("<int:pk>/mal/nytt/", TargetCreate.as_view(), name="target_create"),
    path("<int:pk>/mal/<int:target>/andra/", TargetEdit.as_view(), name="target_edit"),
    path("<int:pk>/mal/<int:target>/ta-bort/", TargetRemove.as_view(), name="target_remove"),
    path("<int:pk>/budgetmal/", CityGoalsEdit.as_view(), name="city_goals_edit"),
    path("redovisningar/", include(CHASE)),
    path("rimlighet/", include(QUESTIONS)),
    path("uppfoljning/", FollowUpList.as_view(), name="follow_up_list"),
    path("uppfoljning/<int:pk>/", FollowUpAnswer.as_view(), name="follow_up_answer"),
    path("<int:pk>/bilagor/ny/", ProjectAttach.as_view(), name="project_attach"),
    path("bilagor/<int:pk>/", AttachmentFile.as_view(), name="attachment_file"),
    path("bilagor/<int:pk>/ta-bort/", AttachmentRemove.as_view(), name="attachment_remove"),
    path("ansokningar/", include(APPLICATIONS)),
    path("beslutstillfallen/", include(ROUNDS)),
    path("medel/", include(FUNDS)),
    path("systemnamn/", SystemNames.as_view(), name="system_names"),
    path("uppdrag/", include(COMMISSIONS)),
    path("larande/", include(LEARNING)),
    path("indikatorer/", include(INDICATORS)),
]
