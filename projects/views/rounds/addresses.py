"""Where the decision rounds lie, under /projekt/beslutstillfallen/."""

from django.urls import path

from projects.views.rounds.deciding import DecisionCorrect, DecisionRegister, DecisionReport
from projects.views.rounds.listing import RoundList
from projects.views.rounds.pages import DecisionList, RoundDetail, RoundHistory, RoundPropose
from projects.views.rounds.writing import RoundCreate, RoundEdit

ROUNDS = [
    path("", RoundList.as_view(), name="round_list"),
    path("nytt/", RoundCreate.as_view(), name="round_create"),
    path("<int:pk>/", RoundDetail.as_view(), name="round_detail"),
    path("<int:pk>/forslag/", RoundPropose.as_view(), name="round_propose"),
    path("<int:pk>/andra/", RoundEdit.as_view(), name="round_edit"),
    path("<int:pk>/beslutslista/", DecisionList.as_view(), name="round_decision_list"),
    path("<int:pk>/beslut/<int:committee>/", DecisionRegister.as_view(), name="decision_register"),
    path(
        "<int:pk>/beslut/<int:committee>/ratta/<int:decision>/",
        DecisionCorrect.as_view(),
        name="decision_correct",
    ),
    path("<int:pk>/historik/", RoundHistory.as_view(), name="round_history"),
    path("beslut/<int:pk>/anmal/", DecisionReport.as_view(), name="decision_report"),
]
