"""Where the pages of Lärande lie, under /projekt/larande/: projects/urls.py includes the list."""

from django.urls import path

from projects.views.learning.activities import ActivityCreate, ActivityDetail, ActivityEdit, ActivityHistory
from projects.views.learning.lists import ActivityList, MethodList, NetworkList, SuggestionList, SurveyList
from projects.views.learning.methods import (
    MethodCreate,
    MethodDetail,
    MethodEdit,
    MethodHistory,
    SpreadCreate,
    SpreadEdit,
)
from projects.views.learning.networks import NetworkCreate, NetworkDetail, NetworkEdit, NetworkHistory
from projects.views.learning.overview import LearningOverview
from projects.views.learning.replies import ReplyDetail, ReplyEdit, ReplyHandIn, ReplyReturn
from projects.views.learning.suggestions import (
    SuggestionCreate,
    SuggestionDetail,
    SuggestionEdit,
    SuggestionFollowUp,
    SuggestionHistory,
)
from projects.views.learning.surveys import SurveyClose, SurveyCreate, SurveyDetail, SurveyEdit, SurveyHistory

LEARNING = [
    path("", LearningOverview.as_view(), name="learning_overview"),
    path("natverk/", NetworkList.as_view(), name="network_list"),
    path("natverk/nytt/", NetworkCreate.as_view(), name="network_create"),
    path("natverk/<int:pk>/", NetworkDetail.as_view(), name="network_detail"),
    path("natverk/<int:pk>/historik/", NetworkHistory.as_view(), name="network_history"),
    path("natverk/<int:pk>/andra/", NetworkEdit.as_view(), name="network_edit"),
    path("aktiviteter/", ActivityList.as_view(), name="activity_list"),
    path("aktiviteter/ny/", ActivityCreate.as_view(), name="activity_create"),
    path("aktiviteter/<int:pk>/", ActivityDetail.as_view(), name="activity_detail"),
    path("aktiviteter/<int:pk>/historik/", ActivityHistory.as_view(), name="activity_history"),
    path("aktiviteter/<int:pk>/andra/", ActivityEdit.as_view(), name="activity_edit"),
    path("enkater/", SurveyList.as_view(), name="survey_list"),
    path("enkater/ny/", SurveyCreate.as_view(), name="survey_create"),
    path("enkater/<int:pk>/", SurveyDetail.as_view(), name="survey_detail"),
    path("enkater/<int:pk>/historik/", SurveyHistory.as_view(), name="survey_history"),
    path("enkater/<int:pk>/andra/", SurveyEdit.as_view(), name="survey_edit"),
    path("enkater/<int:pk>/stang/", SurveyClose.as_view(), name="survey_close"),
    path("enkater/<int:pk>/svar/<int:reply>/", ReplyDetail.as_view(), name="survey_reply"),
    path("enkater/<int:pk>/svar/<int:reply>/andra/", ReplyEdit.as_view(), name="survey_reply_edit"),
    path(
        "enkater/<int:pk>/svar/<int:reply>/lamna-tillbaka/",
        ReplyReturn.as_view(),
        name="survey_reply_return",
    ),
    path("enkater/<int:pk>/svar/<int:reply>/lamna-in/", ReplyHandIn.as_view(), name="survey_reply_hand_in"),
    path("metoder/", MethodList.as_view(), name="method_list"),
    path("metoder/ny/", MethodCreate.as_view(), name="method_create"),
    path("metoder/<int:pk>/", MethodDetail.as_view(), name="method_detail"),
    path("metoder/<int:pk>/historik/", MethodHistory.as_view(), name="method_history"),
    path("metoder/<int:pk>/andra/", MethodEdit.as_view(), name="method_edit"),
    path("metoder/<int:pk>/spridning/", SpreadCreate.as_view(), name="method_spread_create"),
    path("metoder/<int:pk>/spridning/<int:spread>/", SpreadEdit.as_view(), name="method_spread_edit"),
    path("forslag/", SuggestionList.as_view(), name="suggestion_list"),
    path("forslag/nytt/", SuggestionCreate.as_view(), name="suggestion_create"),
    path("forslag/<int:pk>/", SuggestionDetail.as_view(), name="suggestion_detail"),
    path("forslag/<int:pk>/historik/", SuggestionHistory.as_view(), name="suggestion_history"),
    path("forslag/<int:pk>/andra/", SuggestionEdit.as_view(), name="suggestion_edit"),
    path("forslag/<int:pk>/uppfoljning/", SuggestionFollowUp.as_view(), name="suggestion_follow_up"),
]
